"""The columns of a sheet, what becomes of each, and some of its values."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QShowEvent, QStandardItemModel, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from lisdesk.exchange.sheets.map_changes import ColumnUse, use_of
from lisdesk.queries.calls import QuestionRow
from lisdesk.tasks.import_preview import ImportPreview
from lisdesk.ui.choice_box import ChoiceBox
from lisdesk.ui.importing.choices import all_uses, uses_model
from lisdesk.ui.plain import as_tool_tip, with_hidden_shown

_ROW_PX = 34
_HEADING, _BECOMES, _VALUES = range(3)
_WIDTHS_PX = (168, 184)
_AHEAD = 8
"""So many rows below the last one in view have their lists already, for the Tab key."""


class UseBox(ChoiceBox):
    """The list of what one column can become; the wheel turns the table, not the choice."""

    def __init__(self, model: QStandardItemModel, heading: str, samples: str) -> None:
        super().__init__()
        self.setModel(model)
        self.setAccessibleName(f"What becomes of the column {heading}")
        self.setAccessibleDescription(f"Values: {samples}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.view().setMinimumWidth(360)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the table."""
        event.ignore()


class ColumnsTable(QTableWidget):
    """One row a column; the lists are made as the rows come into view."""

    changed = Signal(str, object)
    """A column's heading, and the `ColumnUse` that was chosen."""

    def __init__(self) -> None:
        super().__init__(0, 3)
        self.setAccessibleName("Columns and what becomes of them")
        self.setHorizontalHeaderLabels(["Column", "Becomes", "Values"])
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(_ROW_PX)
        self.horizontalHeader().setStretchLastSection(True)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        for column, width in enumerate(_WIDTHS_PX):
            self.setColumnWidth(column, width)
        self._preview: ImportPreview | None = None
        self._questions: Sequence[QuestionRow] | None = None
        self._model = uses_model(())
        self._places: dict[ColumnUse, int] = {}
        self.verticalScrollBar().valueChanged.connect(self._make_boxes)

    def show_preview(self, preview: ImportPreview) -> None:
        """Show what becomes of each column; the keyboard stays in its list."""
        before, self._preview = self._preview, preview
        headings = [column.heading for column in preview.columns]
        is_same = before is not None and headings == [each.heading for each in before.columns]
        if not is_same or preview.questions != self._questions:
            self._fill(preview)
        for row in range(self.rowCount()):
            self._show_use(row)

    def box(self, row: int) -> QComboBox | None:
        """Return the list of a row; None until the row has been near the eye."""
        box = self.cellWidget(row, _BECOMES)
        return box if isinstance(box, QComboBox) else None

    def first_box(self) -> QWidget:
        """Return where the keyboard starts."""
        return self.box(0) or self

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Bring a row into view when its list is given the keyboard."""
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, UseBox):
            row = self.indexAt(watched.pos()).row()
            if row >= 0:
                self.scrollTo(self.model().index(row, 0))
        return super().eventFilter(watched, event)

    def showEvent(self, event: QShowEvent) -> None:
        """Make the lists of the rows in view."""
        super().showEvent(event)
        self._make_boxes()

    def _fill(self, preview: ImportPreview) -> None:
        self._questions = preview.questions
        self._model = uses_model(preview.questions)
        self._places = {use: row for row, (use, _) in enumerate(all_uses(preview.questions))}
        self.setRowCount(0)
        self.setRowCount(len(preview.columns))
        for row, column in enumerate(preview.columns):
            values = " · ".join(column.samples) or "empty"
            for place, text in ((_HEADING, column.heading), (_VALUES, values)):
                item = QTableWidgetItem(with_hidden_shown(text))
                item.setToolTip(as_tool_tip(text))
                self.setItem(row, place, item)
        self._make_boxes()

    def _make_boxes(self) -> None:
        if self._preview is None:
            return
        last = self.rowAt(self.viewport().height() - 1)
        last = self.rowCount() - 1 if last < 0 else min(last + _AHEAD, self.rowCount() - 1)
        for row in range(max(self.rowAt(0), 0), last + 1):
            if self.box(row) is None:
                self._make_box(row)

    def _make_box(self, row: int) -> None:
        assert self._preview is not None
        column = self._preview.columns[row]
        box = UseBox(self._model, column.heading, ", ".join(column.samples))
        box.installEventFilter(self)
        heading = column.heading
        self.setCellWidget(row, _BECOMES, box)
        self._show_use(row)
        box.currentIndexChanged.connect(lambda place: self._tell(heading, place))

    def _show_use(self, row: int) -> None:
        box = self.box(row)
        if box is None or self._preview is None:
            return
        use = use_of(self._preview.plan, self._preview.columns[row].index)
        box.blockSignals(True)
        box.setCurrentIndex(self._places.get(use, -1))
        box.blockSignals(False)

    def _tell(self, heading: str, place: int) -> None:
        use = self._model.item(place).data(Qt.ItemDataRole.UserRole)
        self.changed.emit(heading, use)
