"""Memos on texts that are corrected, merged, split or taken apart: they go with their words."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, select

from lisdesk.rules.spans import Span, kept_span
from lisdesk.store.entities import Memo, SourceText
from lisdesk.store.work import Work


def carry_memos(work: Work, old: SourceText, text: SourceText) -> int:
    """Move the memos on a text to the one that replaces it, by the rule of excerpts; return how
    many stay behind on the old one.
    """
    left = 0
    for memo, span in _on_text(work, old.id):
        kept = kept_span(span, old.body, text.body)
        if kept is None:
            left += 1
        else:
            memo.text_id, memo.start, memo.end = text.id, kept.start, kept.end
    work.session.flush()
    return left


def copy_memos(work: Work, text: SourceText, into: SourceText, offset: int = 0) -> None:
    """Give a text that holds the words of another, `offset` characters in, its memos too."""
    for memo, span in _on_text(work, text.id):
        _add_like(work, memo, _Place(into.submission_id, into.id, _moved(span, offset)))


def move_memos(work: Work, text: SourceText, into: SourceText) -> None:
    """Let the memos on a text be those on another one in the same words."""
    for memo, _ in _on_text(work, text.id):
        memo.submission_id, memo.text_id = into.submission_id, into.id
    work.session.flush()


def return_memos(work: Work, whole: SourceText, text: SourceText, at: int) -> None:
    """Give words that are taken out of a text, where they begin at `at`, the memos that stand
    within them there, as they are now.
    """
    for memo, span in _on_text(work, whole.id):
        if at <= span.start and span.end <= at + len(text.body):
            _return(work, memo, _Place(text.submission_id, text.id, _moved(span, -at)))


def copy_whole_memos(work: Work, from_id: int, to_id: int) -> None:
    """Give a submission the memos on the whole of another one too."""
    for memo in _on_whole(work, from_id):
        _add_like(work, memo, _Place(to_id))


def return_whole_memos(work: Work, from_id: int, to_id: int) -> None:
    """Give a submission back the memos on the whole of it that another one was given of it."""
    lent = [(each.officer, each.written_at) for each in _on_whole(work, to_id)]
    for memo in reversed(_on_whole(work, from_id)):
        if (memo.officer, memo.written_at) in lent:
            lent.remove((memo.officer, memo.written_at))
            _return(work, memo, _Place(to_id))


@dataclass(frozen=True, slots=True)
class _Place:
    """What a memo stands on: a span of a text, or a whole submission."""

    submission_id: int
    text_id: int | None = None
    span: Span | None = None

    @property
    def start(self) -> int | None:
        return self.span.start if self.span else None

    @property
    def end(self) -> int | None:
        return self.span.end if self.span else None


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def _return(work: Work, memo: Memo, place: _Place) -> None:
    """Put a memo where it came from: in place of what it said there, or anew."""
    same = _memos(
        work,
        Memo.submission_id == place.submission_id,
        Memo.text_id.is_not_distinct_from(place.text_id),
        Memo.start.is_not_distinct_from(place.start),
        Memo.end.is_not_distinct_from(place.end),
        Memo.officer == memo.officer,
        Memo.written_at == memo.written_at,
    )
    if same:
        same[0].words, same[0].changed_at = memo.words, memo.changed_at
    else:
        _add_like(work, memo, place)
    work.remove(memo)


def _add_like(work: Work, memo: Memo, place: _Place) -> None:
    work.add(
        Memo(
            submission_id=place.submission_id,
            text_id=place.text_id,
            start=place.start,
            end=place.end,
            words=memo.words,
            officer=memo.officer,
            written_at=memo.written_at,
            changed_at=memo.changed_at,
        )
    )


def _on_text(work: Work, text_id: int) -> list[tuple[Memo, Span]]:
    found = _memos(work, Memo.text_id == text_id)
    return [(each, Span(each.start or 0, each.end or 0)) for each in found]


def _on_whole(work: Work, submission_id: int) -> list[Memo]:
    return _memos(work, Memo.submission_id == submission_id, Memo.text_id.is_(None))


def _memos(work: Work, *conditions: ColumnElement[bool]) -> list[Memo]:
    return list(work.session.scalars(select(Memo).where(*conditions).order_by(Memo.id)))
