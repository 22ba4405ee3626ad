"""What was done, by whom and when, newest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from lisdesk.outcome import LASTING_VERBS
from lisdesk.store.entities import AuditEntry

_IMPORTING = (
    "import_rows", "file_documents", "file_mails", "import_project", "import_codebook",
)  # fmt: skip
"""The verbs that make an import."""


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One edit as the audit holds it."""

    id: int
    at: datetime
    clock_is_set: bool
    officer: str
    verb: str
    subject: str
    call_id: int | None
    takes_back_id: int | None
    taken_back_by_id: int | None


def history(session: Session, limit: int | None = None) -> list[HistoryRow]:
    """Return edits, newest first."""
    later = aliased(AuditEntry)
    statement = (
        select(
            AuditEntry.id,
            AuditEntry.at,
            AuditEntry.clock_is_set,
            AuditEntry.officer,
            AuditEntry.verb,
            AuditEntry.subject,
            AuditEntry.call_id,
            AuditEntry.takes_back_id,
            later.id,
        )
        .outerjoin(later, later.takes_back_id == AuditEntry.id)
        .order_by(AuditEntry.id.desc())
        .limit(limit)
    )
    return [HistoryRow(*row) for row in session.execute(statement)]


def latest_undoable(session: Session) -> int | None:
    """Return the newest edit that stands and can be taken back; None if there is none."""
    taken_back: set[int] = set()
    entries = select(AuditEntry.id, AuditEntry.takes_back_id, AuditEntry.verb).order_by(
        AuditEntry.id.desc()
    )
    for entry_id, takes_back_id, verb in session.execute(entries.execution_options(yield_per=100)):
        if entry_id in taken_back:
            continue
        if takes_back_id is not None:
            taken_back.add(takes_back_id)
        elif verb not in LASTING_VERBS:
            return entry_id
    return None


def verb_of(session: Session, entry_id: int) -> str:
    """Return the verb of an audit entry that is there."""
    return session.get_one(AuditEntry, entry_id).verb


def entry_of_import(session: Session, reference: str) -> int | None:
    """Return the audit entry of an import; None if there is none."""
    return session.scalar(
        select(AuditEntry.id).where(
            AuditEntry.verb.in_(_IMPORTING), AuditEntry.subject == reference
        )
    )
