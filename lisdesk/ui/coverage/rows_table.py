"""A table over rows that are at hand: it makes the words of a line when the line is painted, and
sorts by its headings.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from functools import partial
from typing import Any, Generic, NamedTuple, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from lisdesk.rules.pasted_table import lines_as_text
from lisdesk.ui.memory import remember, remembered
from lisdesk.ui.plain import as_tool_tip, with_hidden_shown
from lisdesk.ui.steady_selection import SteadySelection
from lisdesk.ui.theme import ROW_PX

T = TypeVar("T")
_ROOT = QModelIndex()
_ROLE = Qt.ItemDataRole
_TELLING = (int(_ROLE.ToolTipRole), int(_ROLE.AccessibleTextRole))
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_FLAG = QItemSelectionModel.SelectionFlag
Index = QModelIndex | QPersistentModelIndex


class RowColumn(NamedTuple):
    """A heading, how to read its cell from a row, and how wide it is; 0 takes what is left."""

    heading: str
    value: Callable[[Any], str | int]
    width_px: int
    order: Callable[[Any], Any] | None = None
    """What the column is sorted by; by default what the cell says, an empty one last both ways."""


class _RowsModel(QAbstractTableModel):
    def __init__(self, columns: Sequence[RowColumn]) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self.rows: Sequence[Any] = ()

    def show(self, rows: Sequence[Any]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, _parent: Index = _ROOT) -> int:
        return len(self.rows)

    def columnCount(self, _parent: Index = _ROOT) -> int:
        return len(self.columns)

    def data(self, index: Index, role: int = int(_ROLE.DisplayRole)) -> Any:
        value = self.columns[index.column()].value(self.rows[index.row()])
        if role == _ROLE.TextAlignmentRole:
            return _RIGHT if isinstance(value, int) else _LEFT
        if role != _ROLE.DisplayRole and role not in _TELLING:
            return None
        words = f"{value:,}" if isinstance(value, int) else with_hidden_shown(value)
        return as_tool_tip(words) if role == _ROLE.ToolTipRole else " ".join(words.split())

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(_ROLE.DisplayRole)
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == _ROLE.DisplayRole:
            return self.columns[section].heading
        return None

    def key_of(self, place: int) -> Callable[[Any], Any]:
        column = self.columns[place]

        def key(row: Any) -> Any:
            value = column.value(row)
            return value.casefold() if isinstance(value, str) else value

        return column.order or key


class RowsTable(SteadySelection, QTableView, Generic[T]):
    """Lines that are chosen, never written in; Enter and a double click open the one in hand, and
    Ctrl+C copies those chosen.
    """

    def __init__(
        self,
        name: str,
        columns: Sequence[RowColumn],
        opened: Callable[[], None],
        id_of: Callable[[T], Hashable],
        *,
        sorts: bool = False,
    ) -> None:
        """`id_of` tells by what a row is known again among other rows. A table that `sorts` does so
        by a click on a heading or by its context menu, and keeps its order and its widths.
        """
        super().__init__()
        self._given: Sequence[T] = ()
        self._model, self._opened, self._id_of = _RowsModel(columns), opened, id_of
        self.setModel(self._model)
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_PX)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for place, column in enumerate(columns):
            if column.width_px:
                header.resizeSection(place, column.width_px)
            else:
                header.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
        self.doubleClicked.connect(lambda _index: opened())
        if sorts:
            self._sort_by_headings(f"rows/{name}")

    @property
    def rows(self) -> Sequence[T]:
        """The rows that are shown."""
        return self._model.rows

    def show_rows(self, rows: Sequence[T]) -> None:
        """Show other rows; what was in hand and chosen stays so, the next one if all has gone."""
        self._given, rows = rows, self._sorted(rows)
        before, at = self._model.rows, max(self.currentIndex().row(), 0)
        chosen = [self._id_of(each) for each in self.chosen()]
        self._model.show(rows)
        if not rows:
            return
        places = {self._id_of(each): place for place, each in enumerate(rows)}
        kept = [places[each] for each in chosen if each in places]
        nearest = map(self._id_of, (*before[at:], *before[:at][::-1]))
        current = next((places[each] for each in nearest if each in places), 0)
        if kept and current not in kept:
            current = kept[0]
        self.selectRow(current)
        if len(kept) == len(rows):
            self.selectAll()
            return
        marks = QItemSelection()
        for place in kept if len(kept) > 1 else ():
            index = self._model.index(place, 0)
            marks.select(index, index)
        self.selectionModel().select(marks, _FLAG.Select | _FLAG.Rows)

    def sort_by(self, place: int) -> None:
        """Sort by a column, or turn its order round."""
        header, ascending = self.horizontalHeader(), Qt.SortOrder.AscendingOrder
        is_turned = header.sortIndicatorSection() == place and (
            header.sortIndicatorOrder() == ascending
        )
        header.setSortIndicator(place, Qt.SortOrder.DescendingOrder if is_turned else ascending)

    def in_hand(self) -> T | None:
        """Return the row in hand; None without any."""
        at = self.currentIndex().row()
        return self._model.rows[at] if 0 <= at < len(self._model.rows) else None

    def chosen(self) -> list[T]:
        """Return the rows that are selected, from the top."""
        return self.selected_of(self._model.rows)

    def copy_chosen(self) -> None:
        """Put the lines that are selected on the clipboard, cells apart by tabs."""
        model = self._model
        cells = [[str(column.value(row)) for column in model.columns] for row in self.chosen()]
        if cells:
            QGuiApplication.clipboard().setText(lines_as_text(cells))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the line in hand with Enter; copy all that are chosen with Ctrl+C."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_chosen()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.in_hand() is not None:
            self._opened()
        else:
            super().keyPressEvent(event)

    def _sort_by_headings(self, key: str) -> None:
        header = self.horizontalHeader()
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)  # as they are given
        header.restoreState(remembered(key))
        header.sortIndicatorChanged.connect(lambda *_where: self.show_rows(self._given))
        for signal in (header.sortIndicatorChanged, header.sectionResized):
            signal.connect(lambda *_what: remember(key, header.saveState()))
        for place, column in enumerate(self._model.columns):
            action = self.addAction(f"Sort by “{column.heading}”")
            action.triggered.connect(partial(lambda at, *_on: self.sort_by(at), place))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    def _sorted(self, rows: Sequence[T]) -> Sequence[T]:
        header = self.horizontalHeader()
        place = header.sortIndicatorSection()
        if not header.isSortIndicatorShown() or not 0 <= place < len(self._model.columns):
            return rows
        is_descending = header.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder
        key, rest = self._model.key_of(place), []
        if self._model.columns[place].order is None:
            value = self._model.columns[place].value
            rest = [row for row in rows if value(row) == ""]
            rows = [row for row in rows if value(row) != ""] if rest else rows
        return [*sorted(rows, key=key, reverse=is_descending), *rest]
