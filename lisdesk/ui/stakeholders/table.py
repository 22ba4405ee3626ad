"""The register of stakeholders as a table that sorts by its headings."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from lisdesk.queries.stakeholders import (
    StakeholderColumn,
    StakeholderOrder,
    StakeholderRow,
    stakeholder_rows,
)
from lisdesk.ui.jobs import Jobs
from lisdesk.ui.lazy_table import Index, LazyColumn, LazyTableModel
from lisdesk.ui.memory import remember, remembered
from lisdesk.ui.plain import with_hidden_shown
from lisdesk.ui.steady_selection import SteadySelection
from lisdesk.ui.theme import ROW_PX
from lisdesk.ui.yielding_columns import YieldingColumns

_KEY = "stakeholders/columns"
_NAME, _LEAST_NAME_PX = 0, 192
_YIELDING = (StakeholderColumn.CONTACT, StakeholderColumn.KIND)
"""What stands beside the table, too."""
_FLAG = QItemSelectionModel.SelectionFlag


class StakeholderTable(SteadySelection, QTableView):
    """Shows the lines and tells which stakeholders are meant."""

    order_changed = Signal()
    pointed_at = Signal(int)
    """The stakeholder in the current line; 0 if there is none."""
    selection_told = Signal()
    opened = Signal(int)

    def __init__(self, jobs: Jobs, call_id: Callable[[], int | None]) -> None:
        """`call_id` says for which call submissions are counted."""
        super().__init__()
        self.order = StakeholderOrder()
        self._kept = 0
        self.rows = LazyTableModel(
            jobs,
            _columns(),
            lambda session, ids: stakeholder_rows(session, ids, call_id()),
            self,
        )
        self.setModel(self.rows)
        self.setAccessibleName("Stakeholders")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(ROW_PX)
        self._set_up_header()
        self.rows.modelAboutToBeReset.connect(self._keep)
        self.rows.modelReset.connect(self._restore)
        self.doubleClicked.connect(lambda index: self.opened.emit(self.rows.id_at(index.row())))

    def current_id(self) -> int:
        """Return the stakeholder in the current line; 0 if there is none."""
        index = self.currentIndex()
        return self.rows.id_at(index.row()) if index.isValid() else 0

    def selected_ids(self) -> list[int]:
        """Return the selected stakeholders in the order of the lines."""
        return self.selected_of(self.rows.ids())

    def point_at(self, stakeholder_id: int) -> bool:
        """Make a stakeholder the current line; whether it is in the list."""
        row = self.rows.row_of(stakeholder_id)
        if row >= 0:
            index = self.rows.index(row, 0)
            self.selectionModel().setCurrentIndex(index, _FLAG.ClearAndSelect | _FLAG.Rows)
            self.scrollTo(index)
        return row >= 0

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the current line with Enter; Home and End go to the first and the last."""
        key, ids = event.key(), self.rows.ids()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current_id():
            self.opened.emit(self.current_id())
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and ids and not event.modifiers():
            self.point_at(ids[0] if key == Qt.Key.Key_Home else ids[-1])
        else:
            super().keyPressEvent(event)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell which stakeholder is meant now."""
        super().currentChanged(current, previous)
        if current.row() != previous.row():
            self.pointed_at.emit(self.current_id())

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Tell that other lines are selected."""
        super().selectionChanged(selected, deselected)
        self.selection_told.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the name its room."""
        super().resizeEvent(event)
        self._yielding.fit()

    def _set_up_header(self) -> None:
        header = self.horizontalHeader()
        header.setSortIndicatorShown(True)
        header.setSectionsClickable(True)
        header.setSectionsMovable(True)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for place, column in enumerate(self.rows.columns):
            header.resizeSection(place, column.width)
        header.setSortIndicator(0, Qt.SortOrder.AscendingOrder)
        header.restoreState(remembered(_KEY))
        self._yielding = YieldingColumns(self, _NAME, _LEAST_NAME_PX, _widths(self.rows.columns))
        self._sort()
        header.sortIndicatorChanged.connect(self._sort)
        for signal in (header.sectionMoved, header.sectionResized):
            signal.connect(lambda *_what: remember(_KEY, header.saveState()))

    def _sort(self, *_where: object) -> None:
        header = self.horizontalHeader()
        column = StakeholderColumn(self.rows.columns[header.sortIndicatorSection()].key)
        is_descending = header.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder
        before, self.order = self.order, StakeholderOrder(column, is_descending)
        if before != self.order:
            remember(_KEY, header.saveState())
            self.order_changed.emit()

    def _keep(self) -> None:
        self._kept = self.current_id()

    def _restore(self) -> None:
        if not self.point_at(self._kept) and not (
            self.rows.ids() and self.point_at(self.rows.id_at(0))
        ):
            self.pointed_at.emit(0)
        self.selection_told.emit()


def _widths(columns: Sequence[LazyColumn]) -> dict[int, int]:
    keys = [column.key for column in columns]
    places = (keys.index(each.value) for each in _YIELDING)
    return {place: columns[place].width for place in places}


def _columns() -> tuple[LazyColumn, ...]:
    def column(
        key: StakeholderColumn,
        heading: str,
        text: Callable[[StakeholderRow], str],
        width: int,
        *,
        is_number: bool = False,
    ) -> LazyColumn:
        return LazyColumn(
            key.value,
            heading,
            lambda row: with_hidden_shown(text(row)),
            width,
            is_number=is_number,
        )

    key = StakeholderColumn
    return (
        column(key.NAME, "Name", lambda row: row.name, _LEAST_NAME_PX),
        column(key.TYPE, "Type", lambda row: row.type, 176),
        column(
            key.SUBMISSIONS, "Submissions", lambda row: f"{row.submissions:,}", 96, is_number=True
        ),
        column(key.AREA, "Area", lambda row: row.area, 136),
        column(key.MEMBERS, "Speaks for", _members, 88, is_number=True),
        column(key.CONTACT, "Contact", lambda row: row.email or row.person or row.telephone, 176),
        column(key.KIND, "Kind", lambda row: row.kind.label if row.kind else "", 112),
    )


def _members(row: StakeholderRow) -> str:
    return f"{row.members:,}" if row.members else ""
