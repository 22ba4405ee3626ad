"""Put on record what is handed over for publication, and what was not after all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from lisdesk.edits.setting_aside import stated_reason
from lisdesk.edits.verbs import verb
from lisdesk.rules.publication_secrets import LookedAt
from lisdesk.rules.vocabulary import Edition
from lisdesk.store.entities import Call, Publication, PublicationCheck, UnsettledPublication
from lisdesk.store.work import Work


@dataclass(frozen=True, slots=True)
class PublishedFile:
    """A file as it is handed over: its name without folders, its hash, what it was made from."""

    file_name: str
    sha256: str
    content_hash: str
    made_at: datetime
    """The moment that the file bears."""
    filter: str
    waiting: int = 0
    """Suspected personal data that was not settled when it was made."""
    waiting_because: str = ""
    """Why it was made all the same."""
    checked: LookedAt | None = None
    """What the check that it passed looked at."""
    hints: int = 0
    """How many names that check found in the permitted words of others."""


@verb
def record_publication(work: Work, *, call_id: int, file: PublishedFile) -> int:
    """Record a publication of a call; return the record's number.

    The audit keeps the file's hash with who handed it over and when, and what was checked.
    """
    call = work.session.get_one(Call, call_id)
    work.about(call.id, call.reference)
    record = Publication(
        call_id=call.id,
        edition=Edition.PUBLICATION,
        filter=file.filter,
        file_name=file.file_name,
        sha256=file.sha256,
        content_hash=file.content_hash,
        made_at=file.made_at,
        officer=work.officer,
    )
    work.add(record)
    if file.waiting:
        work.add(
            UnsettledPublication(
                publication_id=record.id,
                waiting=file.waiting,
                reason=stated_reason(file.waiting_because),
            )
        )
    if file.checked is not None:
        looked_at = file.checked
        receipt = PublicationCheck(
            publication_id=record.id,
            check_version=looked_at.version,
            parts=looked_at.parts,
            pieces=looked_at.pieces,
            secrets=looked_at.secrets,
            hints=file.hints,
        )
        work.add(receipt)
    return record.id


@verb
def retract_publication(work: Work, *, publication_id: int) -> str:
    """Take out the record of a file that could not be handed over after all; return its name.

    The audit keeps that it was recorded, with its hash, and that it was retracted.
    """
    record = work.session.get_one(Publication, publication_id)
    call = work.session.get_one(Call, record.call_id)
    work.about(call.id, call.reference)
    file_name = record.file_name
    unsettled = select(UnsettledPublication).where(
        UnsettledPublication.publication_id == publication_id
    )
    for each in work.session.scalars(unsettled).all():
        work.remove(each)
    receipts = select(PublicationCheck).where(PublicationCheck.publication_id == record.id)
    for receipt in work.session.scalars(receipts).all():
        work.remove(receipt)
    work.remove(record)
    return file_name
