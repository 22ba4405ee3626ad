"""Long work in view: what is being done, how far it is, how long it will take, and a way out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton, QWidget

from lisdesk.ui.plain import PlainLabel
from lisdesk.ui.theme import GRID_PX

if TYPE_CHECKING:
    from lisdesk.ui.ticket import Ticket

_IN_VIEW_AFTER_MS = 400
"""How long a job that is mostly quick may take before it is shown."""
_JUDGED_AFTER_MS = 1_000
"""How long a job runs before its time left is guessed."""


class ProgressStrip(QFrame):
    """Follows one whole job; a second one waits its turn on the lane and then takes over."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("look", "notice")
        self.setAccessibleName("Work under way")
        self.words = PlainLabel()
        self.counts = PlainLabel(look="muted")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("Progress")
        self.cancel = QPushButton("Cancel")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 8, 8, 8)
        layout.addWidget(self.words)
        layout.addWidget(self.bar, 1)
        layout.addWidget(self.counts)
        layout.addSpacing(GRID_PX)
        layout.addWidget(self.cancel)
        self._since = QElapsedTimer()
        self._unit = ""
        self._ticket: Ticket | None = None
        self.cancel.clicked.connect(self._cancel)
        self.hide()

    def follow(self, ticket: Ticket, words: str, unit: str) -> None:
        """Show a job until it ends: `words` say what it does, `unit` what it counts, in plural."""
        self._ticket, self._unit = ticket, unit
        self.words.setText(words)
        self.counts.setText("")
        self.counts.setMinimumWidth(0)
        self.bar.setRange(0, 0)
        self.cancel.setEnabled(True)
        self.cancel.setText("Cancel")
        self._since.start()
        ticket.progressed.connect(self._tell)
        if ticket.latest is not None:
            self._show_counts(*ticket.latest)
        ticket.ended.connect(self._end)
        self.show()

    def follow_if_long(self, ticket: Ticket, words: str, unit: str) -> None:
        """Show a job as `follow` does once it has taken longer than a moment."""

        def show() -> None:
            if not ticket.is_over:
                self.follow(ticket, words, unit)

        QTimer.singleShot(_IN_VIEW_AFTER_MS, ticket, show)

    def _tell(self, done: int, total: int, words: str) -> None:
        if self.sender() is self._ticket:
            self._show_counts(done, total, words)

    def _show_counts(self, done: int, total: int, words: str) -> None:
        self.bar.setRange(0, max(total, 1))
        self.bar.setValue(done)
        left = time_left(self._since.elapsed(), done, total)
        counted = words or f"{done:,} of {total:,} {self._unit}"
        self.counts.setText(f"{counted} · {left}" if left else counted)
        widest = max(self.counts.minimumWidth(), self.counts.sizeHint().width())
        self.counts.setMinimumWidth(widest)  # the bar stays as long as it is while digits change

    def _end(self) -> None:
        if self.sender() is self._ticket:
            self._ticket = None
            self.hide()

    def _cancel(self) -> None:
        if self._ticket is not None:
            self._ticket.cancel()
            self.cancel.setEnabled(False)
            self.cancel.setText("Stopping …")


def time_left(elapsed_ms: int, done: int, total: int) -> str:
    """Return how long work will go on in words, judged by how it went; empty if that is unclear."""
    if elapsed_ms < _JUDGED_AFTER_MS or not 0 < done < total:
        return ""
    seconds = elapsed_ms / 1000 * (total - done) / done
    if seconds < 10:
        return "a few seconds left"
    if seconds < 90:
        return f"about {round(seconds / 10) * 10} seconds left"
    return f"about {round(seconds / 60)} minutes left"
