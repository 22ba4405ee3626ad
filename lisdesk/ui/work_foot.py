"""The foot of a dialog that works out what would happen: says that, and lets it happen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QPushButton,
)

from lisdesk.ui.elided import ElidedLabel
from lisdesk.ui.plain import as_tool_tip, set_look

BUSY_PX = 96
_BELOW_PX = 6


class WorkFoot(QHBoxLayout):
    """What would happen in words, a bar while that is worked out, the way out, and the deed."""

    def __init__(self, verb: str, *, counts: str, busy: str, busy_px: int = BUSY_PX) -> None:
        """`counts` and `busy` are what a screen reader calls the words and the bar."""
        super().__init__()
        self.counts = ElidedLabel()
        self.counts.setAccessibleName(counts)
        self.busy = QProgressBar()
        self.busy.setRange(0, 0)
        self.busy.setTextVisible(False)
        self.busy.setFixedWidth(busy_px)
        self.busy.setAccessibleName(busy)
        self.cancel, self.go = QPushButton("Cancel"), QPushButton(verb)
        self.cancel.setAutoDefault(False)
        self.go.setDefault(True)
        set_look(self.go, "primary")
        self.addWidget(self.counts, 1)
        for widget in (self.busy, self.cancel, self.go):
            self.addWidget(widget)

    def say(self, words: str, *, look: str = "muted", is_busy: bool = False) -> None:
        """Say how far it is; nothing can be done until `go` is enabled again."""
        self.counts.setText(words)
        self.counts.set_look(look)
        self.busy.setVisible(is_busy)
        self.go.setEnabled(False)


class NotesList(QListWidget):
    """What is to be known first, each note as long as it is."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)

    def needed_height(self) -> int:
        """Return how high it is with every note to its last line."""
        self.doItemsLayout()
        last = self.visualItemRect(self.item(self.count() - 1)) if self.count() else QRect()
        return last.bottom() + self.verticalOffset() + 2 * self.frameWidth() + _BELOW_PX

    def show_notes(self, notes: Sequence[str], otherwise: str) -> None:
        """Show notes, or what is said where there are none."""
        self.clear()
        for words in notes:
            item = QListWidgetItem(words)
            item.setToolTip(as_tool_tip(words))
            self.addItem(item)
        if not notes:
            item = QListWidgetItem(otherwise)
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.addItem(item)
