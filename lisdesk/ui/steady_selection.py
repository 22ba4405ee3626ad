"""Lists in which the program chooses a line as it says, whatever keys are still held down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QItemSelectionModel
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView

from lisdesk.ui.lazy_table import Index

if TYPE_CHECKING:
    _View = QAbstractItemView
else:
    _View = object

_FLAG = QItemSelectionModel.SelectionFlag


class SteadySelection(_View):
    """For a list of rows of which several can be chosen; it stands before the class of Qt.

    Where no key and no click asks, Qt goes by the keys that are held: a list that comes while the
    Ctrl of a shortcut is still down would lose the line in hand, and with Shift take others to it.
    """

    _asks = False
    """Whether the officer chooses now, by a key or the mouse."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose by keys, with those that are held."""
        self._asks = True
        try:
            super().keyPressEvent(event)
        finally:
            self._asks = False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose by the mouse, with the keys that are held."""
        self._asks = True
        try:
            super().mousePressEvent(event)
        finally:
            self._asks = False

    def selectionCommand(
        self, index: Index, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """Return how choosing a line changes the selection: alone, if it is not the officer."""
        is_program = event is None and not self._asks
        if is_program and self.selectionMode() is self.SelectionMode.ExtendedSelection:
            return _FLAG.ClearAndSelect | _FLAG.Rows
        return super().selectionCommand(index, event)
