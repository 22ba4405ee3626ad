"""Backups and restores: copied by SQLite's backup API, verified by reopening, never over a good
file.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

import pysqlite3.dbapi2 as sqlite
from sqlalchemy import NullPool, create_engine, text
from sqlalchemy.orm import Session

from lisdesk.errors import DamagedFileError, RefusedError, TargetError, UserError
from lisdesk.paths import why_not_made
from lisdesk.store.database import Database
from lisdesk.store.file_header import check_header
from lisdesk.store.first_look import check_tables, connect_as_found
from lisdesk.store.migrate import HEAD
from lisdesk.store.problems import in_plain_words, translated_driver_error

_MOST_FOUND = 20
_PAGES_AT_ONCE = 2_000
_ANY_TABLE = text("SELECT 1 FROM sqlite_master LIMIT 1")
_NOT_REPLACED = "No file was replaced."


def back_up(database: Database, target: Path, *, replace: bool = False) -> int:
    """Copy a consultation file while it is in use; return the size of the copy in bytes.

    The copy is written beside the target, checked whole, flushed to the drive and only then given
    its name. An existing file is replaced only if `replace` is set. A file that was deleted or
    moved while it was open is copied through the connections that still hold it.
    """
    if not isinstance(database.location, Path):
        raise RefusedError(
            "A server database is backed up on the server.",
            do="Use PostgreSQL's pg_dump, or ask whoever runs the server.",
        )
    source = database.location
    if database.is_gone():
        return _copied(partial(_copy_open, database), source, target, replace=replace)
    return copy_verified(source, target, replace=replace)


def copy_verified(source: Path, target: Path, *, replace: bool) -> int:
    """Copy a consultation file by the backup API and verify the copy; return its size in bytes."""
    return _copied(partial(_copy, source), source, target, replace=replace)


def _copied(copy: Callable[[Path], None], source: Path, target: Path, *, replace: bool) -> int:
    part = target.with_name(f".{target.name}.{os.getpid()}.partial")
    try:
        if target.exists() and not replace:
            raise RefusedError(
                f"There is already a file “{target.name}” there.",
                do="Choose another name, or move that file away.",
            )
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        copy(part)
        _refuse_what_is_not_ours(part, source)
        problems = integrity_problems(part)
        if problems:
            raise DamagedFileError(
                f"The copy of “{source.name}” does not pass its check: {problems[0]}.",
                kept=_NOT_REPLACED,
                do="Run “lisdesk check” on the original and restore the newest backup.",
            )
        force_to_drive(part)
        part.replace(target)
        force_to_drive(target.parent)
    except OSError as error:
        raise TargetError(
            f"“{target.name}” could not be written: {why_not_made(target, error)}.",
            kept=_NOT_REPLACED,
            do="Check the folder and the room on its drive, then try again.",
        ) from error
    except (sqlite.Error, UnicodeDecodeError) as error:
        raise _copying_problem(error, source, target) from error
    finally:
        with suppress(OSError):  # such as a name that is too long for the partial file to be there
            part.unlink(missing_ok=True)
    return target.stat().st_size


def copy_as_it_stands(database: Database, target: Path, go_on: Callable[[], None]) -> None:
    """Copy an open consultation file to a new one that need not outlive the program.

    Others go on writing meanwhile; the copy holds what stood at the beginning. `go_on` is called
    every few pages; an exception that it raises stops the copying.
    """
    try:
        with database.reading() as session, closing(sqlite.connect(target)) as writer:
            writer.execute("PRAGMA synchronous = OFF")
            session.scalar(_ANY_TABLE)  # from here on it reads this moment of the file
            reader = session.connection().connection.driver_connection
            assert isinstance(reader, sqlite.Connection)
            reader.backup(writer, pages=_PAGES_AT_ONCE, progress=lambda *_: go_on(), sleep=0)
    except sqlite.Error as error:
        raise translated_driver_error(error, target.name) from error


def integrity_problems(path: Path) -> list[str]:
    """Return what SQLite's own checks find wrong with a file: pages, indexes and references."""
    return page_problems(path) or reference_problems(path)


def page_problems(path: Path) -> list[str]:
    """Return what SQLite finds wrong with a file's pages, its indexes and the limits of its values.

    Rows of a file with such a problem cannot be trusted to be readable.
    """
    return _found_by_sqlite(path, "PRAGMA integrity_check(20)")


def reference_problems(path: Path) -> list[str]:
    """Return which tables of a file hold rows that refer to rows which are not there."""
    return _found_by_sqlite(path, "PRAGMA foreign_key_check")


def _found_by_sqlite(path: Path, check: str) -> list[str]:
    try:
        with closing(connect_as_found(path)) as connection:
            found = connection.execute(check)
            return list(islice((_problem(row) for row in found if row != ("ok",)), _MOST_FOUND))
    except (sqlite.Error, UnicodeDecodeError) as error:
        problem = translated_driver_error(error, path.name)
        if isinstance(problem, DamagedFileError):
            return ["its pages cannot be read to the end"]
        raise problem from error


@contextmanager
def reading_copy(path: Path) -> Iterator[Session]:
    """Yield a session on a file that nobody works in, which leaves the file exactly as it is."""
    engine = create_engine(
        "sqlite://", module=sqlite, poolclass=NullPool, creator=lambda: connect_as_found(path)
    )
    try:
        with in_plain_words(path.name), Session(engine) as session:
            yield session
    finally:
        engine.dispose()


def _problem(row: tuple[Any, ...]) -> str:
    """Return what one line of a check says: a sentence of SQLite's, or a row without its target."""
    if len(row) == 1:
        return str(row[0])
    child, _, parent, _ = row
    return f"a row of {child} refers to a row of {parent} that is not there"


def _copy(source: Path, target: Path) -> None:
    with (
        closing(connect_as_found(source)) as reader,
        closing(sqlite.connect(target)) as writer,
    ):
        reader.backup(writer, pages=-1)  # in steps, it begins anew whenever somebody writes
        writer.execute("PRAGMA journal_mode = DELETE")


def _copy_open(database: Database, target: Path) -> None:
    with database.reading() as session, closing(sqlite.connect(target)) as writer:
        session.scalar(_ANY_TABLE)
        reader = session.connection().connection.driver_connection
        assert isinstance(reader, sqlite.Connection)
        reader.backup(writer, pages=-1)
        writer.execute("PRAGMA journal_mode = DELETE")


def _refuse_what_is_not_ours(copy: Path, source: Path) -> None:
    """A file that was emptied copies to an empty file, with which SQLite finds nothing wrong."""
    try:
        check_header(copy, int(HEAD))
        check_tables(copy)
    except UserError as error:
        raise _damaged(source) from error


def _damaged(source: Path) -> DamagedFileError:
    return DamagedFileError(
        f"“{source.name}” is damaged and could not be copied.",
        kept=_NOT_REPLACED,
        do="Restore an older backup, and keep the damaged file.",
    )


def _copying_problem(
    error: sqlite.Error | UnicodeDecodeError, source: Path, target: Path
) -> UserError:
    problem = translated_driver_error(error, target.name)
    if isinstance(problem, DamagedFileError):
        return _damaged(source)
    return problem.reworded(kept=_NOT_REPLACED)


def force_to_drive(path: Path) -> None:
    """Wait until the drive holds what a file or a folder holds."""
    if os.name == "nt" and path.is_dir():  # Windows flushes no folders
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
