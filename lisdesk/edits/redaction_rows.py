"""Redactions of texts that are corrected, merged, split or taken apart: none is ever lost."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sqlalchemy import select

from lisdesk.errors import RefusedError
from lisdesk.rules.spans import Span, kept_span
from lisdesk.rules.vocabulary import KeptBack
from lisdesk.store.entities import Redaction, SourceText, Submission
from lisdesk.store.inherited_redactions import (
    InheritedRedaction,
    inherited_by,
    lent_by,
)
from lisdesk.store.redactions import count_left, standing_redactions
from lisdesk.store.work import Work


def carry_redactions(work: Work, old: SourceText, text: SourceText) -> int:
    """Move the redactions of a text to the one that replaces it, by the rule of excerpts; return
    how many stay behind and so keep the new one back.
    """
    left = 0
    for redaction in standing_redactions(work.session, [old.id]):
        span = kept_span(Span(redaction.start, redaction.end), old.body, text.body)
        if span is None:
            left += 1
        else:
            redaction.text_id, redaction.start, redaction.end = text.id, span.start, span.end
    work.session.flush()
    return left


def keep_inherited(work: Work, submission_ids: Collection[int]) -> None:
    """Give submissions of their own what they keep back for other members of their campaign,
    and those what they keep back for them, before they leave it or their words go elsewhere.
    """
    lent = lent_by(work.session, submission_ids)
    keep_own(work, submission_ids)
    _keep(work, lent)


def keep_own(work: Work, submission_ids: Collection[int]) -> None:
    """Give submissions of their own what they keep back for other members of their campaign,
    before their words change.
    """
    _keep(work, inherited_by(work.session, submission_ids))


def keep_lent(work: Work, lent: Collection[InheritedRedaction]) -> None:
    """Give members of a campaign of their own what they kept back for one whose words changed,
    where they do not any more.
    """
    now = inherited_by(work.session, {each.submission_id for each in lent}) if lent else []
    kept = {_said(each) for each in now}
    _keep(work, [each for each in lent if _said(each) not in kept])


def copy_redactions(work: Work, text: SourceText, into_id: int, offset: int = 0) -> None:
    """Give a text that holds the words of another, `offset` characters in, its redactions too."""
    for each in standing_redactions(work.session, [text.id]):
        _add_like(work, each, into_id, Span(each.start + offset, each.end + offset))


def move_redactions(work: Work, text: SourceText, into_id: int) -> None:
    """Let the redactions of a text be those of another one in the same words."""
    for each in standing_redactions(work.session, [text.id]):
        each.text_id = into_id
    work.session.flush()


def return_redactions(work: Work, whole: SourceText, text: SourceText, at: int | None) -> None:
    """Give words that are taken out of a text, where they begin at `at`, what was redacted there.

    Of a redaction that reaches beyond them each side keeps its part. Where they cannot be found
    because the whole was corrected, every place of the redacted words is redacted.
    """
    for each in standing_redactions(work.session, [whole.id]):
        if at is None:
            words = whole.body[each.start : each.end]
            _redact_all(work, each, text, words)
            continue
        low, high = max(each.start, at), min(each.end, at + len(text.body))
        if low >= high:
            continue
        _add_like(work, each, text.id, Span(low - at, high - at))
        _keep_outside(work, each, whole, Span(at, at + len(text.body)))


def refuse_left_redactions(work: Work, submissions: Iterable[Submission]) -> None:
    """Raise RefusedError if redactions wait on an earlier text of a submission: the words would go
    elsewhere without them.
    """
    for each in submissions:
        if count_left(work.session, each.id):
            raise RefusedError(
                f"A redaction of {each.reference} stands on an earlier version of its text.",
                do="Redact the words in the text that stands, and lift the earlier one first.",
            )


def _said(each: InheritedRedaction) -> tuple[int, int, int, KeptBack, str]:
    return each.text_id, each.start, each.end, each.kind, each.reason


def _keep(work: Work, inherited: Iterable[InheritedRedaction]) -> None:
    for each in inherited:
        source = work.session.get_one(Redaction, each.redaction_id)
        _add_like(work, source, each.text_id, Span(each.start, each.end))


def _keep_outside(work: Work, redaction: Redaction, whole: SourceText, taken: Span) -> None:
    """Leave a redaction only what stands before and after the words that are taken out."""
    parts = ((redaction.start, taken.start), (taken.end, redaction.end))
    rest = [
        span
        for start, end in parts
        if start < end and (span := _without_blanks(whole.body, start, end)) is not None
    ]
    if not rest:
        work.remove(redaction)
        return
    redaction.start, redaction.end = rest[0].start, rest[0].end
    work.session.flush()
    for span in rest[1:]:
        _add_like(work, redaction, whole.id, span)


def _without_blanks(body: str, start: int, end: int) -> Span | None:
    words = body[start:end]
    if not words.strip():
        return None
    first = start + len(words) - len(words.lstrip())
    return Span(first, first + len(words.strip()))


def _redact_all(work: Work, redaction: Redaction, text: SourceText, words: str) -> None:
    start = text.body.find(words)
    while start >= 0:
        _add_like(work, redaction, text.id, Span(start, start + len(words)))
        start = text.body.find(words, start + 1)


def _add_like(work: Work, redaction: Redaction, text_id: int, span: Span) -> None:
    """Redact a span as another is, unless it is so already."""
    same = select(Redaction.id).where(
        Redaction.text_id == text_id,
        Redaction.start == span.start,
        Redaction.end == span.end,
        Redaction.kind == redaction.kind,
        Redaction.reason == redaction.reason,
        Redaction.lifted_at.is_(None),
    )
    if work.session.scalar(same.limit(1)) is None:
        work.add(
            Redaction(
                text_id=text_id,
                start=span.start,
                end=span.end,
                kind=redaction.kind,
                reason=redaction.reason,
                officer=redaction.officer,
                redacted_at=redaction.redacted_at,
                newest_publication=redaction.newest_publication,
                lifted_at=None,
                lifted_by="",
                lifted_because="",
            )
        )
