"""Who was at the event that a submission is the note of, as the register knows them now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from lisdesk.store.entities import Attendance, Stakeholder, Submission
from lisdesk.store.identities import Identities


def attendee_ids(session: Session, submission_id: int) -> list[int]:
    """Return the stakeholders that stand for the attendees of one submission, in the order in which
    they were listed, each once.
    """
    return _attendees(session, Attendance.submission_id == submission_id)[submission_id]


def attendees_of_call(session: Session, call_id: int) -> defaultdict[int, list[int]]:
    """Return the same by submission of a call; an empty list for one without attendees."""
    own = select(Submission.id).where(Submission.call_id == call_id)
    return _attendees(session, Attendance.submission_id.in_(own))


def _attendees(session: Session, condition: ColumnElement[bool]) -> defaultdict[int, list[int]]:
    chosen = select(Attendance.submission_id, Attendance.stakeholder_id).where(condition)
    rows = session.execute(chosen.order_by(Attendance.id)).all()
    found: defaultdict[int, list[int]] = defaultdict(list)
    if not rows:
        return found
    identities = Identities(session)
    for submission_id, stakeholder_id in rows:
        standing_id = identities.standing(stakeholder_id)
        if standing_id not in found[submission_id]:
            found[submission_id].append(standing_id)
    return found


def attendances_at_odds(session: Session) -> Iterator[str | None]:
    """Look at each attendance, and yield a sentence for one that leads nowhere, else None.

    Its submission is there, and so is a stakeholder of the register that stands for who came.
    """
    rows = session.execute(
        select(
            Attendance.id,
            Attendance.stakeholder_id,
            Submission.id.is_not(None) & Stakeholder.id.is_not(None),
        )
        .outerjoin(Submission, Submission.id == Attendance.submission_id)
        .outerjoin(Stakeholder, Stakeholder.id == Attendance.stakeholder_id)
        .order_by(Attendance.id)
    ).all()
    circular = set(Identities(session).circular()) if rows else set()
    for number, attendee_id, is_whole in rows:
        if not is_whole:
            yield f"Attendance {number} joins what is not there."
        elif attendee_id in circular:
            yield f"Attendance {number} leads to nobody who stands."
        else:
            yield None
