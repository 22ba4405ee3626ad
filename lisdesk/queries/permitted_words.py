"""Every text that a publication of a call may hold, and what its officers wrote for it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from lisdesk.queries.secret_redactions import Covers, shown
from lisdesk.rules import vocabulary
from lisdesk.rules.frameworks import DEFAULT_HEADING, group_words
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
_WITHHELD = "[withheld]"
_MOST_NAMED = 10_000
"""A statement has room for so many numbers, and many more than these are most of a call."""


@dataclass(frozen=True, slots=True)
class Readable:
    """What a publication may tell of a call's submissions, worked out from its rows."""

    quotable: Mapping[str, int]
    """By reference, the numbers of the submissions that may be quoted."""
    named_ids: Collection[int]
    """Those whose respondent may be named."""
    covers: Covers
    """What is kept back of texts."""
    held: Collection[int]
    """The texts that are kept back whole."""


def permitted_words(
    session: Session, call_id: int, readable: Readable, references: Collection[str] | None
) -> Iterator[str]:
    """Yield the texts of the submissions that may be quoted, all or those of `references`, without
    the words that are kept back, and everything that officers wrote for readers.
    """
    quotable = readable.quotable
    chosen = select(SourceText.id, SourceText.submission_id, SourceText.body).where(
        SourceText.is_current
    )
    if references is None or len(references) > _MOST_NAMED:
        of_call = select(Submission.id).where(Submission.call_id == call_id)
        chosen = chosen.where(SourceText.submission_id.in_(of_call))
    else:
        ids = [quotable[each] for each in sorted(references) if each in quotable]
        chosen = chosen.where(SourceText.submission_id.in_(ids))
    permitted_ids = frozenset(quotable.values())
    found = session.connection().execute(chosen.execution_options(yield_per=_AT_ONCE))
    for text_id, submission_id, body in found:
        if submission_id in permitted_ids:
            kept = readable.covers.get(text_id)
            is_held = text_id in readable.held
            yield _WITHHELD if is_held else shown(body, kept) if kept else body
    yield from _of_call(session, call_id)
    yield from _names_of_campaigns(session, call_id, readable)
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


def _names_of_campaigns(session: Session, call_id: int, readable: Readable) -> Iterator[str]:
    """Yield the names of campaigns, often those of their seeds or the beginning of a letter, where
    a seed may be named and nothing of it is kept back.
    """
    chosen = select(Campaign.id, Campaign.name, Campaign.seed_id, SourceText.id).join(
        SourceText, SourceText.submission_id == Campaign.seed_id
    )
    names: dict[int, str] = {}
    barred: set[int] = set()
    for campaign_id, name, seed_id, text_id in session.execute(
        chosen.where(Campaign.call_id == call_id)
    ):
        names[campaign_id] = name
        is_whole = text_id not in readable.covers and text_id not in readable.held
        if seed_id not in readable.named_ids or not is_whole:
            barred.add(campaign_id)
    yield from (name for campaign_id, name in names.items() if campaign_id not in barred)


_OF_THE_FRAME = ("name", "code", "definition", "include", "exclude")
"""What a publication tells of a priority; its examples may be respondents' words."""


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
            yield from (row[name] for name in _OF_THE_FRAME if name in row)
    yield DEFAULT_HEADING
    for name, group in session.execute(select(FrameworkLabel.name, FrameworkLabel.group)):
        yield name
        yield group_words(group)
