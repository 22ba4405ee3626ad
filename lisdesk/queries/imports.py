"""The imports of a call, with what they brought."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from lisdesk.rules.import_sources import DOCUMENT_SOURCE, MAIL_SOURCE
from lisdesk.store.entities import Import, ImportReading, ImportRow
from lisdesk.store.lookup import import_reference

_WITHOUT_COLUMNS = (MAIL_SOURCE, DOCUMENT_SOURCE)


@dataclass(frozen=True, slots=True)
class ImportListRow:
    """One import: rows = new + changed + already_here + joined + blank."""

    reference: str
    file_name: str
    sheet: str
    imported_at: datetime
    officer: str
    rows: int
    new: int
    changed: int
    already_here: int
    joined: int
    blank: int
    problems: tuple[dict[str, str], ...]


def imports(session: Session, call_id: int) -> list[ImportListRow]:
    """Return a call's imports, oldest first; those taken back are gone."""
    chosen = select(Import).where(Import.call_id == call_id).order_by(Import.id)
    return [_list_row(row) for row in session.scalars(chosen)]


def _list_row(row: Import) -> ImportListRow:
    return ImportListRow(
        reference=import_reference(row.id),
        file_name=row.file_name,
        sheet=row.sheet,
        imported_at=row.imported_at,
        officer=row.officer,
        rows=row.rows,
        new=row.new_rows,
        changed=row.changed_rows,
        already_here=row.already_here,
        joined=row.joined,
        blank=row.blank,
        problems=tuple(row.problems),
    )


@dataclass(frozen=True, slots=True)
class ImportDetails:
    """How one import's file was read."""

    row: ImportListRow
    file_sha256: str
    """Of the file's bytes, as hexadecimal text."""
    encoding: str
    """Of a text file; empty for a workbook."""
    path: str
    """Where the file was when it came in; empty if that is not known."""
    importer_version: str
    """What read it; empty if that is not known, as for what came in with an earlier lisdesk, and
    for e-mails and documents, each of which tells it itself.
    """
    mapping: str
    """The map by which its columns were read, as TOML; empty where `importer_version` is."""
    is_sheet: bool
    """Whether it has columns: e-mails and documents have none, and so no map."""


def import_details(session: Session, import_id: int) -> ImportDetails:
    """Return an import with how its file was read."""
    row = session.get_one(Import, import_id)
    reading = session.scalar(select(ImportReading).where(ImportReading.import_id == import_id))
    return ImportDetails(
        row=_list_row(row),
        file_sha256=row.file_sha256,
        encoding=row.encoding,
        path=reading.path if reading else "",
        importer_version=reading.importer_version if reading else "",
        mapping=reading.mapping if reading else "",
        is_sheet=reading is not None or _source(session, import_id) not in _WITHOUT_COLUMNS,
    )


def _source(session: Session, import_id: int) -> str | None:
    """Return what one row of an import is known by; all are known by the same."""
    chosen = select(ImportRow.source).where(ImportRow.import_id == import_id)
    return session.scalar(chosen.limit(1))


def imported_files(session: Session, call_id: int) -> frozenset[str]:
    """Return the SHA-256 of each file that an import of a call was made from."""
    chosen = select(Import.file_sha256).where(Import.call_id == call_id)
    return frozenset(session.scalars(chosen))
