"""Find anything by typing: submissions by reference or respondent, stakeholders, priorities."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lisdesk.queries.passages import matching_seen
from lisdesk.queries.stakeholders import (
    StakeholderColumn,
    StakeholderFilter,
    StakeholderOrder,
    stakeholder_ids,
    stakeholder_rows,
)
from lisdesk.store.coding_samples import seen_tags
from lisdesk.store.entities import Priority, Stakeholder, Submission

_OF_THIS_CALL_FIRST = StakeholderOrder(StakeholderColumn.SUBMISSIONS, is_descending=True)


class FoundKind(Enum):
    """What was found."""

    SUBMISSION = "Submission"
    STAKEHOLDER = "Stakeholder"
    PRIORITY = "Priority"


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that fits what was typed."""

    kind: FoundKind
    id: int
    name: str
    detail: str


def submission_place(session: Session, reference: str) -> tuple[int, int] | None:
    """Return a submission's number and that of its call; None if there is no such submission."""
    chosen = select(Submission.id, Submission.call_id).where(Submission.reference == reference)
    row = session.execute(chosen).one_or_none()
    return (row[0], row[1]) if row is not None else None


def found(session: Session, call_id: int, typed: str, limit: int = 8) -> list[Found]:
    """Return a call's things, and stakeholders, that have what was typed, the best of each kind.

    Case does not matter; a number alone finds the submission with that number.
    """
    wanted = " ".join(typed.split()).casefold()
    if not wanted:
        return []
    return [
        *_submissions(session, call_id, wanted, limit),
        *_priorities(session, call_id, wanted, limit),
        *_stakeholders(session, call_id, wanted, limit),
    ]


def submissions_with_words(session: Session, call_id: int, query: str, officer: str = "") -> int:
    """Return how many submissions of a call a search finds by their words, and by notes and memos
    that the officer may see; 0 if it has no words.
    """
    matching = matching_seen(session, query, seen_tags(session, officer), officer)
    if matching is None:
        return 0
    counted = select(func.count(Submission.id)).where(
        Submission.call_id == call_id, Submission.id.in_(matching)
    )
    return session.scalar(counted) or 0


def _submissions(session: Session, call_id: int, wanted: str, limit: int) -> list[Found]:
    statement = (
        select(Submission.id, Submission.reference, func.coalesce(Stakeholder.name, ""))
        .outerjoin(Stakeholder, Stakeholder.id == Submission.respondent_id)
        .where(
            Submission.call_id == call_id,
            func.lower(Submission.reference).contains(wanted, autoescape=True),
        )
        .order_by(func.length(Submission.reference), Submission.id)
        .limit(limit)
    )
    return [
        Found(FoundKind.SUBMISSION, submission_id, reference, name)
        for submission_id, reference, name in session.execute(statement)
    ]


def _priorities(session: Session, call_id: int, wanted: str, limit: int) -> list[Found]:
    statement = (
        select(Priority.id, Priority.code, Priority.name)
        .where(Priority.call_id == call_id)
        .order_by(Priority.position)
    )
    named = [(each, f"{code} {name}") for each, code, name in session.execute(statement)]
    fitting = [pair for pair in named if wanted in pair[1].casefold()]
    return [Found(FoundKind.PRIORITY, each, name, "") for each, name in fitting[:limit]]


def _stakeholders(session: Session, call_id: int, wanted: str, limit: int) -> list[Found]:
    """Find in the whole register: by every name, every address and the person to ask for."""
    chosen = StakeholderFilter(search=wanted, call_id=call_id)
    ids = stakeholder_ids(session, chosen, _OF_THIS_CALL_FIRST, limit)
    rows = {row.id: row for row in stakeholder_rows(session, ids, call_id)}
    return [
        Found(FoundKind.STAKEHOLDER, each, rows[each].name, _count_words(rows[each].submissions))
        for each in ids
    ]


def _count_words(submissions: int) -> str:
    return f"{submissions:,} submission{'' if submissions == 1 else 's'}"
