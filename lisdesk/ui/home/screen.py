"""The screen Home: where the call stands, what came in, what is waiting to be done."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lisdesk.outcome import Kind
from lisdesk.rules.life_cycle import Act, Stage
from lisdesk.rules.vocabulary import COUNTED
from lisdesk.rules.wall_time import local_words
from lisdesk.ui.empty_state import EmptyState
from lisdesk.ui.home.coming import Coming
from lisdesk.ui.home.numbers import (
    arrivals_chart,
    not_heard_words,
    officers_words,
    types_chart,
)
from lisdesk.ui.home.page import HomeBody
from lisdesk.ui.plain import as_menu_text, set_look, with_hidden_shown
from lisdesk.ui.screen import Screen
from lisdesk.ui.stage_acts import why_not
from lisdesk.ui.theme import Theme, current_theme
from lisdesk.ui.wishes import Wish
from lisdesk.ui.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lisdesk.queries.calls import CallRow
    from lisdesk.queries.home import HomePage
    from lisdesk.queries.shares import OfficerProgress
    from lisdesk.queries.top_priorities import PriorityNumber
    from lisdesk.rules.coverage import CoverageLine

_OFFICERS_AFTER_MS = 200
"""When it is read how far each officer is, after the first numbers."""
_NOTHING_YET = "Nothing received yet"
_ONCE_THERE_IS = (
    "Once submissions come in, Home shows where the call stands: arrivals, stakeholder types, what "
    "is read and tagged."
)
_DROP_THEM = "Drop e-mails, letters or an export here, or log one."


class HomeScreen(Screen):
    """Deadline, numbers, charts, priorities; each number leads to what it counts."""

    key = "home"
    title = "Home"
    help_page = "home"
    shows = frozenset(
        {
            Kind.SUBMISSION,
            Kind.TAG,
            Kind.PRIORITY,
            Kind.IMPORT,
            Kind.READING,
            Kind.STAKEHOLDER,
            Kind.COVERAGE,
        }
    )

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.page: HomePage | None = None
        self._call_id: int | None = None
        self._drawn: tuple[CallRow, Theme] | None = None
        self._copy = QAction("Copy for steering group", self)
        self._copy.setEnabled(False)
        self._copy.triggered.connect(self.copy_for_steering_group)
        self.addAction(self._copy)
        self.body = HomeBody(self._copy)
        self.body.setUpdatesEnabled(False)  # until there are numbers to be painted
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.body)
        self._coming = Coming(self)
        self._officers_soon = self.pause(_OFFICERS_AFTER_MS, self._read_officers)
        self._connect()

    def load(self) -> None:
        """Read the numbers of the call at hand, as they are now."""
        from lisdesk.queries.home import home_page

        call = self.workspace.call
        assert call is not None
        self._call_id = call.id
        self.workspace.jobs.read(
            home_page,
            call.id,
            self.workspace.officer,
            call.deadline.zone,
            owner=self,
            then=partial(self._show, call.id),
            topic="home",
        )

    def start_with(self) -> QWidget:
        """Begin at the first number, or where there is none yet at the calendar."""
        body = self.body
        return body.calendar if body.numbers.isHidden() else body.received

    def copy_for_steering_group(self) -> None:
        """Put where the call stands on the clipboard as a table, and its charts as a picture."""
        from lisdesk.ui.home.steering import copy_for_steering_group

        copy_for_steering_group(self.workspace)

    def _connect(self) -> None:
        body = self.body
        show = self._show_submissions
        body.received.clicked.connect(lambda: show())
        body.read.clicked.connect(lambda: show(is_unread=True))
        body.tagged.clicked.connect(lambda: show(is_untagged=True, is_counted=True))
        body.waiting.clicked.connect(lambda: self.workspace.go_to("late", Wish.LATE_WAITING))
        body.oldest.clicked.connect(self._read_oldest)
        body.stage.clicked.connect(lambda: self.workspace.go_to("calls"))
        body.coverage.clicked.connect(lambda: self.workspace.go_to("coverage"))
        self.workspace.call_changed.connect(self._forget_other_call)

    @cached_property
    def empty(self) -> EmptyState:
        """What stands there while nothing has been received; made when it is first needed."""
        log = QAction("Log a submission", self)
        log.triggered.connect(lambda: self.workspace.go_to("submissions", Wish.LOG_SUBMISSION))
        ready = QAction("Make it ready…", self)
        ready.triggered.connect(lambda: self.workspace.go_to("calls", Wish.NEXT_STEP))
        empty = EmptyState(_NOTHING_YET, _ONCE_THERE_IS, [log, ready])
        set_look(empty.buttons[1], "primary")  # one of the two is shown at a time
        return empty

    def _forget_other_call(self) -> None:
        call = self.workspace.call
        if call is None or call.id != self._call_id:
            self.page = None
            self._copy.setEnabled(False)

    def _show(self, call_id: int, page: HomePage) -> None:
        call = self.workspace.call
        if call is None or call.id != call_id:
            return
        if self.page is not None and self._drawn and self._drawn[0].id == call_id:
            page = page._replace(coverage=self.page.coverage)  # until it is read again
        self._copy.setEnabled(True)
        body, now = self.body, self.workspace.clock.now()
        body.setUpdatesEnabled(True)
        body.as_at.setText(f"{call.reference} as at {local_words(now, call.deadline.zone)}")
        self._show_empty(call, is_empty=not page.ledger.received)
        self._coming.show_call(call)
        self._show_stage(call)
        before, self._drawn = (self._drawn, self.page), (call, current_theme())
        if before != (self._drawn, page):  # many an edit changes no number: nothing is drawn anew
            self._draw(call, page)
        self._officers_soon.start()

    def _draw(self, call: CallRow, page: HomePage) -> None:
        from lisdesk.queries.top_priorities import most_first

        body = self.body
        self._show_cards(page)
        body.arrivals.show_chart(arrivals_chart(page))
        self._show_types(page)
        body.show_priorities(most_first(page.priorities), self._show_priority)

    def _show_stage(self, call: CallRow) -> None:
        """Say where the call stands in its life, and what happens next."""
        from lisdesk.queries.life_cycle import next_words
        from lisdesk.ui.reminders import closing_of

        body = self.body
        body.stage.setText(as_menu_text(call.stage.label))
        body.stage.setAccessibleName(f"{call.stage.label}. Show the call.")
        body.happens.setText(next_words(call))
        closing = closing_of(call, self.workspace)
        body.closing.setText(closing)
        body.closing.setVisible(bool(closing))

    def _show_empty(self, call: CallRow, *, is_empty: bool) -> None:
        """Below the time line show the way to begin, as long as there are no numbers."""
        if not is_empty and "empty" not in vars(self):
            return
        self.body.show_instead(self.empty if is_empty else None)
        self.empty.setVisible(is_empty)
        if is_empty:
            self._say_what_to_begin_with(call)

    def _say_what_to_begin_with(self, call: CallRow) -> None:
        """Offer to log only where something can be received; a draft is to be made ready."""
        receives = why_not(self.workspace, Act.RECEIVE) == ""
        self.empty.say(_NOTHING_YET, f"{_ONCE_THERE_IS} {_DROP_THEM if receives else ''}".strip())
        log, ready = self.empty.buttons
        log.setVisible(receives)
        ready.setVisible(call.stage is Stage.DRAFT and not self.workspace.is_read_only)

    def _read_officers(self) -> None:
        """Read how far each officer is, once the first numbers have been shown."""
        from lisdesk.queries.shares import progress_where_shared

        call = self.workspace.call
        if call is not None:
            self.workspace.jobs.read(
                progress_where_shared,
                call.id,
                owner=self,
                then=partial(self._show_officers, call.id),
                topic="officers",
            )
            self._read_coverage(call.id)

    def _read_coverage(self, call_id: int) -> None:
        """Read how far the targets are met, which takes longer where some name a question."""
        from lisdesk.queries.coverage import coverage

        self.workspace.jobs.read(
            coverage,
            call_id,
            owner=self,
            then=partial(self._show_coverage, call_id),
            topic="coverage",
        )

    def _show_coverage(self, call_id: int, lines: tuple[CoverageLine, ...]) -> None:
        call = self.workspace.call
        if (
            call is not None
            and call.id == call_id
            and self.page is not None
            and (lines != self.page.coverage)
        ):
            self._show_types(self.page._replace(coverage=lines))

    def _show_types(self, page: HomePage) -> None:
        self.page = page
        self.body.show_types(types_chart(page), not_heard_words(page))

    def _show_officers(self, call_id: int, rows: Sequence[OfficerProgress]) -> None:
        """Say how far each officer is, once anything is shared out."""
        if self.workspace.call is not None and self.workspace.call.id == call_id:
            self.body.officers.setText(officers_words(rows))
            self.body.officers.setVisible(any(row.officer for row in rows))

    def _show_cards(self, page: HomePage) -> None:
        body, ledger = self.body, page.ledger
        unread, untagged = ledger.received - page.read, ledger.counted - page.tagged
        body.received.tell(
            ledger.received,
            f"{ledger.counted:,} counted, {ledger.not_counted:,} not",
            "Show all submissions",
        )
        body.read.tell(page.read, f"of {ledger.received:,}; {unread:,} unread", "Show those unread")
        body.tagged.tell(
            page.tagged,
            f"of {ledger.counted:,} counted; {untagged:,} without a tag",
            "Show those without a tag",
        )
        body.waiting.tell(page.waiting, "not counted until decided", "Show them")
        oldest = page.oldest_unread
        body.oldest.setEnabled(oldest is not None)
        if oldest is None:
            body.oldest.setText("None")
            body.oldest_words.setText("You have read everything.")
            return
        call = self.workspace.call
        zone = call.deadline.zone if call else "Europe/London"
        body.oldest.setText(as_menu_text(oldest.reference))
        body.oldest.setAccessibleName(f"Oldest unread: {oldest.reference}. Read it.")
        respondent = with_hidden_shown(" ".join(oldest.respondent.split())) or "no respondent"
        body.oldest_words.setText(f"{respondent}, received {local_words(oldest.received_at, zone)}")

    def _read_oldest(self) -> None:
        if self.page is not None and self.page.oldest_unread is not None:
            self.workspace.go_to("reading", self.page.oldest_unread.submission_id)

    def _show_priority(self, priority: PriorityNumber) -> None:
        self._show_submissions(is_counted=True, priority_ids=(priority.priority_id,))

    def _show_submissions(self, *, is_counted: bool = False, **conditions: Any) -> None:
        from lisdesk.queries.register import RegisterFilter

        if is_counted:
            conditions["dispositions"] = COUNTED
        self.workspace.go_to("submissions", RegisterFilter(**conditions))


SCREEN = HomeScreen
