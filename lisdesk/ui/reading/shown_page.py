"""A page as it is shown: its passages with their headings, its tags as highlights and chips."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtGui import QColor

from lisdesk.queries.reading import ReadingPage, TagMark
from lisdesk.ui.reading.highlights import Highlight
from lisdesk.ui.reading.margin import Chip
from lisdesk.ui.reading.positions import Passage, ShownTexts


def passages(page: ReadingPage) -> list[Passage]:
    """Return the texts of a page below their questions; a letter alone needs no heading."""
    shown = []
    for text in page.texts:
        heading = f"{text.question}. {text.question_text}" if text.question else "Letter"
        if text.question is None and len(page.texts) == 1:
            heading = ""
        if text.is_non_answer:
            heading += " (non-answer)"
        shown.append(Passage(text.text_id, heading, text.body))
    return shown


def highlights_and_chips(
    tags: Sequence[TagMark], shown: ShownTexts, colour_of: Callable[[int], QColor]
) -> tuple[list[Highlight], list[Chip]]:
    """Return where the tags of a page stand in what is shown of it."""
    highlights, chips = [], []
    for tag in tags:
        if tag.text_id is None:
            continue
        span = shown.units_of(tag.text_id, tag.start, tag.end)
        if span is not None:
            colour = colour_of(tag.priority_id)
            highlights.append(Highlight(tag.tag_id, span.start, span.end, colour))
            chips.append(Chip(tag, span.start, colour))
    return highlights, chips
