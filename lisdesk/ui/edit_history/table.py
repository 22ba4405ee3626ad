"""The edits of a file as a table of any length, the newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from lisdesk.queries.edit_list import edit_rows
from lisdesk.rules.wall_time import local_words
from lisdesk.ui.campaigns.groups_table import dress_table, take_row
from lisdesk.ui.edit_history.words import edit_words, state_tip, state_words
from lisdesk.ui.lazy_table import Index, LazyColumn, LazyTableModel
from lisdesk.ui.plain import with_hidden_shown
from lisdesk.ui.theme import current_theme

if TYPE_CHECKING:
    from lisdesk.queries.edit_list import EditRow
    from lisdesk.ui.jobs import Jobs

_DISPLAY, _FOREGROUND = int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.ForegroundRole)
_WHAT = 2


class EditsModel(LazyTableModel):
    """Holds the edits; those that were taken back are muted."""

    def __init__(self, jobs: Jobs, zone: str, parent: QObject) -> None:
        """`zone` is that in whose clocks moments are told."""
        columns = (
            LazyColumn("", "When", lambda row: local_words(row.at, zone), 144),
            LazyColumn("", "Officer", lambda row: with_hidden_shown(row.officer), 112),
            LazyColumn("", "What", edit_words, 240),
            LazyColumn("", "State", state_words, 168, tool_tip=lambda row: state_tip(row, zone)),
        )
        super().__init__(jobs, columns, edit_rows, parent)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        """Return what a cell shows."""
        if role != _FOREGROUND:
            return super().data(index, role)
        row: EditRow | None = self.row_at(index.row())
        return QBrush(QColor(current_theme().muted)) if row and not row.stands else None


class EditsTable(QTableView):
    """Chooses an edit."""

    pointed_at = Signal()

    def __init__(self, edits: EditsModel) -> None:
        super().__init__()
        self.edits = edits
        self.setModel(edits)
        self.setAccessibleName("Edits of this file, the newest first")
        dress_table(self)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        for place, column in enumerate(edits.columns):
            self.setColumnWidth(place, column.width)
        header = self.horizontalHeader()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(_WHAT, QHeaderView.ResizeMode.Stretch)

    def current_id(self) -> int:
        """Return the edit in the current line; 0 if there is none."""
        row = self.currentIndex().row()
        return self.edits.id_at(row) if 0 <= row < self.edits.rowCount() else 0

    def current_row(self) -> EditRow | None:
        """Return what is known of the edit in the current line; None until it has been read."""
        row = self.currentIndex().row()
        return self.edits.row_at(row) if 0 <= row < self.edits.rowCount() else None

    def point_at(self, edit_id: int) -> None:
        """Make an edit the current line, or the newest if it is not in the list."""
        if self.edits.rowCount():
            take_row(self, max(self.edits.row_of(edit_id), 0))

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell that another edit is meant."""
        super().currentChanged(current, previous)
        self.pointed_at.emit()
