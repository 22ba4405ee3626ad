"""The dialog that files e-mails: what is proposed for each is seen before anything is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from lisdesk.errors import CancelledError, UserError
from lisdesk.queries.calls import CallRow
from lisdesk.queries.register_lists import RespondentRow
from lisdesk.store.database import Database
from lisdesk.store.work import Desk
from lisdesk.tasks.mail_proposals import MailProposals, propose_mail
from lisdesk.ui.filing.decisions import Decisions, Standing
from lisdesk.ui.filing.layout import FilingLayout
from lisdesk.ui.filing.words import counts_line, set_aside_lines
from lisdesk.ui.jobs import Progress, Ticket
from lisdesk.ui.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A filing that was refused while it ran: what was decided stands again."""

    decisions: Decisions
    fault: str


class FilingDialog(FilingLayout):
    """Reads e-mails, proposes what becomes of each, and tells what the officer made of it."""

    agreed = Signal(object)
    """The `Decisions` to be carried out; the dialog is closed by then."""

    def __init__(
        self,
        workspace: Workspace,
        parent: QWidget,
        call: CallRow,
        paths: Sequence[Path],
        others: Sequence[Path],
        then: str,
        unfinished: Unfinished | None = None,
    ) -> None:
        """`others` were dropped with the mails and are taken by nothing; `then` says in words what
        comes after the mails.
        """
        super().__init__(workspace, parent, call.deadline.zone)
        self._workspace, self._others, self._call = workspace, tuple(others), call
        self._decisions: Decisions | None = None
        self._place = 0
        self._ticket: Ticket | None = None
        self.show_name(f"File e-mails into {self._call.reference}", then)
        self._connect()
        if unfinished is None:
            self._read(tuple(paths))
        else:
            self._show(unfinished.decisions)
            self.show_fault(unfinished.fault)

    def _connect(self) -> None:
        table, fields = self.table, self.fields
        table.chosen.connect(self._show_mail)
        table.toggled.connect(self._toggle)
        table.left_out.connect(self._leave_out)
        table.typed.connect(fields.take_key)
        table.mails.ticked.connect(self._tick)
        fields.respondent_chosen.connect(self._choose_respondent)
        fields.received_chosen.connect(self._choose_received)
        fields.done.connect(table.setFocus)
        self.matched.clicked.connect(self._accept_matched)
        self.everything.clicked.connect(self._accept_all)
        self.leave.clicked.connect(self._leave_out)
        self.go.clicked.connect(self._file)
        self.finished.connect(self._stop_reading)

    def _read(self, paths: Sequence[Path]) -> None:
        self.show_reading()
        reference = self._call.reference

        def task(database: Database, _desk: Desk, count: Progress) -> MailProposals:
            return propose_mail(database, reference, paths, progress=count)

        self._ticket = self._workspace.jobs.run(
            task,
            owner=self,
            then=lambda proposals: self._show(Decisions(proposals)),
            otherwise=self._show_error,
        )
        self._ticket.progressed.connect(self.show_progress)

    def _show(self, decisions: Decisions) -> None:
        self._ticket = None
        self._decisions = decisions
        self.show_read(set_aside_lines(decisions.proposals, self._others))
        if not decisions.proposals.items:
            self.show_nothing()
            return
        self.table.mails.show_decisions(decisions, self._call.deadline.zone)
        self.matched.setText(f"Accept all &matched ({len(decisions.matched()):,})")
        waiting = decisions.next_waiting(-1)
        self.table.go_to(waiting if waiting is not None else 0)
        self.table.setFocus()
        self._tell()
        if len(decisions.places(Standing.KNOWN)) == len(decisions.proposals.items):
            self.only_close("Nothing is new: every e-mail is here already.")

    def _show_error(self, error: BaseException) -> None:
        self._ticket = None
        if isinstance(error, CancelledError):
            return
        if isinstance(error, UserError):
            self.show_fault(error.in_window())
            self.only_close("No e-mail can be filed.")
        else:
            self.reject()
            self._workspace.explain(error)

    def _show_mail(self, place: int) -> None:
        if self._decisions is not None:
            self._place = place
            self.fields.show_mail(self._decisions, place)
            self.preview.show_mail(self._decisions.item(place), self._call.deadline.zone)

    def _toggle(self) -> None:
        """Accept the chosen mails, or leave them out if all are accepted; go on to what waits."""
        decisions, places = self._known(), self.table.places()
        if all(decisions.standing(place) is Standing.FILED for place in places):
            decisions.leave_out(places)
        else:
            decisions.accept(places)
        self._tell()
        waiting = decisions.next_waiting(self._place)
        if len(places) == 1 and waiting is not None:
            self.table.go_to(waiting)

    def _leave_out(self) -> None:
        self._known().leave_out(self.table.places())
        self._tell()

    def _accept_matched(self) -> None:
        self._known().accept_matched()
        self._tell()

    def _accept_all(self) -> None:
        self._known().accept_all()
        self._tell()

    def _tick(self, place: int, is_on: bool) -> None:
        decisions = self._known()
        (decisions.accept if is_on else decisions.leave_out)([place])
        self._tell()

    def _choose_respondent(self, chosen: RespondentRow | str) -> None:
        self._known().choose_respondent(self._place, chosen)
        self.fields.show_why(self._known(), self._place)
        self._tell()

    def _choose_received(self, moment: datetime | None) -> None:
        self._known().choose_received(self._place, moment)
        self._tell()

    def _tell(self) -> None:
        decisions = self._known()
        self.table.mails.tell_changed()
        self.show_counts(counts_line(decisions), len(decisions.places(Standing.FILED)))

    def _known(self) -> Decisions:
        assert self._decisions is not None
        return self._decisions

    def _stop_reading(self) -> None:
        if self._ticket is not None:
            self._ticket.cancel()
            self._ticket = None

    def _file(self) -> None:
        """Close, so that the window can be read meanwhile, and hand the decisions over.

        Nothing is filed while the mail in view has a moment that is not clear.
        """
        if not self.fields.is_clear():
            return
        decisions = self._known()
        self.accept()
        self.agreed.emit(decisions)
