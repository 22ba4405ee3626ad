"""What is on record about a file that was made earlier."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from lisdesk.errors import RefusedError
from lisdesk.rules.wall_time import local_words
from lisdesk.rules.workbook_templates import Template, selection_words
from lisdesk.store.entities import Call, Publication


class FileRecord(NamedTuple):
    """How a file stands to the publications on record."""

    at: datetime | None = None
    """When this very file was made; None if it is not on record."""
    by: str = ""
    is_of_another: bool = False
    """Whether the publication that it says it is, of that content and moment, is on record with
    another hash.
    """


def file_record(
    session: Session, call: Call, path: Path, sha256: str, facts: Mapping[str, str]
) -> FileRecord:
    """Return what is on record about a file, by its hash, or else by what it says of itself."""
    own = session.scalar(
        select(Publication)
        .where(Publication.call_id == call.id, Publication.sha256 == sha256)
        .order_by(Publication.id.desc())
        .limit(1)
    )
    if own is not None:
        return FileRecord(own.made_at, own.officer)
    others = session.scalars(
        select(Publication).where(
            Publication.call_id == call.id, Publication.content_hash == facts["Content hash"]
        )
    )
    return FileRecord(is_of_another=any(_is_said(each, call, path, facts) for each in others))


def refusal_of_uncompared(session: Session, path: Path) -> RefusedError:
    """Return why a file of lists or of a coded project is not compared, and what is known of it.

    Its hash tells whether it is the file of a publication on record, whatever its name is.
    """
    return RefusedError(
        f"“{path.name}” cannot be compared: lists and coded projects hold none of the numbers that "
        f"are compared. {_hash_words(session, path)}",
        kept="It was only read.",
        do="Name a workbook (.xlsx) or a report (.html, .docx) of the same call that “lisdesk "
        "export” wrote.",
    )


def _hash_words(session: Session, path: Path) -> str:
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    own = session.scalar(
        select(Publication)
        .where(Publication.sha256 == sha256)
        .order_by(Publication.id.desc())
        .limit(1)
    )
    if own is None:
        return "No publication with its hash is on record here."
    made = local_words(own.made_at, session.get_one(Call, own.call_id).zone)
    return f"By its hash it is the publication that {own.officer} made on {made}, unaltered."


def _is_said(record: Publication, call: Call, path: Path, facts: Mapping[str, str]) -> bool:
    """Whether a file says that it is the one on record: edition, template, filter, moment."""
    template = facts.get("Template", Template.FULL.label)
    said = selection_words(template, facts.get("Filter in force", record.filter))
    generated = facts.get("Generated at", "")
    return (
        facts["Edition"] == record.edition.label
        and said == record.filter
        and generated.startswith(local_words(record.made_at, call.zone))
        and Path(record.file_name).suffix.casefold() == path.suffix.casefold()
    )
