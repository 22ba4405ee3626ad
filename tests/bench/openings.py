"""How still the window stands at the first visit of a screen.

`python -m tests.bench.openings FILE SCREEN SECONDS` opens FILE in a window, and that long after its
first screen is there goes to the other. It prints, as JSON, the longest gaps of a 5 ms heartbeat
until all of it has been read and painted, and the milliseconds until the screen was in view.
"""

from __future__ import annotations

import gc
import json
import os
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from lisdesk.app import SWITCH_SECONDS, build_window
from lisdesk.clock import system_clock
from lisdesk.ui.collector import search_on_this_thread
from lisdesk.ui.features import look_for_no_features
from lisdesk.ui.main_window import MainWindow
from tests.bench.heartbeat import Heartbeat, settle, wait
from tests.bench.key_presses import is_in_view

_PAINTED_S = 0.5


def main() -> None:
    """Visit one screen and print what it cost the heart."""
    file, screen, seconds = sys.argv[1:]
    sys.setswitchinterval(SWITCH_SECONDS)
    gc.disable()  # as the program does; the open file's jobs search later
    look_for_no_features()
    application = QApplication([])
    search_on_this_thread().set_apart(application)
    with tempfile.TemporaryDirectory() as temporary:
        os.environ["LISDESK_PREFERENCES"] = str(Path(temporary) / "preferences")
        window = build_window(application, system_clock(), "Bench Officer")
        window.show()
        window.open_location(file)
        wait(lambda: window.current_screen() is not None)
        settle(float(seconds))
        figures = visited(window, screen)
    print(json.dumps(figures), flush=True)
    os._exit(0)


def visited(window: MainWindow, screen: str) -> dict[str, float]:
    """Go to a screen, and return the heart's figures until nothing is read any more."""
    assert window.desk is not None
    jobs = window.desk.jobs
    heart = Heartbeat(window)
    started = time.perf_counter()
    window.show_screen(screen)
    wait(lambda: is_in_view(window, screen))
    shown_ms = (time.perf_counter() - started) * 1000
    for _ in range(2):
        settle(_PAINTED_S)
        wait(lambda: jobs.is_at_rest)
    return {"shown_ms": shown_ms, **heart.figures()}


if __name__ == "__main__":
    main()
