"""Whether edits are being saved, told only when it takes long enough to be noticed."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal, Slot

NOTICED_AFTER_MS = 300
"""What is saved sooner is not worth a word."""


class Saving(QObject):
    """Counts the edits, undos and redos that are under way."""

    turned = Signal()
    """Something has been saved for long enough to tell, or nothing is any more."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.is_noticed = False
        """Whether edits have been under way for longer than a moment."""
        self._under_way = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(NOTICED_AFTER_MS)
        self._timer.timeout.connect(lambda: self._notice(is_noticed=True))

    @property
    def is_under_way(self) -> bool:
        """Whether anything is being saved, for however short a time."""
        return self._under_way > 0

    def begin(self) -> None:
        """Count an edit that begins to be saved."""
        self._under_way += 1
        if self._under_way == 1:
            self._timer.start()

    @Slot()
    def end(self) -> None:
        """Count an edit that is saved, or refused."""
        self._under_way -= 1
        if not self._under_way:
            self._timer.stop()
            self._notice(is_noticed=False)

    def _notice(self, *, is_noticed: bool) -> None:
        if self.is_noticed is not is_noticed:
            self.is_noticed = is_noticed
            self.turned.emit()
