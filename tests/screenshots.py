"""Render every screen and dialog of the sample call into docs/screenshots, light and dark.

`python3 dev.py screenshots [NAME …]`. The clock is set and the font is our own, so that two
runs on one machine give the same pictures.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from lisdesk.app import build_window
from lisdesk.clock import fixed_clock
from lisdesk.edits.submissions import AttachedFile, SubmissionDraft, add_submission
from lisdesk.rules.deadlines import parse_instant
from lisdesk.tasks.demo import run_demo
from lisdesk.ui.commands import SCREENS
from lisdesk.ui.importing.dialog import ImportDialog
from lisdesk.ui.main_window import MainWindow
from lisdesk.ui.theme import THEMES, apply_theme
from tests.laid_out_letter import LETTER_WORDS, laid_out_letter
from tests.window_driver import QueuedAsk, open_every_dialog, take_programme_in

ROOT = Path(__file__).resolve().parent.parent
FOLDER = Path(os.environ.get("LISDESK_PICTURES", ROOT / "docs" / "screenshots"))
NOW = "2019-02-18T10:00"
SIZE_PX = (1366, 768)
LOOKS = ("light", "dark")
_PAUSE_MS = 60
_LONGEST_WAIT_S = 20


def main(names: list[str]) -> None:
    """Take the pictures whose names begin with one of these; all of them without names."""
    application = QApplication([])
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        os.environ["LISDESK_PREFERENCES"] = str(folder / "preferences")
        clock = fixed_clock(parse_instant(NOW))
        sample = run_demo(folder / "sample", folder, clock, "Ann Officer").file
        FOLDER.mkdir(parents=True, exist_ok=True)
        for look in LOOKS:
            copy = folder / look / "llep.lisdesk"
            copy.parent.mkdir()
            shutil.copy(sample, copy)
            apply_theme(application, THEMES[look])
            for name, widget in views(application, copy, sample.parent, look):
                if not names or any(name.startswith(each) for each in names):
                    widget.grab().save(str(FOLDER / f"{name}-{look}.png"))
                    print(f"{name}-{look}.png", flush=True)


def views(
    application: QApplication, file: Path, sample: Path, look: str
) -> Iterator[tuple[str, QWidget]]:
    """Yield each view by its name while it is shown."""
    window = build_window(application, fixed_clock(parse_instant(NOW)), "Ann Officer")
    apply_theme(application, THEMES[look])
    ask = QueuedAsk()
    window.ask = ask
    window.resize(*SIZE_PX)
    window.show()
    pause()
    yield "welcome", window
    window.open_location(str(file))
    wait(lambda: window.desk is not None and bool(window.desk.workspace.calls))
    assert window.desk is not None
    calls = window.desk.workspace.calls
    window.desk.workspace.choose_call(calls[0].id)
    for key, _title in SCREENS:
        window.show_screen(key)
        wait_loaded(window)
        if key == "programme":
            take_programme_in(window.current_screen())
            wait_loaded(window)
        yield key, window
    for name, dialog in open_every_dialog(window, sample, pause):
        if isinstance(dialog, ImportDialog):
            wait(dialog.go.isEnabled)
            pause(400)
        yield name, dialog
    for name in show_a_page(window):
        yield name, window
    window.close()
    window.deleteLater()
    pause()


def show_a_page(window: MainWindow) -> Iterator[str]:
    """Show the page of a letter with a map in it, and yield the name of its picture."""
    assert window.desk is not None
    workspace = window.desk.workspace
    letter = AttachedFile("Parish council, letter of 30 January.pdf", laid_out_letter())
    draft = SubmissionDraft(
        respondent="Harby Parish Council", letter=LETTER_WORDS, attachments=[letter]
    )
    with workspace.jobs.database.writing(workspace.jobs.desk) as work:
        add_submission(work, call_id=workspace.call_id, draft=draft)
    window.show_screen("reading")
    wait_loaded(window)
    screen: Any = window.current_screen()
    screen.show_target(max(screen.list.model.ids()))
    wait_loaded(window)
    screen.page.toggle()
    wait(lambda: screen.page.pane.place.text() == "Page 1 of 2")
    pause(400)
    yield "reading-page"
    screen.page.put_away()


def wait_loaded(window: MainWindow) -> None:
    """Wait until the lanes are empty and the screen has drawn what it read."""
    assert window.desk is not None
    jobs = window.desk.jobs
    for _ in range(4):
        seen: list[object] = []
        jobs.read_in_turn(lambda _session: None, owner=window, then=seen.append)
        for _ in range(3):
            jobs.read(lambda _session: None, owner=window, then=seen.append)
        wait(lambda seen=seen: len(seen) == 4)
        pause()
    pause(400)


def wait(condition: Callable[[], bool]) -> None:
    """Run the event loop until something holds; RuntimeError if it never does."""
    end = time.monotonic() + _LONGEST_WAIT_S
    while not condition():
        if time.monotonic() > end:
            raise RuntimeError("the window did not come to rest")
        pause(10)


def pause(milliseconds: int = _PAUSE_MS) -> None:
    """Run the event loop for a while."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


if __name__ == "__main__":
    main(sys.argv[1:])
