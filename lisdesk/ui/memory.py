"""How an officer last left the window: columns, sizes of panes, the call at hand of each file.

It is kept beside the preferences.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QSplitter

from lisdesk.tasks.preferences import preferences_folder

_FILE = "window.ini"


def remembered(key: str) -> QByteArray:
    """Return what was kept of an arrangement, as its widget saved it; empty if nothing was."""
    kept = _settings().value(key)
    return kept if isinstance(kept, QByteArray) else QByteArray()


def remember(key: str, state: QByteArray) -> None:
    """Keep an arrangement as its widget saves it."""
    _settings().setValue(key, state)


def remembered_call(location: Path | str) -> str:
    """Return the reference of the call that was at hand in a file last; empty for a new file."""
    kept = _settings().value(_call_key(location))
    return kept if isinstance(kept, str) else ""


def remember_call(location: Path | str, reference: str) -> None:
    """Keep which call is at hand in a file, or in a server database."""
    _settings().setValue(_call_key(location), reference)


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


def _settings() -> QSettings:
    return QSettings(str(preferences_folder() / _FILE), QSettings.Format.IniFormat)
