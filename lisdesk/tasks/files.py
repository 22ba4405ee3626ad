"""Open the file that an officer works in, or make a new one with its reference lists."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import uuid4

from sqlalchemy import URL

from lisdesk.errors import RefusedError, UserError
from lisdesk.store.backup import force_to_drive
from lisdesk.store.database import Database
from lisdesk.store.desk import Desk
from lisdesk.store.opening import create_database, open_database


def open_file(location: Path | URL) -> Database:
    """Open an existing consultation file, or a server database that has one in it."""
    return open_database(location)


def create_file(location: Path | URL, desk: Desk) -> Database:
    """Make a new consultation file with the reference lists; RefusedError if there is one."""
    from lisdesk.edits.file import set_up_file  # opening a file does not wait for these
    from lisdesk.exchange.reference import shipped_reference_data

    database = create_database(location)
    with database.writing(desk) as work:
        set_up_file(work, reference=shipped_reference_data())
    return database


@contextmanager
def opened(location: Path | URL) -> Iterator[Database]:
    """Open an existing consultation file, or a server database; close it at the end."""
    database = open_file(location)
    try:
        yield database
    finally:
        database.close()


@contextmanager
def opened_or_created(location: Path | URL, desk: Desk) -> Iterator[Database]:
    """Open a consultation file, made if nothing of that name is there; close it at the end.

    A new file gets its name when the block has ended well: if the block raises, there is none.
    """
    if isinstance(location, Path) and _is_there(location):
        opening = opened(location)
    elif isinstance(location, Path):
        opening = made_whole(location, lambda unnamed: create_file(unnamed, desk))
    else:
        create_file(location, desk).close()
        opening = opened(location)
    with opening as database:
        yield database


@contextmanager
def made_whole(path: Path, make: Callable[[Path], Database]) -> Iterator[Database]:
    """Yield a new consultation file, which gets its name when the block has ended well: if that
    raises, there is none. RefusedError if something of that name is there by then.
    """
    with nameless(path, make) as database:
        yield database
        assert isinstance(database.location, Path)
        database.close()
        _give_name(database.location, path)


@contextmanager
def named(unnamed: Path, path: Path) -> Iterator[None]:
    """Give a file its name for what the block does: if that raises, both are gone. RefusedError if
    something of that name is there.
    """
    _give_name(unnamed, path)
    try:
        yield
    except BaseException:
        path.unlink(missing_ok=True)
        raise


@contextmanager
def nameless(path: Path, make: Callable[[Path], Database]) -> Iterator[Database]:
    """Yield a new consultation file that is gone when the block ends, if it got no name until then;
    what goes wrong is told of `path`.
    """
    unnamed = path.with_name(f".{uuid4().hex}.lisdesk")
    try:
        database = make(unnamed)
        try:
            yield database
        finally:
            database.close()
    except UserError as error:
        raise error.reworded(happened=error.happened.replace(unnamed.name, path.name)) from error
    finally:
        for ending in ("", "-wal", "-shm"):
            with suppress(NotADirectoryError):
                unnamed.with_name(unnamed.name + ending).unlink(missing_ok=True)


def _give_name(unnamed: Path, path: Path) -> None:
    try:
        os.link(unnamed, path)  # a link, unlike a renaming, never replaces what is there
    except FileExistsError as error:
        raise RefusedError(
            f"There is already a file “{path.name}” there.",
            do="Open that file, or choose another name.",
        ) from error
    except OSError:  # a drive that knows no links
        unnamed.rename(path)
    force_to_drive(path.parent)


def _is_there(path: Path) -> bool:
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:  # opening it will say what is wrong
        return True
    return True
