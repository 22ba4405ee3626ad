"""The user guide, opened at the page of the screen in view.

Its pages ship with the program as Markdown. Nothing of a call is ever shown here, and nothing is
fetched: links lead to other pages of the guide only.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QColor, QPixmap, QTextCursor, QTextDocument, QTextFrameFormat, QTextTable
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QTextBrowser, QVBoxLayout, QWidget

from lisdesk.paths import shipped
from lisdesk.ui.theme import current_theme

_SIZE_PX = (860, 700)
_PICTURE_PX = 760
_ABOVE_HEADING_PX, _ABOVE_PARAGRAPH_PX, _CELL_PADDING_PX = 16, 8, 6
_DIALECT = (
    QTextDocument.MarkdownFeature.MarkdownDialectGitHub
    | QTextDocument.MarkdownFeature.MarkdownNoHTML
)
"""The pages have tables, which are not part of plain Markdown."""


class GuidePages(QTextBrowser):
    """Shows pages of the guide's own folder, and pictures of the program beside it."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("User guide")
        self.setOpenLinks(False)
        self.anchorClicked.connect(self._follow)
        self._folder = shipped("docs") / "guide"
        self._seen: list[str] = []

    def show_page(self, name: str) -> None:
        """Show a page by its name, without its ending; the first page if there is none such."""
        path = self._folder / f"{name}.md"
        if not path.is_file():
            path = self._folder / "index.md"
        self._seen.append(path.stem)
        self.document().setMarkdown(path.read_text(encoding="utf-8"), _DIALECT)
        self._lay_out()

    def go_back(self) -> None:
        """Show the page before."""
        if len(self._seen) > 1:
            self._seen.pop()
            self.show_page(self._seen.pop())

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """Load a picture of the guide; anything else is not there."""
        if kind != QTextDocument.ResourceType.ImageResource.value:
            return None
        path = (self._folder / QUrl(name).path()).resolve()
        pictures = (self._folder.parent / "screenshots").resolve()
        if path.parent != pictures or not path.is_file():
            return None
        picture = QPixmap(str(path))
        return picture.scaledToWidth(
            min(_PICTURE_PX, picture.width()), Qt.TransformationMode.SmoothTransformation
        )

    def _lay_out(self) -> None:
        """Give headings and paragraphs room above, and tables lines."""
        self.document().setDocumentMargin(_ABOVE_HEADING_PX)
        block = self.document().begin().next()
        while block.isValid():
            cursor, spacing = QTextCursor(block), block.blockFormat()
            if cursor.currentTable() is None and cursor.currentList() is None:
                is_heading = spacing.headingLevel() > 0
                spacing.setTopMargin(_ABOVE_HEADING_PX if is_heading else _ABOVE_PARAGRAPH_PX)
                cursor.setBlockFormat(spacing)
            block = block.next()
        for frame in self.document().rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                look = frame.format().toTableFormat()
                look.setCellPadding(_CELL_PADDING_PX)
                look.setCellSpacing(0)
                look.setBorder(1)
                look.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
                look.setBorderCollapse(True)
                look.setBorderBrush(QColor(current_theme().line))
                look.setTopMargin(_CELL_PADDING_PX)
                look.setBottomMargin(_CELL_PADDING_PX)
                frame.setFormat(look)
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _follow(self, target: QUrl) -> None:
        page = Path(target.path())
        if not target.scheme() and page.suffix == ".md" and page.parent == Path():
            self.show_page(page.stem)


def open_guide(parent: QWidget, page: str) -> QDialog:
    """Open the guide at a page, beside the window."""
    dialog = QDialog(parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle("lisdesk user guide")
    dialog.resize(*_SIZE_PX)
    pages = GuidePages()
    back, contents, close = QPushButton("Back"), QPushButton("Contents"), QPushButton("Close")
    back.clicked.connect(pages.go_back)
    contents.clicked.connect(lambda: pages.show_page("index"))
    close.clicked.connect(dialog.accept)
    layout = QVBoxLayout(dialog)
    layout.setContentsMargins(16, 16, 16, 16)
    layout.addWidget(pages, 1)
    buttons = QHBoxLayout()
    buttons.addWidget(back)
    buttons.addWidget(contents)
    buttons.addStretch()
    buttons.addWidget(close)
    layout.addLayout(buttons)
    pages.show_page(page)
    dialog.show()
    return dialog
