"""The imports of a call, with what they brought."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from lisdesk.store.entities import Import
from lisdesk.store.lookup import import_reference


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
    return [
        ImportListRow(
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
        for row in session.scalars(chosen)
    ]


def imported_files(session: Session, call_id: int) -> frozenset[str]:
    """Return the SHA-256 of each file that an import of a call was made from."""
    chosen = select(Import.file_sha256).where(Import.call_id == call_id)
    return frozenset(session.scalars(chosen))
