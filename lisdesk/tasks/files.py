"""Open the file that an officer works in, or make a new one with its reference lists."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import URL

from lisdesk.edits.file import set_up_file
from lisdesk.exchange.reference import shipped_reference_data
from lisdesk.store.database import Database
from lisdesk.store.opening import create_database, open_database
from lisdesk.store.work import Desk


def open_file(location: Path | URL) -> Database:
    """Open an existing consultation file, or a server database that has one in it."""
    return open_database(location)


def create_file(location: Path | URL, desk: Desk) -> Database:
    """Make a new consultation file with the reference lists; RefusedError if there is one already."""
    database = create_database(location)
    with database.writing(desk) as work:
        set_up_file(work, reference=shipped_reference_data())
    return database


def open_or_create_file(location: Path | URL, desk: Desk) -> Database:
    """Open a consultation file, made first if nothing of that name is there."""
    if isinstance(location, Path) and location.exists():
        return open_file(location)
    return create_file(location, desk)
