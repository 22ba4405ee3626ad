"""Decisions that words may be published, where their texts are corrected, merged, split or taken
apart: they go with the words, and are made anew where the words are others.
"""

from __future__ import annotations

from sqlalchemy import select

from lisdesk.rules.spans import Span, kept_span
from lisdesk.store.entities import KeptWords, SourceText
from lisdesk.store.work import Work


def carry_kept(work: Work, old: SourceText, text: SourceText) -> None:
    """Let decisions hold for the text that replaces another where their words stand there
    unchanged and once; the others stay behind, and their words come up again.
    """
    for each in _kept_in(work, old.id):
        span = kept_span(Span(each.start, each.end), old.body, text.body)
        if span is not None:
            each.text_id, each.start, each.end = text.id, span.start, span.end
    work.session.flush()


def copy_kept(work: Work, text: SourceText, into_id: int, offset: int = 0) -> None:
    """Let decisions on a text hold for one that has its words, `offset` characters in, too."""
    for each in _kept_in(work, text.id):
        _add_like(work, each, into_id, Span(each.start + offset, each.end + offset))


def move_kept(work: Work, text: SourceText, into_id: int) -> None:
    """Let the decisions on a text be those on another one in the same words."""
    for each in _kept_in(work, text.id):
        each.text_id = into_id
    work.session.flush()


def return_kept(work: Work, whole: SourceText, text: SourceText, at: int | None) -> None:
    """Give words that are taken out of a text, where they begin at `at`, what was decided there."""
    if at is None:
        return
    end = at + len(text.body)
    for each in _kept_in(work, whole.id):
        if at <= each.start and each.end <= end:
            _add_like(work, each, text.id, Span(each.start - at, each.end - at))
            work.remove(each)


def _kept_in(work: Work, text_id: int) -> list[KeptWords]:
    chosen = select(KeptWords).where(KeptWords.text_id == text_id).order_by(KeptWords.id)
    return list(work.session.scalars(chosen))


def _add_like(work: Work, kept: KeptWords, text_id: int, span: Span) -> None:
    """Decide of a span as of another, unless that was done."""
    same = select(KeptWords.id).where(
        KeptWords.text_id == text_id,
        KeptWords.start == span.start,
        KeptWords.end == span.end,
        KeptWords.kind == kept.kind,
    )
    if work.session.scalar(same.limit(1)) is None:
        work.add(
            KeptWords(
                text_id=text_id,
                start=span.start,
                end=span.end,
                kind=kept.kind,
                reason=kept.reason,
                officer=kept.officer,
                kept_at=kept.kept_at,
            )
        )
