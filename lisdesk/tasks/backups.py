"""Back a consultation file up and bring it back, each time proven by opening the copy."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from lisdesk.errors import DamagedFileError
from lisdesk.queries.file import FileInfo, file_info
from lisdesk.store.backup import back_up, copy_verified
from lisdesk.store.database import Database
from lisdesk.store.file_header import check_header
from lisdesk.store.migrate import HEAD
from lisdesk.tasks.files import open_file


@dataclass(frozen=True, slots=True)
class BackupReport:
    """A copy that was opened and holds what it should."""

    path: Path
    size_bytes: int
    info: FileInfo


def back_up_file(database: Database, target: Path) -> BackupReport:
    """Copy the open file by SQLite's backup API; the copy is opened and read before it counts."""
    size_bytes = back_up(database, target)
    return BackupReport(target, size_bytes, _read_back(target))


def restore_file(source: Path, target: Path) -> BackupReport:
    """Bring a backup back under a new name. Nothing is ever written over; the backup stays as it
    is.
    """
    check_header(source, int(HEAD))
    size_bytes = copy_verified(source, target, replace=False)
    return BackupReport(target, size_bytes, _read_back(target))


def _read_back(path: Path) -> FileInfo:
    database = open_file(path)
    try:
        with database.reading() as session:
            info = file_info(session)
    finally:
        database.close()
    if not info.file_id:
        raise DamagedFileError(
            f"“{path.name}” was written but does not say which consultation file it is.",
            kept="Both files were kept.",
            do="Run “lisdesk check” on the original.",
        )
    return info
