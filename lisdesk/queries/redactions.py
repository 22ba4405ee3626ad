"""What is kept out of publications: the list of a call, and of one submission."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import Session, aliased

from lisdesk.rules.spans import Span
from lisdesk.rules.vocabulary import KeptBack
from lisdesk.store.entities import Publication, Question, Redaction, SourceText, Submission
from lisdesk.store.inherited_redactions import inherited_by

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class RedactionRow:
    """A span that is kept out of publications, or was until it was lifted."""

    id: int
    submission_id: int
    reference: str
    text_id: int
    question: int | None
    """None for a letter."""
    start: int
    end: int
    kind: KeptBack
    reason: str
    words: str
    officer: str
    redacted_at: datetime
    lifted_at: datetime | None
    lifted_by: str
    lifted_because: str
    is_on_standing_text: bool
    """False if the text was corrected and does not hold the words once any more."""
    was_published: bool
    """Whether a publication was made with it."""
    follows: str = ""
    """The submission of the same campaign in which the same words are redacted, which is why these
    are; empty for a redaction of its own."""

    @property
    def place(self) -> str:
        """Which text it is in."""
        return "Letter" if self.question is None else f"Q{self.question}"


def redactions_of_call(session: Session, call_id: int) -> list[RedactionRow]:
    """Return the redactions of a call, by submission and place, lifted ones too."""
    return list(_rows(session, Submission.call_id == call_id))


def redactions_of_submission(session: Session, submission_id: int) -> list[RedactionRow]:
    """Return the redactions of a submission that stand and matter, in the order of its text.

    One on an earlier text matters if another text stands in its place, which it keeps back. Those
    of other members of its campaign that hold for its words follow.
    """
    rows = _rows(session, Submission.id == submission_id)
    own = [row for row in rows if row.lifted_at is None]
    return own + list(_inherited(session, submission_id))


def _inherited(session: Session, submission_id: int) -> Iterator[RedactionRow]:
    found = inherited_by(session, [submission_id])
    for start in range(0, len(found), _AT_ONCE):
        chunk = found[start : start + _AT_ONCE]
        texts = _standing_texts(session, {each.text_id for each in chunk})
        sources = _sources(session, {each.redaction_id for each in chunk})
        for each in chunk:
            number, reference, body = texts[each.text_id]
            redaction, from_reference, was_published = sources[each.redaction_id]
            place = _Place(
                submission_id, reference, each.text_id, number, Span(each.start, each.end), body
            )
            yield _row(redaction, place, was_published=was_published, follows=from_reference)


class _Place(NamedTuple):
    """Where a redaction holds."""

    submission_id: int
    reference: str
    text_id: int
    question: int | None
    span: Span
    body: str
    is_standing: bool = True


def _row(
    redaction: Redaction, place: _Place, *, was_published: bool, follows: str = ""
) -> RedactionRow:
    return RedactionRow(
        id=redaction.id,
        submission_id=place.submission_id,
        reference=place.reference,
        text_id=place.text_id,
        question=place.question,
        start=place.span.start,
        end=place.span.end,
        kind=redaction.kind,
        reason=redaction.reason,
        words=place.body[place.span.start : place.span.end],
        officer=redaction.officer,
        redacted_at=redaction.redacted_at,
        lifted_at=redaction.lifted_at,
        lifted_by=redaction.lifted_by,
        lifted_because=redaction.lifted_because,
        is_on_standing_text=place.is_standing,
        was_published=was_published,
        follows=follows,
    )


def _standing_texts(
    session: Session, text_ids: Collection[int]
) -> dict[int, tuple[int | None, str, str]]:
    chosen = (
        select(SourceText.id, Question.number, Submission.reference, SourceText.body)
        .join(Submission, Submission.id == SourceText.submission_id)
        .outerjoin(Question, Question.id == SourceText.question_id)
        .where(SourceText.id.in_(sorted(text_ids)))
    )
    return {row[0]: (row[1], row[2], row[3]) for row in session.execute(chosen)}


def _sources(
    session: Session, redaction_ids: Collection[int]
) -> dict[int, tuple[Redaction, str, bool]]:
    chosen = (
        select(Redaction, Submission.reference, _was_published())
        .join(SourceText, SourceText.id == Redaction.text_id)
        .join(Submission, Submission.id == SourceText.submission_id)
        .where(Redaction.id.in_(sorted(redaction_ids)))
    )
    return {row[0].id: (row[0], row[1], row[2]) for row in session.execute(chosen)}


def _was_published() -> ColumnElement[bool]:
    return exists().where(
        Publication.call_id == Submission.call_id, Publication.id > Redaction.newest_publication
    )


def _rows(session: Session, condition: ColumnElement[bool]) -> Iterator[RedactionRow]:
    standing = aliased(SourceText)
    is_replaced = exists().where(
        standing.submission_id == SourceText.submission_id,
        standing.question_id.is_not_distinct_from(SourceText.question_id),
        standing.is_current,
    )
    chosen = (
        select(
            Redaction,
            SourceText.body,
            SourceText.is_current,
            SourceText.submission_id,
            Submission.reference,
            Question.number,
            _was_published(),
        )
        .join(SourceText, SourceText.id == Redaction.text_id)
        .join(Submission, Submission.id == SourceText.submission_id)
        .outerjoin(Question, Question.id == SourceText.question_id)
        .where(condition, SourceText.is_current | is_replaced)
        .order_by(
            Submission.received_at,
            Submission.id,
            Question.number.is_(None),
            Question.number,
            Redaction.start,
            Redaction.id,
        )
    )
    for found, body, is_current, submission_id, reference, number, published in session.execute(
        chosen
    ):
        span = Span(found.start, found.end)
        place = _Place(submission_id, reference, found.text_id, number, span, body, is_current)
        yield _row(found, place, was_published=published)
