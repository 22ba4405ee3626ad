"""A long list as a table: it knows its lines by number, so that what is in hand and selected stays
so while others add lines and take them away.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import chain, groupby
from typing import Any

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from lisdesk.ui.jobs import Jobs
from lisdesk.ui.lazy_table import LazyColumn, LazyTableModel
from lisdesk.ui.steady_selection import SteadySelection
from lisdesk.ui.theme import ROW_PX

_FLAG = QItemSelectionModel.SelectionFlag


class IdTable(SteadySelection, QTableView):
    """Tells which lines are meant; after a decision the next line is the one in hand."""

    pointed_at = Signal()
    """Other lines are selected, or none."""
    taken_away = Signal()
    """What was selected has left the list, and it was not decided about here."""
    opened = Signal(int)

    def __init__(
        self,
        name: str,
        jobs: Jobs,
        columns: Sequence[LazyColumn],
        read_rows: Callable[..., Sequence[Any]],
    ) -> None:
        """`name` is what is read out; `read_rows(session, ids)` returns rows that have an `id`."""
        super().__init__()
        self.lines = LazyTableModel(jobs, columns, read_rows, self)
        self._before: Sequence[int] = ()
        self._kept: list[int] = []
        self._current = 0
        self._done: frozenset[int] = frozenset()
        self._is_restoring = False
        self.setModel(self.lines)
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(ROW_PX)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setStretchLastSection(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for place, column in enumerate(self.lines.columns):
            header.resizeSection(place, column.width)
        self.lines.modelAboutToBeReset.connect(self._keep)
        self.lines.modelReset.connect(self._restore)
        self.lines.listed.connect(lambda _count: self.move_on_from(()))
        self.doubleClicked.connect(lambda index: self.opened.emit(self.lines.id_at(index.row())))

    def current_id(self) -> int:
        """Return the number of the current line; 0 if there is none."""
        index = self.currentIndex()
        return self.lines.id_at(index.row()) if index.isValid() else 0

    def selected_ids(self) -> list[int]:
        """Return the numbers of the selected lines in their order."""
        return self.selected_of(self.lines.ids())

    def point_at(self, thing_id: int) -> bool:
        """Make a line the current one by its number; whether it is in the list."""
        row = self.lines.row_of(thing_id)
        if row >= 0:
            self._point_at_row(row)
        return row >= 0

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Go to the first and the last line by Home and End."""
        if action in (self.CursorAction.MoveHome, self.CursorAction.MoveEnd):
            modifiers |= Qt.KeyboardModifier.ControlModifier
        return super().moveCursor(action, modifiers)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Tell that other lines are meant."""
        super().selectionChanged(selected, deselected)
        if not self._is_restoring:
            self.pointed_at.emit()

    def move_on_from(self, thing_ids: Iterable[int]) -> None:
        """Let the next list put another line in hand, though it may still have these."""
        self._done = frozenset(thing_ids)

    def _keep(self) -> None:
        self._before, self._kept = self.lines.ids(), self.selected_ids()
        self._current = self.current_id()

    def _restore(self) -> None:
        """Keep in hand what was, wherever it stands now; the next one only where that has gone."""
        places, done = self.lines.places(), self._done
        kept = [each for each in self._kept if each in places and each not in done]
        current = self._current if self._stays(self._current) else 0
        if not current or (kept and current not in kept):
            current = kept[0] if kept else self._next()
        self._is_restoring = True
        if current:
            self.point_at(current)
            self._select(kept)
        self._is_restoring = False
        if self.selected_ids() != self._kept:
            self.pointed_at.emit()
            if len(kept) < len(self._kept) and set(self._kept) - set(kept) - self._done:
                self.taken_away.emit()

    def _stays(self, thing_id: int) -> bool:
        return thing_id not in self._done and self.lines.row_of(thing_id) >= 0

    def _next(self) -> int:
        """Return what stood below those that were in hand, or above them; 0 for an empty list."""
        ids, places, done = self.lines.ids(), self.lines.places(), self._done
        if not ids:
            return 0
        before, first = list(self._before), (self._kept or [self._current])[0]
        place = before.index(first) if first in before else 0
        nearest = chain(before[place:], reversed(before[:place]), ids)
        return next((each for each in nearest if each in places and each not in done), ids[0])

    def _select(self, ids: Sequence[int]) -> None:
        if len(ids) == self.lines.rowCount():
            self.selectAll()
            return
        selection, last = QItemSelection(), self.lines.columnCount() - 1
        places = self.lines.places()
        rows = sorted(places[each] for each in ids)
        for _run, numbered in groupby(enumerate(rows), lambda each: each[1] - each[0]):
            run = [row for _number, row in numbered]
            selection.select(self.lines.index(run[0], 0), self.lines.index(run[-1], last))
        if ids:
            self.selectionModel().select(selection, _FLAG.ClearAndSelect)

    def _point_at_row(self, row: int) -> None:
        index = self.lines.index(row, 0)
        self.selectionModel().setCurrentIndex(index, _FLAG.ClearAndSelect | _FLAG.Rows)
        self.scrollTo(index)
