"""Work shared out: who has what, and how far each officer is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, select, union
from sqlalchemy.orm import InstrumentedAttribute, Session

from lisdesk.rules.vocabulary import Content
from lisdesk.store.entities import Assignment, CodingSample, ReadMark, SampleCoder, Submission, Tag

NOBODY = ""
"""Stands for what is assigned to nobody."""


@dataclass(frozen=True, slots=True)
class OfficerProgress:
    """How far an officer is with what was assigned to them; with all, for what is nobody's."""

    officer: str
    """NOBODY for what is assigned to nobody."""
    assigned: int
    read: int
    """Those that the officer has marked as read; of what is nobody's, that anybody has."""
    tagged: int
    """Those with a tag of the officer's; of what is nobody's, of anybody's."""
    left: int
    """Those neither read nor tagged so, but for blank ones and those set aside."""
    oldest: str
    """The reference of the oldest of those that are left; empty if none is."""
    oldest_received_at: datetime | None


@dataclass(frozen=True, slots=True)
class AssignedRow:
    """A submission with who has it and who has read it."""

    submission_id: int
    reference: str
    officer: str
    assigned_by: str
    assigned_at: datetime
    read_by: tuple[str, ...]


def progress(session: Session, call_id: int) -> list[OfficerProgress]:
    """Return how far officers are, by name, then what is nobody's; in two statements."""
    officer = func.coalesce(Assignment.officer, NOBODY)
    read = _done(ReadMark.submission_id, ReadMark.officer)
    tagged = _done(Tag.submission_id, Tag.officer)
    is_left = and_(
        Submission.content != Content.NONE, Submission.set_aside.is_(None), ~read, ~tagged
    )
    chosen = (
        select(
            officer,
            func.count(),
            func.count().filter(read),
            func.count().filter(tagged),
            func.count().filter(is_left),
        )
        .select_from(Submission)
        .outerjoin(Assignment, Assignment.submission_id == Submission.id)
        .where(Submission.call_id == call_id)
        .group_by(officer)
        .order_by(officer == NOBODY, officer)
    )
    oldest = _oldest(session, call_id, officer, is_left)
    return [
        OfficerProgress(*row, *oldest.get(row[0], ("", None))) for row in session.execute(chosen)
    ]


def progress_where_shared(session: Session, call_id: int) -> list[OfficerProgress]:
    """Return how far officers are; nothing where no submission of the call is assigned."""
    own = select(Submission.id).where(Submission.call_id == call_id)
    first = select(Assignment.id).where(Assignment.submission_id.in_(own)).limit(1)
    return [] if session.scalar(first) is None else progress(session, call_id)


def officers(session: Session, call_id: int, at_work: str) -> list[str]:
    """Return the officers that the file knows of a call: from tags, read marks, assignments and
    samples; the one at work first.
    """
    own = select(Submission.id).where(Submission.call_id == call_id)
    samples = select(CodingSample.id).where(CodingSample.call_id == call_id)
    chosen = union(
        select(Tag.officer).where(Tag.submission_id.in_(own)),
        select(ReadMark.officer).where(ReadMark.submission_id.in_(own)),
        select(Assignment.officer).where(Assignment.submission_id.in_(own)),
        select(SampleCoder.officer).where(SampleCoder.sample_id.in_(samples)),
    )
    found = {name for (name,) in session.execute(chosen)}
    return [at_work, *sorted(found - {at_work}, key=str.casefold)]


def assigned(session: Session, call_id: int, officer: str | None = None) -> list[AssignedRow]:
    """Return the assigned submissions of a call, or an officer's, with who has read them."""
    conditions = [Submission.call_id == call_id]
    if officer is not None:
        conditions.append(Assignment.officer == officer)
    readers: dict[int, list[str]] = {}
    marks = (
        select(ReadMark.submission_id, ReadMark.officer)
        .join(Assignment, Assignment.submission_id == ReadMark.submission_id)
        .join(Submission, Submission.id == ReadMark.submission_id)
        .where(*conditions)
        .order_by(ReadMark.officer)
    )
    for number, reader in session.execute(marks):
        readers.setdefault(number, []).append(reader)
    chosen = (
        select(Assignment, Submission.reference)
        .join(Submission, Submission.id == Assignment.submission_id)
        .where(*conditions)
        .order_by(Assignment.officer, Submission.id)
    )
    return [
        AssignedRow(
            each.submission_id,
            reference,
            each.officer,
            each.assigned_by,
            each.assigned_at,
            tuple(readers.get(each.submission_id, ())),
        )
        for each, reference in session.execute(chosen)
    ]


def is_assigned_to(officer: str) -> ColumnElement[bool]:
    """Return the condition that a submission is assigned to an officer; NOBODY for to none."""
    own = select(Assignment.id).where(Assignment.submission_id == Submission.id)
    if officer == NOBODY:
        return ~own.exists()
    return own.where(Assignment.officer == officer).exists()


def _done(
    submission_id: InstrumentedAttribute[int], officer: InstrumentedAttribute[str]
) -> ColumnElement[bool]:
    """Return the condition that whoever has a submission has done something with it."""
    by_whom = func.coalesce(Assignment.officer, officer) == officer
    return (
        select(submission_id)
        .where(submission_id == Submission.id, by_whom)
        .correlate(Submission, Assignment)
        .exists()
    )


def _oldest(
    session: Session, call_id: int, officer: ColumnElement[str], is_left: ColumnElement[bool]
) -> dict[str, tuple[str, datetime]]:
    place = func.row_number().over(
        partition_by=officer, order_by=(Submission.received_at, Submission.id)
    )
    ranked = (
        select(
            officer.label("officer"),
            Submission.reference,
            Submission.received_at,
            place.label("place"),
        )
        .outerjoin(Assignment, Assignment.submission_id == Submission.id)
        .where(Submission.call_id == call_id, is_left)
        .subquery()
    )
    chosen = select(ranked.c.officer, ranked.c.reference, ranked.c.received_at)
    return {
        name: (reference, received_at)
        for name, reference, received_at in session.execute(chosen.where(ranked.c.place == 1))
    }
