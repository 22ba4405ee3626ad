"""The keys of a line to type in above a list: letters go to the line, arrows to the list."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QLineEdit

_KEYS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class ListKeys(QObject):
    """Belongs to the line: its arrow keys move in the list while it keeps the keyboard."""

    def __init__(self, line: QLineEdit, items: QAbstractItemView) -> None:
        super().__init__(line)
        self._items = items
        line.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrow keys move in the list."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in _KEYS
        ):
            self._items.event(event)
            return True
        return super().eventFilter(watched, event)
