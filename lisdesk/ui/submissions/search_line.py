"""The line that searches the register: Esc clears it, Enter and Down go on in the list."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from lisdesk.ui.clearable_line import ClearableLine
from lisdesk.ui.plain import set_tool_tip


class SearchLine(ClearableLine):
    """Takes what is searched."""

    left = Signal()
    """Emitted when the officer goes on to what was found."""

    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText("Search texts and names  (Ctrl+F)")
        self.setAccessibleName("Search the submissions")
        set_tool_tip(self, "Texts, words of files, notes on tags, names, a reference (Ctrl+F)")
        self.returnPressed.connect(self.left)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Clear by Esc, and leave by another Esc or by Down."""
        key = event.key()
        if key == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif key in (Qt.Key.Key_Escape, Qt.Key.Key_Down):
            self.left.emit()
        else:
            super().keyPressEvent(event)
