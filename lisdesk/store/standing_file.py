"""Whether an open consultation file is still at its path, and its log still the one in use.

POSIX systems let go of every lock that a process has on a file as soon as the process closes that
file anywhere: a file dialog that looks into it is enough. Another program may then take the file
for one that nobody has open, and remove its log (the -wal file) under this process, whose next
change would be written where nobody reads. So this is looked at before every transaction.
See "How To Corrupt An SQLite Database File", sections 2.2 and 4.4.
"""

from __future__ import annotations

from pathlib import Path

from lisdesk.errors import TargetError

Identity = tuple[int, int]


class StandingFile:
    """Remembers which file, and which log beside it, was opened at a path."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._log_path = path.with_name(f"{path.name}-wal")
        self._file: Identity | None = None
        self._log: Identity | None = None

    def note(self) -> None:
        """Remember the file and its log, while connections have them open."""
        if self._file is None:
            self._file = _identity(self._path)
        if self._log is None:
            self._log = _identity(self._log_path)

    def forget_log(self) -> None:
        """Expect another log: the connections are opened anew."""
        self._log = None

    def has_lost_log(self) -> bool:
        """Whether the log that the connections write to is no longer the one beside the file."""
        return self._log is not None and _identity(self._log_path) != self._log

    def is_gone(self) -> bool:
        """Whether the file was removed, or another put in its place."""
        return self._file is not None and _identity(self._path) != self._file

    def refuse_if_gone(self) -> None:
        """Raise TargetError if the file is gone."""
        if not self.is_gone():
            return
        raise TargetError(
            f"“{self._path.name}” is no longer where it was opened: it was moved, deleted or "
            "replaced.",
            kept="This change was not saved; what was saved before can still be read here.",
            do="Save it elsewhere now (“Back up the file”), and open the copy.",
        )


def _identity(path: Path) -> Identity | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
