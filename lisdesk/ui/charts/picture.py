"""The picture of a chart: its legend above the plot, drawn as soon as the library is there."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lisdesk.ui.charts.chart import BarChart
from lisdesk.ui.charts.legend import Legend
from lisdesk.ui.charts.library import chart_library
from lisdesk.ui.plain import PlainLabel
from lisdesk.ui.theme import Theme, current_theme


class ChartPicture(QWidget):
    """Draws one chart in the theme in force; whoever shows it puts its numbers beside it."""

    def __init__(self) -> None:
        super().__init__()
        self.legend = Legend()
        self._waiting = PlainLabel("Drawing …", "muted")
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(4)
        self._layout.addWidget(self.legend)
        self._layout.addWidget(self._waiting, 1, Qt.AlignmentFlag.AlignCenter)
        self._plot: Any = None
        self.chart: BarChart | None = None
        self._drawn: tuple[BarChart, Theme] | None = None
        chart_library().loaded.connect(self._draw_in_turn)

    def show_chart(self, chart: BarChart) -> None:
        """Draw a chart; what is drawn already, in the theme in force, stays."""
        self.chart = chart
        self.setAccessibleName(chart.title)
        self.setAccessibleDescription(chart.description())
        self.legend.show_series(chart.series)
        self._draw()

    def is_drawn(self) -> bool:
        """Whether the picture is there."""
        return self._plot is not None

    def _draw_in_turn(self) -> None:
        """Draw what waited for the library, each chart in a turn of its own."""
        if self.chart is not None:
            QTimer.singleShot(chart_library().next_turn_ms(), self, self._draw)

    def _draw(self) -> None:
        plots, wanted = chart_library().plots(), (self.chart, current_theme())
        if plots is None or self.chart is None or wanted == self._drawn:
            return
        self._drawn = (self.chart, current_theme())
        if self._plot is None:
            self._waiting.hide()
            self._plot = plots.StillPlot()
            self._layout.addWidget(self._plot, 1)
        self._plot.show_chart(self.chart)
