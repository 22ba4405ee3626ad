"""Find a priority by typing: its code, words of its name, its keywords; Enter tags to it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from lisdesk.queries.coding import PriorityRow
from lisdesk.ui.elided import ElidedLabel
from lisdesk.ui.plain import as_tool_tip, with_hidden_shown

_SIZE_PX = (440, 320)
_LIST_KEYS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class PriorityPicker(QDialog):
    """A line to type in, and below it the priorities that fit, best first."""

    picked = Signal(int)
    """The number of the priority that was confirmed."""

    def __init__(self, parent: QWidget, rows: Sequence[PriorityRow], what: str) -> None:
        """`what` says what will be tagged."""
        super().__init__(parent)
        self.setWindowTitle("Tag to a priority")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*_SIZE_PX)
        self._rows = list(rows)
        self.line = QLineEdit()
        self.line.setPlaceholderText("Code, name or keyword")
        self.line.setAccessibleName("Priority to tag to")
        self.list = QListWidget()
        self.list.setAccessibleName("Priorities that fit")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.addWidget(ElidedLabel(what, "muted"))
        layout.addWidget(self.line)
        layout.addWidget(self.list, 1)
        self.line.textChanged.connect(self._show)
        self.line.returnPressed.connect(self._pick)
        self.list.itemActivated.connect(self._pick)
        self.line.installEventFilter(self)
        self._show("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrow keys move in the list while letters go to the line."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in _LIST_KEYS
        ):
            self.list.event(event)
            return True
        return super().eventFilter(watched, event)

    def _show(self, typed: str) -> None:
        self.list.clear()
        for row in fitting(self._rows, typed):
            name = with_hidden_shown(f"{row.code}  {row.name}")
            item = QListWidgetItem("    " * row.depth * (not typed) + name)
            item.setToolTip(as_tool_tip(f"{name}\n{row.definition}".strip()))
            item.setData(Qt.ItemDataRole.UserRole, row.id)
            self.list.addItem(item)
        self.list.setCurrentRow(0)

    def _pick(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.accept()
            self.picked.emit(item.data(Qt.ItemDataRole.UserRole))


def fitting(rows: Sequence[PriorityRow], typed: str) -> list[PriorityRow]:
    """Return the priorities that fit what was typed, the best first; all if nothing was typed.

    Best is the code itself, then a code that begins so, a word of the name that does, a keyword
    that does, and last what has every word anywhere in name, keywords or definition.
    """
    wanted = " ".join(typed.split()).casefold()
    if not wanted:
        return list(rows)
    ranked = [(_rank(row, wanted), place, row) for place, row in enumerate(rows)]
    return [row for rank, _, row in sorted(ranked, key=lambda each: each[:2]) if rank < _NO_FIT]


_NO_FIT = 5


def _rank(row: PriorityRow, wanted: str) -> int:
    code, name = row.code.casefold(), row.name.casefold()
    keywords = [keyword.casefold() for keyword in row.keywords]
    if code == wanted:
        return 0
    if code.startswith(wanted):
        return 1
    if name.startswith(wanted) or any(word.startswith(wanted) for word in name.split()):
        return 2
    if any(keyword.startswith(wanted) for keyword in keywords):
        return 3
    everything = " ".join([code, name, *keywords, row.definition.casefold()])
    return 4 if all(word in everything for word in wanted.split()) else _NO_FIT
