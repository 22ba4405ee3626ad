"""What is read of one submission: its texts with what is tagged in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Executable, bindparam, func, select
from sqlalchemy.orm import Session

from lisdesk.rules.vocabulary import Disposition, Stance, Strength
from lisdesk.store.coding_samples import is_hidden_from
from lisdesk.store.entities import (
    Area,
    Bookmark,
    Excerpt,
    Priority,
    Question,
    ReadMark,
    SourceText,
    Stakeholder,
    StakeholderType,
    Submission,
    Tag,
)


@dataclass(frozen=True, slots=True)
class ReadingText:
    """A text that stands; `question` is None for a letter."""

    text_id: int
    question: int | None
    question_text: str
    body: str
    is_non_answer: bool


@dataclass(frozen=True, slots=True)
class TagMark:
    """A tag and the place it stands on, in code points of its text; no place for a whole."""

    tag_id: int
    priority_id: int
    priority: str
    priority_name: str
    text_id: int | None
    start: int
    end: int
    quote: str
    stance: Stance | None
    strength: Strength | None
    note: str
    officer: str
    is_on_earlier_text: bool
    excerpt_id: int | None = None
    is_quotation: bool = False
    """Whether the excerpt is bookmarked to be quoted."""


@dataclass(frozen=True, slots=True)
class ReadingHead:
    """Who says it, where it stands, and when the officer read it."""

    id: int
    reference: str
    respondent: str
    type: str
    area: str
    received_at: datetime
    disposition: Disposition
    is_confidential: bool
    read_at: datetime | None


@dataclass(frozen=True, slots=True)
class ReadingPage:
    """One submission to read, with its tags."""

    head: ReadingHead
    texts: tuple[ReadingText, ...]
    tags: tuple[TagMark, ...]


def reading_page(session: Session, submission_id: int, officer: str) -> ReadingPage | None:
    """Return a submission with its texts and the tags that the officer may see, in three
    statements; None if there is none.
    """
    keys = {"id": submission_id}
    with_officer = {**keys, "officer": officer}
    head = next(_values(session, _HEAD, with_officer), None)
    if head is None:
        return None
    return ReadingPage(
        head=ReadingHead(*head),
        texts=tuple(ReadingText(*values) for values in _values(session, _TEXTS, keys)),
        tags=tuple(TagMark(*values) for values in _values(session, _TAGS, with_officer)),
    )


def place_of_tag(session: Session, tag_id: int) -> int | None:
    """Return the submission that a tag stands on; None if there is no such tag any more."""
    return session.scalar(select(Tag.submission_id).where(Tag.id == tag_id))


def _values(
    session: Session, statement: Executable, keys: dict[str, Any]
) -> Iterator[tuple[Any, ...]]:
    return map(tuple, session.connection().execute(statement, keys))


_HEAD = (
    select(
        Submission.id,
        Submission.reference,
        func.coalesce(Stakeholder.name, ""),
        func.coalesce(StakeholderType.label, ""),
        func.coalesce(Area.name, ""),
        Submission.received_at,
        Submission.disposition,
        Submission.is_confidential,
        ReadMark.read_at,
    )
    .outerjoin(Stakeholder, Stakeholder.id == Submission.respondent_id)
    .outerjoin(StakeholderType, StakeholderType.id == Submission.type_id)
    .outerjoin(Area, Area.id == Submission.area_id)
    .outerjoin(
        ReadMark,
        (ReadMark.submission_id == Submission.id) & (ReadMark.officer == bindparam("officer")),
    )
    .where(Submission.id == bindparam("id"))
)
_TEXTS = (
    select(
        SourceText.id,
        Question.number,
        func.coalesce(Question.text, ""),
        SourceText.body,
        SourceText.is_non_answer,
    )
    .outerjoin(Question, Question.id == SourceText.question_id)
    .where(SourceText.submission_id == bindparam("id"), SourceText.is_current)
    .order_by(func.coalesce(Question.number, 0), SourceText.id)
)
_TAGS = (
    select(
        Tag.id,
        Tag.priority_id,
        Priority.code,
        Priority.name,
        Excerpt.text_id,
        func.coalesce(Excerpt.start, 0),
        func.coalesce(Excerpt.end, 0),
        func.coalesce(Excerpt.quote, ""),
        Tag.stance,
        Tag.strength,
        Tag.note,
        Tag.officer,
        func.coalesce(~SourceText.is_current, False),
        Tag.excerpt_id,
        Bookmark.id.is_not(None),
    )
    .join(Priority, Priority.id == Tag.priority_id)
    .outerjoin(Excerpt, Excerpt.id == Tag.excerpt_id)
    .outerjoin(SourceText, SourceText.id == Excerpt.text_id)
    .outerjoin(Bookmark, Bookmark.excerpt_id == Excerpt.id)
    .where(Tag.submission_id == bindparam("id"), ~is_hidden_from(bindparam("officer")))
    .order_by(Excerpt.text_id, Excerpt.start, Excerpt.end.desc(), Tag.id)
)
