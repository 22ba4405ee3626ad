"""The dialog that files e-mails: what is proposed for each is seen before anything is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QPushButton, QWidget

from lisdesk.queries.calls import CallRow
from lisdesk.queries.register_lists import RespondentRow
from lisdesk.store.database import Database
from lisdesk.store.work import Desk
from lisdesk.tasks.dropped_files import OtherPath
from lisdesk.tasks.mail_proposals import propose_mail
from lisdesk.ui.filing.decisions import Decisions
from lisdesk.ui.filing.fields import MailFields
from lisdesk.ui.filing.mails_table import MailsTable
from lisdesk.ui.filing.preview import MailPreview
from lisdesk.ui.filing.words import MAILS, counts_line, set_aside_lines
from lisdesk.ui.intake.dialog import IntakeDialog
from lisdesk.ui.jobs import Progress
from lisdesk.ui.workspace import Workspace

_SIDES_PX = (880, 408)


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A filing that was refused or cancelled while it ran: what was decided stands again."""

    decisions: Decisions
    fault: str


class FilingDialog(IntakeDialog):
    """Reads e-mails, proposes what becomes of each, and tells what the officer made of it."""

    table: MailsTable
    fields: MailFields

    def __init__(
        self,
        workspace: Workspace,
        parent: QWidget,
        call: CallRow,
        paths: Sequence[Path],
        others: Sequence[OtherPath],
        then: str,
        unfinished: Unfinished | None = None,
    ) -> None:
        """`others` were dropped with the mails and are taken by nothing; `then` says in words what
        comes after the mails.
        """
        super().__init__(workspace, parent, MAILS, call, then)
        self._others = tuple(others)
        self._decisions: Decisions | None = None
        self.table, self.preview = MailsTable(), MailPreview()
        self.fields = MailFields(workspace, self, call.deadline.zone)
        self.matched = QPushButton("Accept all &matched")
        self.everything = QPushButton("&Accept all")
        self.leave = QPushButton("&Leave out")
        self.lay_out(
            (self.fields, self.preview),
            (self.matched, self.everything, self.leave),
            "Space accepts, Del leaves out, letters name a respondent",
            _SIDES_PX,
            "filing/panes",
        )
        self.connect_parts()
        self.fields.received_chosen.connect(self._choose_received)
        self.fields.done.connect(self.table.setFocus)
        self.matched.clicked.connect(self._accept_matched)
        self.everything.clicked.connect(self._accept_all)
        self.leave.clicked.connect(self.leave_out)
        if unfinished is None:
            self._read(tuple(paths))
        else:
            self._show(unfinished.decisions)
            self.show_fault(unfinished.fault)

    def known(self) -> Decisions:
        """Return what is decided about the mails."""
        assert self._decisions is not None
        return self._decisions

    def counts_words(self) -> str:
        """Return how the mails stand."""
        return counts_line(self.known())

    def show_one(self, place: int) -> None:
        """Show a mail beside the table."""
        if self._decisions is not None:
            self.place = place
            self.fields.show_mail(self._decisions, place)
            self.preview.show_mail(self._decisions.item(place), self.call.deadline.zone)

    def choose_respondent(self, chosen: RespondentRow | str) -> None:
        """Give the mail in view another respondent."""
        self.known().choose_respondent(self.place, chosen)
        self.fields.show_why(self.known(), self.place)
        self.tell()

    def _read(self, paths: Sequence[Path]) -> None:
        reference = self.call.reference

        def task(database: Database, _desk: Desk, count: Progress) -> Decisions:
            return Decisions(propose_mail(database, reference, paths, progress=count))

        self.read(task, self._show)

    def _show(self, decisions: Decisions) -> None:
        self._decisions = decisions
        self.show_read(set_aside_lines(decisions.proposals, self._others))
        if not decisions.proposals.items:
            self.show_nothing()
            return
        self.table.mails.show_decisions(decisions, self.call.deadline.zone)
        self.matched.setText(f"Accept all &matched ({len(decisions.matched()):,})")
        self.begin_at(decisions)

    def _accept_matched(self) -> None:
        self.known().accept_matched()
        self.tell()

    def _accept_all(self) -> None:
        self.known().accept_all()
        self.tell()

    def _choose_received(self, moment: datetime | None) -> None:
        self.known().choose_received(self.place, moment)
        self.tell()
