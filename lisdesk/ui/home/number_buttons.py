"""Numbers that lead to what they count: cards, and lines with a count at the right."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout

from lisdesk.rules.counted import counted
from lisdesk.ui.elided import ElidedLabel
from lisdesk.ui.plain import PlainLabel, set_tool_tip
from lisdesk.ui.theme import GRID_PX, ROW_PX, current_theme

_LIKES_PX = 160
_DRESSED = (QEvent.Type.Polish, QEvent.Type.StyleChange, QEvent.Type.LayoutRequest)


class NumberCard(QPushButton):
    """A caption, a number, and a line that says more; a click shows what is counted."""

    def __init__(self, caption: str) -> None:
        super().__init__()
        self._caption = caption
        self.number = PlainLabel("–", "number")
        self.detail = ElidedLabel("", "small")
        self._inside = layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 8, 16, 8)
        layout.setSpacing(2)
        for label in (PlainLabel(caption, "muted"), self.number, self.detail):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            layout.addWidget(label)

    def tell(self, number: int, detail: str, verb: str) -> None:
        """Show a number; `verb` says what a click does."""
        self.number.setText(f"{number:,}")
        self.detail.setText(detail)
        self.setAccessibleName(f"{self._caption}: {number:,}")
        self.setAccessibleDescription(f"{detail}. {verb}.")
        set_tool_tip(self, f"{detail}. {verb}.")

    def sizeHint(self) -> QSize:
        """Ask for the room that the labels need."""
        return QSize(_LIKES_PX, self._inside.sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Keep the height."""
        return QSize(_LIKES_PX // 2, self.sizeHint().height())

    def event(self, event: QEvent) -> bool:
        """Keep the height also where the style sheet asks for that of a button with a word: else
        what is below jumps up for a moment when numbers arrive.
        """
        done = super().event(event)
        if event.type() in _DRESSED and self.minimumHeight() != self.sizeHint().height():
            self.setMinimumHeight(self.sizeHint().height())
        return done


class CountLine(QPushButton):
    """A name with a coloured edge and a count at the right, in one line that can be clicked."""

    def __init__(self, name: str, count: int, most: int) -> None:
        """`most` is the longest count beside it."""
        super().__init__()
        self.setProperty("look", "quiet")
        self._name, self._count = name, count
        self._colour = QColor(current_theme().accent)
        self._share = count / most if most else 0.0
        shows = "Show it" if count == 1 else "Show them"
        self.setAccessibleName(f"{name}: {counted(count, 'submission')}. {shows}.")
        set_tool_tip(self, f"{name}: {counted(count, 'submission')}")

    def set_colour(self, colour: QColor) -> None:
        """Draw its bar in a colour."""
        self._colour = colour

    def sizeHint(self) -> QSize:
        """Ask for a row."""
        return QSize(_LIKES_PX, ROW_PX + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the button, and on it the edge, the name, the count and a thin bar of its share."""
        super().paintEvent(event)
        painter = QPainter(self)
        theme, inside = current_theme(), self.rect().adjusted(GRID_PX, 2, -GRID_PX, -6)
        metrics = QFontMetrics(self.font())
        number = f"{self._count:,}"
        count_px = metrics.horizontalAdvance(number)
        painter.setPen(QColor(theme.text))
        painter.drawText(
            inside, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, number
        )
        words = inside.adjusted(0, 0, -count_px - 2 * GRID_PX, 0)
        cut = metrics.elidedText(self._name, Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, cut)
        track = QRect(inside.left(), self.height() - 6, inside.width(), 3)
        painter.fillRect(track, QColor(theme.raised))
        track.setWidth(round(track.width() * self._share))
        painter.fillRect(track, self._colour)
