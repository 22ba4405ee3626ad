"""A list beside the text of what stands in it: Enter and Del do something with an entry."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from lisdesk.ui.plain import as_tool_tip

_ROW_PX = 44
_ROLE = Qt.ItemDataRole
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Entry(NamedTuple):
    """What is listed of one thing: its number, two lines, and everything that is known of it."""

    number: int
    lines: str
    whole: str


class EntryList(QListWidget):
    """One entry for each thing, in the order in which they are given."""

    pointed_at = Signal(int)
    """An entry was chosen: its number."""
    entered = Signal(int)
    """Enter was pressed on an entry, or the mouse twice: its number."""
    dropped = Signal(int)
    """Del was pressed on an entry: its number."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setUniformItemSizes(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.currentItemChanged.connect(self._note)
        self.itemDoubleClicked.connect(lambda item: self.entered.emit(item.data(_ROLE.UserRole)))

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show other entries, without telling anybody; the one at hand stays so while it is
        there.
        """
        current, at_hand = self.currentRow(), self.number()
        self.blockSignals(True)
        self.clear()
        for entry in entries:
            item = QListWidgetItem(entry.lines)
            item.setData(_ROLE.UserRole, entry.number)
            item.setData(_ROLE.AccessibleTextRole, entry.whole)
            item.setToolTip(as_tool_tip(entry.whole))
            item.setSizeHint(QSize(0, _ROW_PX))
            self.addItem(item)
        numbers = [entry.number for entry in entries]
        if at_hand in numbers:
            self.setCurrentRow(numbers.index(at_hand))
        elif entries:
            self.setCurrentRow(min(max(current, 0), len(entries) - 1))
        self.blockSignals(False)

    def number(self) -> int | None:
        """Return the number of the entry at hand."""
        found: object = self.currentIndex().data(_ROLE.UserRole)
        return found if isinstance(found, int) else None

    def event(self, event: QEvent) -> bool:
        """Take the keys of this list before the screen does, whose Del takes tags off."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and event.key() in (Qt.Key.Key_Delete, *_ENTER)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tell of Enter and Del on an entry."""
        number = self.number()
        if number is not None and event.key() == Qt.Key.Key_Delete:
            self.dropped.emit(number)
        elif number is not None and event.key() in _ENTER:
            self.entered.emit(number)
        else:
            super().keyPressEvent(event)

    def _note(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.pointed_at.emit(item.data(_ROLE.UserRole))
