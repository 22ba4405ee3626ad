"""Who was at an event, and at which events somebody was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lisdesk.rules.names import stakeholder_key
from lisdesk.store.attendances import attendee_ids
from lisdesk.store.entities import Attendance, Stakeholder, StakeholderType
from lisdesk.store.identities import known_names


@dataclass(frozen=True, slots=True)
class AttendeeRow:
    """A stakeholder who was at an event, by the name that stands; `type` is empty if not known."""

    id: int
    name: str
    type: str


def attendees(session: Session, submission_id: int) -> tuple[AttendeeRow, ...]:
    """Return who was at the event that a submission is the note of, in the order of the list."""
    return _rows(session, attendee_ids(session, submission_id))


def attended_ids(session: Session, member_ids: Sequence[int]) -> list[int]:
    """Return the submissions that are notes of what a stakeholder was at; `member_ids` are that one
    and those who were merged into it.
    """
    chosen = select(Attendance.submission_id).where(Attendance.stakeholder_id.in_(member_ids))
    return sorted(set(session.scalars(chosen)))


def known_by_name(session: Session, names: Sequence[str]) -> dict[str, AttendeeRow]:
    """Return, by name as given, the stakeholders that the register takes the names for."""
    keys = {name: stakeholder_key(name) for name in names}
    meant: dict[str, int] = {}
    for known in known_names(session, sorted({key for key in keys.values() if key})):
        meant.setdefault(known.key, known.standing_id)
    rows = {row.id: row for row in _rows(session, list(set(meant.values())))}
    return {name: rows[meant[key]] for name, key in keys.items() if key in meant}


def _rows(session: Session, ids: Sequence[int]) -> tuple[AttendeeRow, ...]:
    if not ids:
        return ()
    chosen = (
        select(Stakeholder.id, Stakeholder.name, func.coalesce(StakeholderType.label, ""))
        .outerjoin(StakeholderType, StakeholderType.id == Stakeholder.type_id)
        .where(Stakeholder.id.in_(ids))
    )
    found = {row[0]: AttendeeRow(*row) for row in session.execute(chosen)}
    return tuple(found[each] for each in ids if each in found)
