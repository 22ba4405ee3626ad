"""How an officer last arranged the window: columns, sizes of panes; kept beside the preferences."""

from __future__ import annotations

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


def keep_sizes(panes: QSplitter, key: str) -> None:
    """Give panes the sizes that they had last, and keep what the officer drags them to."""
    panes.restoreState(remembered(key))
    panes.splitterMoved.connect(lambda *_where: remember(key, panes.saveState()))


def _settings() -> QSettings:
    return QSettings(str(preferences_folder() / _FILE), QSettings.Format.IniFormat)
