"""Facts about the consultation file itself."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from lisdesk.rules.handing_over import origin_words
from lisdesk.store.entities import AuditEntry, Call, FileFact, Submission, Tag


@dataclass(frozen=True, slots=True)
class FileInfo:
    """What a consultation file is and how much it holds."""

    file_id: str
    made_at: str
    made_by_version: str
    engine: str
    engine_version: str
    schema_revision: str
    calls: int
    submissions: int
    tags: int
    edits: int
    newest_audit_hash: str


def file_number(session: Session) -> str:
    """Return the number that tells the file from all others, whatever it is called and wherever it
    lies.
    """
    return session.scalar(select(FileFact.value).where(FileFact.name == "file_id")) or ""


def handed_over_words(session: Session) -> str:
    """Return of whose part of a joint call the file is, and how many submissions are not in it;
    empty for a file that was not handed over.
    """
    chosen = select(FileFact.value).where(FileFact.name == "handed_over")
    return origin_words(session.scalar(chosen) or "")


def file_info(session: Session) -> FileInfo:
    """Return what the file is; its counts are of all calls."""
    facts = dict(session.execute(select(FileFact.name, FileFact.value)).all())
    dialect = session.get_bind().dialect
    version = ".".join(str(part) for part in dialect.server_version_info or ())
    newest = select(AuditEntry.hash).order_by(AuditEntry.id.desc()).limit(1)
    return FileInfo(
        file_id=facts.get("file_id", ""),
        made_at=facts.get("made_at", ""),
        made_by_version=facts.get("made_by_version", ""),
        engine={"sqlite": "SQLite", "postgresql": "PostgreSQL"}[dialect.name],
        engine_version=version,
        schema_revision=session.scalar(text("SELECT version_num FROM alembic_version")) or "",
        calls=session.scalar(select(func.count(Call.id))) or 0,
        submissions=session.scalar(select(func.count(Submission.id))) or 0,
        tags=session.scalar(select(func.count(Tag.id))) or 0,
        edits=session.scalar(select(func.count(AuditEntry.id))) or 0,
        newest_audit_hash=session.scalar(newest) or "",
    )
