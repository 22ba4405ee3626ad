"""Turn what a database driver says into a sentence for the officer."""

from __future__ import annotations

from sqlalchemy.exc import DBAPIError

from lisdesk.errors import BusyError, DamagedFileError, TargetError, UserError

_KEPT = "What was saved before is untouched; this change was not saved."


def translated(error: DBAPIError, name: str) -> Exception:
    """Return the UserError for a driver's error on the database called `name`, or the error itself.

    Only conditions that a person can act on are translated; anything else is a bug and stays one.
    """
    said = str(error.orig).casefold()
    for words, make in _KNOWN:
        if any(word in said for word in words):
            return make(name)
    return error


def _busy(name: str) -> UserError:
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


def _damaged(name: str) -> UserError:
    return DamagedFileError(
        f"“{name}” is damaged, or is no consultation file.",
        do="Restore the newest backup with “lisdesk restore”, and keep the damaged file.",
    )


def _gone(name: str) -> UserError:
    return TargetError(
        f"“{name}” cannot be opened, or its drive gave an error.",
        kept=_KEPT,
        do="See that the drive and the folder are there, then try again.",
    )


def _unreachable(name: str) -> UserError:
    return TargetError(
        f"The database server does not answer ({name}).",
        kept=_KEPT,
        do="See that the server runs and that the address, user and password are right.",
    )


_KNOWN = (
    (("database is locked", "database table is locked"), _busy),
    (("database or disk is full", "no space left"), _full),
    (("readonly database", "read-only transaction"), _read_only),
    (("malformed", "not a database", "file is encrypted"), _damaged),
    (("unable to open database", "disk i/o error"), _gone),
    (("connection failed", "connection refused", "could not connect"), _unreachable),
)
