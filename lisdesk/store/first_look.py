"""Look into a consultation file before anything is changed in it: are its tables the ones we know?

SQLite runs triggers and views of whoever wrote the file, and a file that bears our mark need not
hold our tables. Nothing here writes, and a refused file is left as it was found.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

import pysqlite3.dbapi2 as sqlite

from lisdesk.errors import OPEN_BACKUP, DamagedFileError, FileTooNewError, NotOurFileError
from lisdesk.store.entities import all_tables
from lisdesk.store.migrate import HEAD
from lisdesk.store.problems import damaged, translated_driver_error

_REVISION = "SELECT version_num FROM alembic_version"
_SCHEMA = "SELECT type, name FROM sqlite_schema"
COLUMNS = """
    SELECT entry.name, info.name FROM sqlite_schema AS entry, pragma_table_info(entry.name) AS info
    WHERE entry.type = 'table' AND substr(entry.name, 1, 7) <> 'sqlite_'
"""
"""Asks for every column, with its table first."""

WHOLE = "21131d0bcc2a6e310fbacf7673f2842d99f73c44f995d0da3251224c0f64db15"
"""The fingerprint of the columns of a file that has just been made, by which a whole one is known
without loading all entities.
"""


def check_tables(path: Path) -> None:
    """Raise a UserError unless the file holds our tables, of this version or one before it.

    Raises NotOurFileError for one with triggers, views or none of our tables, DamagedFileError for
    one that lacks some of them or cannot be read, FileTooNewError for a later version's.
    """
    try:
        with closing(connect_as_found(path)) as connection:
            revision = _revision(connection, path.name)
            if revision == HEAD:
                _check_columns(connection, path.name)
    except (sqlite.Error, UnicodeDecodeError) as error:
        raise translated_driver_error(error, path.name) from error


def connect_as_found(path: Path) -> sqlite.Connection:
    """Return a connection that reads a file and leaves it, and what lies beside it, as they are."""
    if path.with_name(f"{path.name}-wal").exists():
        mode = "ro"  # the last writer to leave would write the log into the file
    elif os.access(path.parent, os.W_OK):
        mode = "rw"  # a reader would leave an empty log behind
    else:
        mode = "ro&immutable=1"  # a log cannot be made there, and nobody can write
    connection = sqlite.connect(f"file:{quote(os.fsencode(path.absolute()))}?mode={mode}", uri=True)
    connection.execute("PRAGMA query_only = ON")
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    return connection


def fingerprint(columns: Iterable[tuple[str, str]]) -> str:
    """Return what tells one set of columns, each with its table, from any other."""
    return hashlib.sha256("\n".join(sorted(map(repr, columns))).encode()).hexdigest()


def _revision(connection: sqlite.Connection, name: str) -> str:
    schema = set(connection.execute(_SCHEMA))
    is_foreign = any(kind in ("trigger", "view") for kind, _ in schema)
    if is_foreign or ("table", "alembic_version") not in schema:
        raise NotOurFileError(
            f"“{name}” bears the mark of lisdesk, but what it holds was not made by lisdesk.",
            do="Ask whoever sent it where it comes from; do not use it.",
        )
    revisions = [row[0] for row in connection.execute(_REVISION)]
    known = [f"{number:04d}" for number in range(1, int(HEAD) + 1)]
    if len(revisions) == 1 and revisions[0] in known:
        return str(revisions[0])
    if len(revisions) == 1 and isinstance(revisions[0], str) and revisions[0] > HEAD:
        raise FileTooNewError(
            f"“{name}” was made by a later version of lisdesk.",
            do="Install the newest version and open it with that.",
        )
    raise damaged(name)


def _check_columns(connection: sqlite.Connection, name: str) -> None:
    there = set(connection.execute(COLUMNS))
    if fingerprint(there) == WHOLE:
        return
    wanted = {
        (table.name, column.name)
        for table in all_tables().sorted_tables
        for column in table.columns
    }
    missing = sorted({table for table, _ in wanted - there})
    if missing:
        raise DamagedFileError(
            f"“{name}” is damaged: its table “{missing[0]}” is not whole.",
            do="Restore the newest backup with “lisdesk restore”, and keep the damaged file.",
            do_in_window=OPEN_BACKUP,
        )
