"""Tags as they are shown before the page is read again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from lisdesk.edits.correcting import NOTHING
from lisdesk.edits.tag_changes import TagCorrection
from lisdesk.queries.coding import PriorityRow
from lisdesk.queries.reading import ReadingPage, TagMark
from lisdesk.rules.vocabulary import Stance, Strength
from lisdesk.ui.reading.positions import TextSpan


def new_mark(
    officer: str, span: TextSpan | None, quote: str, priority: PriorityRow | None = None
) -> TagMark:
    """Return a tag that is being made: on a span of a text, or on the whole submission; to a
    priority, or to one that is being added.
    """
    return TagMark(
        tag_id=0,
        priority_id=priority.id if priority else 0,
        priority=priority.code if priority else "",
        priority_name=priority.name if priority else "",
        text_id=span.text_id if span else None,
        start=span.start if span else 0,
        end=span.end if span else 0,
        quote=quote,
        stance=None,
        strength=None,
        note="",
        officer=officer,
        is_on_earlier_text=False,
    )


def said_of(tag: TagMark, mark: Stance | Strength) -> tuple[TagCorrection, TagMark]:
    """Return how to give a tag a stance or a strength, or to take off what it has, and the tag as
    it is then.
    """
    said = None if mark in (tag.stance, tag.strength) else mark
    if isinstance(mark, Stance):
        assert not isinstance(said, Strength)
        return TagCorrection(stance=said or NOTHING), replace(tag, stance=said)
    assert not isinstance(said, Stance)
    return TagCorrection(strength=said or NOTHING), replace(tag, strength=said)


def with_mates(tags: Sequence[TagMark], before: TagMark, after: TagMark) -> tuple[TagMark, ...]:
    """Return tags after one was changed: what else its officer said of its words went along, and
    whoever stands on the same words shares their bookmark.
    """

    def now(tag: TagMark) -> TagMark:
        if tag.tag_id == after.tag_id:
            return after
        if (tag.text_id, tag.start, tag.end) != (before.text_id, before.start, before.end):
            return tag
        if (after.start, after.end) == (before.start, before.end):
            return replace(tag, is_quotation=after.is_quotation) if tag.text_id else tag
        if tag.officer != after.officer:
            return tag
        return replace(tag, start=after.start, end=after.end, quote=after.quote)

    return tuple(now(tag) for tag in tags)


def has_same_tags(one: ReadingPage | None, other: ReadingPage | None) -> bool:
    """Whether two readings of a page show the same texts with the same tags, in any order."""
    if one is None or other is None or one.texts != other.texts:
        return one is other
    return len(one.tags) == len(other.tags) and set(one.tags) == set(other.tags)
