"""The first look into a watched folder: how its new files stand, so that a second one can tell."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from lisdesk.tasks.folder_scan import FolderScan, Stamp, opened_stamp, scan_folder
from lisdesk.tasks.watched_folders import Watch


@dataclass(frozen=True, slots=True)
class FirstLook:
    """What lies in a watched folder, and how what is new there stood when it was looked at."""

    scan: FolderScan
    new: Mapping[Path, Stamp | None]
    """None for what could not be opened."""

    def is_at_rest(self, path: Path) -> bool:
        """Whether a file that was listed has not changed since: as it was at the first look, or
        at an earlier one.
        """
        stamp = self.new.get(path)
        return path not in self.new or (stamp is not None and opened_stamp(path) == stamp)


def first_look(watch: Watch, progress: Callable[[int, int], None]) -> FirstLook:
    """Note how the files in a folder stand; nothing is read.

    `progress` is told files noted and files in all; a CancelledError that it raises ends it. Raises
    what `scan_folder` raises.
    """
    scan = scan_folder(watch.folder)
    names = [name for name, stamp in scan.files.items() if not is_as_seen(watch, name, stamp)]
    new = {}
    for done, name in enumerate(names):
        progress(done, len(names))
        new[watch.folder / name] = opened_stamp(watch.folder / name)
    return FirstLook(scan, new)


def is_as_seen(watch: Watch, name: str, stamp: Stamp) -> bool:
    """Whether a file is as it was at an earlier look."""
    seen = watch.files.get(name)
    return seen is not None and (seen.size, seen.saved_ns) == (stamp.size, stamp.saved_ns)
