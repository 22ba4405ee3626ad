"""The excerpts of a priority with a tick before each, however many they are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from lisdesk.queries.priority_page import excerpt_rows
from lisdesk.ui.jobs import Jobs
from lisdesk.ui.lazy_table import Index, LazyColumn, LazyTableModel
from lisdesk.ui.plain import with_hidden_shown
from lisdesk.ui.priorities.details import quotation
from lisdesk.ui.theme import ROW_PX

_ROLE, _CHECK = Qt.ItemDataRole, Qt.CheckState


class TickedModel(LazyTableModel):
    """Rows that are all ticked, or none, but for those that an officer chose otherwise."""

    ticked = Signal()

    def __init__(self, jobs: Jobs, parent: QTableView) -> None:
        columns = (
            LazyColumn("", "Quotation", quotation, width=360),
            LazyColumn("", "Submission", lambda row: row.submission, width=96),
            LazyColumn("", "Respondent", lambda row: with_hidden_shown(row.respondent), width=128),
            LazyColumn("", "Stance", lambda row: row.stance.label if row.stance else "", width=72),
        )
        super().__init__(jobs, columns, excerpt_rows, parent)
        self._is_ticked = True
        self._others: set[int] = set()

    def chosen(self, tag_ids: Sequence[int]) -> list[int]:
        """Return those of some tags that are ticked."""
        others = self._others
        return [each for each in tag_ids if (each in others) is not self._is_ticked]

    def tick_all(self, *, is_ticked: bool) -> None:
        """Tick every row, or none."""
        self._is_ticked = is_ticked
        self._others.clear()
        self._told(0, self.rowCount() - 1)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return what can be done with a cell: the first one of a row has the tick."""
        flags = super().flags(index)
        return flags if index.column() else flags | Qt.ItemFlag.ItemIsUserCheckable

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> Any:
        """Return what a cell shows, and whether its row is ticked."""
        if role == _ROLE.CheckStateRole:
            if index.column():
                return None
            is_other = self.id_at(index.row()) in self._others
            return _CHECK.Checked if is_other is not self._is_ticked else _CHECK.Unchecked
        return super().data(index, role)

    def setData(self, index: Index, value: Any, role: int = _ROLE.EditRole) -> bool:
        """Tick a row, or take its tick off."""
        if role != _ROLE.CheckStateRole:
            return False
        self._others ^= {self.id_at(index.row())}
        self._told(index.row(), index.row())
        return True

    def _told(self, first: int, last: int) -> None:
        if last >= first:
            self.dataChanged.emit(self.index(first, 0), self.index(last, 0))
        self.ticked.emit()


class TickedTable(QTableView):
    """Shows them; Space ticks the current row."""

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self.rows = TickedModel(jobs, self)
        self.setModel(self.rows)
        self.setAccessibleName("Tags")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_PX)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        for place, column in enumerate(self.rows.columns):
            self.setColumnWidth(place, column.width)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
