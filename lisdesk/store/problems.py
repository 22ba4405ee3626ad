"""Turn what a database driver says into a sentence for the officer."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from traceback import walk_tb

import pysqlite3.dbapi2 as sqlite
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.orm.exc import StaleDataError

from lisdesk.errors import (
    OPEN_BACKUP,
    BusyError,
    DamagedFileError,
    StaleEditError,
    TargetError,
    UserError,
)
from lisdesk.store.entities.strict_types import StrangeValueError

_SQLSTATES_OF_CONFLICTS = frozenset({"23503", "23505", "40001", "40P01"})
"""PostgreSQL's codes: a row is gone that is needed, a place is taken, two transactions cross."""

_KEPT = "What was saved before is untouched; this change was not saved."


@contextmanager
def in_plain_words(name: str) -> Iterator[None]:
    """Turn what a person can act on into a UserError about the database called `name`."""
    try:
        yield
    except StaleDataError as error:
        raise overtaken() from error
    except DBAPIError as error:
        raise translated(error, name) from error
    except (LookupError, RecursionError, TypeError, ValueError) as error:
        if is_unreadable_value(error):
            raise damaged(name) from error
        raise


def translated(error: DBAPIError, name: str) -> Exception:
    """Return the UserError for a driver's error on the database called `name`, or the error itself.

    Only conditions that a person can act on are translated; anything else is a bug and stays one.
    """
    if getattr(error.orig, "sqlstate", None) in _SQLSTATES_OF_CONFLICTS:
        return overtaken()
    if isinstance(error.orig, sqlite.IntegrityError) and "NOT NULL" not in str(error.orig):
        return _contradicted(name)
    return _known_problem(str(error.orig), name) or error


def _contradicted(name: str) -> DamagedFileError:
    """Return what to say of a change that our rules allow and a file's tables forbid.

    Nobody else writes there at the same time, so the file was altered, or a rule of ours is wrong.
    """
    return DamagedFileError(
        f"What stands in the tables of “{name}” contradicts this change.",
        kept=_KEPT,
        do="Run “lisdesk check”. If it finds damage, restore the newest backup; if it finds none, "
        "this is a fault of lisdesk: please report it.",
    )


def translated_driver_error(error: sqlite.Error | UnicodeDecodeError, name: str) -> UserError:
    """Return the UserError for what SQLite itself says of a file that is only read.

    Whatever is not known is damage: the statement is ours and stands in a whole file.
    """
    return _known_problem(str(error), name) or damaged(name)


def is_unreadable_value(error: BaseException) -> bool:
    """Whether SQLAlchemy met a stored value that is not of its column's type, and raised this."""
    if isinstance(error, StrangeValueError):
        return True
    modules = [str(frame.f_globals.get("__name__")) for frame, _ in walk_tb(error.__traceback__)]
    ours = [place for place, module in enumerate(modules) if module.startswith("lisdesk.")]
    below = modules[ours[-1] + 1 :] if ours else modules
    is_about_values = isinstance(error, LookupError | RecursionError | TypeError | ValueError)
    is_about_values &= not isinstance(error, UnicodeEncodeError)  # that is of a word handed in
    is_about_statements = isinstance(error, SQLAlchemyError)
    came_from_there = any(module.startswith("sqlalchemy.") for module in below)
    return is_about_values and not is_about_statements and came_from_there


def damaged(name: str) -> DamagedFileError:
    """Return what to say of a damaged file called `name`."""
    return DamagedFileError(
        f"“{name}” is damaged, or is no consultation file.",
        do="Restore the newest backup with “lisdesk restore”, and keep the damaged file.",
        do_in_window=OPEN_BACKUP,
    )


def rows_at_odds(what: str) -> DamagedFileError:
    """Return what to say of a file whose rows do not fit together, such as “x has no deadline”."""
    return DamagedFileError(
        f"The file is damaged: {what}.",
        do="Run “lisdesk check” on it, and restore the newest backup with “lisdesk restore”.",
        do_in_window=OPEN_BACKUP,
    )


def _known_problem(said: str, name: str) -> UserError | None:
    for words, make in _KNOWN:
        if any(word in said.casefold() for word in words):
            return make(name)
    return None


def overtaken() -> UserError:
    """Return the refusal of an edit whose ground somebody else has changed in the meantime."""
    return StaleEditError(
        "Somebody else changed the same thing a moment ago.",
        do="Look at it as it stands now and make your change again.",
    )


def busy(name: str) -> UserError:
    """Return what is told when the file could not be written for as long as one waits for it."""
    return BusyError(
        f"“{name}” is being written by another program.",
        do="Wait until that has finished, then try again.",
    )


def _full(name: str) -> UserError:
    return TargetError(
        f"There is no room left on the drive that holds “{name}”.",
        kept=_KEPT,
        do="Free some space on that drive, then try again.",
    )


def _read_only(name: str) -> UserError:
    return TargetError(
        f"“{name}” can be read but not written.",
        kept=_KEPT,
        do="Ask for the right to write the file and its folder, or work on a copy.",
    )


def _gone(name: str) -> UserError:
    return TargetError(
        f"“{name}” cannot be opened, or its drive gave an error.",
        kept=_KEPT,
        do="See that the drive is there and that you may write in the folder, then try again.",
    )


def _unreachable(name: str) -> UserError:
    return TargetError(
        f"The database server does not answer ({name}).",
        kept=_KEPT,
        do="See that the server runs and that the address, user and password are right.",
    )


_KNOWN = (
    (("database is locked", "database table is locked"), busy),
    (("database or disk is full", "no space left"), _full),
    (("readonly database", "read-only transaction"), _read_only),
    (
        (
            "malformed",
            "not a database",
            "encrypted",
            "unsupported file",
            "could not decode",
            "corrupt",
            "json cannot hold",
        ),
        damaged,
    ),
    (("unable to open database", "disk i/o error"), _gone),
    (
        ("connection to server", "connection failed", "connection refused", "resolve host"),
        _unreachable,
    ),
)
