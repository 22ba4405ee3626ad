"""Files that are dropped are looked into once nobody writes to them any more."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from time import monotonic, sleep

from lisdesk.tasks.dropped_files import DroppedFiles, listed_files, sort_dropped
from lisdesk.tasks.folder_scan import RESTS_FOR_S, Stamp, opened_stamp, stamp_of

LOOKS_AFTER_S = 0.4
"""How long lies between two looks at least."""
_TURN_S = 0.05


def sort_at_rest(
    paths: Sequence[Path],
    progress: Callable[[int, int, str], None],
    looks_after_s: float,
    rests_for_s: float = RESTS_FOR_S,
) -> DroppedFiles:
    """Look into files as `sort_dropped` does, twice as they stand: where one has changed in between
    or is held by others, it is being written, and all are looked into once none has changed for
    `rests_for_s` seconds.

    `progress` is told files looked into, files in all, and what is waited for; a CancelledError
    that it raises ends it.
    """

    def count(done: int, total: int) -> None:
        progress(done, total, "")

    before, began = _stamps(paths), monotonic()
    found = sort_dropped(paths, count)
    _pause(looks_after_s - (monotonic() - began), lambda: progress(len(before), len(before), ""))
    now = _stamps(paths)
    if now == before and not _held(now):
        return found
    _wait(paths, progress, (looks_after_s, rests_for_s))
    return sort_dropped(paths, count)


def _wait(
    paths: Sequence[Path], progress: Callable[[int, int, str], None], seconds: tuple[float, float]
) -> None:
    looks_after_s, rests_for_s = seconds
    before, still_since = _stamps(paths), monotonic()
    while monotonic() - still_since < rests_for_s:
        _pause(looks_after_s, lambda: progress(0, 0, "waiting until they are written whole"))
        now = _stamps(paths)
        if now != before:
            before, still_since = now, monotonic()


def _stamps(paths: Sequence[Path]) -> dict[Path, Stamp | None]:
    """Return how the plain files stand; None for what others hold."""
    return {
        path: opened_stamp(path) for path, _ in listed_files(paths) if stamp_of(path) is not None
    }


def _held(stamps: dict[Path, Stamp | None]) -> bool:
    return None in stamps.values()


def _pause(seconds: float, tell: Callable[[], None]) -> None:
    """Wait, and tell so now and then."""
    ends_at = monotonic() + seconds
    while (left := ends_at - monotonic()) > 0:
        tell()
        sleep(min(left, _TURN_S))
