"""Tells when a call of the file comes to another stage by the clock, whichever call it is."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal

from lisdesk.rules.deadlines import opening_moment
from lisdesk.ui.workspace import Workspace

_LONGEST_WAIT_MS = 60_000
"""A sleeping computer stops timers: the clock is looked at again at least so often."""


class StageClock(QObject):
    """Waits for the next moment at which a call opens or closes."""

    passed = Signal()
    """Emitted when such a moment has passed."""

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._next: datetime | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._look)

    def wait(self) -> None:
        """Wait for the next moment of the calls as they were read last; none passed is missed."""
        now = self._workspace.clock.now()
        moments = (
            moment
            for call in self._workspace.calls
            for moment in (opening_moment(call.opens_on, call.deadline.zone), call.closes_at)
        )
        self._next = min((each for each in moments if each > now), default=None)
        self._start(now)

    def _look(self) -> None:
        now = self._workspace.clock.now()
        if self._next is not None and now >= self._next:
            self._next = None
            self.passed.emit()
        else:
            self._start(now)

    def _start(self, now: datetime) -> None:
        if self._next is None:
            self._timer.stop()
            return
        wait_ms = int((self._next - now).total_seconds() * 1_000) + 1
        self._timer.start(min(wait_ms, _LONGEST_WAIT_MS))
