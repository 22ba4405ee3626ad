"""The first rows of a sheet as they will be read."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QTableView

from lisdesk.exchange.sheets.map_changes import use_of
from lisdesk.exchange.sheets.plan import Role
from lisdesk.tasks.import_preview import ImportPreview, PreviewCell
from lisdesk.ui.importing.choices import short_words
from lisdesk.ui.plain import as_tool_tip, with_hidden_shown
from lisdesk.ui.theme import ROW_PX, current_theme

_COLUMN_PX = 136
_ROOT = QModelIndex()
_ROLE = Qt.ItemDataRole


class FirstRowsModel(QAbstractTableModel):
    """The rows of a preview; the columns that are ignored are left out."""

    def __init__(self) -> None:
        super().__init__()
        self._preview: ImportPreview | None = None
        self._places: list[int] = []
        self._tops: list[str] = []

    def show_preview(self, preview: ImportPreview | None) -> None:
        """Show other rows; None shows none."""
        self.beginResetModel()
        self._preview, self._places, self._tops = preview, [], []
        for place, column in enumerate(preview.columns if preview else ()):
            assert preview is not None
            use = use_of(preview.plan, column.index)
            if use.role is not Role.IGNORED:
                self._places.append(place)
                self._tops.append(with_hidden_shown(short_words(use, column.heading)))
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        """Return how many rows are shown."""
        return 0 if parent.isValid() or self._preview is None else len(self._preview.rows)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        """Return how many columns become anything."""
        return 0 if parent.isValid() else len(self._places)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole
    ) -> Any:
        """Return what a column becomes, or the number of a row in the sheet."""
        assert self._preview is not None
        is_column = orientation == Qt.Orientation.Horizontal
        if role == _ROLE.DisplayRole:
            return self._tops[section] if is_column else f"{self._preview.rows[section][0]:,}"
        if role == _ROLE.ToolTipRole and is_column:
            return as_tool_tip(self._preview.columns[self._places[section]].heading)
        if role == _ROLE.TextAlignmentRole and is_column:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = _ROLE.DisplayRole
    ) -> Any:
        """Return a cell as it will be read; what cannot be read says so."""
        assert self._preview is not None
        cell: PreviewCell = self._preview.rows[index.row()][1][self._places[index.column()]]
        words = f"Not read: {cell.text}" if cell.is_unread else cell.text
        if role == _ROLE.DisplayRole:
            return words
        if role == _ROLE.ToolTipRole:
            return as_tool_tip(words)
        if role == _ROLE.AccessibleTextRole:
            return f"{self._tops[index.column()]}: {words}"
        if role == _ROLE.ForegroundRole and cell.is_unread:
            return QColor(current_theme().negative)
        return None


class FirstRowsTable(QTableView):
    """The preview as a table."""

    def __init__(self) -> None:
        super().__init__()
        self.rows = FirstRowsModel()
        self.setModel(self.rows)
        self.setAccessibleName("The first rows as they will be read")
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().setDefaultSectionSize(ROW_PX)
        self.verticalHeader().setMinimumWidth(40)
        self.horizontalHeader().setDefaultSectionSize(_COLUMN_PX)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setTextElideMode(Qt.TextElideMode.ElideRight)
