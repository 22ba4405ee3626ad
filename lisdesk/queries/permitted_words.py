"""Every text that a publication of a call may hold, and what its officers wrote for it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from lisdesk.rules import vocabulary
from lisdesk.rules.vocabulary import Token
from lisdesk.store.entities import (
    Area,
    Call,
    Campaign,
    Deadline,
    FrameEvent,
    FrameworkLabel,
    LeadBody,
    Priority,
    Question,
    SourceText,
    StakeholderType,
    Submission,
)

_AT_ONCE = 500
_MOST_NAMED = 10_000
"""A statement has room for so many numbers, and many more than these are most of a call."""


def permitted_words(
    session: Session,
    call_id: int,
    quotable: Mapping[str, int],
    references: Collection[str] | None,
) -> Iterator[str]:
    """Yield the texts of the submissions that may be quoted, as they stand, all or those of
    `references`, and everything that officers wrote for readers.

    `quotable` tells by reference the numbers of those that may be.
    """
    chosen = select(SourceText.submission_id, SourceText.body).where(SourceText.is_current)
    if references is None or len(references) > _MOST_NAMED:
        of_call = select(Submission.id).where(Submission.call_id == call_id)
        chosen = chosen.where(SourceText.submission_id.in_(of_call))
    else:
        ids = [quotable[each] for each in sorted(references) if each in quotable]
        chosen = chosen.where(SourceText.submission_id.in_(ids))
    permitted_ids = frozenset(quotable.values())
    for submission_id, body in session.execute(chosen.execution_options(yield_per=_AT_ONCE)):
        if submission_id in permitted_ids:
            yield body
    yield from _of_call(session, call_id)
    yield from _of_frame(session, call_id)
    for column in (Area.name, StakeholderType.label, LeadBody.name, LeadBody.official_name):
        yield from session.scalars(select(column))
    for token in vars(vocabulary).values():
        if isinstance(token, type) and issubclass(token, Token):
            yield from (member.label for member in token)


def _of_call(session: Session, call_id: int) -> Iterator[str]:
    titles = select(Call.reference, Call.title).where(Call.id == call_id)
    for reference, title in session.execute(titles):
        yield f"Evidence: {title}"
        yield f"{reference} {title}"
    questions = select(Question.text).where(Question.call_id == call_id)
    yield from session.scalars(questions)
    deadlines = select(Deadline.reason, Deadline.notice).where(Deadline.call_id == call_id)
    for words in session.execute(deadlines):
        yield from words
    named = select(Campaign.name).where(Campaign.call_id == call_id)
    yield from session.scalars(named)


def _of_frame(session: Session, call_id: int) -> Iterator[str]:
    chosen = select(
        Priority.code, Priority.name, Priority.definition, Priority.include, Priority.exclude
    ).where(Priority.call_id == call_id)
    for code, name, *texts in session.execute(chosen):
        yield f"{name} ({code})"
        yield from texts
    before = select(FrameEvent.before).where(FrameEvent.call_id == call_id)
    for rows in session.scalars(before):
        for row in rows:
            yield from row.values()
    labels = select(FrameworkLabel.name)
    yield from session.scalars(labels)
