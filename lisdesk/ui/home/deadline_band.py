"""The time line of a call: its moments, and shaded the days that officers reckon with."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from enum import Enum
from typing import NamedTuple

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from lisdesk.rules.call_timeline import Mark, Stretch, TimelineMoment
from lisdesk.ui.plain import set_tool_tip
from lisdesk.ui.theme import SMALL_PX, current_theme

_MIDDLE_PX, _TEXT_PX, _DOT_PX, _LINE_PX = 48, 16, 6, 6
_LEGEND_TOP_PX, _HEIGHT_PX, _SAMPLE_PX = 98, 116, 24
_EDGE_PX, _BESIDE_PX = 8, 96
"""Room at the ends, and for a today that lies outside the call."""


_TICK_FROM_PX, _TICK_PX = 5, 4
_SHADE = 60
_SHIFTS = (0.0, -0.25, 0.25, -0.45, 0.45)
"""By which share of their width words may stand beside their moment, the best first."""
_ORDER = (
    Mark.CLOSES,
    Mark.OPENS,
    Mark.TODAY,
    Mark.BY_HAND,
    Mark.RESPONSE,
    Mark.MOVED,
    Mark.INFORMATION,
    Mark.EVENT,
    Mark.PRE_ELECTION,
    Mark.MOVED_AGAIN,
)
"""Whose words are written first where there is not room for all."""


class Sign(Enum):
    """What is drawn on the line without words of its own."""

    DASHES = "a dashed line"
    TICK = "a mark below the line"
    SHADE = "a shaded stretch"
    NONE = "nothing, the words say it"


class _Label(NamedTuple):
    moment: TimelineMoment
    x: int
    box: QRect
    """Where its words stand; empty if there is no room for them."""


class DeadlineBand(QWidget):
    """Paints a line from the opening to the last day of the call's calendar, and what is on it."""

    def __init__(self) -> None:
        super().__init__()
        self._moments: Sequence[TimelineMoment] = ()
        self._stretches: Sequence[Stretch] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Time line of the call")

    def show_moments(
        self, moments: Sequence[TimelineMoment], stretches: Sequence[Stretch] = ()
    ) -> None:
        """Show these moments, in the order of time, and shade these days."""
        self._moments, self._stretches = moments, stretches
        lines = [f"{each.mark.value}: {each.words}" for each in moments]
        free = [each.words for each in stretches if each.is_holiday]
        if free:
            lines.append(f"Bank holidays, marked below the line: {'; '.join(free)}")
        lines += [f"Dashed: {words}" for sign, words in self.legend() if sign is Sign.DASHES]
        words = "\n".join(lines)
        self.setAccessibleDescription(words)
        set_tool_tip(self, words)
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for two lines of words on either side of the line, and what its signs mean."""
        return QSize(480, _HEIGHT_PX)

    def unwritten(self) -> list[str]:
        """Return the words of the moments that have no room beside the line, in order of time."""
        left = {each.moment for each in self._labels() if each.box.isEmpty()}
        return [f"{each.mark.value}: {each.words}" for each in self._moments if each in left]

    def legend(self) -> list[tuple[Sign, str]]:
        """Return the signs on the line with their meaning, and words that stand nowhere else."""
        at = {each.mark: each.at for each in self._moments}
        found: list[tuple[Sign, str]] = []
        if at and not at[Mark.OPENS] <= at[Mark.TODAY] <= at[Mark.CLOSES]:
            is_before = at[Mark.TODAY] < at[Mark.OPENS]
            found.append((Sign.DASHES, "until it opens" if is_before else "since the close"))
        if any(each.is_holiday for each in self._stretches):
            found.append((Sign.TICK, "bank holiday"))
        if any(not each.is_holiday for each in self._stretches):
            found.append((Sign.SHADE, "pre-election period"))
        return [*found, *((Sign.NONE, words) for words in self.unwritten())]

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the line, then its moments with as many words as have room."""
        if not self._moments:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        labels = self._labels()
        by_mark = {each.moment.mark: each for each in labels}
        for stretch in self._stretches:
            self._shade(painter, stretch)
        self._paint_line(painter, by_mark)
        for each in labels:
            self._paint_moment(painter, each)
        self._paint_legend(painter)

    def _paint_legend(self, painter: QPainter) -> None:
        theme, x = current_theme(), 0
        y = (_LEGEND_TOP_PX + _HEIGHT_PX) // 2
        painter.setFont(_font(is_strong=False))
        for sign, words in self.legend():
            if sign is Sign.DASHES:
                painter.setPen(QPen(QColor(theme.control), 1, Qt.PenStyle.DashLine))
                painter.drawLine(x, y, x + _SAMPLE_PX, y)
            elif sign is Sign.TICK:
                painter.fillRect(x + 8, y - 2, 8, _TICK_PX, QColor(theme.muted))
            elif sign is Sign.SHADE:
                painter.fillRect(x, y - 6, _SAMPLE_PX, 12, _shade_colour())
            x += _SAMPLE_PX + 8 if sign is not Sign.NONE else 0
            metrics = QFontMetrics(painter.font())
            shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, self.width() - x)
            painter.setPen(QColor(theme.muted))
            room = QRect(x, _LEGEND_TOP_PX, self.width() - x, _HEIGHT_PX - _LEGEND_TOP_PX)
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)
            x += metrics.horizontalAdvance(shown) + 24

    def _paint_line(self, painter: QPainter, by_mark: dict[Mark, _Label]) -> None:
        theme, y = current_theme(), _MIDDLE_PX
        opens, closes = by_mark[Mark.OPENS].x, by_mark[Mark.CLOSES].x
        end = by_mark[Mark.BY_HAND].x if Mark.BY_HAND in by_mark else closes
        today = by_mark[Mark.TODAY].x
        painter.setPen(QPen(QColor(theme.control), 1, Qt.PenStyle.DashLine))
        painter.drawLine(min(opens, today), y, max(closes, today), y)
        painter.setPen(Qt.PenStyle.NoPen)
        for to, colour in ((end, theme.accent_soft), (min(max(today, opens), end), theme.accent)):
            painter.setBrush(QColor(colour))
            bar = QRect(opens, y - _LINE_PX // 2, to - opens, _LINE_PX)
            painter.drawRoundedRect(bar, _LINE_PX / 2, _LINE_PX / 2)

    def _shade(self, painter: QPainter, stretch: Stretch) -> None:
        """Shade a pre-election period as high as its words; a bank holiday is a tick below."""
        theme, y = current_theme(), _MIDDLE_PX
        left, right = self._place(stretch.start), self._place(stretch.end)
        if stretch.is_holiday:
            room = QRect(left, y + _TICK_FROM_PX, max(right - left, 2), _TICK_PX)
            painter.fillRect(room, QColor(theme.muted))
            return
        painter.fillRect(QRect(left, y - 12, max(right - left, 2), 24), _shade_colour())

    def _paint_moment(self, painter: QPainter, label: _Label) -> None:
        theme, y = current_theme(), _MIDDLE_PX
        mark = label.moment.mark
        is_moved = mark in (Mark.MOVED, Mark.MOVED_AGAIN)
        colour = QColor(theme.caution if is_moved else theme.text)
        painter.setPen(QPen(colour, 2))
        painter.setBrush(QColor(theme.surface if is_moved else colour))
        if mark is Mark.TODAY:
            painter.drawLine(label.x, y - 12, label.x, y + 12)
        elif mark is not Mark.PRE_ELECTION:
            painter.drawEllipse(QPoint(label.x, y), _DOT_PX, _DOT_PX)
        if label.box.isEmpty():
            return
        painter.setPen(QColor(theme.text))
        painter.setFont(_font(is_strong=True))
        top, below = QRect(label.box), QRect(label.box)
        top.setHeight(_TEXT_PX)
        below.setTop(label.box.top() + _TEXT_PX)
        painter.drawText(top, Qt.AlignmentFlag.AlignCenter, mark.value)
        painter.setPen(QColor(theme.muted))
        painter.setFont(_font(is_strong=False))
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, label.moment.words)

    def _labels(self) -> list[_Label]:
        """Return where each moment stands; words go above or below, where they hide no others."""
        taken: dict[bool, list[QRect]] = {True: [], False: []}
        labels: list[_Label] = []
        places = self._places()
        ranked = sorted(zip(self._moments, places, strict=True), key=lambda each: _rank(each[0]))
        for moment, x in ranked:
            box = next(
                (
                    box
                    for shift in _SHIFTS
                    for is_above in (True, False)
                    for box in [self._box(moment, x, shift, is_above=is_above)]
                    if not any(box.intersects(other) for other in taken[is_above])
                ),
                QRect(),
            )
            taken[box.top() < _MIDDLE_PX].append(box.adjusted(-8, 0, 8, 0))
            labels.append(_Label(moment, x, box))
        return labels

    def _box(self, moment: TimelineMoment, x: int, shift: float, *, is_above: bool) -> QRect:
        width = 4 + max(
            QFontMetrics(_font(is_strong=True)).horizontalAdvance(moment.mark.value),
            QFontMetrics(_font(is_strong=False)).horizontalAdvance(moment.words),
        )
        left = min(max(x - width // 2 + round(shift * width), 0), self.width() - width)
        middle = _MIDDLE_PX
        top = middle - 12 - 2 * _TEXT_PX if is_above else middle + 12
        return QRect(left, top, width, 2 * _TEXT_PX)

    def _places(self) -> list[int]:
        """Return the place of each moment: true to time within the call; today beside it if not."""
        return [self._place(each.at) for each in self._moments]

    def _place(self, at: datetime) -> int:
        own = [each.at for each in self._moments if each.mark is not Mark.TODAY]
        first, last = min(own), max(own)
        today = next(each.at for each in self._moments if each.mark is Mark.TODAY)
        left = _EDGE_PX + (_BESIDE_PX if today < first else 0)
        right = self.width() - _EDGE_PX - (_BESIDE_PX if today > last else 0)
        share = (at - first).total_seconds() / max((last - first).total_seconds(), 1)
        place = left + round((right - left) * share)
        return min(max(place, _EDGE_PX), self.width() - _EDGE_PX)


def _rank(moment: TimelineMoment) -> int:
    return _ORDER.index(moment.mark)


def _shade_colour() -> QColor:
    colour = QColor(current_theme().caution)
    colour.setAlpha(_SHADE)
    return colour


def _font(*, is_strong: bool) -> QFont:
    font = QFont()
    font.setPixelSize(SMALL_PX)
    font.setWeight(QFont.Weight.DemiBold if is_strong else QFont.Weight.Normal)
    return font
