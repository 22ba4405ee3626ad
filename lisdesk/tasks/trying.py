"""Try an edit and undo all of it, to tell beforehand what it would do."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from lisdesk.outcome import Outcome
from lisdesk.store.database import Database
from lisdesk.store.work import Desk, Work

T = TypeVar("T")


class _TrialDone(Exception):  # noqa: N818 (no error: it ends the transaction)
    """Ends the transaction of a trial, so that all of it is undone."""


def tried(
    database: Database,
    desk: Desk,
    _progress: Callable[[int, int], None],
    *,
    edit: Callable[[Work], Outcome[T]],
) -> T:
    """Return what an edit would give; nothing is changed. Raises what the edit raises."""
    results: list[T] = []
    try:
        with database.writing(desk) as work:
            results.append(edit(work).result)
            raise _TrialDone
    except _TrialDone:
        return results[0]
