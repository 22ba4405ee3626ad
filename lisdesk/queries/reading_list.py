"""What there is to read: the list of submissions, narrowed in several ways at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

from sqlalchemy import ColumnElement, Select, bindparam, exists, func, or_, select
from sqlalchemy.orm import Session

from lisdesk.queries.passages import matching_seen
from lisdesk.queries.shares import is_assigned_to
from lisdesk.queries.untagged import few_untagged
from lisdesk.rules.vocabulary import Content, Disposition
from lisdesk.store.coding_samples import Seen, coded_blind_by, is_hidden_from, seen_tags
from lisdesk.store.entities import (
    Campaign,
    CampaignMember,
    ReadMark,
    SourceText,
    Stakeholder,
    StakeholderType,
    Submission,
    Tag,
)
from lisdesk.store.id_lists import listed_ids

HEAD_ROWS = 100
"""How many rows of a list are shown while all of it is still being read."""


class Shelf(Enum):
    """Which submissions are listed; those on every shelf that is chosen."""

    UNREAD = "Unread"
    UNTAGGED = "Untagged"
    MINE = "Tagged by me"
    ASSIGNED = "Assigned to me"
    SAMPLE = "My sample"
    """Those of samples that the officer codes without seeing the tags of others."""


@dataclass(frozen=True, slots=True)
class ReadingFilter:
    """What the list is narrowed to. What is left empty narrows nothing; the rest holds together."""

    shelves: frozenset[Shelf] = frozenset()
    search: str = ""
    priority_ids: tuple[int, ...] = ()
    """Tagged to one of these."""
    question_id: int | None = None
    """Answered this question with more than a non-answer."""
    type_ids: tuple[int | None, ...] = ()
    """Speak from one of these sectors; None is “not stated”."""
    is_campaign_once: bool = False
    """Whether copies in confirmed campaigns are left out, but for the seed."""


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """One line of the list; `tags` counts those that the officer who asks may see."""

    id: int
    reference: str
    respondent: str
    type: str
    disposition: Disposition
    is_read: bool
    tags: int


def reading_ids(session: Session, call_id: int, officer: str, chosen: ReadingFilter) -> list[int]:
    """Return the numbers of a call's submissions in the order they were logged, narrowed."""
    statement = _narrowed(session, call_id, officer, chosen).order_by(Submission.id)
    return listed_ids(session, statement)


def reading_head(
    session: Session, call_id: int, officer: str, chosen: ReadingFilter
) -> list[ReadingRow]:
    """Return the first lines of the list, before its length is known."""
    statement = _narrowed(session, call_id, officer, chosen).order_by(Submission.id)
    ids = list(session.connection().scalars(statement.limit(HEAD_ROWS)))
    found = {row.id: row for row in reading_rows(session, ids, officer)}
    return [found[each] for each in ids]


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
    untagged = replace(chosen, shelves=chosen.shelves | {Shelf.UNTAGGED})
    statement = _narrowed(session, call_id, officer, untagged)
    if is_forward:
        statement = statement.where(Submission.id > from_id).order_by(Submission.id)
    else:
        statement = statement.where(Submission.id < from_id).order_by(Submission.id.desc())
    return session.connection().scalar(statement.limit(1))


def reading_rows(session: Session, ids: Sequence[int], officer: str) -> list[ReadingRow]:
    """Return lines of the list; at most a page of some hundreds at a time."""
    keys = {"ids": list(ids), "officer": officer}
    found = session.connection().execute(_LIST, keys)
    return [ReadingRow(*values) for values in map(tuple, found)]


def _narrowed(session: Session, call_id: int, officer: str, chosen: ReadingFilter) -> Select[int]:
    """Return the list, to be read in the order of its numbers and left after the first ones: the
    call is compared as a sum, or its index would be read whole and sorted. Whether there is a tag
    comes first, as SQLite asks in this order: most have one, and are left before more is read.
    """
    statement = select(Submission.id)
    if Shelf.UNTAGGED in chosen.shelves:
        statement = statement.where(*_untagged(session, call_id, officer))
    statement = statement.where(Submission.call_id + 0 == call_id)
    if chosen.search:
        matching = matching_seen(session, chosen.search, seen_tags(session, officer), officer)
        if matching is not None:
            statement = statement.where(Submission.id.in_(matching))
    if chosen.priority_ids:
        statement = statement.where(
            exists().where(
                Tag.submission_id == Submission.id,
                Tag.priority_id.in_(chosen.priority_ids),
                *seen_tags(session, officer),
            )
        )
    if chosen.question_id is not None:
        statement = statement.where(_answers(chosen.question_id))
    if chosen.type_ids:
        statement = statement.where(_speaks_from(chosen.type_ids))
    if chosen.is_campaign_once:
        statement = statement.where(~_is_further_copy())
    for shelf in chosen.shelves - {Shelf.UNTAGGED}:
        statement = statement.where(_on_shelf(shelf, officer))
    return statement


def _on_shelf(shelf: Shelf, officer: str) -> ColumnElement[bool]:
    if shelf is Shelf.UNREAD:
        return ~_is_read(officer)
    if shelf is Shelf.ASSIGNED:
        return is_assigned_to(officer)
    if shelf is Shelf.SAMPLE:
        return Submission.id.in_(coded_blind_by(officer))
    return exists(Tag.id).where(Tag.submission_id == Submission.id, Tag.officer == officer)


def _answers(question_id: int) -> ColumnElement[bool]:
    return exists().where(
        SourceText.submission_id == Submission.id,
        SourceText.question_id == question_id,
        SourceText.is_current,
        ~SourceText.is_non_answer,
    )


def _speaks_from(type_ids: Sequence[int | None]) -> ColumnElement[bool]:
    known = Submission.type_id.in_([each for each in type_ids if each is not None])
    return or_(known, Submission.type_id.is_(None)) if None in type_ids else known


def _is_further_copy() -> ColumnElement[bool]:
    """Whether a submission says the same words as the seed of its campaign, and is not the seed."""
    return exists().where(
        CampaignMember.submission_id == Submission.id,
        CampaignMember.is_copy,
        Campaign.id == CampaignMember.campaign_id,
        Campaign.seed_id != Submission.id,
    )


def _untagged(session: Session, call_id: int, officer: str) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions of what waits for tags: not set aside, with content, without a tag
    that the officer may see.
    """
    return (
        _has_no_tag(session, call_id, seen_tags(session, officer)),
        Submission.content == Content.SOME,
        Submission.set_aside.is_(None),
    )


def _has_no_tag(session: Session, call_id: int, seen: Seen) -> ColumnElement[bool]:
    """Return whether a submission of a call is without a tag that is seen: SQLite looks the plain
    list up in an index, unless the few without one are known; a server would make a list of all
    tags first.
    """
    if not seen and session.get_bind().dialect.name == "sqlite":
        few = few_untagged(session, call_id)
        if few is not None:
            return Submission.id.in_(few)
        return Submission.id.not_in(select(Tag.submission_id))
    return ~exists(Tag.id).where(Tag.submission_id == Submission.id, *seen)


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
        select(func.count(Tag.id))
        .where(Tag.submission_id == Submission.id, ~is_hidden_from(bindparam("officer")))
        .scalar_subquery(),
    )
    .outerjoin(Stakeholder, Stakeholder.id == Submission.respondent_id)
    .outerjoin(StakeholderType, StakeholderType.id == Submission.type_id)
    .where(Submission.id.in_(bindparam("ids", expanding=True)))
)
