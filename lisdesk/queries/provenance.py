"""Which rows of which files a submission came in with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from lisdesk.rules.import_sources import DOCUMENT_SOURCE, MAIL_SOURCE
from lisdesk.store.entities import Import, ImportRow
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
        )
        .join(Import, Import.id == ImportRow.import_id)
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
        )
        for row in found
    )
