"""What the colours of a chart mean."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from lisdesk.ui.charts.chart import Series

_SWATCH_PX, _GAP_PX, _BETWEEN_PX, _LINE_PX = 12, 6, 16, 20


class Legend(QWidget):
    """A patch of colour and a name for each series, on as many lines as they need."""

    def __init__(self) -> None:
        super().__init__()
        self._series: Sequence[Series] = ()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(_LINE_PX)

    def show_series(self, series: Sequence[Series]) -> None:
        """Name these series; a single one needs no name."""
        self._series = series
        self.setVisible(len(series) > 1)
        self.setAccessibleName("Colours: " + ", ".join(each.name for each in series))
        self._fit()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take as many lines as the names need at this width."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the patches and the names."""
        painter = QPainter(self)
        metrics = QFontMetrics(self.font())
        for each, place in zip(self._series, self._places(self.width()), strict=True):
            top = place.y() + (_LINE_PX - _SWATCH_PX) // 2
            painter.fillRect(place.x(), top, _SWATCH_PX, _SWATCH_PX, QColor(each.colour))
            words = place.adjusted(_SWATCH_PX + _GAP_PX, 0, 0, 0)
            shown = metrics.elidedText(each.name, Qt.TextElideMode.ElideRight, words.width())
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, shown)

    def _fit(self) -> None:
        places = self._places(self.width())
        self.setFixedHeight((places[-1].y() if places else 0) + _LINE_PX)

    def _places(self, width: int) -> list[QRect]:
        metrics = QFontMetrics(self.font())
        places: list[QRect] = []
        x = y = 0
        for each in self._series:
            wanted = _SWATCH_PX + _GAP_PX + metrics.horizontalAdvance(each.name) + 2
            needed = min(wanted, max(width, _SWATCH_PX))
            if x and x + needed > width:
                x, y = 0, y + _LINE_PX
            places.append(QRect(x, y, needed, _LINE_PX))
            x += needed + _BETWEEN_PX
        return places
