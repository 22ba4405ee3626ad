"""The register as a table: moves by keyboard, sorts by its headings, and keeps what is selected."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from lisdesk.queries.register import RegisterColumn, RegisterOrder
from lisdesk.ui.lazy_table import Index
from lisdesk.ui.memory import remember, remembered
from lisdesk.ui.steady_selection import SteadySelection
from lisdesk.ui.submissions.chips import StayingMenu
from lisdesk.ui.submissions.columns import RegisterModel
from lisdesk.ui.submissions.found_words import PassageDelegate
from lisdesk.ui.theme import ROW_PX

_KEY = "submissions/columns with found"
_MOST_KEPT = 2_000
"""A longer selection is not searched for again when the list has changed."""
_NEWEST = RegisterOrder()
_FLAG = QItemSelectionModel.SelectionFlag


class RegisterTable(SteadySelection, QTableView):
    """Shows the register's lines and tells which are meant."""

    order_changed = Signal()
    pointed_at = Signal(int)
    """The submission in the current line; 0 if there is none."""
    selection_told = Signal()
    opened = Signal(int)

    def __init__(self, model: RegisterModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.register = model
        self.order = RegisterOrder()
        self._kept: tuple[list[int], int, int] = ([], 0, 0)
        self._begins_anew = False
        self._is_joint = False
        self.setModel(model)
        self.setAccessibleName("Submissions")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(ROW_PX)
        rows.setDefaultSectionSize(ROW_PX)
        self._set_up_header()
        model.modelAboutToBeReset.connect(self._keep)
        model.modelReset.connect(self._restore)
        model.listed.connect(self._stay_from_now_on)
        self.doubleClicked.connect(lambda index: self.opened.emit(self.register.id_at(index.row())))

    def _set_up_header(self) -> None:
        header = self.horizontalHeader()
        header.setSectionsMovable(True)
        header.setSortIndicatorShown(True)
        header.setSectionsClickable(True)
        header.setHighlightSections(False)
        header.setStretchLastSection(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for place, column in enumerate(self.register.columns):
            header.resizeSection(place, column.width)
            header.setSectionHidden(place, not column.is_shown_first)
        header.setSortIndicator(self._place(self.order.column), Qt.SortOrder.DescendingOrder)
        header.restoreState(remembered(_KEY))
        self._found = self._place(RegisterColumn.FOUND)
        self.setItemDelegateForColumn(self._found, PassageDelegate(self))
        header.setSectionHidden(self._found, True)
        header.setSectionHidden(self._place(RegisterColumn.RELEVANT), True)
        if header.sortIndicatorSection() == self._found:
            header.setSortIndicator(self._place(_NEWEST.column), Qt.SortOrder.DescendingOrder)
        self._read_order()
        header.sortIndicatorChanged.connect(self._sort)
        header.sectionMoved.connect(self._remember)
        header.sectionResized.connect(self._remember)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(
            lambda point: self.fill_columns_menu(StayingMenu(self)).popup(header.mapToGlobal(point))
        )

    def show_found(self, *, is_searched: bool) -> None:
        """Show the column of what was found while there is a search; sort by it only then."""
        self.horizontalHeader().setSectionHidden(self._found, not is_searched)
        if not is_searched and self.order.column is RegisterColumn.FOUND:
            self.order = _NEWEST
            header = self.horizontalHeader()
            header.blockSignals(True)
            header.setSortIndicator(self._place(_NEWEST.column), Qt.SortOrder.DescendingOrder)
            header.blockSignals(False)

    def show_relevant(self, *, is_joint: bool) -> None:
        """Show to which bodies submissions are relevant if the call is joint, and only then."""
        if is_joint != self._is_joint:
            self._is_joint = is_joint
            place = self._place(RegisterColumn.RELEVANT)
            self.horizontalHeader().setSectionHidden(place, not is_joint)

    def current_id(self) -> int:
        """Return the submission in the current line; 0 if there is none."""
        index = self.currentIndex()
        return self.register.id_at(index.row()) if index.isValid() else 0

    def selected_ids(self) -> list[int]:
        """Return the selected submissions in the order of the lines."""
        return self.selected_of(self.register.ids())

    def begin_anew(self) -> None:
        """Let the next list begin at its top, unless it still holds the current submission."""
        self._begins_anew = True

    def take_keyboard(self) -> None:
        """Take the keyboard if there is a line to go to."""
        if self.register.rowCount():
            self.setFocus()

    def point_at(self, submission_id: int) -> bool:
        """Make a submission the current line; whether it is in the list."""
        row = self.register.row_of(submission_id)
        if row >= 0:
            self._point_at_row(row)
        return row >= 0

    def fill_columns_menu(self, menu: StayingMenu) -> StayingMenu:
        """Offer which columns are shown, and by which the lines are sorted."""
        header = self.horizontalHeader()
        menu.addSection("Columns")
        for place, column in enumerate(self.register.columns):
            if place == self._found:
                continue
            action = menu.addAction(column.heading)
            action.setCheckable(True)
            action.setChecked(not header.isSectionHidden(place))
            action.setEnabled(column.key != RegisterColumn.REFERENCE.value)
            action.toggled.connect(lambda is_on, place=place: self.show_column(place, is_on))
        menu.addSeparator()
        orders = menu.addMenu("Sort by")
        for place, column in enumerate(self.register.columns):
            if place == self._found and header.isSectionHidden(place):
                continue
            action = orders.addAction("Relevance" if place == self._found else column.heading)
            action.setCheckable(True)
            action.setChecked(column.key == self.order.column.value)
            action.triggered.connect(lambda _on, key=column.key: self.sort_by(RegisterColumn(key)))
        return menu

    def shown_columns(self) -> tuple[str, ...]:
        """Return the keys of the columns that are shown, from left to right."""
        header = self.horizontalHeader()
        places = [header.logicalIndex(place) for place in range(header.count())]
        return tuple(
            self.register.columns[place].key
            for place in places
            if place != self._found and not header.isSectionHidden(place)
        )

    def arrange(self, columns: Sequence[str], order: RegisterOrder) -> None:
        """Show some columns, by their keys, from left to right, and sort, without telling."""
        header = self.horizontalHeader()
        keys = [each.key for each in self.register.columns]
        wanted = [keys.index(key) for key in columns if key in keys]
        header.blockSignals(True)
        if wanted:
            for place in range(header.count()):
                if place != self._found:
                    header.setSectionHidden(place, place not in {*wanted, 0})
            for to, place in enumerate(wanted):
                header.moveSection(header.visualIndex(place), to)
        is_descending = order.is_descending
        direction = Qt.SortOrder.DescendingOrder if is_descending else Qt.SortOrder.AscendingOrder
        header.setSortIndicator(self._place(order.column), direction)
        header.blockSignals(False)
        self.order = order
        self._remember()
        self.viewport().update()

    def show_column(self, place: int, is_shown: bool) -> None:  # noqa: FBT001 (as Qt tells it)
        """Show or hide a column, and remember it."""
        self.horizontalHeader().setSectionHidden(place, not is_shown)
        self._remember()

    def sort_by(self, column: RegisterColumn) -> None:
        """Sort by a column, or turn its order round."""
        is_same = column is self.order.column
        is_descending = not self.order.is_descending if is_same else column is RegisterColumn.FOUND
        order = Qt.SortOrder.DescendingOrder if is_descending else Qt.SortOrder.AscendingOrder
        self.horizontalHeader().setSortIndicator(self._place(column), order)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the current line with Enter; Home and End go to the first and the last."""
        key, held = event.key(), event.modifiers()
        is_alone = held in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if is_alone and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current_id():
            self.opened.emit(self.current_id())
        elif is_alone and key in (Qt.Key.Key_Home, Qt.Key.Key_End) and self.register.ids():
            self._point_at_row(0 if key == Qt.Key.Key_Home else len(self.register.ids()) - 1)
        else:
            super().keyPressEvent(event)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell which submission is meant now."""
        super().currentChanged(current, previous)
        if current.row() != previous.row():
            self.pointed_at.emit(self.current_id())

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Tell that other lines are selected."""
        super().selectionChanged(selected, deselected)
        self.selection_told.emit()

    def _sort(self, *_where: object) -> None:
        if self._read_order():
            self._remember()
            self.order_changed.emit()

    def _read_order(self) -> bool:
        header = self.horizontalHeader()
        column = RegisterColumn(self.register.columns[header.sortIndicatorSection()].key)
        is_descending = header.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder
        before, self.order = self.order, RegisterOrder(column, is_descending)
        return before != self.order

    def _place(self, column: RegisterColumn) -> int:
        keys = [each.key for each in self.register.columns]
        return keys.index(column.value)

    def _remember(self, *_what: object) -> None:
        remember(_KEY, self.horizontalHeader().saveState())

    def _keep(self) -> None:
        is_short = self.selected_count() <= _MOST_KEPT
        chosen = self.selected_ids() if is_short else []
        self._kept = (chosen, self.current_id(), self.currentIndex().row())

    def _restore(self) -> None:
        chosen, current, row = self._kept
        rows = [place for place in map(self.register.row_of, chosen) if place >= 0]
        place = self.register.row_of(current)
        if place < 0 and row >= 0 and self.register.ids():
            place = 0 if self._begins_anew else min(row, len(self.register.ids()) - 1)
        if place >= 0:
            self._point_at_row(place)
            self._select(rows)
        else:
            self.pointed_at.emit(0)
        self.selection_told.emit()

    def _stay_from_now_on(self) -> None:
        self._begins_anew = False

    def _point_at_row(self, row: int) -> None:
        index = self.register.index(row, 0)
        self.selectionModel().setCurrentIndex(index, _FLAG.ClearAndSelect | _FLAG.Rows)
        self.scrollTo(index)

    def _select(self, rows: Sequence[int]) -> None:
        selection = QItemSelection()
        last = len(self.register.columns) - 1
        for row in rows:
            selection.select(self.register.index(row, 0), self.register.index(row, last))
        if rows:
            self.selectionModel().select(selection, _FLAG.ClearAndSelect)
