"""Put on record who was written to: chases, acknowledgements, contact details that went out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from lisdesk.edits.verbs import verb
from lisdesk.errors import NotFoundError, RefusedError
from lisdesk.rules.acknowledgements import DEFAULT_TEXT, LetterText, checked_text
from lisdesk.rules.wall_time import local_day
from lisdesk.store.entities import (
    Acknowledgement,
    AcknowledgementText,
    Call,
    Chase,
    ContactExport,
    Stakeholder,
    Submission,
)
from lisdesk.store.identities import Identities
from lisdesk.store.problems import overtaken
from lisdesk.store.work import Work

LONGEST_NOTE = 500


@verb
def mark_chased(
    work: Work, *, call_id: int, stakeholder_ids: Sequence[int], chased_on: date, note: str = ""
) -> int:
    """Record that stakeholders were asked for their evidence on a day; return how many.

    Raises RefusedError for none, for a day that is still to come and for a note that is too long.
    """
    call = work.session.get_one(Call, call_id)
    work.about(call.id, call.reference)
    identities = Identities(work.session)
    wanted = sorted({identities.standing(each) for each in stakeholder_ids})
    said = " ".join(note.replace("\0", "").split())
    if not wanted:
        raise RefusedError("Nobody is chosen.", do="Choose whom you have written to.")
    if chased_on > local_day(work.now, call.zone):
        raise RefusedError("That day is still to come.", do="Give the day on which you wrote.")
    if len(said) > LONGEST_NOTE:
        raise RefusedError(f"A note has at most {LONGEST_NOTE} characters.", do="Shorten it.")
    if not set(wanted) <= set(work.session.scalars(select(Stakeholder.id))):
        raise NotFoundError(
            "Some of these are no longer in the register.", do="Look at the list as it is now."
        )
    ids = work.reserve_ids(Chase, len(wanted))
    rows = [
        {
            "id": number,
            "call_id": call.id,
            "stakeholder_id": stakeholder_id,
            "chased_on": chased_on,
            "note": said,
            "officer": work.officer,
        }
        for number, stakeholder_id in zip(ids, wanted, strict=True)
    ]
    work.insert_rows(Chase, rows)
    return len(rows)


@verb
def mark_acknowledged(work: Work, *, call_id: int, submission_ids: Sequence[int]) -> int:
    """Record that the senders of submissions were told that these arrived; return how many were not
    on record before.

    Raises RefusedError for none, and for a submission of another call.
    """
    call = work.session.get_one(Call, call_id)
    work.about(call.id, call.reference)
    wanted = sorted(set(submission_ids))
    if not wanted:
        raise RefusedError("No submission is chosen.", do="Choose some.")
    own = select(Submission.id).where(Submission.call_id == call.id)
    if not set(wanted) <= set(work.session.scalars(own)):
        raise RefusedError(f"Not all of these are of {call.reference}.", do="Choose others.")
    sent = select(Acknowledgement.submission_id).where(Acknowledgement.submission_id.in_(own))
    done = set(work.session.scalars(sent))
    left = [each for each in wanted if each not in done]
    ids = work.reserve_ids(Acknowledgement, len(left))
    rows = [
        {
            "id": number,
            "submission_id": submission_id,
            "acknowledged_at": work.now,
            "officer": work.officer,
        }
        for number, submission_id in zip(ids, left, strict=True)
    ]
    work.insert_rows(Acknowledgement, rows)
    return len(rows)


@verb
def set_acknowledgement_text(
    work: Work, *, call_id: int, text: LetterText, seen: LetterText | None = None
) -> str:
    """Say what the acknowledgements of a call say; return the call's reference.

    Raises RefusedError as `checked_text` does, and StaleEditError if `seen`, which is
    DEFAULT_TEXT for a call without words of its own, is no longer so.
    """
    call = work.session.get_one(Call, call_id)
    work.about(call.id, call.reference)
    said = checked_text(text)
    found = work.session.scalar(
        select(AcknowledgementText).where(AcknowledgementText.call_id == call.id)
    )
    stands = LetterText(found.subject, found.body) if found is not None else DEFAULT_TEXT
    if seen is not None and seen != stands:
        raise overtaken()
    if found is None:
        work.add(AcknowledgementText(call_id=call.id, subject=said.subject, body=said.body))
    else:
        found.subject, found.body = said.subject, said.body
        work.session.flush()
    return call.reference


@verb
def record_contact_export(work: Work, *, call_id: int, file_name: str, contacts: int) -> int:
    """Record that contact details are written to a file; return the record's number. It stays: what
    was handed out cannot be taken back.
    """
    call = work.session.get_one(Call, call_id)
    work.about(call.id, call.reference)
    record = ContactExport(
        call_id=call.id,
        exported_at=work.now,
        officer=work.officer,
        file_name=file_name,
        contacts=contacts,
    )
    work.add(record)
    return record.id
