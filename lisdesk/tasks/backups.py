"""Back a consultation file up and bring it back, each time proven by opening the copy."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from lisdesk.errors import DamagedFileError, RefusedError
from lisdesk.queries.file import FileInfo, file_info
from lisdesk.queries.soundness import findings
from lisdesk.store.backup import back_up, copy_verified, reading_copy
from lisdesk.store.database import Database
from lisdesk.store.file_header import check_header
from lisdesk.store.first_look import check_tables
from lisdesk.store.migrate import HEAD
from lisdesk.tasks.files import opened


@dataclass(frozen=True, slots=True)
class BackupReport:
    """A copy that was opened and holds what it should."""

    path: Path
    size_bytes: int
    info: FileInfo


def back_up_file(database: Database, target: Path) -> BackupReport:
    """Copy the open file by SQLite's backup API; the copy is opened and read before it counts."""
    if not target.name:
        raise RefusedError("The backup needs a name.", do="Name a file that is not there yet.")
    size_bytes = back_up(database, target)
    with reading_copy(target) as session:
        return BackupReport(target, size_bytes, _read_back(session, target))


def restore_file(source: Path, target: Path) -> BackupReport:
    """Bring a backup back under a new name. Nothing is ever written over; the backup stays as it
    is.
    """
    check_header(source, int(HEAD))
    check_tables(source)
    size_bytes = copy_verified(source, target, replace=False)
    with opened(target) as database, database.reading() as session:
        return BackupReport(target, size_bytes, _read_back(session, target))


def _read_back(session: Session, path: Path) -> FileInfo:
    """Return what a copy holds; DamagedFileError if it is not what the original should be.

    The drive may have lost part of a text without SQLite's noticing; only our own rules tell.
    """
    info = file_info(session)
    problems = [problem for finding in findings(session) for problem in finding.problems]
    if not info.file_id:
        problems.append("It does not say which consultation file it is.")
    if problems:
        raise DamagedFileError(
            f"“{path.name}” was written, but it is not sound: {problems[0]}",
            kept="Both files were kept.",
            do="Run “lisdesk check” on the original, and keep the backups made before.",
        )
    return info
