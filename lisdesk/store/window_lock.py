"""One editing window for a consultation file: a lock that the operating system holds and lets go.

The lock lies on a small file beside the consultation file, which says who has it and since when.
The system lets it go when the program ends, however it ends; what stays behind is harmless.
"""

from __future__ import annotations

import json
import os
import platform
import sys
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

_WORDS_AT = 1
"""The first byte is what is locked; Windows lets nobody read a locked byte."""


class Holder(NamedTuple):
    """Who has a file open for editing."""

    officer: str
    computer: str
    since: str
    """The moment in ISO 8601; empty if it cannot be told."""


class WindowLock:
    """Holds a file for one window until `release` or the end of the program."""

    def __init__(self, path: Path) -> None:
        file = path.resolve()  # whatever link leads to it, it is one file
        self.path = file.with_name(f".{file.name}.window")
        self._descriptor: int | None = None

    def acquire(self, officer: str, now: datetime) -> Holder | None:
        """Take the lock; return who has it already, or None if it is ours now.

        Raises OSError where no file can be made beside the consultation file.
        """
        descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        if not _locked(descriptor):
            holder = _read_holder(descriptor)
            os.close(descriptor)
            return holder
        words = json.dumps([officer, platform.node(), now.isoformat()])
        os.ftruncate(descriptor, 0)
        os.write(descriptor, b" " * _WORDS_AT + words.encode())
        self._descriptor = descriptor
        return None

    def release(self) -> None:
        """Let the file go; nothing happens if the lock is not ours."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


def _read_holder(descriptor: int) -> Holder:
    os.lseek(descriptor, _WORDS_AT, os.SEEK_SET)
    try:
        officer, computer, since = json.loads(os.read(descriptor, 4096))
        return Holder(str(officer), str(computer), str(since))
    except (ValueError, TypeError):  # it was being written at this very moment
        return Holder("another officer", "", "")


if sys.platform == "win32":
    import msvcrt

    def _locked(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _locked(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
