"""A dialog that files what came in: everything is seen before anything is written."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from lisdesk.errors import CancelledError, UserError
from lisdesk.queries.calls import CallRow
from lisdesk.queries.register_lists import RespondentRow
from lisdesk.ui.intake.fields import IntakeFields
from lisdesk.ui.intake.layout import IntakeLayout
from lisdesk.ui.intake.standings import Standing, Standings
from lisdesk.ui.intake.words import Naming
from lisdesk.ui.jobs import Task
from lisdesk.ui.ticket import Ticket
from lisdesk.ui.workspace import Workspace

S = TypeVar("S", bound=Standings)


class IntakeDialog(IntakeLayout):
    """Reads what came in beside the window, and takes what the officer makes of each."""

    agreed = Signal(object)
    """What was decided, to be carried out; the dialog is closed by then."""

    fields: IntakeFields

    def __init__(
        self, workspace: Workspace, parent: QWidget, naming: Naming, call: CallRow, then: str
    ) -> None:
        """`then` says in words what comes afterwards."""
        super().__init__(parent, naming)
        self.workspace, self.call = workspace, call
        self._ticket: Ticket | None = None
        self.place = 0
        """Which one is in view."""
        self.show_name(f"File {naming.many} into {call.reference}", then)

    def known(self) -> Standings:
        """Return what is decided. Each dialog has its own."""
        raise TypeError(f"{type(self).__name__} does not say what is decided")

    def show_one(self, place: int) -> None:
        """Show one beside the table. Each dialog has its own way."""
        raise TypeError(f"{type(self).__name__} does not show any")

    def counts_words(self) -> str:
        """Return how they stand, in words. Each dialog has its own."""
        raise TypeError(f"{type(self).__name__} does not count any")

    def choose_respondent(self, chosen: RespondentRow | str) -> None:
        """Take whose it is. Each dialog has its own way."""
        raise TypeError(f"{type(self).__name__} takes no respondent")

    def connect_parts(self) -> None:
        """Let the parts do what they say; to be called once they are laid out."""
        table, fields = self.table, self.fields
        table.chosen.connect(self.show_one)
        table.toggled.connect(self._toggle)
        table.left_out.connect(self.leave_out)
        table.typed.connect(fields.take_key)
        table.rows.ticked.connect(self._tick)
        fields.respondent_chosen.connect(self.choose_respondent)
        self.go.clicked.connect(self._file)
        self.finished.connect(self._stop_reading)

    def read(self, task: Task[S], then: Callable[[S], None]) -> None:
        """Read what came in, with progress in view; closing the dialog stops it."""
        self.show_reading()

        def show(found: S) -> None:
            self._ticket = None
            then(found)

        self._ticket = self.workspace.jobs.run(
            task, owner=self, then=show, otherwise=self._show_error
        )
        self._ticket.progressed.connect(self.show_progress)

    def begin_at(self, standings: Standings) -> None:
        """Show the first that waits, once they are in the table; nothing is new if all are here."""
        waiting = standings.next_waiting(-1)
        self.table.go_to(waiting if waiting is not None else 0)
        self.table.setFocus()
        self.tell()
        if len(standings.places(Standing.KNOWN)) == len(standings):
            self.only_close(f"Nothing is new: every {self.naming.one} is here already.")

    def tell(self) -> None:
        """Show what was decided."""
        self.table.rows.tell_changed()
        self.show_counts(self.counts_words(), len(self.known().places(Standing.FILED)))

    def leave_out(self) -> None:
        """Leave the chosen ones out."""
        self.known().leave_out(self.table.places())
        self.tell()

    def go_on(self) -> None:
        """Go to the next that waits, if there is one."""
        waiting = self.known().next_waiting(self.place)
        if waiting is not None:
            self.table.go_to(waiting)

    def _toggle(self) -> None:
        """Accept the chosen ones, or leave them out if all are accepted; go on to what waits."""
        places = self.table.places()
        self.known().toggle(places)
        self.tell()
        if len(places) == 1:
            self.go_on()

    def _tick(self, place: int, is_on: bool) -> None:
        (self.known().accept if is_on else self.known().leave_out)([place])
        self.tell()

    def _show_error(self, error: BaseException) -> None:
        self._ticket = None
        if isinstance(error, CancelledError):
            return
        if isinstance(error, UserError):
            self.show_fault(error.in_window())
            self.only_close(f"No {self.naming.one} can be filed.")
        else:
            self.reject()
            self.workspace.explain(error)

    def _stop_reading(self) -> None:
        if self._ticket is not None:
            self._ticket.cancel()
            self._ticket = None

    def _file(self) -> None:
        """Close, so that the window can be read meanwhile, and hand the decisions over.

        Nothing is filed while a moment in view is not clear.
        """
        if not self.fields.is_clear():
            return
        decisions = self.known()
        self.accept()
        self.agreed.emit(decisions)
