"""Write a file whole or not at all, beside whatever stood there before."""

import errno
import os
import shutil
import stat
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from lisdesk.errors import TargetError

if sys.platform != "win32":
    import fcntl

_RETRY_DELAYS_SECONDS = (0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.6, 0.7)
_WINDOWS_HELD_ELSEWHERE = (5, 32, 33)
"""Access denied, sharing violation, lock violation: what an open workbook answers on Windows."""
_NO_SPACE = (errno.ENOSPC, errno.EDQUOT)
_MEGABYTE = 1_000_000
_TEMPORARY_PREFIX = ".lisdesk-"
_TEMPORARY_SUFFIX = ".part"
_OTHER_PLACE = "Choose another folder and try again."


@contextmanager
def atomic_target(path: Path, *, sleep: Callable[[float], None] = time.sleep) -> Iterator[Path]:
    """Yield a temporary path beside `path`; leaving the block puts the file there in one step.

    The temporary file exists, is empty and is readable by its owner alone. When the block ends
    well it is forced to the disk and replaces `path`; after any exception it is removed and `path`
    is what it was. Raises TargetError before the block if the target cannot be replaced (no such
    folder, a folder of that name, read-only, open in another program), and after it if the drive
    is full, the file too big, or the target held by another program for about 2.5 seconds.
    """
    target = _possible_target(path)
    _remove_abandoned(target.parent)
    descriptor, temporary = _new_temporary(target)
    try:
        try:
            yield temporary
            os.fsync(descriptor)
        except OSError as error:
            _raise_if_no_room(error, target, temporary)
            raise
        finally:
            # Windows replaces no file that is open.
            os.close(descriptor)
        _replace(temporary, target, sleep)
    except BaseException:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise
    _force_folder_to_disk(target.parent)


def force_to_disk(path: Path) -> None:
    """Have a file's bytes on the disk when this returns; raises OSError if they cannot be."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def open_in(path: Path) -> str | None:
    """Return the program whose lock file says that it has the file open, or None."""
    if path.with_name(f".~lock.{path.name}#").exists():
        return "LibreOffice"
    if path.with_name(f"~${path.name}").exists():
        return "Excel"
    return None


def _possible_target(path: Path) -> Path:
    """Return where a link leads, or the path itself; TargetError if no file can be put there."""
    try:
        target = path.resolve() if path.is_symlink() else path
        _refuse_impossible(target)
    except OSError as error:  # such as a name that is too long
        raise _not_writable(path, error) from error
    return target


def _refuse_impossible(target: Path) -> None:
    if not target.parent.is_dir():
        raise TargetError(f"There is no folder {target.parent}.", do=_OTHER_PLACE)
    if target.is_dir():
        raise TargetError(f"{target} is a folder.", do="Give the name of a file.")
    if not target.exists():
        return
    if not target.is_file():
        raise TargetError(f"{target} is not a file.", do="Give the name of a file.")
    if not target.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH):
        raise TargetError(
            f"{target.name} is read-only, so it could not be replaced.",
            do="Save under another name.",
        )
    if open_in(target) is not None:
        raise _held_elsewhere(target)


def _new_temporary(target: Path) -> tuple[int, Path]:
    """Create the temporary file for its owner alone: it may hold what was said in confidence."""
    try:
        descriptor, name = tempfile.mkstemp(
            prefix=_TEMPORARY_PREFIX, suffix=_TEMPORARY_SUFFIX, dir=target.parent
        )
    except OSError as error:
        _raise_if_no_room(error, target, None)
        raise _not_writable(target, error) from error
    temporary = Path(name)
    with suppress(OSError):
        temporary.chmod(stat.S_IRUSR | stat.S_IWUSR)
        _lock(descriptor)
    return descriptor, temporary


def _remove_abandoned(folder: Path) -> None:
    """Remove what a killed process left behind; nobody holds the lock of such a file."""
    for leftover in folder.glob(f"{_TEMPORARY_PREFIX}*{_TEMPORARY_SUFFIX}"):
        with suppress(OSError):
            descriptor = os.open(leftover, os.O_RDWR)
            try:
                _lock(descriptor)
            finally:
                os.close(descriptor)
            leftover.unlink()


def _lock(descriptor: int) -> None:
    """Hold the file until it is closed; raises OSError if somebody holds it.

    Windows needs no lock: it removes no file that a program has open.
    """
    if sys.platform != "win32":
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _force_folder_to_disk(folder: Path) -> None:
    # The file is already in its place; a drive that cannot force a folder only loses the guarantee.
    if os.name != "nt":
        with suppress(OSError):
            descriptor = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)


def _replace(temporary: Path, target: Path, sleep: Callable[[float], None]) -> None:
    for delay in (*_RETRY_DELAYS_SECONDS, None):
        try:
            temporary.replace(target)
        except OSError as error:
            _raise_if_no_room(error, target, temporary)
            if not _is_held_elsewhere(error):
                raise _not_writable(target, error) from error
            if delay is None:
                raise _held_elsewhere(target) from error
            sleep(delay)
        else:
            return


def _is_held_elsewhere(error: OSError) -> bool:
    return (
        isinstance(error, PermissionError)
        or getattr(error, "winerror", None) in _WINDOWS_HELD_ELSEWHERE
    )


def _held_elsewhere(target: Path) -> TargetError:
    program = open_in(target) or "another program"
    return TargetError(
        f"The workbook is open in {program}, so it could not be replaced.",
        do="Close it there and try again, or save under another name.",
    )


def _not_writable(target: Path, error: OSError) -> TargetError:
    if error.errno == errno.EROFS:
        return TargetError(f"The drive of {target.parent} is read-only.", do=_OTHER_PLACE)
    if isinstance(error, PermissionError):
        return TargetError(f"You may not write in the folder {target.parent}.", do=_OTHER_PLACE)
    return TargetError(f"{target} could not be written ({error.strerror}).", do=_OTHER_PLACE)


def _raise_if_no_room(error: OSError, target: Path, temporary: Path | None) -> None:
    if error.errno in _NO_SPACE:
        raise TargetError(
            f"There is not enough room on the drive of {target.parent}:"
            f" {_room(target, temporary)}.",
            do="Make room there, or choose a folder on another drive, and try again.",
        ) from error
    if error.errno == errno.EFBIG:
        raise TargetError(
            f"The drive of {target.parent} does not take a file of this size:"
            f" {_room(target, temporary)}.",
            do="Choose a folder on another drive and try again.",
        ) from error


def _room(target: Path, temporary: Path | None) -> str:
    """Say how much is needed at least, and how much was free before, as far as either is known."""
    written = 0
    free = 0
    with suppress(OSError):
        written = temporary.stat().st_size if temporary is not None else 0
        free = shutil.disk_usage(target.parent).free
    return f"more than {_megabytes(written)} are needed, and {_megabytes(free + written)} were free"


def _megabytes(size_bytes: int) -> str:
    return f"{size_bytes / _MEGABYTE:,.1f} MB"
