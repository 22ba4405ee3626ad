"""Make the sketches that a large import left to be made, some at a time."""

from __future__ import annotations

from collections.abc import Callable

from lisdesk.store import sketches
from lisdesk.store.database import Database

Progress = Callable[[int, int], None]
_AT_ONCE = 500


def make_sketches(database: Database, call_id: int, progress: Progress | None = None) -> int:
    """Make the missing sketches of a call's submissions; return how many.

    Without them a submission is in no group. Each few hundred are saved by themselves, so that
    nobody waits long, and what was made stays if `progress`, told done and in all, stops the work.
    """
    with database.reading() as session:
        missing = sketches.unsketched(session, call_id)
    for start in range(0, len(missing), _AT_ONCE):
        if progress is not None:
            progress(start, len(missing))
        with database.keeping() as session:
            chunk = missing[start : start + _AT_ONCE]
            sketches.renew_some(session.connection(), chunk)
    if progress is not None and missing:
        progress(len(missing), len(missing))
    return len(missing)
