"""The screen Reading: what there is to read, the text, and the priorities to tag it to."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from lisdesk.outcome import Kind
from lisdesk.queries.answers import AnswerAt
from lisdesk.queries.coding import PriorityRow, priorities
from lisdesk.queries.finding import Found, FoundKind
from lisdesk.queries.reading import ReadingPage
from lisdesk.ui.action_button import ActionButton
from lisdesk.ui.reading.choosing import Choosing
from lisdesk.ui.reading.excerpting import Excerpting
from lisdesk.ui.reading.keys import ReadingKeys
from lisdesk.ui.reading.memoing import Memoing
from lisdesk.ui.reading.page_beside import PageBeside
from lisdesk.ui.reading.panes import Panes
from lisdesk.ui.reading.redacting import Redacting
from lisdesk.ui.reading.shown_page import passages
from lisdesk.ui.reading.tagging import Tagging
from lisdesk.ui.reading.turning import Turning
from lisdesk.ui.screen import Screen
from lisdesk.ui.suggestions.suggesting import Suggestions
from lisdesk.ui.wishes import ToReadFound
from lisdesk.ui.workspace import Workspace

_TAG_PREFIX = "TAG-"
_COUNTS_PAUSE_MS = 250
_OWN_STEPS = frozenset({Kind.TAG, Kind.READING, Kind.REDACTION})
"""What changes at every step of reading: the list stays as it is, its rows are read again."""


class ReadingScreen(Screen):
    """Reads one submission after the other, and tags it."""

    key = "reading"
    title = "Reading"
    help_page = "reading"
    shows = _OWN_STEPS | {Kind.SUBMISSION, Kind.PRIORITY, Kind.QUESTION, Kind.STAKEHOLDER}

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._call_id: int | None = None
        self._changed: set[Kind] = set()
        self._are_readers_stale = False
        self._wanted_priority: int | None = None
        self.tagging = Tagging(workspace, self)
        self.turning = Turning(workspace, self)
        self.panes = Panes(self, workspace)
        self.list, self.view = self.panes.list, self.panes.view
        self.tree, self.finder = self.panes.tree, self.panes.find
        self.excerpting = Excerpting(workspace, self.tagging, self.view)
        self.choosing = Choosing(self)
        self.redacting, self.memoing = Redacting(self), Memoing(self)
        self.page = PageBeside(self.panes, self)
        self.keys = ReadingKeys(self)
        self.panes.add_tag_bar(self.keys)
        self.panes.files.add_button(self._page_button())
        self._counts = QTimer(self)
        self._counts.setSingleShot(True)
        self._counts.setInterval(_COUNTS_PAUSE_MS)
        self._connect()
        self.suggestions = Suggestions(self)
        self.panes.add_suggestions(self.suggestions.strip)

    def _page_button(self) -> ActionButton:
        button = ActionButton(self.keys.page)
        button.setText("Its page")
        return button

    def _connect(self) -> None:
        self.workspace.jobs.changed.connect(self._changed.update)
        self._counts.timeout.connect(partial(self._read_priorities, is_behind=True))
        self._counts.timeout.connect(self.list.model.refresh_rows)
        self._counts.timeout.connect(self.list.look_ahead)
        self._counts.timeout.connect(self._read_readers)
        self.list.chosen.connect(self.turning.open)
        self.list.listed.connect(self._note_listed)
        self.turning.wanted.connect(self.list.point_at)
        self.turning.left.connect(self._leave_words)
        self.turning.turned.connect(self._show_page)
        self.turning.lost.connect(self._open_another)
        self.tree.picked.connect(self.choosing.tag_to)
        self.tree.recoloured.connect(self._show_tags)
        self.tagging.changed.connect(self._show_tags)
        self.view.tag_pointed_at.connect(self.tagging.point_at)
        self.view.cursorPositionChanged.connect(self._note_cursor)
        self.view.confirmed.connect(self.excerpting.take_selection)
        self.view.read_to_end.connect(self.mark_read_and_go_on)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.customContextMenuRequested.connect(self.keys.show_menu)
        self.finder.closed.connect(self.view.setFocus)
        self.panes.tags.pointed_at.connect(self.go_to_tag)
        self.panes.heading.go_on.clicked.connect(lambda _checked: self.mark_read_and_go_on())

    def load(self) -> None:
        """Read the list, the priorities and the submission in view, as far as they may differ."""
        self._take_call()
        changed = frozenset(self._changed)
        self._changed.clear()
        self._are_readers_stale |= Kind.READING in changed
        if changed and changed <= _OWN_STEPS:
            self._counts.start()
        else:
            self.list.reload()
            self._read_priorities()
            self._read_details()
        self.turning.read_again()
        self._read_words()

    def start_with(self) -> QWidget:
        """Return the text: the keys work from there."""
        return self.view

    def show_target(self, target: object) -> None:
        """Open a submission, a tag's place, or what is tagged to a priority."""
        self._take_call()
        if isinstance(target, Found) and target.kind is FoundKind.PRIORITY:
            self._wanted_priority = target.id
            self._read_priorities()
        elif isinstance(target, Found) and target.kind is FoundKind.SUBMISSION:
            self.turning.open(target.id)
        elif isinstance(target, int):
            self.turning.open(target)
        elif isinstance(target, ToReadFound):
            self.turning.open(target.submission_id)
            self.turning.when_shown(partial(self.finder.show_search, target.search))
        elif isinstance(target, AnswerAt):
            self.turning.open(target.submission_id)
            self.turning.when_shown(partial(self.panes.go_to_text, target.text_id))
        elif isinstance(target, str) and target.startswith(_TAG_PREFIX):
            tag_id = int(target.removeprefix(_TAG_PREFIX))
            self.turning.find_tag(tag_id, partial(self.go_to_tag, tag_id))

    def step(self, rows: int) -> None:
        """Go on in the list, or back."""
        self.turning.in_turn(partial(self._step, rows))

    def _take_call(self) -> None:
        """Begin anew if another call is at hand: nothing of the one before stays in view."""
        if self._call_id == self.workspace.call_id:
            return
        if self._call_id is not None:
            self.turning.forget()
            self.tagging.show_page(None)
        self._call_id = self.workspace.call_id
        self.list.take_call()
        self._changed.add(Kind.CALL)

    def _step(self, rows: int) -> None:
        wanted = self.list.step(rows)
        if wanted is None:
            end = "last" if rows > 0 else "first"
            self.workspace.notices.tell(f"That is the {end} of the list.")
        else:
            self.turning.open(wanted)

    def go_to_untagged(self, *, is_forward: bool) -> None:
        """Go to the next of the list that says something and has no tag, or the previous one."""
        self.turning.find_untagged(self.list.filter, is_forward=is_forward)

    def mark_read_and_go_on(self) -> None:
        """Mark the submission in view as read, and show the next of the list."""
        self.turning.when_shown(self.tagging.mark_read)
        self.turning.when_shown(partial(self.step, 1))

    def mark_unread(self) -> None:
        """Take the officer's own mark off the submission in view."""
        self.turning.when_shown(self.tagging.mark_unread)

    def go_to_answers(self) -> None:
        """Show all answers to the question whose answer the cursor is in."""
        text = self.view.shown.text_at(self.view.textCursor().position())
        page = self.tagging.page
        if page is not None and text is not None:
            self.workspace.go_to("answers", AnswerAt(text, page.head.id))

    def step_tag(self, tags: int) -> None:
        """Take the next tag of the text in hand, or the previous one."""
        ids = [each.tag_id for each in self.view.highlights]
        if ids:
            at = ids.index(self.tagging.current) if self.tagging.current in ids else -(tags > 0)
            self.go_to_tag(ids[(at + tags) % len(ids)])

    def go_to_tag(self, tag_id: int) -> None:
        """Take a tag in hand and bring its passage into view."""
        place = next((each for each in self.view.highlights if each.tag_id == tag_id), None)
        if place is not None:
            self.view.go_to(place.start, place.start)
        self.tagging.point_at(tag_id)

    def narrow(self) -> None:
        """Open the menu of what the list can be narrowed to; the list comes into view for it."""
        self.page.show_list()
        self.list.narrowing.open_menu()

    def go_to_files(self) -> None:
        """Take the keyboard to the files that came with the submission."""
        self.turning.when_shown(self.panes.beside.go_to_files)

    def let_go(self) -> None:
        """Select nothing, take no tag in hand; from beside the text go back to it."""
        if self.finder.isVisible():
            self.finder.close_bar()  # the place that was found stays selected, to be tagged
            return
        if self.panes.beside.has_keyboard() or self.page.pane.has_keyboard():
            self.view.setFocus()
        self._leave_words()
        self.tagging.point_at(None)

    def _read_priorities(self, *, is_behind: bool = False) -> None:
        self.workspace.jobs.read(
            priorities,
            self.workspace.call_id,
            self.workspace.officer,
            owner=self,
            then=self._show_priorities,
            topic="priorities",
            is_behind=is_behind,
        )

    def _show_priorities(self, rows: list[PriorityRow]) -> None:
        self.tree.show_rows(rows)
        self.list.narrowing.show_priorities(self.tree.rows, self.tree.branch)
        self.keys.name_priorities(self.tree.rows)
        self._show_tags()
        wanted, self._wanted_priority = self._wanted_priority, None
        row = self.tree.row(wanted) if wanted is not None else None
        if row is not None:
            self.tree.point_at(row.id)
            self.turning.forget()
            self.list.show_priority(row.id)

    def _note_listed(self, _count: int) -> None:
        ids = self.list.model.ids()
        if self.turning.submission_id is None:
            if ids:
                self.turning.open(ids[0])
            else:
                self.panes.show_nothing()

    def _leave_words(self) -> None:
        self.view.forget_selection()
        self.excerpting.forget()

    def _open_another(self, lost_id: int) -> None:
        """Turn to the first of the list in place of a submission that is no more."""
        others = (each for each in self.list.model.ids() if each != lost_id)
        first = next(others, None)
        if first is not None and self.turning.submission_id is None:
            self.turning.open(first)

    def _show_page(self, page: ReadingPage | None) -> None:
        before = self.tagging.page
        if page is None:
            self.turning.forget()
            self.tagging.show_page(None)
            self.panes.show_nothing()
            self._read_words()
            return
        assert self.workspace.call is not None
        self.panes.heading.show_head(page.head, self.workspace.call.deadline.zone)
        if before is None or (before.head.id, before.texts) != (page.head.id, page.texts):
            self.view.show_texts(passages(page))
            self.panes.show_text(has_words=bool(page.texts))
            self.finder.show_other_text()
        self.tagging.show_page(page)
        if before is None or (before.head.id, before.texts) != (page.head.id, page.texts):
            self._read_words()
            self.redacting.show()
        if before is None or before.head.id != page.head.id:
            self._read_details()

    def _read_words(self) -> None:
        """Read what stands on words beside tags: redactions and memos."""
        self.redacting.read()
        self.memoing.read()

    def _read_readers(self) -> None:
        """Read who has read it once the keys rest: each step of the officer's own marks one."""
        if self._are_readers_stale:
            self._read_details()

    def _read_details(self) -> None:
        self._are_readers_stale = False
        if self.tagging.page is not None:
            self.panes.beside.read(self.tagging.page.head.id)

    def _show_tags(self) -> None:
        self.panes.show_tags(self.tagging)

    def _note_cursor(self) -> None:
        if not self.view.textCursor().hasSelection():
            around = self.view.tags_at_cursor()
            if around and self.tagging.current not in {each.tag_id for each in around}:
                self.tagging.point_at(around[0].tag_id)


SCREEN = ReadingScreen
