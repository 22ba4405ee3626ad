"""Put the window together and run it. Only this module knows every part."""

from __future__ import annotations

import gc
import sys

import PySide6
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from lisdesk.clock import Clock
from lisdesk.tasks.preferences import read_preferences
from lisdesk.ui.collector import search_on_this_thread
from lisdesk.ui.crash import CrashWatch
from lisdesk.ui.features import look_for_no_features
from lisdesk.ui.main_window import MainWindow
from lisdesk.ui.theme import THEMES, apply_theme, system_theme
from lisdesk.ui.versions import refuse_bad_pair

SWITCH_SECONDS = 0.0001
"""How long work beside the window may hold the interpreter: a fiftieth of Python's default, so that
an export does not make the window stutter. One painting of a list asks for it hundreds of times.
"""


def run_window(location: str | None, officer: str, clock: Clock) -> int:
    """Open a window, on a file if one is named or the officer's usual one is there; return the exit
    code when it closes.
    """
    refuse_bad_pair(PySide6.__version_info__[:3], sys.version_info[:3])
    sys.setswitchinterval(SWITCH_SECONDS)
    gc.disable()  # loading makes many objects and no cycles; the open file's jobs search later
    look_for_no_features()
    application = QApplication.instance() or QApplication([*sys.argv[:1], "-style", "fusion"])
    assert isinstance(application, QApplication)
    application.setApplicationName("lisdesk")
    application.setOrganizationName("lisdesk")
    location = location or _usual_location()
    window = build_window(application, clock, officer, QSettings(), opens=bool(location))
    watch = CrashWatch(window)
    watch.met.connect(window.file_commands.show_crash)
    watch.begin()
    window.first_painted.connect(lambda: _go_on(application, window, location))
    window.show()
    try:
        return application.exec()
    finally:
        watch.end()


def _usual_location() -> str:
    from lisdesk.paths import default_file

    usual = default_file()
    return str(usual) if usual.is_file() else ""


def _go_on(application: QApplication, window: MainWindow, location: str) -> None:
    """Do what the first paint of the window did not wait for."""
    search_on_this_thread().set_apart(application)
    if location:
        window.open_location(location)


def build_window(
    application: QApplication,
    clock: Clock,
    officer: str = "",
    settings: QSettings | None = None,
    *,
    opens: bool = False,
) -> MainWindow:
    """Return the window, in the look that the officer prefers, not shown yet.

    `opens` says that a file will be opened in it as soon as it is shown.
    """
    preferred = THEMES.get(read_preferences().theme)
    apply_theme(application, preferred or system_theme(application))
    return MainWindow(clock, officer=officer, settings=settings, opens=opens)


def is_screen_there() -> bool:
    """Whether a window can be shown: always on Windows and macOS, with a display elsewhere."""
    import os

    if sys.platform in ("win32", "darwin"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
