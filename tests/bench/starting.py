"""How long the window takes to be there: one start, in a process of its own.

`floor paint`: an empty PySide6 window, painted. `floor rows`: that, and then sqlalchemy.orm
imported. `ours paint FILE`: our window painted, ready for keys. `ours rows FILE`: the first
screen's rows on it. Prints processor seconds since the process began.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def main() -> None:
    """Measure what the arguments name."""
    whose, what, *file = sys.argv[1:]
    if whose == "floor":
        start_bare(what)
    else:
        start_ours(what, file[0])


def start_bare(what: str) -> None:
    """Show an empty window; end at its first paint."""
    from PySide6.QtWidgets import QApplication, QMainWindow

    def painted() -> None:
        if what == "rows":
            import sqlalchemy.orm  # noqa: F401 (what every window with a database has to load)
        end()

    application = QApplication([])
    window = QMainWindow()
    window.resize(1366, 768)
    watch = watcher(painted)
    window.installEventFilter(watch)
    window.show()
    application.exec()


def start_ours(what: str, file: str) -> None:
    """Start lisdesk as its command does; end at the first paint, or when rows are shown."""
    from lisdesk.cli import main as lisdesk
    from lisdesk.ui.main_window import MainWindow

    shown = MainWindow.showEvent

    def show_event(window: MainWindow, event) -> None:
        shown(window, event)
        if what == "paint":
            window.installEventFilter(watcher(end, window))
        else:
            window.desk_changed.connect(lambda: wait_for_rows(window))

    MainWindow.showEvent = show_event
    lisdesk(["--officer", "Ann Officer", "open", file])


def wait_for_rows(window) -> None:
    """End when the first screen has drawn what it read."""
    from PySide6.QtCore import QTimer

    timer = QTimer(window)

    def look() -> None:
        screen = window.current_screen()
        if screen is not None and getattr(screen, "page", None) is not None:
            window.grab()
            end()

    timer.timeout.connect(look)
    timer.start(1)


def watcher(then: Callable[[], None], parent=None):
    """Return an event filter that calls `then` after the first paint."""
    from PySide6.QtCore import QEvent, QObject, QTimer

    class Watch(QObject):
        def eventFilter(self, _watched, event) -> bool:  # noqa: N802 (Qt names it so)
            if event.type() == QEvent.Type.Paint:
                QTimer.singleShot(0, then)
            return False

    return Watch(parent)


def end() -> None:
    """Print the processor seconds used since the process began, and stop at once."""
    print(time.process_time(), flush=True)
    os._exit(0)


if __name__ == "__main__":
    main()
