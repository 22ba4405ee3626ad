"""Files that are dropped are looked into once nobody writes to them any more."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from time import monotonic, sleep, time_ns
from typing import NamedTuple

from lisdesk.exchange.guarded.ends import lacks_its_end
from lisdesk.tasks.dropped_files import DroppedFiles, listed_files, sort_dropped
from lisdesk.tasks.folder_scan import RESTS_FOR_S, Stamp, opened_stamp, stamp_of

LOOKS_AFTER_S = 0.4
"""How long lies between two looks at least."""
_TURN_S = 0.05
_YOUNG_LOOKS = 5
"""What was written to longer ago than so many looks take is no copy that pauses."""


def sort_at_rest(
    paths: Sequence[Path],
    progress: Callable[[int, int, str], None],
    looks_after_s: float,
    rests_for_s: float = RESTS_FOR_S,
) -> DroppedFiles:
    """Look into files as `sort_dropped` does, twice as they stand: where one has changed in
    between, is held by others, lacks its end, or was written a moment ago, it may be being written,
    and all are looked into once none has changed for a while: `rests_for_s` seconds, or as many
    looks as `_YOUNG_LOOKS` where nothing is odd but that one is so young.

    `progress` is told files looked into, files in all, and what is waited for; a CancelledError
    that it raises ends it.
    """

    def count(done: int, total: int) -> None:
        progress(done, total, "")

    before, began = _stamps(paths), monotonic()
    found = sort_dropped(paths, count)
    _pause(looks_after_s - (monotonic() - began), lambda: progress(len(before), len(before), ""))
    now = _stamps(paths)
    young_s = min(looks_after_s * _YOUNG_LOOKS, rests_for_s)
    if now == before and not _is_odd(now) and not _is_young(now, young_s):
        return found
    rest = _Rest(looks_after_s, rests_for_s, young_s)
    _wait(paths, progress, rest, was_odd=now != before)
    return sort_dropped(paths, count)


class _Rest(NamedTuple):
    """How long lies between two looks, and how long files must not change, in seconds."""

    looks_after_s: float
    rests_for_s: float
    young_s: float


def _wait(
    paths: Sequence[Path],
    progress: Callable[[int, int, str], None],
    rest: _Rest,
    *,
    was_odd: bool,
) -> None:
    before, still_since = _stamps(paths), monotonic()
    is_odd = was_odd or _is_odd(before)
    while monotonic() - still_since < (rest.rests_for_s if is_odd else rest.young_s):
        _pause(rest.looks_after_s, lambda: progress(0, 0, "waiting until they are written whole"))
        now = _stamps(paths)
        if now != before:
            before, still_since, is_odd = now, monotonic(), True


def _stamps(paths: Sequence[Path]) -> dict[Path, Stamp | None]:
    """Return how the plain files stand; None for what others hold."""
    return {
        path: opened_stamp(path) for path, _ in listed_files(paths) if stamp_of(path) is not None
    }


def _is_odd(stamps: dict[Path, Stamp | None]) -> bool:
    """Whether others hold one of these files, or one lacks the end that its kind has."""
    return None in stamps.values() or any(map(_lacks_its_end, stamps))


def _lacks_its_end(path: Path) -> bool:
    try:
        with path.open("rb") as stream:
            return lacks_its_end(stream)
    except OSError:
        return True


def _is_young(stamps: dict[Path, Stamp | None], young_s: float) -> bool:
    """Whether one of these files was touched a moment ago, by the clock of this machine."""
    now = time_ns()
    return any(each and abs(now - each.touched_ns) < young_s * 1e9 for each in stamps.values())


def _pause(seconds: float, tell: Callable[[], None]) -> None:
    """Wait, and tell so now and then."""
    ends_at = monotonic() + seconds
    while (left := ends_at - monotonic()) > 0:
        tell()
        sleep(min(left, _TURN_S))
