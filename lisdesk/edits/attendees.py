"""List who was at the event, the meeting or the call that a submission is the note of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from lisdesk.edits.register import Register, Respondent, hides_name, kind_of_type
from lisdesk.edits.verbs import verb
from lisdesk.errors import RefusedError
from lisdesk.rules.event_notes import CHANNELS_WITH_ATTENDEES
from lisdesk.store.attendances import attendee_ids
from lisdesk.store.entities import Attendance, Submission
from lisdesk.store.identities import Identities
from lisdesk.store.lookup import stakeholder_type_by_token
from lisdesk.store.work import Work


@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody who was there: one whom the register knows by this name, or a new one."""

    name: str
    stakeholder_id: int | None = None
    """Which stakeholder of that name it is, where one was picked."""
    type_token: str = ""
    """Of which type a new one is, or one whose type is not known; empty if that is not said."""


@dataclass(frozen=True, slots=True)
class AttendeeReport:
    """A list of attendees after an edit: how many stand on it, and what became different."""

    reference: str
    attendees: int
    added: int
    removed: int


@verb
def set_attendees(
    work: Work, *, submission_id: int, attendees: Sequence[Attendee]
) -> AttendeeReport:
    """Let exactly these be the attendees of a submission; it stays one submission.

    Each is found in the register by name, or added to it. Raises RefusedError for a name that names
    nobody, an unknown type, and anybody new on the list of a submission that is no note.
    """
    submission = work.session.get_one(Submission, submission_id)
    work.about(submission.call_id, submission.reference)
    return list_attendees(work, submission, attendees)


def list_attendees(
    work: Work, submission: Submission, attendees: Sequence[Attendee]
) -> AttendeeReport:
    """Bring a submission's list of attendees to these, within an edit."""
    standing = attendee_ids(work.session, submission.id)
    wanted = _found(work, attendees)
    added = [each for each in wanted if each not in standing]
    if added and submission.channel not in CHANNELS_WITH_ATTENDEES:
        raise RefusedError(
            f"What came in as “{submission.channel.label}” has no attendees.",
            do="Choose the channel event, meeting or telephone for the note of one.",
        )
    removed = _strike_off(work, submission.id, set(wanted))
    _add(work, submission.id, added)
    return AttendeeReport(submission.reference, len(wanted), len(added), removed)


def copy_attendees(work: Work, submission_id: int, other_id: int) -> None:
    """Let whoever was at the event of one submission be on the empty list of another."""
    _add(work, other_id, attendee_ids(work.session, submission_id))


def _add(work: Work, submission_id: int, stakeholder_ids: Sequence[int]) -> None:
    if not stakeholder_ids:
        return
    ids = work.reserve_ids(Attendance, len(stakeholder_ids))
    work.insert_rows(
        Attendance,
        [
            {"id": number, "submission_id": submission_id, "stakeholder_id": each}
            for number, each in zip(ids, stakeholder_ids, strict=True)
        ],
    )


def _found(work: Work, attendees: Sequence[Attendee]) -> list[int]:
    """Return the stakeholders that the attendees are, each once; those that are new are added."""
    register = Register(work, [each.name for each in attendees])
    found: dict[int, None] = {}
    for each in attendees:
        token = each.type_token
        kind_of = stakeholder_type_by_token(work.session, token) if token else None
        number, _ = register.stakeholder(
            Respondent(
                "" if hides_name(each.name) else each.name,
                kind_of_type(kind_of),
                kind_of.id if kind_of else None,
                picked_id=each.stakeholder_id,
            )
        )
        if number is None:
            raise RefusedError(
                f"“{each.name.strip()}” names nobody.",
                do="Leave such attendees out; the note itself can say how many there were.",
            )
        found[number] = None
    register.save()
    return list(found)


def _strike_off(work: Work, submission_id: int, wanted: set[int]) -> int:
    """Take whoever is not wanted off the list; return how many stakeholders that were."""
    identities = Identities(work.session)
    chosen = select(Attendance.id, Attendance.stakeholder_id).where(
        Attendance.submission_id == submission_id
    )
    gone = {
        number: identities.standing(attendee_id)
        for number, attendee_id in work.session.execute(chosen)
        if identities.standing(attendee_id) not in wanted
    }
    if gone:
        work.delete_rows(Attendance, sorted(gone))
    return len(set(gone.values()))
