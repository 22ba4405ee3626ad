"""Open what an officer named: look before touching, make only when asked, migrate when needed."""

from __future__ import annotations

import os
from pathlib import Path

from sqlalchemy import URL

from lisdesk.errors import RefusedError, TargetError
from lisdesk.store.database import Database
from lisdesk.store.file_header import check_header
from lisdesk.store.migrate import HEAD, upgrade


def open_database(location: Path | URL) -> Database:
    """Open an existing consultation file or server database, brought to this version's tables."""
    if isinstance(location, Path):
        check_header(location, int(HEAD))
    return _upgraded(Database(location))


def create_database(location: Path | URL) -> Database:
    """Make a new consultation file, readable by its owner only, or the tables on an empty server
    database.

    Raises RefusedError if the file exists: nothing is ever made over something else.
    """
    if isinstance(location, Path):
        _reserve(location)
        try:
            return _upgraded(Database(location))
        except BaseException:
            location.unlink(missing_ok=True)
            raise
    return _upgraded(Database(location))


def _reserve(path: Path) -> None:
    if path.exists():
        raise RefusedError(
            f"There is already a file “{path.name}” there.",
            do="Open that file, or choose another name.",
        )
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except OSError as error:
        raise TargetError(
            f"“{path.name}” cannot be made: {error.strerror}.",
            do="Choose a folder that is there and that you may write in.",
        ) from error


def _upgraded(database: Database) -> Database:
    try:
        upgrade(database)
    except BaseException:
        database.close()
        raise
    return database
