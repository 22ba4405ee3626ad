"""How an officer last arranged the window: columns, sizes of panes; kept beside the preferences."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QSettings

from lisdesk.tasks.preferences import preferences_folder

_FILE = "window.ini"


def remembered(key: str) -> QByteArray:
    """Return what was kept of an arrangement, as its widget saved it; empty if nothing was."""
    kept = _settings().value(key)
    return kept if isinstance(kept, QByteArray) else QByteArray()


def remember(key: str, state: QByteArray) -> None:
    """Keep an arrangement as its widget saves it."""
    _settings().setValue(key, state)


def _settings() -> QSettings:
    return QSettings(str(preferences_folder() / _FILE), QSettings.Format.IniFormat)
