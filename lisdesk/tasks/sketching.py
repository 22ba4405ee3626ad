"""Make the sketches that a large import left to be made, some at a time."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic, sleep

from lisdesk.store import sketches
from lisdesk.store.database import Database
from lisdesk.telling import stand_back

Progress = Callable[[int, int], None]
_AT_ONCE, _AT_ONCE_WITH_RESTS = 500, 25
_LONGEST_REST_S = 0.5


def make_sketches(
    database: Database, call_id: int, progress: Progress | None = None, *, rests: bool = False
) -> int:
    """Make the missing sketches of a call's submissions; return how many.

    Without them a submission is in no group. Some at a time are saved by themselves, and what was
    made stays if `progress`, told done and in all, stops the work. If it `rests`, so long between
    them as they took, an edit finds the file free in between; else it would hardly ever.
    """
    with database.reading() as session:
        missing = sketches.unsketched(session, call_id)
    size = _AT_ONCE_WITH_RESTS if rests else _AT_ONCE
    for start in range(0, len(missing), size):
        if progress is not None:
            progress(start, len(missing))
        with database.keeping() as session:
            begun = monotonic()
            sketches.renew_some(session.connection(), missing[start : start + size])
        if rests and start + size < len(missing):
            sleep(min(monotonic() - begun, _LONGEST_REST_S))
            stand_back()
    if progress is not None and missing:
        progress(len(missing), len(missing))
    return len(missing)
