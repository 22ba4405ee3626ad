"""A whole job under way, as the window sees it."""

from __future__ import annotations

from threading import Event
from time import monotonic

from PySide6.QtCore import QObject, Signal

from lisdesk.errors import CancelledError
from lisdesk.telling import stand_back

_TOLD_EVERY_S = 0.1


class Ticket(QObject):
    """Tells how far a job is; it can be cancelled."""

    progressed = Signal(int, int, str)
    """How much is done, of how much, and words for it if there are any; told at most ten times a
    second.
    """
    ended = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._cancelled = Event()
        self._told_at = 0.0
        self.latest: tuple[int, int, str] | None = None
        """What was told last; None before the first count."""
        self.is_over = False
        self.ended.connect(self._note_end)

    def cancel(self) -> None:
        """Ask the job to stop at its next count; its transaction then undoes what it did."""
        self._cancelled.set()

    def _note_end(self) -> None:
        self.is_over = True

    def count(self, done: int, total: int, words: str = "") -> None:
        """Tell how far the job is; raises CancelledError once it was cancelled."""
        if self._cancelled.is_set():
            raise CancelledError
        stand_back()
        now = monotonic()
        if done >= total or now - self._told_at >= _TOLD_EVERY_S:
            self._told_at = now
            self.latest = (done, total, words)
            self.progressed.emit(done, total, words)
