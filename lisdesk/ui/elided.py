"""A line of text that is cut where it has no room; the whole of it is in its tool tip."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from lisdesk.ui.plain import PlainLabel, set_tool_tip


class ElidedLabel(PlainLabel):
    """A label of one line that ends in “…” where it has no room; the whole is in its tool tip."""

    def __init__(self, text: str = "", look: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, look, parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def setText(self, text: str) -> None:
        """Show another text, with the whole of it as a tool tip where it does not fit."""
        super().setText(text)
        self._tell_whole()

    def minimumSizeHint(self) -> QSize:
        """Leave room for a few letters only."""
        return QSize(24, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint as much of the text as there is room for."""
        painter = QPainter(self)
        metrics = QFontMetrics(self.font())
        line = " ".join(self.text().split())
        shown = metrics.elidedText(line, Qt.TextElideMode.ElideRight, self.width())
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.rect(), self.alignment() | Qt.AlignmentFlag.AlignVCenter, shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Offer the whole text as a tool tip where it does not fit."""
        super().resizeEvent(event)
        self._tell_whole()

    def _tell_whole(self) -> None:
        fits = QFontMetrics(self.font()).horizontalAdvance(self.text()) <= self.width()
        set_tool_tip(self, "" if fits else self.text())


def elided(text: str, widget: QWidget, width_px: int) -> str:
    """Return a line as it fits into so many pixels of a widget: of a longer one its beginning and
    its end.
    """
    widget.ensurePolished()
    return QFontMetrics(widget.font()).elidedText(text, Qt.TextElideMode.ElideMiddle, width_px)
