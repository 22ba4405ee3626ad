"""Draw charts with the chart library; imported by `library` only, when the first one is drawn.

What the library would read as markup never reaches it: names stand on axes, which paint them letter
by letter, and the words on the axes are escaped.
"""

from __future__ import annotations

from html import escape

import pyqtgraph
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QApplication

from lisdesk.ui.charts.chart import BarChart, Series, whole_steps
from lisdesk.ui.theme import SMALL_PX, current_theme

_BAR_SHARE = 0.72
_MARK_SHARE = 0.45
_LONGEST_NAME_PX = 230
_DAY_LABEL_PX = 88
_ROOM_BEYOND = 1.04


class StillPlot(pyqtgraph.GraphicsView):  # type: ignore[misc] # the library has no types
    """A plot that only shows: the mouse and its wheel belong to the page that it stands on.

    It is put together from the library's parts, for its ready-made plot brings menus and forms that
    take longer to make than the chart.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.view = pyqtgraph.ViewBox(enableMenu=False, enableMouse=False)
        self._left, self._bottom = pyqtgraph.AxisItem("left"), pyqtgraph.AxisItem("bottom")
        parts = pyqtgraph.GraphicsLayout()
        parts.setSpacing(0)
        parts.addItem(self._left, 0, 0)
        parts.addItem(self.view, 0, 1)
        parts.addItem(self._bottom, 1, 1)
        self.setCentralItem(parts)
        self._font = QFont(QApplication.font())
        self._font.setPixelSize(SMALL_PX)
        for axis in (self._left, self._bottom):
            axis.linkToView(self.view)
            axis.enableAutoSIPrefix(False)  # counts of a single day would be told in thousandths
            axis.setStyle(tickFont=self._font, tickLength=0, hideOverlappingLabels=False)
        self._chart: BarChart | None = None

    def show_chart(self, chart: BarChart) -> None:
        """Draw a chart in the theme in force, in place of the one before."""
        theme = current_theme()
        self._chart = chart
        self.setAccessibleName(chart.title)
        self.setAccessibleDescription(chart.description())
        self.setBackground(theme.surface)
        for axis in (self._left, self._bottom):
            axis.setPen(pyqtgraph.mkPen(theme.control))
            axis.setTextPen(pyqtgraph.mkPen(theme.text))
        self.view.clear()
        self._draw(chart)

    def sizeHint(self) -> QSize:
        """Ask for little, and take what the card has."""
        return QSize(160, 120)

    def minimumSizeHint(self) -> QSize:
        """Shrink as far as the card does."""
        return QSize(80, 60)

    def _draw(self, chart: BarChart) -> None:
        base = [0] * len(chart.categories)
        for each in chart.series:
            self.view.addItem(self._bars(chart, base, each))
            base = [low + more for low, more in zip(base, each.values, strict=True)]
        self._draw_targets(chart)
        most = chart.longest
        muted = current_theme().muted
        across, along = (
            (self._left, self._bottom) if chart.is_horizontal else (self._bottom, self._left)
        )
        along.setTicks([[(step, f"{step:,}") for step in whole_steps(most)]])
        along.setLabel(escape(chart.value_axis), color=muted)
        across.setTicks([self._names(chart)])
        reach = (-0.6, max(len(chart.categories), 1) - 0.4)
        self.view.invertY(chart.is_horizontal)
        if chart.is_horizontal:
            across.showLabel(False)
            across.setWidth(self._widest_name(chart) + 12)
            self.view.setRange(xRange=(0, most * _ROOM_BEYOND), yRange=reach, padding=0)
        else:
            across.setLabel(escape(chart.category_axis), color=muted)
            along.setWidth(None)
            self.view.setRange(xRange=reach, yRange=(0, most * _ROOM_BEYOND), padding=0)

    def _draw_targets(self, chart: BarChart) -> None:
        """Draw a mark across each bar where it should reach to."""
        pen = pyqtgraph.mkPen(current_theme().text, width=2)
        for at, wanted in enumerate(chart.targets):
            if wanted is not None:
                along, across = [wanted, wanted], [at - _MARK_SHARE, at + _MARK_SHARE]
                ends = (along, across) if chart.is_horizontal else (across, along)
                self.view.addItem(pyqtgraph.PlotCurveItem(*ends, pen=pen))

    def _bars(self, chart: BarChart, base: list[int], series: Series) -> pyqtgraph.BarGraphItem:
        places, values = list(range(len(series.values))), list(series.values)
        look = {"brush": series.colour, "pen": pyqtgraph.mkPen(current_theme().surface)}
        if chart.is_horizontal:
            return pyqtgraph.BarGraphItem(
                x0=base, y=places, width=values, height=_BAR_SHARE, **look
            )
        return pyqtgraph.BarGraphItem(x=places, y0=base, height=values, width=_BAR_SHARE, **look)

    def _names(self, chart: BarChart) -> list[tuple[int, str]]:
        """Return the names of the bars: every one at the side, as many as fit below."""
        names = list(enumerate(chart.categories))
        if chart.is_horizontal:
            metrics = QFontMetrics(self._font)
            cut = Qt.TextElideMode.ElideRight
            return [(at, metrics.elidedText(name, cut, _LONGEST_NAME_PX)) for at, name in names]
        fitting = max(self.width() // _DAY_LABEL_PX, 1)
        every = -(-len(names) // fitting)
        return names[:: max(every, 1)]

    def _widest_name(self, chart: BarChart) -> int:
        metrics = QFontMetrics(self._font)
        return max((metrics.horizontalAdvance(name) for _, name in self._names(chart)), default=0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Name as many bars as fit now."""
        super().resizeEvent(event)
        chart = getattr(self, "_chart", None)  # the library resizes before this is whole
        if chart is not None and not chart.is_horizontal:
            self._bottom.setTicks([self._names(chart)])
