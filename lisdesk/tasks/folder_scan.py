"""What lies in a folder, plain files only, and whether each is written whole."""

from __future__ import annotations

import hashlib
import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from lisdesk.errors import RefusedError, UnreadableFileError

MOST_FILES = 20_000
"""A folder that holds more is no inbox; somebody chose a whole drive."""

_NEVER_READ = (".lisdesk", ".lisdesk-wal", ".lisdesk-shm", ".lisdesk-journal", ".part",
               ".partial", ".crdownload", ".download", ".tmp")  # fmt: skip
"""Consultation files, and what browsers call a file until all of it is there."""
_HIDDEN = (".", "~$")
_JUNCTION = getattr(stat, "IO_REPARSE_TAG_MOUNT_POINT", None)

RESTS_FOR_S = 5
"""A file that does not change for so many seconds is written whole."""


class Stamp(NamedTuple):
    """By what it is noticed that a file has changed."""

    size: int
    saved_ns: int
    """When its content was saved last."""
    touched_ns: int
    """When anything of it was changed last: a copy keeps the moment of saving."""


@dataclass(frozen=True, slots=True)
class FolderScan:
    """The files in a folder and the folders in it, by their names from there on."""

    files: dict[str, Stamp]
    is_whole: bool
    """Whether every folder in it could be listed."""


def scan_folder(folder: Path) -> FolderScan:
    """List the plain files in a folder and all folders in it, in the order of their names.

    Symbolic links are not followed; pipes, devices, hidden files and those that are still being
    downloaded are passed over. Raises UnreadableFileError if the folder cannot be listed, and
    RefusedError if it holds more than MOST_FILES files.
    """
    listing = _Listing()
    try:
        entries = _listed(folder)
    except OSError as error:
        raise UnreadableFileError(
            f"The folder “{folder.name or folder}” cannot be looked into: "
            f"{error.strerror or 'the system gives no reason'}.",
            do="Check that its drive is connected, or choose another folder.",
        ) from error
    listing.take(entries, "")
    return FolderScan(dict(sorted(listing.files.items())), listing.is_whole)


def stamp_of(path: Path) -> Stamp | None:
    """Return how a file stands now; None for what is gone or no plain file."""
    try:
        found = path.lstat()
    except OSError:
        return None
    return _stamp(found) if stat.S_ISREG(found.st_mode) else None


def hash_of(path: Path) -> str:
    """Return the SHA-256 of a file; an empty text if it cannot be read, or is being written."""
    before = stamp_of(path)
    try:
        with path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""
    return digest if before is not None and stamp_of(path) == before else ""


def opened_stamp(path: Path) -> Stamp | None:
    """Return how a file stands, asked of the file itself: of its folder a network drive may tell
    what it told before. None for what cannot be opened, as others may hold it, and for what is no
    plain file.
    """
    if stamp_of(path) is None:
        return None
    try:
        with path.open("rb") as stream:
            return _stamp(os.fstat(stream.fileno()))
    except OSError:
        return None


class _Listing:
    def __init__(self) -> None:
        self.files: dict[str, Stamp] = {}
        self.is_whole = True

    def take(self, entries: list[os.DirEntry[str]], before: str) -> None:
        """Take in what a folder holds; `before` are the folders on the way to it."""
        folders = []
        for entry in entries:
            if entry.name.startswith(_HIDDEN) or entry.name.casefold().endswith(_NEVER_READ):
                continue
            try:
                found = entry.stat(follow_symlinks=False)
            except OSError:  # gone since it was listed
                continue
            if stat.S_ISREG(found.st_mode):
                self.files[before + entry.name] = _full_stamp(entry, found)
            elif stat.S_ISDIR(found.st_mode) and not _leads_elsewhere(found):
                folders.append(entry)
            if len(self.files) > MOST_FILES:
                raise RefusedError(
                    f"The folder holds more than {MOST_FILES:,} files.",
                    do="Choose a folder that holds what comes in for this call and no more.",
                )
        for each in folders:
            self._take_folder(each, before)

    def _take_folder(self, entry: os.DirEntry[str], before: str) -> None:
        try:
            inside = _listed(entry.path)
        except OSError:
            self.is_whole = False
        else:
            self.take(inside, f"{before}{entry.name}/")


def _listed(folder: Path | str) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        return list(entries)


def _full_stamp(entry: os.DirEntry[str], found: os.stat_result) -> Stamp:
    """Return a stamp; on Windows a listing may tell an old size of a file that is being written."""
    if os.name != "nt":
        return _stamp(found)
    return stamp_of(Path(entry.path)) or _stamp(found)


def _stamp(found: os.stat_result) -> Stamp:
    return Stamp(found.st_size, found.st_mtime_ns, max(found.st_mtime_ns, found.st_ctime_ns))


def _leads_elsewhere(found: os.stat_result) -> bool:
    """Whether a folder is a junction of Windows, which no test for symbolic links tells."""
    return _JUNCTION is not None and getattr(found, "st_reparse_tag", 0) == _JUNCTION
