"""Tagged passages painted under the text, so that those that overlap can be told apart.

Each has a tint in its priority's colour, and a line of its own below the words: where two overlap,
their lines lie one under the other.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QTextBlock, QTextLayout, QTextLine

from lisdesk.ui.reading.positions import UnitSpan

LANES = 3
"""How many lines there is room for below the words."""

_LANE_PX = 3
_LINE_PX = 2
_TINT_ALPHA = 38
_CURRENT_ALPHA = 90
_TURNING = re.compile(
    "[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufefc"
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
"""A character of a script that runs from right to left, or a sign that turns the direction."""


class Highlight(NamedTuple):
    """One tagged passage in the document, in UTF-16 units, end exclusive."""

    tag_id: int
    start: int
    end: int
    colour: QColor
    lane: int = 0


def with_lanes(highlights: Iterable[Highlight]) -> list[Highlight]:
    """Return highlights in order, each in a lane that none it overlaps has, as far as they go."""
    placed: list[Highlight] = []
    ends: list[int] = []
    for each in sorted(highlights, key=lambda each: (each.start, -each.end, each.tag_id)):
        lane = 0
        while lane < len(ends) and ends[lane] > each.start:
            lane += 1
        ends[lane : lane + 1] = [each.end]
        placed.append(Highlight(each.tag_id, each.start, each.end, each.colour, lane % LANES))
    return placed


def changed_highlights(before: Sequence[Highlight], now: Sequence[Highlight]) -> list[Highlight]:
    """Return the highlights that are there no more, or are new, or look otherwise."""
    known = {(each.tag_id, each.lane): each for each in before}
    kept, changed = set(), []
    for each in now:
        key = each.tag_id, each.lane
        if known.get(key) == each:
            kept.add(key)
        else:
            changed.append(each)
    return changed + [each for key, each in known.items() if key not in kept]


def paint_highlights(
    painter: QPainter,
    block: QTextBlock,
    origin: QPointF,
    highlights: Sequence[Highlight],
    current: int | None,
    seen: UnitSpan,
) -> None:
    """Paint what of the highlights stands in the lines of a block that are seen; its layout begins
    at `origin`.
    """
    for each in highlights:
        tint = QColor(each.colour)
        tint.setAlpha(_CURRENT_ALPHA if each.tag_id == current else _TINT_ALPHA)
        thick = _LINE_PX + (1 if each.tag_id == current else 0)
        for rect in stretches(block, origin, *within(seen, each.start, each.end)):
            painter.fillRect(rect, tint)
            below = rect.bottom() - 1 + each.lane * _LANE_PX
            painter.fillRect(QRectF(rect.x(), below, rect.width(), thick), each.colour)


def seen_units(block: QTextBlock, origin: QPointF, top: float, bottom: float) -> UnitSpan:
    """Return the units of the document in those lines of a block that are seen from `top` to
    `bottom`, with the lines of their highlights below: a paragraph may have thousands.
    """
    layout, begin = block.layout(), block.position()
    count = layout.lineCount()
    if not count:
        return UnitSpan(begin, begin + block.length())

    def y(number: int) -> float:
        return origin.y() + layout.lineAt(number).y()

    first = max(bisect_left(range(count), top - LANES * _LANE_PX, key=y) - 1, 0)
    last = max(bisect_left(range(count), bottom, key=y) - 1, first)
    line = layout.lineAt(last)
    start = begin + layout.lineAt(first).textStart()
    return UnitSpan(start, begin + line.textStart() + line.textLength())


def within(seen: UnitSpan, start: int, end: int) -> UnitSpan:
    """Return what of a span is seen; it may be nothing."""
    return UnitSpan(max(start, seen.start), min(end, seen.end))


def stretches(block: QTextBlock, origin: QPointF, start: int, end: int) -> Iterator[QRectF]:
    """Yield the rectangles that the document's units `start` to `end` take in a block."""
    if start >= end:
        return
    text = block.text()
    turns = not text.isascii() and _TURNING.search(text) is not None
    first, last = start - block.position(), end - block.position()
    for line in _lines(block.layout(), first, last):
        begin = max(first, line.textStart())
        stop = min(last, line.textStart() + line.textLength())
        if begin >= stop:
            continue
        runs = _runs(line, begin, stop) if turns else [(_x(line, begin), _x(line, stop))]
        for left, right in runs:
            corner = QPointF(origin.x() + left, origin.y() + line.y())
            yield QRectF(corner.x(), corner.y(), max(right - left, 2.0), line.height())


def _lines(layout: QTextLayout, first: int, last: int) -> Iterator[QTextLine]:
    """Yield the lines from the one with a unit of the block on, as far as another reaches."""
    line = layout.lineForTextPosition(max(first, 0))
    begin = line.lineNumber() if line.isValid() else layout.lineCount()
    for number in range(begin, layout.lineCount()):
        line = layout.lineAt(number)
        if line.textStart() >= last:
            return
        yield line


def _runs(line: QTextLine, start: int, end: int) -> Iterator[tuple[float, float]]:
    """Yield the stretches that characters take, several where the direction turns."""
    run: tuple[float, float] | None = None
    for at in range(start, end):
        edges = _x(line, at), _x(line, at, QTextLine.Edge.Trailing)
        low, high = min(edges), max(edges)
        if run is not None and low <= run[1] + 1 and high >= run[0] - 1:
            run = min(run[0], low), max(run[1], high)
            continue
        if run is not None:
            yield run
        run = low, high
    if run is not None:
        yield run


def _x(line: QTextLine, at: int, edge: QTextLine.Edge = QTextLine.Edge.Leading) -> float:
    placed: object = line.cursorToX(at, edge)
    assert isinstance(placed, tuple)
    return float(placed[0])
