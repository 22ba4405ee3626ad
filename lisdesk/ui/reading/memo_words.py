"""Memos as the text, its margin and the list beside it show them: dotted below their words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPainter, QPen, QTextBlock

from lisdesk.queries.memos import MemoRow
from lisdesk.rules.wall_time import local_words
from lisdesk.ui.plain import with_hidden_shown
from lisdesk.ui.reading.highlights import stretches, within
from lisdesk.ui.reading.positions import ShownTexts, UnitSpan
from lisdesk.ui.reading.tag_words import short_quote
from lisdesk.ui.theme import current_theme

_DOT_PX = 1.6
_MOST_LETTERS = 800
"""Of a memo in a tool tip, which would grow beyond the window."""


class MemoWords(NamedTuple):
    """A memo in the document, in UTF-16 units, end exclusive; one on the whole submission has its
    mark where the document begins, and no words.
    """

    memo: MemoRow
    start: int
    end: int


def memo_words(rows: Sequence[MemoRow], shown: ShownTexts) -> list[MemoWords]:
    """Return where memos stand in what is shown; those on earlier texts are left out."""
    found = []
    for row in rows:
        if row.text_id is None:
            found.append(MemoWords(row, 0, 0))
            continue
        span = shown.units_of(row.text_id, row.start, row.end)
        if span is not None:
            found.append(MemoWords(row, span.start, span.end))
    return found


def paint_memos(
    painter: QPainter,
    block: QTextBlock,
    origin: QPointF,
    memos: Sequence[MemoWords],
    seen: UnitSpan,
) -> None:
    """Put dots below what of the words of memos stands in the lines of a block that are seen."""
    pen = QPen(QColor(current_theme().text), _DOT_PX)
    pen.setDashPattern([1, 2])
    painter.setPen(pen)
    for first, last in _joined(memos):
        start, end = within(seen, first, last)
        for rect in stretches(block, origin, start, end):
            y = rect.bottom() - 1
            painter.drawLine(QPointF(rect.left(), y), QPointF(rect.right(), y))


def _joined(memos: Sequence[MemoWords]) -> list[UnitSpan]:
    """Return the stretches that have any memo, so that dots over dots make no line."""
    joined: list[UnitSpan] = []
    for each in sorted(memos, key=lambda each: each.start):
        if joined and each.start <= joined[-1].end:
            joined[-1] = UnitSpan(joined[-1].start, max(joined[-1].end, each.end))
        else:
            joined.append(UnitSpan(each.start, each.end))
    return joined


def short_memo(row: MemoRow) -> str:
    """Return what is written in the margin of a memo."""
    return f"✎ {with_hidden_shown(' '.join(row.words.split()))}"


def what_is_noted(row: MemoRow) -> str:
    """Return the words that a memo stands on, or that it is the whole submission."""
    return short_quote(row.quote) if row.text_id is not None else "The whole submission"


def memo_lines(row: MemoRow) -> str:
    """Return a memo in two lines: what it says, then by whom and on what."""
    earlier = " · on an earlier version" if row.is_on_earlier_text else ""
    about = f"{with_hidden_shown(row.officer)}{earlier} · {what_is_noted(row)}"
    return f"{with_hidden_shown(' '.join(row.words.split()))}\n{about}"


def origin_of_memo(row: MemoRow, zone: str) -> str:
    """Return on what a memo stands, who wrote it and when, as clocks in `zone` show it."""
    told = [what_is_noted(row)]
    if row.is_on_earlier_text:
        told.append("on an earlier version of the text")
    told.append(f"by {with_hidden_shown(row.officer)}, {local_words(row.written_at, zone)}")
    if row.changed_at is not None:
        told.append(f"changed {local_words(row.changed_at, zone)}")
    return " · ".join(told)


def whole_memo(row: MemoRow, zone: str) -> str:
    """Return what is known of a memo, in lines; of a long one how it begins."""
    words = row.words if len(row.words) <= _MOST_LETTERS else f"{row.words[:_MOST_LETTERS]} …"
    return f"{with_hidden_shown(words)}\n{origin_of_memo(row, zone)}"
