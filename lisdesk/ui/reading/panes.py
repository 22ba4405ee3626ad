"""How the screen Reading is arranged: list, text, and what belongs to it, side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from lisdesk.ui.empty_state import EmptyState
from lisdesk.ui.memory import keep_sizes
from lisdesk.ui.pages.page_pane import PagePane
from lisdesk.ui.reading.beside import Beside
from lisdesk.ui.reading.find_bar import FindBar
from lisdesk.ui.reading.heading import Heading
from lisdesk.ui.reading.priority_tree import PriorityTree
from lisdesk.ui.reading.reading_list import ReadingList
from lisdesk.ui.reading.shown_page import highlights_and_chips
from lisdesk.ui.reading.tag_bar import TagBar
from lisdesk.ui.reading.text_view import ReadingView
from lisdesk.ui.workspace import Workspace

if TYPE_CHECKING:
    from lisdesk.queries.register_preview import SubmissionPreview
    from lisdesk.ui.reading.keys import ReadingKeys
    from lisdesk.ui.reading.tagging import Tagging

_WIDTHS_PX = (246, 524, 318)
_HEIGHTS_PX = (380, 220)
_NO_WORDS = "This submission has no text of its own"


class Panes:
    """The widgets of the screen, and which of them are in view."""

    def __init__(self, screen: QWidget, workspace: Workspace) -> None:
        self.list = ReadingList(workspace)
        self.view = ReadingView()
        self.heading = Heading()
        self.find = FindBar(self.view, workspace.jobs)
        self.tree = PriorityTree()
        self.beside = Beside(workspace)
        self.page = PagePane(workspace)
        self.tags, self.files = self.beside.tags, self.beside.files
        self.no_text = EmptyState("No words", f"{_NO_WORDS}.")
        self.nothing = EmptyState(
            "Nothing to read here",
            "What is logged or imported stands here, to be read and tagged. If the list is "
            "narrowed, choose “All” above it.",
        )
        self._text_column = QVBoxLayout()
        self.middle = QStackedWidget()
        self.beside.known.connect(self._say_no_text)
        self._arrange(screen)

    def add_tag_bar(self, keys: ReadingKeys) -> None:
        """Put the bar of the tag at hand below the text."""
        self.tag_bar = TagBar(keys.marks, keys.note, keys.quote, keys.remove)
        self._text_column.addWidget(self.tag_bar)

    def add_suggestions(self, strip: QWidget) -> None:
        """Put the strip of suggestions between the text and the bar of the tag at hand."""
        self._text_column.insertWidget(self._text_column.indexOf(self.text_and_page) + 1, strip)

    def show_tags(self, tagging: Tagging) -> None:
        """Show the tags of the submission in view, and which of them is at hand."""
        tags, current = tagging.page.tags if tagging.page else (), tagging.current
        colour_of = self.tree.colour_of
        self.view.show_tags(*highlights_and_chips(tags, self.view.shown, colour_of))
        self.view.point_at(current)
        self.view.paint_now()  # the text at once, the rest when there is time
        self.tags.show_tags(tags, current, colour_of)
        self.tag_bar.show_tag(tagging.tag(current))
        self.beside.show_tag_count(len(tags))

    def show_text(self, *, has_words: bool) -> None:
        """Bring the text into view, or say that there is none."""
        self.no_text.say("No words", f"{_NO_WORDS}.")
        self.texts.setCurrentWidget(self.view if has_words else self.no_text)
        self.middle.setCurrentIndex(0)

    def go_to_text(self, text_id: int) -> None:
        """Bring the beginning of a text into view."""
        place = self.view.shown.units_of(text_id, 0, 0)
        if place is not None:
            self.view.go_to(place.start, place.start)
        self.view.setFocus()

    def show_nothing(self) -> None:
        """Say that there is nothing to read."""
        self.middle.setCurrentWidget(self.nothing)
        self.beside.show_nothing()

    def _say_no_text(self, preview: SubmissionPreview) -> None:
        files = len(preview.attachments)
        came = f"; {files:,} file{'' if files == 1 else 's'} came with it. F leads there"
        self.no_text.say("No words", f"{_NO_WORDS}{came if files else ''}.")

    def _arrange(self, screen: QWidget) -> None:
        self.texts = QStackedWidget()
        self.texts.addWidget(self.view)
        self.texts.addWidget(self.no_text)
        self.page.hide()
        self.text_and_page = QSplitter(Qt.Orientation.Horizontal)
        self.text_and_page.addWidget(self.texts)
        self.text_and_page.addWidget(self.page)
        self.text_and_page.setChildrenCollapsible(False)
        self.text_and_page.setSizes([_WIDTHS_PX[1], _WIDTHS_PX[1]])
        keep_sizes(self.text_and_page, "reading/page")
        reader = QWidget()
        reader.setLayout(self._text_column)
        self._text_column.setContentsMargins(0, 0, 0, 8)
        self._text_column.setSpacing(0)
        self._text_column.addWidget(self.heading)
        self._text_column.addWidget(self.find)
        self._text_column.addWidget(self.text_and_page, 1)
        self.middle.addWidget(reader)
        self.middle.addWidget(self.nothing)
        right = QSplitter(Qt.Orientation.Vertical)
        right.addWidget(self.tree)
        right.addWidget(self.beside)
        right.setSizes(list(_HEIGHTS_PX))
        right.setContentsMargins(0, 8, 8, 8)
        keep_sizes(right, "reading/right")
        self.columns = QSplitter(Qt.Orientation.Horizontal)
        for pane in (self.list, self.middle, right):
            self.columns.addWidget(pane)
        self.columns.setChildrenCollapsible(False)
        self.columns.setStretchFactor(1, 1)
        self.columns.setSizes(list(_WIDTHS_PX))
        keep_sizes(self.columns, "reading/columns")
        layout = QHBoxLayout(screen)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.columns)
        self.show_nothing()
