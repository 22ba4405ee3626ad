"""Folders for a while: readable by the officer alone, gone with the program that made them."""

from __future__ import annotations

import atexit
import os
import stat
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

if sys.platform != "win32":
    import fcntl

_LOCK = ".in-use"


class PrivateFolder:
    """A new folder, of mode 0700, that is removed at the latest when the program ends.

    While the program runs it holds a lock, so that another one's `remove_abandoned` leaves it.
    """

    def __init__(self, prefix: str, parent: Path | None = None) -> None:
        self.path = Path(tempfile.mkdtemp(prefix=prefix, dir=parent))
        self._lock: int | None = os.open(self.path / _LOCK, os.O_CREAT | os.O_RDWR, 0o600)
        _hold(self._lock)
        atexit.register(self.remove)

    def subfolder(self) -> Path:
        """Return a new folder inside, of mode 0700."""
        return Path(tempfile.mkdtemp(prefix="", dir=self.path))

    def remove(self) -> list[Path]:
        """Remove the folder; return the files that another program does not let go."""
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None
        atexit.unregister(self.remove)
        return _removed(self.path)


def remove_abandoned(prefix: str, parent: Path | None = None) -> None:
    """Remove folders of this prefix whose program was killed; nobody holds their lock."""
    for folder in Path(parent or tempfile.gettempdir()).glob(f"{prefix}*"):
        if folder.is_dir() and not folder.is_symlink() and not _is_in_use(folder):
            _removed(folder)


def _is_in_use(folder: Path) -> bool:
    """Whether a program holds the folder's lock; one without a lock is being made, or not ours."""
    lock = folder / _LOCK
    try:
        descriptor = os.open(lock, os.O_RDWR)
    except OSError:  # another officer's, too: it cannot be opened
        return True
    try:
        _hold(descriptor)
    except OSError:
        return True
    finally:
        os.close(descriptor)
    if sys.platform == "win32":  # there no file goes that a program has open
        with suppress(OSError):
            lock.unlink()
        return lock.exists()
    return False


def _hold(descriptor: int) -> None:
    """Lock a file until it is closed; raises OSError if somebody holds it.

    Windows needs no lock: it removes no file that a program has open.
    """
    if sys.platform != "win32":
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _removed(folder: Path) -> list[Path]:
    """Remove a folder with everything in it; return the files that stayed."""
    stayed = []
    for path in _from_the_leaves(folder):
        try:
            if path.is_dir() and not path.is_symlink():
                path.rmdir()
            else:
                if not path.is_symlink():  # a read-only file cannot be removed on Windows
                    path.chmod(stat.S_IRUSR | stat.S_IWUSR)
                path.unlink()
        except FileNotFoundError:
            continue
        except OSError:
            if path.is_file():
                stayed.append(path)
    return stayed


def _from_the_leaves(folder: Path) -> Iterator[Path]:
    for root, folders, files in os.walk(folder, topdown=False):
        for name in (*files, *folders):
            yield Path(root) / name
    yield folder
