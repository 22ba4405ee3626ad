"""Memos on texts that are corrected, merged, split or taken apart: they go with their words."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, select

from lisdesk.rules.spans import Span, kept_span
from lisdesk.store.entities import Memo, SourceText
from lisdesk.store.work import Work


@dataclass(frozen=True, slots=True)
class MemoPlace:
    """What a memo stands on: a span of a text, or a whole submission."""

    submission_id: int
    text_id: int | None = None
    start: int | None = None
    end: int | None = None


def carry_memos(work: Work, old: SourceText, text: SourceText | None) -> int:
    """Move the memos on a text to the one that replaces it, by the rule of excerpts; return how
    many stay behind on the old one, which is all of them if nothing replaces it.
    """
    left = 0
    for memo in memos_on(work, old.id):
        kept = kept_span(span_of(memo), old.body, text.body) if text is not None else None
        if text is None or kept is None:
            left += 1
        else:
            memo.text_id, memo.start, memo.end = text.id, kept.start, kept.end
    work.session.flush()
    return left


def copy_memos(work: Work, text: SourceText, into: SourceText) -> None:
    """Give a text that holds the words of another its memos too."""
    for memo in memos_on(work, text.id):
        add_memo_like(work, memo, MemoPlace(into.submission_id, into.id, memo.start, memo.end))


def move_memos(work: Work, text: SourceText, into: SourceText) -> None:
    """Let the memos on a text be those on another one in the same words."""
    for memo in memos_on(work, text.id):
        move_memo(work, memo, MemoPlace(into.submission_id, into.id, memo.start, memo.end))


def copy_whole_memos(work: Work, from_id: int, to_id: int) -> None:
    """Give a submission the memos on the whole of another one too."""
    for memo in _memos(work, Memo.submission_id == from_id, Memo.text_id.is_(None)):
        add_memo_like(work, memo, MemoPlace(to_id))


def move_memo(work: Work, memo: Memo, place: MemoPlace) -> None:
    """Let a memo stand on something else."""
    memo.submission_id, memo.text_id = place.submission_id, place.text_id
    memo.start, memo.end = place.start, place.end
    work.session.flush()


def add_memo_like(work: Work, memo: Memo, place: MemoPlace) -> Memo:
    """Write a memo as another is, under the same name and moments, and return it."""
    own = Memo(
        submission_id=place.submission_id,
        text_id=place.text_id,
        start=place.start,
        end=place.end,
        words=memo.words,
        officer=memo.officer,
        written_at=memo.written_at,
        changed_at=memo.changed_at,
    )
    work.add(own)
    return own


def memos_of(work: Work, submission_id: int) -> list[Memo]:
    """Return the memos of a submission, those on earlier versions of its texts too."""
    return _memos(work, Memo.submission_id == submission_id)


def memos_on(work: Work, text_id: int) -> list[Memo]:
    """Return the memos on words of a text."""
    return _memos(work, Memo.text_id == text_id)


def span_of(memo: Memo) -> Span:
    """Return the span of a memo on words, in code points of its text."""
    assert memo.start is not None and memo.end is not None
    return Span(memo.start, memo.end)


def _memos(work: Work, *conditions: ColumnElement[bool]) -> list[Memo]:
    return list(work.session.scalars(select(Memo).where(*conditions).order_by(Memo.id)))
