"""The table of things that came in: how its cells are painted, and what its keys do."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from lisdesk.ui.intake.model import SECOND_LINE, TICK, IntakeModel
from lisdesk.ui.steady_selection import SteadySelection
from lisdesk.ui.theme import current_theme

_ROW_PX = 44
_EDGE_PX = 8
_FATE_PX, _LEAST_PX = 152, 88
"""The last column's width, and the least of those before it."""
_ENDS = (Qt.Key.Key_Home, Qt.Key.Key_End)
_HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class TwoLines(QStyledItemDelegate):
    """Paints a cell's second line, muted, below the first; both end in “…” where they must."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint the cell as the style does, without its words, then the words."""
        whole = QStyleOptionViewItem(option)
        self.initStyleOption(whole, index)
        first, second = whole.text, index.data(SECOND_LINE) or ""
        whole.text = ""
        style = whole.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, whole, painter, whole.widget)
        inside = whole.rect.adjusted(_EDGE_PX, 4, -_EDGE_PX, -4)
        half = inside.height() // 2
        colour = index.data(Qt.ItemDataRole.ForegroundRole)
        painter.save()
        painter.setFont(whole.font)
        metrics = QFontMetrics(whole.font)
        for text, top, pen in (
            (first, inside.top(), colour or QColor(current_theme().text)),
            (second, inside.top() + half, QColor(current_theme().muted)),
        ):
            painter.setPen(pen.color() if isinstance(pen, QBrush) else pen)
            line = metrics.elidedText(
                " ".join(text.split()), Qt.TextElideMode.ElideRight, inside.width()
            )
            painter.drawText(
                inside.x(), top, inside.width(), half, Qt.AlignmentFlag.AlignVCenter, line
            )
        painter.restore()


class IntakeTable(SteadySelection, QTableView):
    """One row each. Space accepts or leaves out, letters go to the respondent's line."""

    toggled = Signal()
    """The chosen ones are to be accepted, or left out if all of them are accepted."""
    left_out = Signal()
    typed = Signal(object)
    """A key with a letter on it: its QKeyEvent."""
    chosen = Signal(int)
    """The one that is current now."""
    marked = Signal()
    """Others are chosen than before."""

    def __init__(self, rows: IntakeModel[Any], name: str, description: str) -> None:
        super().__init__()
        self.rows = rows
        self.setModel(rows)
        self.setAccessibleName(name)
        self.setAccessibleDescription(description)
        self.setItemDelegate(TwoLines(self))
        self.setItemDelegateForColumn(TICK, QStyledItemDelegate(self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(_ROW_PX)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setTextElideMode(Qt.TextElideMode.ElideRight)
        self.horizontalHeader().setStretchLastSection(True)
        for place, column in enumerate(rows.columns[:-1]):
            self.setColumnWidth(place, column.width_px)
        self.selectionModel().currentRowChanged.connect(self._note)
        self.selectionModel().selectionChanged.connect(lambda _new, _old: self.marked.emit())

    def places(self) -> list[int]:
        """Return which ones are chosen."""
        return self.selected_of(range(self.model().rowCount()))

    def go_to(self, place: int) -> None:
        """Make one the current one, and the only chosen one."""
        flags = QItemSelectionModel.SelectionFlag
        index = self.rows.index(place, TICK + 1)
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.scrollTo(index)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room: what becomes of each is read whole, the others grow and shrink alike."""
        super().resizeEvent(event)
        between = list(enumerate(self.rows.columns))[TICK + 1 : -1]
        wanted = sum(column.width_px for _, column in between)
        room = self.viewport().width() - self.columnWidth(TICK) - _FATE_PX
        for place, column in between:
            self.setColumnWidth(place, max(_LEAST_PX, column.width_px * room // wanted))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Accept, leave out, or hand a letter on; other keys move about."""
        is_held = bool(event.modifiers() & _HELD)
        if event.key() == Qt.Key.Key_Space and not is_held:
            self.toggled.emit()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and not is_held:
            self.left_out.emit()
        elif event.key() in _ENDS and not event.modifiers() and self.rows.rowCount():
            self.go_to(0 if event.key() == Qt.Key.Key_Home else self.rows.rowCount() - 1)
        elif event.text().isprintable() and event.text() and not is_held:
            self.typed.emit(event)
        else:
            super().keyPressEvent(event)

    def _note(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid():
            self.chosen.emit(current.row())
