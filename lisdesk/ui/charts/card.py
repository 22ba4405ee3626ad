"""A chart in its card: title, legend, the picture, and a button that shows the numbers instead."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QToolButton, QVBoxLayout

from lisdesk.ui.charts.chart import BarChart
from lisdesk.ui.charts.picture import ChartPicture
from lisdesk.ui.elided import ElidedLabel
from lisdesk.ui.plain import as_tool_tip
from lisdesk.ui.theme import ROW_PX

if TYPE_CHECKING:
    from PySide6.QtWidgets import QTableWidget

_NAME_COLUMN_PX, _NUMBER_COLUMN_PX = 200, 96
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class ChartCard(QFrame):
    """Shows one chart; the keyboard reaches the button and the table."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self.title = ElidedLabel(title, "heading")
        self.toggle = QToolButton()
        self.toggle.setText("Show as table")
        self.toggle.setCheckable(True)
        self.drawing = ChartPicture()
        self._pages = QStackedWidget()
        self._pages.addWidget(self.drawing)
        self._lay_out()
        self.toggle.toggled.connect(self._turn)

    @cached_property
    def table(self) -> QTableWidget:
        """The numbers, made when they are first asked for."""
        from PySide6.QtWidgets import QTableWidget

        table = QTableWidget()
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.setAlternatingRowColors(True)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(ROW_PX)
        self._pages.addWidget(table)
        return table

    def show_chart(self, chart: BarChart) -> None:
        """Show a chart in the theme in force; the same one again is drawn again."""
        self.title.setText(chart.title)
        self.setAccessibleName(chart.title)
        self.setAccessibleDescription(chart.description())
        self.toggle.setAccessibleName(f"Show as table: {chart.title}")
        self.drawing.show_chart(chart)
        if self.toggle.isChecked():
            self._fill_table(chart)

    def is_drawn(self) -> bool:
        """Whether the picture is there."""
        return self.drawing.is_drawn()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.toggle)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 8, 16, 12)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addWidget(self._pages, 1)

    def _fill_table(self, chart: BarChart) -> None:
        from PySide6.QtWidgets import QTableWidgetItem

        headings, rows = chart.headings(), chart.rows()
        self.table.setAccessibleName(f"{chart.title}, numbers")
        self.table.setColumnCount(len(headings))
        self.table.setRowCount(len(rows))
        for at, heading in enumerate(headings):
            item = QTableWidgetItem(heading)
            item.setTextAlignment(_RIGHT if at else _LEFT)
            self.table.setHorizontalHeaderItem(at, item)
            self.table.setColumnWidth(at, _NUMBER_COLUMN_PX if at else _NAME_COLUMN_PX)
            wanted = self.table.horizontalHeader().sectionSizeHint(at)
            self.table.setColumnWidth(at, max(wanted, self.table.columnWidth(at)))
        for row, cells in enumerate(rows):
            for at, text in enumerate(cells):
                cell = QTableWidgetItem(text)
                cell.setToolTip(as_tool_tip(text))
                cell.setData(Qt.ItemDataRole.AccessibleTextRole, f"{headings[at]}: {text}")
                if at:
                    cell.setTextAlignment(_RIGHT)
                self.table.setItem(row, at, cell)

    def _turn(self, shows_table: bool) -> None:
        if shows_table and self.drawing.chart is not None:
            self._fill_table(self.drawing.chart)
        self._pages.setCurrentWidget(self.table if shows_table else self.drawing)
        self.toggle.setText("Show as chart" if shows_table else "Show as table")
