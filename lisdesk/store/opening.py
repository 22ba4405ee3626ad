"""Open what an officer named: look before touching, make only when asked, migrate when needed."""

from __future__ import annotations

import os
from pathlib import Path

import pysqlite3.dbapi2 as sqlite
from sqlalchemy import URL
from sqlalchemy.exc import DBAPIError

from lisdesk.errors import NotFoundError, RefusedError, TargetError
from lisdesk.paths import why_not_made
from lisdesk.store.database import Database
from lisdesk.store.file_header import check_header
from lisdesk.store.first_look import check_tables
from lisdesk.store.migrate import HEAD, current_revision, upgrade
from lisdesk.store.problems import translated, translated_driver_error


def open_database(location: Path | URL) -> Database:
    """Open an existing consultation file or server database, brought to this version's tables."""
    if isinstance(location, Path):
        check_header(location, int(HEAD))
        check_tables(location)
        return _upgraded(Database(location))
    database = Database(location)
    if not _has_tables(database):
        database.close()
        raise NotFoundError(
            f"There is no consultation in that database yet ({database.name}).",
            do="Make one with “lisdesk call new”, or check the address.",
            do_in_window="Check the address, or ask whoever looks after the server.",
        )
    return _upgraded(database)


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
            for ending in ("", "-wal", "-shm"):  # a full drive keeps the log from being merged
                location.with_name(location.name + ending).unlink(missing_ok=True)
            raise
    return _upgraded(Database(location))


def _has_tables(database: Database) -> bool:
    try:
        with database.write_engine.connect() as connection:
            return current_revision(connection) is not None
    except DBAPIError as error:
        database.close()
        raise translated(error, database.name) from error


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
            f"“{path.name}” cannot be made: {why_not_made(path, error)}.",
            do="Choose a folder that is there and that you may write in.",
        ) from error


def _upgraded(database: Database) -> Database:
    try:
        upgrade(database)
    except sqlite.Error as error:  # what the driver is asked beside SQLAlchemy
        database.close()
        raise translated_driver_error(error, database.name) from error
    except DBAPIError as error:
        database.close()
        raise translated(error, database.name) from error
    except BaseException:
        database.close()
        raise
    return database
