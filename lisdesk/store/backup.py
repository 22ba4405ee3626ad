"""Backups and restores: copied by SQLite's backup API, verified by reopening, never over a good
file.
"""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path

import pysqlite3.dbapi2 as sqlite

from lisdesk.errors import DamagedFileError, RefusedError, TargetError
from lisdesk.store.database import Database

_PAGES_A_STEP = 2_000


def back_up(database: Database, target: Path, *, replace: bool = False) -> int:
    """Copy a consultation file while it is in use; return the size of the copy in bytes.

    The copy is written beside the target, checked whole, flushed to the drive and only then given
    its name. An existing file is replaced only if `replace` is set.
    """
    if not isinstance(database.location, Path):
        raise RefusedError(
            "A server database is backed up on the server.",
            do="Use PostgreSQL's pg_dump, or ask whoever runs the server.",
        )
    return copy_verified(database.location, target, replace=replace)


def copy_verified(source: Path, target: Path, *, replace: bool) -> int:
    """Copy a consultation file by the backup API and verify the copy; return its size in bytes."""
    if target.exists() and not replace:
        raise RefusedError(
            f"There is already a file “{target.name}” there.",
            do="Choose another name, or move that file away.",
        )
    partial = target.with_name(f".{target.name}.{os.getpid()}.partial")
    try:
        os.close(os.open(partial, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        _copy(source, partial)
        problems = integrity_problems(partial)
        if problems:
            raise DamagedFileError(
                f"The copy of “{source.name}” does not pass its check: {problems[0]}.",
                kept="No file was replaced.",
                do="Run “lisdesk check” on the original and restore the newest backup.",
            )
        _flush(partial)
        partial.replace(target)
        _flush(target.parent)
    except (OSError, sqlite.OperationalError) as error:
        raise TargetError(
            f"“{target.name}” could not be written: {_reason(error)}.",
            kept="No file was replaced.",
            do="Check the folder and the room on its drive, then try again.",
        ) from error
    except sqlite.DatabaseError as error:
        raise DamagedFileError(
            f"“{source.name}” is damaged and could not be copied.",
            kept="No file was replaced.",
            do="Restore an older backup, and keep the damaged file.",
        ) from error
    finally:
        partial.unlink(missing_ok=True)
    return target.stat().st_size


def integrity_problems(path: Path) -> list[str]:
    """Return what SQLite's own checks find wrong with a file: pages, indexes and references."""
    with closing(sqlite.connect(f"file:{_uri(path)}?mode=ro", uri=True)) as connection:
        found = [row[0] for row in connection.execute("PRAGMA integrity_check(20)")]
        problems = [line for line in found if line != "ok"]
        for child, _, parent, _ in connection.execute("PRAGMA foreign_key_check"):
            problems.append(f"a row of {child} refers to a row of {parent} that is not there")
    return problems


def _copy(source: Path, target: Path) -> None:
    with (
        closing(sqlite.connect(f"file:{_uri(source)}?mode=ro", uri=True)) as reader,
        closing(sqlite.connect(target)) as writer,
    ):
        reader.backup(writer, pages=_PAGES_A_STEP)
        writer.execute("PRAGMA journal_mode = DELETE")


def _uri(path: Path) -> str:
    from urllib.parse import quote

    return quote(str(path.absolute()))


def _reason(error: Exception) -> str:
    return error.strerror or str(error) if isinstance(error, OSError) else str(error)


def _flush(path: Path) -> None:
    if os.name == "nt" and path.is_dir():  # Windows flushes no folders
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
