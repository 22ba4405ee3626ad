"""The pane beside the register: who, when, standing, texts, tags, attachments and decisions."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QStackedLayout,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from lisdesk.queries.register_preview import SubmissionPreview
from lisdesk.ui.attachment_list import AttachmentList
from lisdesk.ui.elided import ElidedLabel
from lisdesk.ui.empty_state import EmptyState
from lisdesk.ui.links import Link, follow, link_of
from lisdesk.ui.origin_words import carried_along, maps_of
from lisdesk.ui.plain import PlainLabel, as_menu_text, as_tool_tip, with_hidden_shown
from lisdesk.ui.submissions.columns import zone_of
from lisdesk.ui.submissions.found_words import mark_found
from lisdesk.ui.submissions.leads import Leads
from lisdesk.ui.submissions.menu_button import MenuButton
from lisdesk.ui.submissions.preview_words import (
    attendee_words,
    decision_words,
    facts,
    standing_words,
    tag_words,
)
from lisdesk.ui.submissions.shown_texts import ShownSubmission, ShownTexts
from lisdesk.ui.workspace import Workspace

_MOST_LINKS = 20


class TextPane(QPlainTextEdit):
    """The texts of a submission, to read and copy; a link opens from its context menu only."""

    followed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._shown = ShownTexts("")
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setTabChangesFocus(True)
        self.setAccessibleName("Texts of the submission")
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._show_menu)

    def show_texts(self, texts: ShownTexts, *, is_same: bool) -> None:
        """Show texts from their top, or from what was found in them; those of the same submission
        only if they or what is marked have changed.
        """
        before, self._shown = self._shown, texts
        is_other = not is_same or texts.words != before.words
        if is_other:
            self.setPlainText(texts.words)
        if is_other or texts.marks != before.marks:
            mark_found(self, texts.marks)

    def _show_menu(self, point: QPoint) -> None:
        menu = self.createStandardContextMenu()
        chosen = link_of(self.textCursor().selectedText())
        if chosen is not None:
            action = menu.addAction(as_menu_text(f"Open {with_hidden_shown(chosen.place)}…"))
            action.triggered.connect(lambda _on: self.followed.emit(chosen))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.viewport().mapToGlobal(point))


class Preview(QWidget):
    """Shows one submission, or says that none is chosen."""

    opened = Signal(int)

    def __init__(self, workspace: Workspace, parent: QWidget, *, has_facts: bool = True) -> None:
        """Without facts, the texts take their room: another part shows the moments."""
        super().__init__(parent)
        self.workspace = workspace
        self._has_facts = has_facts
        self.shown: SubmissionPreview | None = None
        self.setAccessibleName("Preview of the submission")
        self.reference = PlainLabel(look="muted")
        self.name = ElidedLabel(look="heading")
        self.standing = PlainLabel(look="strong")
        self.leads = Leads()
        self.open = QPushButton("Open in Reading")
        self.grid = QGridLayout()
        self.texts = TextPane()
        self.links = MenuButton()
        self.tags, self.decisions = QListWidget(), QListWidget()
        self.others, self.came = QListWidget(), QListWidget()
        self.files = AttachmentList(workspace, self)
        self.tabs = QTabWidget()
        self._build()

    def _build(self) -> None:
        self.grid.setHorizontalSpacing(12)
        self.grid.setVerticalSpacing(2)
        self.grid.setColumnStretch(1, 1)
        texts = QWidget()
        inside = QVBoxLayout(texts)
        inside.setContentsMargins(0, 8, 0, 0)
        inside.addWidget(self.texts, 1)
        inside.addWidget(self.links, 0, Qt.AlignmentFlag.AlignLeft)
        for page, title in (
            (texts, "Texts"),
            (self.tags, "Tags"),
            (self.files, "Files"),
            (self.decisions, "Decisions"),
            (self.others, "Other"),
            (self.came, "Attendees"),
        ):
            self.tabs.addTab(page, title)
            page.setAccessibleName(title)
        for each in (self.tags, self.decisions, self.others, self.came):
            each.setWordWrap(True)
            each.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.tabs.setDocumentMode(True)
        whole = QWidget()
        layout = QVBoxLayout(whole)
        layout.setContentsMargins(8, 0, 0, 0)
        layout.setSpacing(4)
        top = QGridLayout()
        top.setColumnStretch(0, 1)
        top.addWidget(self.reference, 0, 0)
        top.addWidget(self.open, 0, 1, 2, 1, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self.name, 1, 0)
        layout.addLayout(top)
        layout.addWidget(self.standing)
        layout.addWidget(self.leads)
        layout.addLayout(self.grid)
        layout.addSpacing(4)
        layout.addWidget(self.tabs, 1)
        self.empty = EmptyState("No submission chosen", "Choose a line to see what was sent.")
        self.stack = QStackedLayout(self)
        self.stack.addWidget(self.empty)
        self.stack.addWidget(whole)
        self.open.clicked.connect(self._open)
        self.texts.followed.connect(self._follow)

    def show_preview(self, shown: ShownSubmission | None) -> None:
        """Show a submission; None empties the pane."""
        preview = shown.preview if shown is not None else None
        is_same = (
            preview is not None
            and self.shown is not None
            and preview.page.row.id == self.shown.page.row.id
        )
        self.shown = preview
        self.stack.setCurrentIndex(0 if preview is None else 1)
        if shown is None or preview is None:
            return
        page, zone = preview.page, zone_of(self.workspace)
        self.reference.setText(page.row.reference)
        self.name.setText(with_hidden_shown(page.row.respondent) or "No name given")
        words, look = standing_words(page)
        self.standing.setText(words)
        self.standing.set_look(look)
        self.leads.show_leads(preview)
        if self._has_facts:
            self._show_facts(facts(preview, zone))
        self.texts.show_texts(shown.texts, is_same=is_same)
        self._show_links(shown.texts.links)
        self._fill(self.tags, 1, "Tags", [tag_words(tag) for tag in page.tags])
        files = preview.attachments
        self.files.show_files(page.row.id, page.row.reference, files, preview.document)
        self.tabs.setTabText(2, _titled("Files", len(files)))
        decisions = [decision_words(each, zone) for each in page.decisions]
        self._fill(self.decisions, 3, "Decisions", decisions)
        others = [f"{name}: {value}" for name, value in page.extras.items()]
        others += [f"{name} (could not be read): {value}" for name, value in page.unread.items()]
        carried = [*carried_along(preview.mail), *maps_of(page.rows)]
        others += [f"{name}:\n{words}" for name, words in carried]
        self._fill(self.others, 4, "Other", others)
        self._fill(self.came, 5, "Attendees", [attendee_words(each) for each in page.attendees])

    def _show_facts(self, lines: list[tuple[str, str]]) -> None:
        while self.grid.count():
            item = self.grid.takeAt(0)
            if item is not None and (widget := item.widget()) is not None:
                widget.deleteLater()
        for row, (name, value) in enumerate(lines):
            self.grid.addWidget(PlainLabel(name, "small"), row, 0)
            label = ElidedLabel(value)
            label.setAccessibleName(f"{name}: {value}")
            self.grid.addWidget(label, row, 1)

    def _fill(self, target: QListWidget, place: int, title: str, lines: list[str]) -> None:
        target.clear()
        for line in lines:
            target.addItem(with_hidden_shown(line) if "\n" not in line else line)
            target.item(target.count() - 1).setToolTip(as_tool_tip(line))
        self.tabs.setTabText(place, _titled(title, len(lines)))
        self.tabs.setTabVisible(place, bool(lines) or place == 1)

    def _show_links(self, links: tuple[Link, ...]) -> None:
        self.links.setVisible(bool(links))
        self.links.setText(f"{len(links):,} link{'' if len(links) == 1 else 's'} in the texts…")
        menu = self.links.opens
        menu.clear()
        for link in links[:_MOST_LINKS]:
            shown = with_hidden_shown(link.target)
            short = shown if len(shown) <= 72 else f"{shown[:71]}…"
            menu.addAction(as_menu_text(short)).triggered.connect(partial(self._follow, link))

    def _follow(self, link: Link, *_checked: bool) -> None:
        follow(link, self.workspace.ask)

    def _open(self) -> None:
        if self.shown is not None:
            self.opened.emit(self.shown.page.row.id)


def _titled(title: str, count: int) -> str:
    return f"{title} {count:,}" if count else title
