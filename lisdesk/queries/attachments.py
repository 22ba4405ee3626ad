"""The files that came with a submission."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from lisdesk.errors import OPEN_BACKUP, DamagedFileError, NotFoundError
from lisdesk.queries.searched_files import FileSearch, file_searches
from lisdesk.rules.file_names import numbered_names
from lisdesk.rules.opening import Opening, opening_of
from lisdesk.store.entities import Attachment, Blob


@dataclass(frozen=True, slots=True)
class AttachmentRow:
    """One attachment; `number` counts from 1 within its submission."""

    id: int
    number: int
    name: str
    """As it came; it may hold signs that hide or turn what it says."""
    safe_name: str
    """Under which it can be written; different from those of the submission's other files."""
    size_bytes: int
    sha256: str
    opening: Opening
    search: FileSearch
    """Whether the search knows what it says."""
    reason: str
    """Why it does not, or not all of it, in a whole sentence."""


def attachments(session: Session, submission_id: int) -> list[AttachmentRow]:
    """Return the attachments of a submission in the order in which they came, without bytes."""
    chosen = (
        select(Attachment.id, Attachment.name, Attachment.size_bytes, Attachment.sha256)
        .where(Attachment.submission_id == submission_id)
        .order_by(Attachment.id)
    )
    found = session.execute(chosen).all()
    searched = file_searches(session, submission_id)
    safe_names = numbered_names(name for _, name, _, _ in found)
    return [
        AttachmentRow(
            attachment_id,
            number,
            name,
            safe_name,
            size_bytes,
            sha256,
            opening_of(safe_name),
            *searched[attachment_id],
        )
        for number, ((attachment_id, name, size_bytes, sha256), safe_name) in enumerate(
            zip(found, safe_names, strict=True), start=1
        )
    ]


def attachment_by_number(session: Session, submission_id: int, number: int) -> AttachmentRow:
    """Return one of a submission's attachments; NotFoundError if it has not so many."""
    found = attachments(session, submission_id)
    for row in found:
        if row.number == number:
            return row
    has = {0: "no attachments", 1: "one attachment"}.get(len(found), f"{len(found)} attachments")
    raise NotFoundError(
        f"There is no attachment {number}: the submission has {has}.",
        do="See them with “lisdesk submission attachments”.",
    )


def attachment_bytes(session: Session, row: AttachmentRow) -> bytes:
    """Return what an attachment holds; DamagedFileError if it is not what was received."""
    content = session.scalar(select(Blob.content).where(Blob.sha256 == row.sha256))
    if content is None or hashlib.sha256(content).hexdigest() != row.sha256:
        raise DamagedFileError(
            f"“{row.safe_name}” is not what was received: the consultation file is damaged.",
            do="Restore the newest backup with “lisdesk restore”, and keep the damaged file.",
            do_in_window=OPEN_BACKUP,
        )
    return content
