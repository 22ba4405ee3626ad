"""One sheet of the export: what it is, its chart, its rows, and the way to what is behind them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QAction, QFontMetrics
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from lisdesk.table import ChartKind
from lisdesk.ui.charts.figure_picture import FigurePicture
from lisdesk.ui.elided import ElidedLabel
from lisdesk.ui.evidence.cell_words import width_px
from lisdesk.ui.evidence.sheet_model import ShadingDelegate, SheetModel
from lisdesk.ui.plain import PlainLabel, set_look, set_tool_tip
from lisdesk.ui.theme import GRID_PX, ROW_PX

if TYPE_CHECKING:
    from lisdesk.queries.evidence.preview import SheetPreview
    from lisdesk.table import Row
    from lisdesk.ui.evidence.chart_copier import ChartCopier
    from lisdesk.ui.jobs import Jobs


class SheetPane(QWidget):
    """Shows a sheet, a page of it at a time."""

    wanted = Signal(int)
    """Emitted with the first row of the page that is to be shown."""
    followed = Signal(object)
    """Emitted with the filter of the register behind a number."""

    def __init__(self, jobs: Jobs, copier: ChartCopier) -> None:
        super().__init__()
        self._copier = copier
        self.title = ElidedLabel("", "heading")
        self.description = ElidedLabel("", "muted")
        self.unit = ElidedLabel("", "small")
        self.model = SheetModel()
        self.table = QTableView()
        self.table.setModel(self.model)
        self.table.setAccessibleName("Rows of the sheet")
        self.table.setTabKeyNavigation(False)
        self.table.setWordWrap(False)
        self.table.setItemDelegate(ShadingDelegate(self.table))
        self.table.horizontalHeader().setTextElideMode(Qt.TextElideMode.ElideRight)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.verticalHeader().setDefaultSectionSize(ROW_PX)
        self.table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.follow = QAction("Show the submissions behind the number", self)
        self.follow.setEnabled(False)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.table.addAction(self.follow)
        self.show_behind = QPushButton("Show the submissions")
        self._prefers_table = {kind: kind is ChartKind.HEAT_MAP for kind in ChartKind}
        self.copy = QToolButton()
        self.copy.setText("Copy")
        self.copy.setAccessibleName("Copy the chart")
        self.copy.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.copy.addActions([copier.picture, copier.numbers])
        set_look(self.copy, "quiet")
        self.chart_chip = QToolButton()
        self.chart_chip.setText("Show as table")
        self.chart_chip.setCheckable(True)
        set_look(self.chart_chip, "quiet")
        self.picture = FigurePicture(jobs)
        self.earlier, self.later = QPushButton("Earlier rows"), QPushButton("Later rows")
        self.counts = PlainLabel("", "muted")
        self._sheet: SheetPreview | None = None
        self._start = 0
        self._page_rows = 1
        self._lay_out()
        self._connect()

    def show_sheet(
        self, sheet: SheetPreview, rows: Sequence[Row], start: int, page_rows: int, zone: str
    ) -> None:
        """Show a page of a sheet that begins at row `start`, counted from 0."""
        is_other = self._sheet is None or self._sheet.name != sheet.name
        at = QModelIndex() if is_other else self.table.currentIndex()
        self._sheet, self._start, self._page_rows = sheet, start, page_rows
        self.title.setText(sheet.title)
        self.description.setText(sheet.description)
        self.unit.setText(sheet.unit)
        shown = rows[start : start + page_rows] if sheet.rows is not None else rows
        self.model.show_rows(
            sheet.columns,
            shown,
            behind=sheet.behind,
            zone=zone,
            first=start,
            heat_ends=sheet.heat_ends,
        )
        self.table.setAccessibleName(f"{sheet.title}, rows")
        if is_other:
            self._fit_columns(sheet)
        if at.isValid() and at.row() < len(shown):
            self.table.setCurrentIndex(self.model.index(at.row(), at.column()))
        self._show_place(len(shown))
        self._show_chart(sheet)
        self._offer_behind()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.copy)
        head.addWidget(self.chart_chip)
        self._chart_area = QScrollArea()
        self._chart_area.setWidgetResizable(True)
        self._chart_area.setWidget(self.picture)
        self._chart_area.setAccessibleName("Chart of the sheet")
        self._views = QStackedWidget()
        self._views.addWidget(self.table)
        self._views.addWidget(self._chart_area)
        foot = QHBoxLayout()
        foot.setSpacing(GRID_PX)
        foot.addWidget(self.show_behind)
        foot.addStretch()
        foot.addWidget(self.counts)
        foot.addWidget(self.earlier)
        foot.addWidget(self.later)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addWidget(self.description)
        layout.addWidget(self.unit)
        layout.addWidget(self._views, 1)
        layout.addLayout(foot)

    def _connect(self) -> None:
        self.follow.triggered.connect(self._follow)
        self.show_behind.clicked.connect(self._follow)
        self.table.activated.connect(self._follow)
        self.table.selectionModel().currentChanged.connect(self._offer_behind)
        self.model.modelReset.connect(self._offer_behind)
        self.earlier.clicked.connect(lambda: self.wanted.emit(self._start - self._page_rows))
        self.later.clicked.connect(lambda: self.wanted.emit(self._start + self._page_rows))
        self.chart_chip.toggled.connect(self._prefer)

    def _prefer(self, is_table: bool) -> None:
        """Show charts of this kind so from now on, as the officer likes it."""
        if self._sheet is not None and self._sheet.figure is not None:
            self._prefers_table[self._sheet.figure.kind] = is_table
        self._turn()

    def _turn(self) -> None:
        """Show the chart, or its numbers where the officer prefers them."""
        shows_chart = not self.chart_chip.isHidden() and not self.chart_chip.isChecked()
        figure = self._sheet.figure if self._sheet is not None else None
        if shows_chart and figure is not None:
            self.picture.show_figure(figure)
        self._views.setCurrentWidget(self._chart_area if shows_chart else self.table)
        words = "Show as chart" if self.chart_chip.isChecked() else "Show as table"
        self.chart_chip.setText(words)
        self.chart_chip.setAccessibleName(f"{words}: {self.title.text()}")
        self._offer_behind()

    def _follow(self) -> None:
        chosen = self.model.behind(self.table.currentIndex())
        if chosen is not None:
            self.followed.emit(chosen)

    def _offer_behind(self) -> None:
        chosen = self.model.behind(self.table.currentIndex())
        self.follow.setEnabled(chosen is not None)
        self.show_behind.setEnabled(chosen is not None)
        is_table = self._views.currentWidget() is self.table
        self.show_behind.setVisible(is_table and bool(self._sheet and self._sheet.behind))
        words = chosen.words if chosen is not None else "Choose an underlined number"
        set_tool_tip(self.show_behind, words)

    def _fit_columns(self, sheet: SheetPreview) -> None:
        letter_px = QFontMetrics(self.table.font()).averageCharWidth() + 1
        for place, column in enumerate(sheet.columns):
            self.table.setColumnWidth(place, width_px(column, letter_px))
        self.table.scrollToTop()
        self.table.horizontalScrollBar().setValue(0)

    def _show_place(self, shown: int) -> None:
        assert self._sheet is not None
        total = self._sheet.row_count
        if not total:
            self.counts.setText("None.")
        elif shown == total:
            self.counts.setText(f"{total:,} row{'' if total == 1 else 's'}")
        else:
            last = self._start + shown
            self.counts.setText(f"Rows {self._start + 1:,} to {last:,} of {total:,}")
        has_pages = total > self._page_rows
        for button in (self.earlier, self.later):
            button.setVisible(has_pages)
        self.earlier.setEnabled(self._start > 0)
        self.later.setEnabled(self._start + self._page_rows < total)

    def _show_chart(self, sheet: SheetPreview) -> None:
        figure = sheet.figure
        for button in (self.chart_chip, self.copy):
            button.setVisible(figure is not None)
        self._copier.offer(figure)
        if figure is not None:
            self.chart_chip.blockSignals(True)
            self.chart_chip.setChecked(self._prefers_table[figure.kind])
            self.chart_chip.blockSignals(False)
        self._turn()
