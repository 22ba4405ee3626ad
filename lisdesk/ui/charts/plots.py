"""Draw charts with the chart library; imported by `library` only, when the first one is drawn.

What the library would read as markup never reaches it: names stand on axes, which paint them letter
by letter, and the words on the axes are escaped.
"""

from __future__ import annotations

from html import escape

import pyqtgraph
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QApplication

from lisdesk.ui.charts.chart import BarChart, whole_steps
from lisdesk.ui.theme import SMALL_PX, current_theme

_BAR_SHARE = 0.72
_LONGEST_NAME_PX = 230
_DAY_LABEL_PX = 88
_ROOM_BEYOND = 1.04


class StillPlot(pyqtgraph.PlotWidget):  # type: ignore[misc] # the library has no types
    """A plot that only shows: the mouse and its wheel belong to the page that it stands on."""

    def __init__(self, chart: BarChart) -> None:
        theme = current_theme()
        super().__init__(background=theme.surface)
        self._chart = chart
        plot = self.getPlotItem()
        plot.hideButtons()
        plot.setMenuEnabled(False)
        plot.getViewBox().setMouseEnabled(x=False, y=False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(chart.title)
        self.setAccessibleDescription(chart.description())
        self._font = QFont(QApplication.font())
        self._font.setPixelSize(SMALL_PX)
        for side in ("left", "bottom"):
            axis = plot.getAxis(side)
            axis.setPen(pyqtgraph.mkPen(theme.control))
            axis.setTextPen(pyqtgraph.mkPen(theme.text))
            axis.setStyle(tickFont=self._font, tickLength=0, hideOverlappingLabels=False)
        self._draw()

    def sizeHint(self) -> QSize:
        """Ask for little, and take what the card has."""
        return QSize(160, 120)

    def minimumSizeHint(self) -> QSize:
        """Shrink as far as the card does."""
        return QSize(80, 60)

    def _draw(self) -> None:
        plot, chart = self.getPlotItem(), self._chart
        base = [0] * len(chart.categories)
        for each in chart.series:
            plot.addItem(self._bars(base, each.values, each.colour))
            base = [low + more for low, more in zip(base, each.values, strict=True)]
        most = max([*base, 1])
        values = [(step, f"{step:,}") for step in whole_steps(most)]
        reach = (-0.6, max(len(chart.categories), 1) - 0.4)
        across, along = ("left", "bottom") if chart.is_horizontal else ("bottom", "left")
        plot.getAxis(along).setTicks([values])
        plot.getAxis(along).setLabel(escape(chart.value_axis), color=current_theme().muted)
        plot.getAxis(across).setTicks([self._names()])
        view = plot.getViewBox()
        if chart.is_horizontal:
            view.invertY(True)
            view.setRange(xRange=(0, most * _ROOM_BEYOND), yRange=reach, padding=0)
            plot.getAxis("left").setWidth(self._widest_name() + 12)
        else:
            plot.getAxis("bottom").setLabel(
                escape(chart.category_axis), color=current_theme().muted
            )
            view.setRange(xRange=reach, yRange=(0, most * _ROOM_BEYOND), padding=0)

    def _bars(
        self, base: list[int], values: tuple[int, ...], colour: str
    ) -> pyqtgraph.BarGraphItem:
        places = list(range(len(values)))
        look = {"brush": colour, "pen": pyqtgraph.mkPen(current_theme().surface)}
        if self._chart.is_horizontal:
            return pyqtgraph.BarGraphItem(
                x0=base, y=places, width=list(values), height=_BAR_SHARE, **look
            )
        return pyqtgraph.BarGraphItem(
            x=places, y0=base, height=list(values), width=_BAR_SHARE, **look
        )

    def _names(self) -> list[tuple[int, str]]:
        """Return the names of the bars: every one at the side, as many as fit below."""
        names = list(enumerate(self._chart.categories))
        if self._chart.is_horizontal:
            metrics = QFontMetrics(self._font)
            cut = Qt.TextElideMode.ElideRight
            return [(at, metrics.elidedText(name, cut, _LONGEST_NAME_PX)) for at, name in names]
        fitting = max(self.width() // _DAY_LABEL_PX, 1)
        every = -(-len(names) // fitting)
        return names[:: max(every, 1)]

    def _widest_name(self) -> int:
        metrics = QFontMetrics(self._font)
        return max((metrics.horizontalAdvance(name) for _, name in self._names()), default=0)

    def resizeEvent(self, event: object) -> None:
        """Name as many bars as fit now."""
        super().resizeEvent(event)
        if hasattr(self, "_chart") and not self._chart.is_horizontal:
            self.getPlotItem().getAxis("bottom").setTicks([self._names()])
