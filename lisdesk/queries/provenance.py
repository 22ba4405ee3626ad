"""Which rows of which files a submission came in with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from lisdesk.rules.import_sources import DOCUMENT_SOURCE, MAIL_SOURCE, PROJECT_SOURCE
from lisdesk.store.entities import Attachment, Import, ImportReading, ImportRow
from lisdesk.store.lookup import import_reference


@dataclass(frozen=True, slots=True)
class RowOrigin:
    """One row of a sheet that became a submission, or was joined to it."""

    reference: str
    """Of the import, such as IMP-0002."""
    file_name: str
    file_sha256: str
    """Of the file's bytes, as hexadecimal text: it tells whether a file is the very same."""
    sheet: str
    """Empty for a text file."""
    row_number: int
    """As the spreadsheet counts, from 1."""
    imported_at: datetime
    officer: str
    path: str
    """Where the file was when it came in; the file itself is not kept. Empty if it is not known, as
    for what came in with an earlier lisdesk.
    """
    importer_version: str
    """Empty if it is not known."""
    mapping: str
    """The map by which its columns were read, as TOML; empty if it is not known."""
    is_source: bool = False
    """Whether it is a source of a coded project, not the row of a sheet."""


@dataclass(frozen=True, slots=True)
class DocumentOrigin:
    """The document that became a submission; it is kept among the submission's files."""

    reference: str
    """Of the import, such as IMP-0002."""
    attachment_id: int
    name: str
    """As the file came."""
    imported_at: datetime
    officer: str


def document_origin(session: Session, submission_id: int) -> DocumentOrigin | None:
    """Return the document that a submission came in as; None if it came otherwise."""
    found = session.execute(
        select(Import.id, Attachment.id, Attachment.name, Import.imported_at, Import.officer)
        .join(ImportRow, ImportRow.import_id == Import.id)
        .join(
            Attachment,
            (Attachment.submission_id == ImportRow.submission_id)
            & (Attachment.sha256 == ImportRow.key),
        )
        .where(ImportRow.submission_id == submission_id, ImportRow.source == DOCUMENT_SOURCE)
        .order_by(Attachment.id)
        .limit(1)
    ).one_or_none()
    if found is None:
        return None
    import_id, attachment_id, name, imported_at, officer = found
    return DocumentOrigin(import_reference(import_id), attachment_id, name, imported_at, officer)


def row_origins(session: Session, submission_id: int) -> tuple[RowOrigin, ...]:
    """Return the rows of sheets that a submission first came in with."""
    found = session.execute(
        select(
            Import.id,
            Import.file_name,
            Import.file_sha256,
            Import.sheet,
            ImportRow.row_number,
            Import.imported_at,
            Import.officer,
            ImportReading.path,
            ImportReading.importer_version,
            ImportReading.mapping,
            ImportRow.source,
        )
        .join(Import, Import.id == ImportRow.import_id)
        .outerjoin(ImportReading, ImportReading.import_id == Import.id)
        .where(
            ImportRow.submission_id == submission_id,
            ImportRow.source.not_in((MAIL_SOURCE, DOCUMENT_SOURCE)),
        )
        .order_by(Import.id, ImportRow.row_number, ImportRow.id)
    )
    return tuple(
        RowOrigin(
            reference=import_reference(row.id),
            file_name=row.file_name,
            file_sha256=row.file_sha256,
            sheet="" if row.sheet == row.file_name else row.sheet,
            row_number=row.row_number,
            imported_at=row.imported_at,
            officer=row.officer,
            path=row.path or "",
            importer_version=row.importer_version or "",
            mapping="" if row.source == PROJECT_SOURCE else row.mapping or "",
            is_source=row.source == PROJECT_SOURCE,
        )
        for row in found
    )
