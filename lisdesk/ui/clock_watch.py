"""Tells the officer when the computer's clock cannot be believed: calls open and close by it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from lisdesk.clock import Clock
    from lisdesk.rules.clock_faults import ClockFault, Fault
    from lisdesk.ui.workspace import Workspace

EVERY_MS = 60_000
_FIRST_MS = 2_000
"""After the file was opened, when its first screen is there."""


class ClockWatch(QObject):
    """Looks at the clock of one open file now and then; says the same fault once."""

    ticked = Signal()
    """Emitted at every look, also at a clock that was set by hand."""

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._highest: datetime | None = None
        self._told: Fault | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)

    def begin(self) -> None:
        """Look soon, and every minute."""
        self._timer.start(_FIRST_MS)

    def look(self) -> None:
        """Hold the clock to what it said before, to the file, and to the server if there is one; a
        clock that was set by hand is believed.
        """
        self._timer.start(EVERY_MS)
        workspace = self._workspace
        clock = workspace.clock
        self.ticked.emit()
        if clock.is_set:
            return
        own = clock if clock.server is None else clock.server.own
        now = own.now()
        self._highest = max(now, self._highest or now)
        workspace.jobs.read(
            _fault, clock, self._highest, owner=self, then=self._tell, topic="clock", is_behind=True
        )

    def _tell(self, found: ClockFault | None) -> None:
        before, self._told = self._told, found.fault if found is not None else None
        if found is not None and found.fault is not before:
            self._workspace.notices.warn(found.words)


def _fault(session: Session, clock: Clock, highest: datetime) -> ClockFault | None:
    from lisdesk.queries.newest_edit import newest_edit_at
    from lisdesk.rules.clock_faults import ClockLook, clock_fault
    from lisdesk.store.server_clock import look_at_server

    if clock.server is not None:
        own, server = look_at_server(session, clock.server)
        return clock_fault(ClockLook(own, own, server=server))
    return clock_fault(ClockLook(clock.now(), highest, newest_edit_at(session)))
