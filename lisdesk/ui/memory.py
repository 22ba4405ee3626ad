"""How an officer last left the window: columns, sizes of panes, the call at hand of each file and
the priorities used last.

It is kept beside the preferences, each thing in a file of its own, by a thread of its own: a drive
may take its time, and no key waits for that.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path
from threading import Lock

from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QSplitter

from lisdesk.tasks.preferences import preferences_folder

_FOLDER = "window"
_writer = ThreadPoolExecutor(1, thread_name_prefix="memory")
_lock = Lock()
_unwritten: dict[Path, bytes] = {}
"""What each file is to hold, until it does."""


def remembered(key: str) -> QByteArray:
    """Return what was kept of an arrangement, as its widget saved it; empty if nothing was."""
    return QByteArray(_kept(key))


def remember(key: str, state: QByteArray) -> None:
    """Keep an arrangement as its widget saves it."""
    _keep(key, bytes(state.data()))


def remembered_call(location: Path | str) -> str:
    """Return the reference of the call that was at hand in a file last; empty for a new file."""
    return _kept(_call_key(location)).decode("utf-8", "replace")


def remember_call(location: Path | str, reference: str) -> None:
    """Keep which call is at hand in a file, or in a server database."""
    _keep(_call_key(location), reference.encode())


def reminded_of(location: Path | str, officer: str, reference: str) -> tuple[str, int] | None:
    """Return which reminder of a call an officer was told last; None if none was."""
    written = _kept(_reminder_key(location, officer, reference)).decode("utf-8", "replace")
    key, _, rank = written.rpartition(" ")
    return (key, int(rank)) if rank.isascii() and rank.isdigit() and len(rank) < 4 else None


def remember_reminder(
    location: Path | str, officer: str, reference: str, told: tuple[str, int]
) -> None:
    """Keep which reminder of a call an officer was told last."""
    _keep(_reminder_key(location, officer, reference), f"{told[0]} {told[1]}".encode())


def recent_priorities(location: Path | str, officer: str, reference: str) -> list[int]:
    """Return the numbers of the priorities of a call that an officer tagged to last, the newest
    first; empty if that was not kept, or not in a form of ours.
    """
    written = _kept(_recent_key(location, officer, reference)).decode("utf-8", "replace").split()
    are_numbers = all(each.isascii() and each.isdigit() and len(each) < 10 for each in written)
    return [int(each) for each in written] if are_numbers else []


def remember_recent(
    location: Path | str, officer: str, reference: str, priority_ids: Sequence[int]
) -> None:
    """Keep which priorities of a call an officer tagged to last, the newest first."""
    words = " ".join(map(str, priority_ids))
    _keep(_recent_key(location, officer, reference), words.encode())


def keep_sizes(panes: QSplitter, key: str) -> None:
    """Give panes the sizes that they had last, and keep what the officer drags them to."""
    panes.restoreState(remembered(key))
    panes.splitterMoved.connect(lambda *_where: remember(key, panes.saveState()))


def name_of_file(location: Path | str) -> str:
    """Return a short name for a file, or a server database, that does not tell where it is."""
    name = str(location.resolve()) if isinstance(location, Path) else location
    return sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _call_key(location: Path | str) -> str:
    return f"call/{name_of_file(location)}"


def _reminder_key(location: Path | str, officer: str, reference: str) -> str:
    return f"reminder/{name_of_file(location)}/{reference}/{officer}"


def _recent_key(location: Path | str, officer: str, reference: str) -> str:
    return f"recent/{name_of_file(location)}/{reference}/{officer}"


def _place(key: str) -> Path:
    return preferences_folder() / _FOLDER / sha256(key.encode()).hexdigest()[:32]


def _keep(key: str, value: bytes) -> None:
    """Have a value written; until it is, it is known here. The program ends once all are."""
    place = _place(key)
    with _lock:
        _unwritten[place] = value
    _writer.submit(_write, place)


def _write(place: Path) -> None:
    """Write what is wanted last; an arrangement that cannot be kept is known until the end."""
    with _lock:
        value = _unwritten.get(place)
    if value is None:
        return
    partial = place.with_name(f"{place.name}.{os.getpid()}")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        partial.write_bytes(value)
        partial.replace(place)
    except OSError:
        with contextlib.suppress(OSError):
            partial.unlink(missing_ok=True)
        return
    with _lock:
        if _unwritten.get(place) is value:
            del _unwritten[place]


def _kept(key: str) -> bytes:
    place = _place(key)
    with _lock:
        unwritten = _unwritten.get(place)
    if unwritten is not None:
        return unwritten
    try:
        return place.read_bytes()
    except OSError:
        return b""
