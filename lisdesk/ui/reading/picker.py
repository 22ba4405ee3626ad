"""Find a priority by typing: its code, name, path or keywords; Enter tags to it.

With nothing typed those that were used last come first; a name that is not there yet can be added.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from lisdesk.queries.coding import PriorityRow
from lisdesk.ui.elided import ElidedLabel
from lisdesk.ui.list_keys import ListKeys
from lisdesk.ui.plain import as_tool_tip, with_hidden_shown
from lisdesk.ui.reading.priority_search import PrioritySearch, Searched

_SIZE_PX = (480, 360)
_SHORTEST_NAME = 2
_ROLE = Qt.ItemDataRole.UserRole


class PriorityPicker(QDialog):
    """A line to type in, and below it the priorities that fit, best first."""

    picked = Signal(int)
    """The number of the priority that was confirmed."""
    added = Signal(str)
    """The name of a priority that is to be added."""

    def __init__(
        self,
        parent: QWidget,
        rows: Sequence[PriorityRow],
        what: str,
        *,
        recent: Sequence[int] = (),
        can_add: bool = False,
    ) -> None:
        """`what` says what will be tagged; `recent` are priorities used last, the newest first."""
        super().__init__(parent)
        self.setWindowTitle("Tag to a priority")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*_SIZE_PX)
        self._rows, self._can_add = list(rows), can_add
        self._paths = paths_of(rows)
        self._search = search_of(rows)
        by_id = {row.id: row for row in rows}
        self._recent = [by_id[each] for each in recent if each in by_id]
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
        ListKeys(self.line, self.list)
        self._show("")

    def _show(self, typed: str) -> None:
        self.list.clear()
        if not typed.strip():
            for row in self._recent:
                self._add(row, f"{_named(row)}  ·  used last")
            for row in self._rows:
                self._add(row, "    " * row.depth + _named(row))
        else:
            for row in (self._rows[at] for at in self._search.best_first(typed)):
                above = self._paths[row.id]
                self._add(row, f"{_named(row)}  ·  {above}" if above else _named(row))
            self._offer_to_add(" ".join(typed.split()))
        self.list.setCurrentRow(0)

    def _add(self, row: PriorityRow, words: str) -> None:
        item = QListWidgetItem(with_hidden_shown(words))
        item.setToolTip(as_tool_tip(with_hidden_shown(f"{_named(row)}\n{row.definition}".strip())))
        item.setData(_ROLE, row.id)
        self.list.addItem(item)

    def _offer_to_add(self, name: str) -> None:
        """End the list with the way to a priority of that name, unless there is one."""
        taken = {each.casefold() for row in self._rows for each in (row.name, row.code)}
        if self._can_add and len(name) >= _SHORTEST_NAME and name.casefold() not in taken:
            item = QListWidgetItem(f"Add priority “{with_hidden_shown(name)}”")
            item.setData(_ROLE, name)
            self.list.addItem(item)

    def _pick(self) -> None:
        meant: object = self.list.currentIndex().data(_ROLE)
        if meant is not None:
            self.accept()
        if isinstance(meant, str):
            self.added.emit(meant)
        elif isinstance(meant, int):
            self.picked.emit(meant)


def search_of(rows: Sequence[PriorityRow]) -> PrioritySearch:
    """Return the search over a coding frame."""
    paths = paths_of(rows)
    return PrioritySearch(
        [Searched(row.code, row.name, paths[row.id], row.keywords, row.definition) for row in rows]
    )


def paths_of(rows: Sequence[PriorityRow]) -> dict[int, str]:
    """Return the names above each priority, from the top; `rows` stand in the tree's order."""
    paths: dict[int, str] = {}
    above: list[str] = []
    for row in rows:
        del above[row.depth :]
        paths[row.id] = " › ".join(above)
        above.append(row.name)
    return paths


def _named(row: PriorityRow) -> str:
    return f"{row.code}  {row.name}"
