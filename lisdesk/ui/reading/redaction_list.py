"""What publications leave out of the submission in view, as a list beside its text."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from lisdesk.queries.redactions import RedactionRow
from lisdesk.ui.plain import as_tool_tip
from lisdesk.ui.reading.redacted_words import redaction_lines, whole_redaction

_ROW_PX = 44
_ROLE = Qt.ItemDataRole
_OWN_KEYS = (Qt.Key.Key_Delete, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class RedactionList(QListWidget):
    """One entry for each redaction, in the order of the text."""

    pointed_at = Signal(int)
    """An entry was chosen: the number of its redaction."""
    lift_wanted = Signal(int)
    """Del was pressed on an entry: the number of its redaction."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Redactions of this submission")
        self.setUniformItemSizes(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.currentItemChanged.connect(self._note)

    def show_rows(self, rows: Sequence[RedactionRow]) -> None:
        """Show other redactions, without telling anybody."""
        current = self.currentRow()
        self.blockSignals(True)
        self.clear()
        for row in rows:
            item = QListWidgetItem(redaction_lines(row))
            item.setData(_ROLE.UserRole, row.id)
            item.setData(_ROLE.AccessibleTextRole, whole_redaction(row))
            item.setToolTip(as_tool_tip(whole_redaction(row)))
            item.setSizeHint(QSize(0, _ROW_PX))
            self.addItem(item)
        if rows:
            self.setCurrentRow(min(max(current, 0), len(rows) - 1))
        self.blockSignals(False)

    def event(self, event: QEvent) -> bool:
        """Take the keys of this list before the screen does, whose Del takes tags off."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and event.key() in _OWN_KEYS
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Del lifts the redaction; Enter leads to its words."""
        number: object = self.currentIndex().data(_ROLE.UserRole)
        if isinstance(number, int) and event.key() == Qt.Key.Key_Delete:
            self.lift_wanted.emit(number)
        elif isinstance(number, int) and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.pointed_at.emit(number)
        else:
            super().keyPressEvent(event)

    def _note(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.pointed_at.emit(item.data(_ROLE.UserRole))
