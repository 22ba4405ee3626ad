"""What there is to read: the list of submissions, and the texts of one with what is tagged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any

from sqlalchemy import ColumnElement, Executable, Select, bindparam, exists, func, select
from sqlalchemy.orm import Session

from lisdesk.rules.vocabulary import Content, Disposition, Stance, Strength
from lisdesk.store import search
from lisdesk.store.entities import (
    Area,
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


class Shelf(Enum):
    """Which submissions are listed."""

    ALL = "All"
    UNREAD = "Unread"
    UNTAGGED = "Untagged"
    MINE = "Tagged by me"


@dataclass(frozen=True, slots=True)
class ReadingFilter:
    """What the list is narrowed to: a shelf, words in the text, priorities tagged to."""

    shelf: Shelf = Shelf.ALL
    search: str = ""
    priority_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """One line of the list; `tags` counts those of every officer."""

    id: int
    reference: str
    respondent: str
    type: str
    disposition: Disposition
    is_read: bool
    tags: int


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


def reading_ids(session: Session, call_id: int, officer: str, chosen: ReadingFilter) -> list[int]:
    """Return the numbers of a call's submissions in the order they were logged, narrowed."""
    statement = _narrowed(session, call_id, officer, chosen).order_by(Submission.id)
    return list(session.connection().scalars(statement))


def next_untagged(
    session: Session,
    call_id: int,
    officer: str,
    chosen: ReadingFilter,
    from_id: int,
    is_forward: bool,
) -> int | None:
    """Return the next submission of the list that says something and has no tag; None at its end.

    `from_id` is where to begin, itself left out; 0 begins with the first.
    """
    statement = _narrowed(session, call_id, officer, chosen).where(*_untagged())
    if is_forward:
        statement = statement.where(Submission.id > from_id).order_by(Submission.id)
    else:
        statement = statement.where(Submission.id < from_id).order_by(Submission.id.desc())
    return session.connection().scalar(statement.limit(1))


def reading_rows(session: Session, ids: Sequence[int], officer: str) -> list[ReadingRow]:
    """Return lines of the list; at most a page of some hundreds at a time."""
    keys = {"ids": list(ids), "officer": officer}
    return [ReadingRow(*values) for values in _values(session, _LIST, keys)]


def reading_page(session: Session, submission_id: int, officer: str) -> ReadingPage | None:
    """Return a submission with its texts and tags, in three statements; None if there is none."""
    keys = {"id": submission_id}
    head = next(_values(session, _HEAD, {**keys, "officer": officer}), None)
    if head is None:
        return None
    return ReadingPage(
        head=ReadingHead(*head),
        texts=tuple(ReadingText(*values) for values in _values(session, _TEXTS, keys)),
        tags=tuple(TagMark(*values) for values in _values(session, _TAGS, keys)),
    )


def place_of_tag(session: Session, tag_id: int) -> int | None:
    """Return the submission that a tag stands on; None if there is no such tag any more."""
    return session.scalar(select(Tag.submission_id).where(Tag.id == tag_id))


def _values(
    session: Session, statement: Executable, keys: dict[str, Any]
) -> Iterator[tuple[Any, ...]]:
    return map(tuple, session.connection().execute(statement, keys))


def _narrowed(session: Session, call_id: int, officer: str, chosen: ReadingFilter) -> Select[int]:
    statement = select(Submission.id).where(Submission.call_id == call_id)
    matching = search.matching_ids(session, chosen.search)
    if matching is not None:
        statement = statement.where(Submission.id.in_(matching))
    if chosen.priority_ids:
        tagged = select(Tag.submission_id).where(Tag.priority_id.in_(chosen.priority_ids))
        statement = statement.where(Submission.id.in_(tagged))
    if chosen.shelf is Shelf.UNREAD:
        statement = statement.where(~_is_read(officer))
    elif chosen.shelf is Shelf.UNTAGGED:
        statement = statement.where(*_untagged())
    elif chosen.shelf is Shelf.MINE:
        own = exists().where(Tag.submission_id == Submission.id, Tag.officer == officer)
        statement = statement.where(own)
    return statement


def _untagged() -> tuple[ColumnElement[bool], ...]:
    """Return the conditions of what waits for tags: not set aside, with content, without a tag."""
    return (
        Submission.content == Content.SOME,
        Submission.set_aside.is_(None),
        ~exists().where(Tag.submission_id == Submission.id),
    )


def _is_read(officer: str) -> ColumnElement[bool]:
    return exists().where(ReadMark.submission_id == Submission.id, ReadMark.officer == officer)


_LIST = (
    select(
        Submission.id,
        Submission.reference,
        func.coalesce(Stakeholder.name, ""),
        func.coalesce(StakeholderType.label, ""),
        Submission.disposition,
        exists().where(
            ReadMark.submission_id == Submission.id, ReadMark.officer == bindparam("officer")
        ),
        select(func.count(Tag.id)).where(Tag.submission_id == Submission.id).scalar_subquery(),
    )
    .outerjoin(Stakeholder, Stakeholder.id == Submission.respondent_id)
    .outerjoin(StakeholderType, StakeholderType.id == Submission.type_id)
    .where(Submission.id.in_(bindparam("ids", expanding=True)))
)
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
    )
    .join(Priority, Priority.id == Tag.priority_id)
    .outerjoin(Excerpt, Excerpt.id == Tag.excerpt_id)
    .outerjoin(SourceText, SourceText.id == Excerpt.text_id)
    .where(Tag.submission_id == bindparam("id"))
    .order_by(Excerpt.text_id, Excerpt.start, Excerpt.end.desc(), Tag.id)
)
