"""The groups of a call as a table: those proposed first, then the campaigns."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from lisdesk.queries.campaign_page import CampaignList
from lisdesk.queries.campaigns import GroupRow
from lisdesk.ui.campaigns.words import alike_words, counts_words, name_words, state_words
from lisdesk.ui.lazy_table import Index
from lisdesk.ui.plain import as_tool_tip, with_hidden_shown
from lisdesk.ui.theme import ROW_PX
from lisdesk.ui.yielding_columns import YieldingColumns

_ROLE = Qt.ItemDataRole
_FLAG = QItemSelectionModel.SelectionFlag
_ROOT = QModelIndex()
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_Words = Callable[[GroupRow, CampaignList], str]


_COLUMNS: tuple[tuple[str, int, bool, _Words], ...] = (
    ("State", 104, False, lambda row, _found: state_words(row)),
    ("Campaign", 152, False, name_words),
    ("Size", 48, True, lambda row, _found: f"{row.submissions:,}"),
    ("Counted", 80, False, counts_words),
    ("Alike", 88, True, lambda row, _found: alike_words(row)),
)
_NAME, _COUNTED = 1, 3
_LEAST_NAME_PX = 160


class GroupsModel(QAbstractTableModel):
    """Holds the groups as they were read; what a cell says is made when it is seen."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: tuple[GroupRow, ...] = ()
        self.found: CampaignList | None = None
        self._bold = QFont()
        self._bold.setWeight(QFont.Weight.DemiBold)

    def show_list(self, found: CampaignList | None) -> None:
        """Show other groups; None shows nothing."""
        rows: tuple[GroupRow, ...] = ()
        if found is not None:
            rows = (*found.groups.unconfirmed, *found.groups.confirmed)
        is_same = [_key(row) for row in rows] == [_key(row) for row in self.rows]
        if is_same:
            self.rows, self.found = rows, found
            if rows:
                last = self.index(len(rows) - 1, len(_COLUMNS) - 1)
                self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self.rows, self.found = rows, found
        self.endResetModel()

    def row_of_seed(self, seed_id: int) -> int:
        """Return the row of the group around a seed; -1 if there is none."""
        places = (place for place, row in enumerate(self.rows) if row.seed_id == seed_id)
        return next(places, -1)

    def row_of_campaign(self, campaign_id: int) -> int:
        """Return the row of a campaign; -1 if there is none."""
        places = (place for place, row in enumerate(self.rows) if row.campaign_id == campaign_id)
        return next(places, -1)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return how many groups there are."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(_COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole
    ) -> Any:
        """Return a column's heading."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        heading, _width, is_number, _words = _COLUMNS[section]
        if role == _ROLE.DisplayRole:
            return heading
        if role == _ROLE.TextAlignmentRole:
            return int(_RIGHT if is_number else _LEFT)
        return None

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> Any:
        """Return what a cell shows; a proposed group is bold, as what is to be decided."""
        if self.found is None:
            return None
        row = self.rows[index.row()]
        heading, _width, is_number, words = _COLUMNS[index.column()]
        if role == _ROLE.DisplayRole:
            return words(row, self.found)
        if role == _ROLE.TextAlignmentRole:
            return int(_RIGHT if is_number else _LEFT)
        if role == _ROLE.FontRole:
            return self._bold if row.campaign_id is None and index.column() == 0 else None
        if role == _ROLE.ToolTipRole:
            return as_tool_tip(_tip(row, words(row, self.found)))
        if role == _ROLE.AccessibleTextRole:
            return f"{heading}: {words(row, self.found)}"
        return None


def _key(row: GroupRow) -> tuple[int | None, int]:
    return row.campaign_id, row.seed_id


def _tip(row: GroupRow, words: str) -> str:
    more = ""
    if row.more:
        more = f"\n{row.more:,} more are like it and belong to no campaign"
    begins = with_hidden_shown(row.beginning)
    return f"{words}\n{row.seed} begins: {begins}{more}"


class GroupsTable(QTableView):
    """Chooses a group; Enter opens its seed."""

    pointed_at = Signal(object)
    """The GroupRow in the current line; None if there is none."""
    opened = Signal()

    def __init__(self, groups: GroupsModel) -> None:
        super().__init__()
        self.groups = groups
        self.setModel(groups)
        self.setAccessibleName("Groups of submissions that are alike")
        dress_table(self)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        for place, (_heading, width, _is_number, _words) in enumerate(_COLUMNS):
            self.setColumnWidth(place, width)
        counted = {_COUNTED: _COLUMNS[_COUNTED][1]}
        self._yielding = YieldingColumns(self, _NAME, _LEAST_NAME_PX, counted)
        self.doubleClicked.connect(lambda _index: self.opened.emit())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the name its room; how a group counts is told beside the table, too."""
        super().resizeEvent(event)
        self._yielding.fit()

    def current_row(self) -> GroupRow | None:
        """Return the group in the current line."""
        index = self.currentIndex()
        return self.groups.rows[index.row()] if index.isValid() else None

    def point_at(self, row: int) -> None:
        """Make a group the current one."""
        take_row(self, row)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell which group is meant now."""
        super().currentChanged(current, previous)
        if current.row() != previous.row():
            self.pointed_at.emit(self.current_row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the seed with Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.opened.emit()
        else:
            super().keyPressEvent(event)


def take_row(table: QTableView, row: int) -> None:
    """Make a row the current one and the only one selected, whatever keys are held."""
    index = table.model().index(row, 0)
    table.selectionModel().setCurrentIndex(index, _FLAG.ClearAndSelect | _FLAG.Rows)
    table.scrollTo(index)


def dress_table(table: QTableView) -> None:
    """Give a table the look and the manners of the program's lists."""
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setTabKeyNavigation(False)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
    rows = table.verticalHeader()
    rows.hide()
    rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    rows.setMinimumSectionSize(ROW_PX)
    rows.setDefaultSectionSize(ROW_PX)
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setStretchLastSection(True)
    header.setDefaultAlignment(_LEFT)
