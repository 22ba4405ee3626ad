"""Words that publications leave out, as the text and its margin show them: boxed and struck."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QTextBlock

from lisdesk.queries.redactions import RedactionRow
from lisdesk.rules.vocabulary import KeptBack
from lisdesk.ui.plain import with_hidden_shown
from lisdesk.ui.reading.highlights import stretches, within
from lisdesk.ui.reading.positions import ShownTexts, UnitSpan
from lisdesk.ui.reading.tag_words import short_quote
from lisdesk.ui.theme import current_theme


class RedactedWords(NamedTuple):
    """A redaction in the document, in UTF-16 units, end exclusive."""

    redaction: RedactionRow
    start: int
    end: int


def redacted_words(rows: Sequence[RedactionRow], shown: ShownTexts) -> list[RedactedWords]:
    """Return where redactions stand in what is shown; those on earlier texts are left out."""
    found = []
    for row in rows:
        span = shown.units_of(row.text_id, row.start, row.end)
        if span is not None:
            found.append(RedactedWords(row, span.start, span.end))
    return found


def paint_redacted(
    painter: QPainter,
    block: QTextBlock,
    origin: QPointF,
    redacted: Sequence[RedactedWords],
    seen: UnitSpan,
) -> None:
    """Box and strike what of redacted words stands in the lines of a block that are seen; a dashed
    box is confidential.
    """
    for each in redacted:
        start, end = within(seen, each.start, each.end)
        if start >= end:
            continue
        pen = QPen(QColor(current_theme().negative), 1.4)
        if each.redaction.kind is KeptBack.CONFIDENTIAL:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        for rect in stretches(block, origin, start, end):
            painter.drawRect(rect.adjusted(0, 1, -1, -2))
            middle = rect.center().y()
            painter.drawLine(QPointF(rect.left(), middle), QPointF(rect.right(), middle))


def short_words(row: RedactionRow) -> str:
    """Return what is written in the margin beside redacted words."""
    if row.kind is KeptBack.CONFIDENTIAL:
        return "⊘ confidential"
    return f"⊘ {with_hidden_shown(row.reason)}"


def redaction_lines(row: RedactionRow) -> str:
    """Return a redaction in two lines: what and why, then its words."""
    head = f"{row.kind.label}: {with_hidden_shown(row.reason)}"
    if row.was_published:
        head += " · published so"
    if row.follows:
        head += f" · as in {row.follows}, of the same campaign"
    where = "" if row.is_on_standing_text else " · not in the corrected text, which is held back"
    return f"{head}\n{row.place} {short_quote(row.words)}{where}"


def whole_redaction(row: RedactionRow) -> str:
    """Return everything that is known of a redaction, in lines."""
    return f"{redaction_lines(row)}\nby {with_hidden_shown(row.officer)}"
