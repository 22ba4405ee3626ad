"""Lists in which the program chooses a line as it says, whatever keys are still held down."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QAbstractItemModel, QEvent, QItemSelectionModel
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView

from lisdesk.ui.lazy_table import Index
from lisdesk.ui.unmarked_headings import leave_headings_unmarked

if TYPE_CHECKING:
    _View = QAbstractItemView
else:
    _View = object

T = TypeVar("T")

_FLAG = QItemSelectionModel.SelectionFlag


class SteadySelection(_View):
    """For a list of rows of which several can be chosen; it stands before the class of Qt.

    Where no key and no click asks, Qt goes by the keys that are held: a list that comes while the
    Ctrl of a shortcut is still down would lose the line in hand, and with Shift take others to it.
    """

    _asks = False
    """Whether the officer chooses now, by a key or the mouse."""

    def setModel(self, model: QAbstractItemModel | None) -> None:
        """Show other lines; headings of a table do not tell which are selected."""
        super().setModel(model)
        if isinstance(self, QTableView):
            leave_headings_unmarked(self)

    def selected_runs(self) -> Iterator[tuple[int, int]]:
        """Yield the first and the last line of each stretch that is selected, each line once, in
        their order.
        """
        done = -1
        ranges = self.selectionModel().selection().toList()
        for first, last in sorted((each.top(), each.bottom()) for each in ranges):
            if last > done:
                yield max(first, done + 1), last
                done = last

    def selected_count(self) -> int:
        """Return how many lines are selected."""
        return sum(last + 1 - first for first, last in self.selected_runs())

    def selected_of(self, lines: Sequence[T]) -> list[T]:
        """Return those of all lines that are selected, in their order."""
        runs = self.selected_runs()
        return list(chain.from_iterable(lines[first : last + 1] for first, last in runs))

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
