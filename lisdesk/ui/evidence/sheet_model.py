"""One page of a sheet as a table; numbers that lead to submissions look like links."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from lisdesk.ui.evidence.cell_words import beginning, cell_words, in_one_line, is_number
from lisdesk.ui.plain import as_tool_tip
from lisdesk.ui.theme import current_theme

if TYPE_CHECKING:
    from lisdesk.queries.register import RegisterFilter
    from lisdesk.table import Cell, Column, Row

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_ROLE = Qt.ItemDataRole
_SIDES = {
    True: Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
    False: Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
}
DEEPEST_SHADE = 0.4
"""How much of the accent the largest number of a heat map has; text on it stays legible."""


class SheetModel(QAbstractTableModel):
    """Shows rows that are at hand."""

    def __init__(self) -> None:
        super().__init__()
        self._columns: Sequence[Column] = ()
        self._rows: Sequence[Row] = ()
        self._behind: Mapping[tuple[int, int], RegisterFilter] = {}
        self._zone = "Europe/London"
        self._first = 0
        self._heat_ends: tuple[int, int] | None = None
        self._most_of_heat = 0

    def show_rows(
        self,
        columns: Sequence[Column],
        rows: Sequence[Row],
        *,
        behind: Mapping[tuple[int, int], RegisterFilter],
        zone: str,
        first: int = 0,
        heat_ends: tuple[int, int] | None = None,
    ) -> None:
        """Show rows; the first of them is row `first` of the sheet, counted from 0.

        A heat map has its numbers shaded: those before the row of the sheet, and before the column,
        with which its totals and bases begin.
        """
        self.beginResetModel()
        self._columns, self._rows, self._behind = columns, rows, behind
        self._zone, self._first = zone, first
        self._most_of_heat = 0
        self._heat_ends = heat_ends
        if heat_ends is not None:
            numbers = [
                cell
                for row in range(len(rows))
                for column in range(len(columns))
                if isinstance(cell := self._heat(row, column), int)
            ]
            self._most_of_heat = max(numbers, default=0)
        self.endResetModel()

    def behind(self, index: Index) -> RegisterFilter | None:
        """Return what a number leads to; None for a cell that leads nowhere."""
        return self._behind.get((index.row() + self._first, index.column()))

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return how many rows are shown."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Return how many columns the sheet has."""
        return 0 if parent.isValid() else len(self._columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole
    ) -> Any:
        """Return a column's heading, or a row's number in its sheet."""
        is_across = orientation == Qt.Orientation.Horizontal
        if role == _ROLE.DisplayRole:
            if is_across:
                return self._columns[section].heading
            return f"{self._first + section + 1:,}"
        if role == _ROLE.ToolTipRole and is_across:
            return as_tool_tip(self._columns[section].heading)
        if role == _ROLE.TextAlignmentRole and is_across:
            return _SIDES[is_number(self._columns[section])]
        return None

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> Any:
        """Return what a cell says, and how it looks."""
        row, column = index.row(), index.column()
        if role == _ROLE.TextAlignmentRole:
            return _SIDES[is_number(self._columns[column])]
        if role == _ROLE.BackgroundRole:
            return self._shade(row, column)
        if role in (_ROLE.ForegroundRole, _ROLE.FontRole):
            return self._link_look(index, role)
        if role not in (_ROLE.DisplayRole, _ROLE.ToolTipRole, _ROLE.AccessibleTextRole):
            return None
        words = cell_words(self._rows[row][column], self._zone)
        if role == _ROLE.ToolTipRole:
            return as_tool_tip(beginning(words))
        if role == _ROLE.AccessibleTextRole:
            leads = ". Enter shows the submissions." if self.behind(index) is not None else ""
            return f"{self._columns[column].heading}: {beginning(words)}{leads}"
        return in_one_line(words)

    def _link_look(self, index: Index, role: int) -> Any:
        if self.behind(index) is None:
            return None
        if role == _ROLE.FontRole:
            font = QFont()
            font.setUnderline(True)
            return font
        is_shaded = self._shade(index.row(), index.column()) is not None
        return QColor(current_theme().text if is_shaded else current_theme().accent)

    def _heat(self, row: int, column: int) -> Cell:
        """Return a number of the cross-table itself: no total and no base."""
        end_row, end_column = self._heat_ends or (0, 0)
        is_of_it = row + self._first < end_row and column < end_column
        return self._rows[row][column] if is_of_it and is_number(self._columns[column]) else None

    def _shade(self, row: int, column: int) -> QColor | None:
        if not self._most_of_heat:
            return None
        number = self._heat(row, column)
        if not isinstance(number, int) or not number:
            return None
        return shade(number / self._most_of_heat)


def shade(share: float) -> QColor:
    """Return the background of a number that is a share of the largest one."""
    theme = current_theme()
    surface, accent = QColor(theme.surface), QColor(theme.accent)
    part = DEEPEST_SHADE * share
    channels = (
        (surface.redF(), accent.redF()),
        (surface.greenF(), accent.greenF()),
        (surface.blueF(), accent.blueF()),
    )
    return QColor.fromRgbF(*(low + (high - low) * part for low, high in channels))


class ShadingDelegate(QStyledItemDelegate):
    """Paints the background that the model gives, which a style sheet would leave out."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the shade, then the cell."""
        colour = index.data(_ROLE.BackgroundRole)
        if isinstance(colour, QColor):
            painter.fillRect(option.rect, colour)
        super().paint(painter, option, index)
