"""How still the window stands while a large call is exported through it, as an officer does it:
python -m tests.bench.heartbeat exports COUNT FOLDER.

The file of COUNT submissions with three tags each is made in FOLDER, or used again from there. On a
copy, four submissions in five of which give a permission, the screen Evidence is opened, and both
editions are exported from it, the publication with its check, each once whole and once cancelled by
the button in the progress strip. Prints, as JSON, of each phase the seconds, the longest gap of a
5 ms heartbeat by the clock and of the program's own work, how often the progress moved, and the
longest time in which it did not. Ends with exit code 1 if a gap of an export is over the bar.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from lisdesk.app import SWITCH_SECONDS, build_window
from lisdesk.clock import system_clock
from lisdesk.rules.vocabulary import Edition
from lisdesk.ui.ask import Question
from lisdesk.ui.collector import search_on_this_thread
from lisdesk.ui.evidence.screen import EvidenceScreen
from lisdesk.ui.main_window import MainWindow
from lisdesk.ui.wishes import Wish
from lisdesk.ui.workspace import Workspace
from tests.bench.heartbeat import Heartbeat, settle, wait
from tests.bench.measure import GAP_MS
from tests.bench.tagged_file import make, permit

_LONGEST_S = 7_200.0
_CANCELLED_AFTER_S = 1.0
"""How long after the first count the officer presses Cancel."""
_LOOKED_EVERY_MS = 20
_WISHES = {Edition.INTERNAL: Wish.EXPORT, Edition.PUBLICATION: Wish.PUBLISH}


class Answers:
    """Answers the window's questions: where to, and yes."""

    def __init__(self) -> None:
        self.target = Path()

    def file_to_save(self, _title: str, _kinds: Sequence[str], _suggested: Path) -> Path:
        """Return the file that is to be written."""
        return self.target

    def agrees(self, question: Question, _still: object = None) -> bool:
        """Agree to publish; RuntimeError where there is something to settle first."""
        if question.verb != "Export for publication":
            raise RuntimeError(question.words)
        return True


class Followed:
    """Looks at the progress strip time and again: how often it moved, and when it did not."""

    def __init__(self, workspace: Workspace) -> None:
        self._strip = workspace.progress
        self._timer = QTimer(workspace)
        self._timer.timeout.connect(self._look)
        self._timer.start(_LOOKED_EVERY_MS)
        self.begin()

    def begin(self) -> None:
        """Forget what was seen so far."""
        self._seen, self._at = ("", 0), time.perf_counter()
        self.moves, self.longest_still_s = 0, 0.0

    def _look(self) -> None:
        if self._strip.isHidden():
            self._at = time.perf_counter()
            return
        seen = self._strip.counts.text().partition(" · ")[0], self._strip.bar.value()
        if seen != self._seen:
            self.moves += 1
            self._seen, self._at = seen, time.perf_counter()
        self.longest_still_s = max(self.longest_still_s, time.perf_counter() - self._at)


def main(count: int, folder: Path) -> int:
    """Measure everything once and print it; return 1 if a gap is over the bar."""
    file = folder / f"tagged-{count}.lisdesk"
    make(count, file)
    sys.setswitchinterval(SWITCH_SECONDS)
    application = QApplication([])
    search_on_this_thread().set_apart(application)
    with tempfile.TemporaryDirectory(dir=folder) as temporary:
        os.environ["LISDESK_PREFERENCES"] = str(Path(temporary) / "preferences")
        copy = Path(temporary) / "call.lisdesk"
        shutil.copy(file, copy)
        permit(copy)
        answers = Answers()
        window = build_window(application, system_clock(), "Bench Officer")
        window.ask = answers  # type: ignore[assignment]  # it answers what an export asks
        window.show()
        window.open_location(str(copy))
        wait(lambda: window.desk is not None and bool(window.desk.workspace.calls))
        figures = measure(window, answers, Path(temporary))
        window.close()
    print(json.dumps(figures))
    gaps = [
        each[gap]
        for name, each in figures.items()
        for gap in ("longest_ms", "own_ms")
        if name.startswith(("export", "publication"))
    ]
    return int(max(gaps) > GAP_MS)


def measure(window: MainWindow, answers: Answers, folder: Path) -> dict[str, dict[str, float]]:
    """Return the figures of each phase, in their order."""
    assert window.desk is not None
    workspace = window.desk.workspace
    settle(3.0)
    heart, followed = Heartbeat(window), Followed(workspace)
    figures: dict[str, dict[str, float]] = {}

    def phase(name: str, work: Callable[[], None]) -> None:
        heart.begin()
        followed.begin()
        started = time.perf_counter()
        work()
        figures[name] = {
            "seconds": time.perf_counter() - started,
            **heart.figures(),
            "moves": float(followed.moves),
            "longest_still_s": followed.longest_still_s,
        }

    phase("nothing", lambda: settle(1.0))
    phase("reading Evidence", lambda: _open_evidence(window, workspace))
    for edition in Edition:
        name = "publication with its check" if edition is Edition.PUBLICATION else "export"
        answers.target = folder / f"{edition.key}.xlsx"
        phase(name, partial(_export, workspace, edition))
        if not answers.target.exists():
            raise RuntimeError(f"{name} left no file")
        answers.target = folder / f"{edition.key}-cancelled.xlsx"
        phase(f"{name}, cancelled", partial(_cancel, workspace, edition))
        if answers.target.exists():
            raise RuntimeError(f"{name} was not cancelled")
    return figures


def _open_evidence(window: MainWindow, workspace: Workspace) -> None:
    """Go to the screen, and wait until it shows the evidence."""
    workspace.go_to("evidence")

    def is_read() -> bool:
        screen = window.current_screen()
        body = screen.body if screen is not None and hasattr(screen, "body") else screen
        return isinstance(body, EvidenceScreen) and body.preview is not None

    wait(is_read, _LONGEST_S)
    settle(0.5)


def _export(workspace: Workspace, edition: Edition) -> None:
    """Ask for an edition, and wait until it is told that it was written."""
    done: list[str] = []
    workspace.did.connect(done.append)
    workspace.go_to("evidence", _WISHES[edition])
    wait(lambda: bool(done), _LONGEST_S)
    workspace.did.disconnect(done.append)
    settle(0.5)


def _cancel(workspace: Workspace, edition: Edition) -> None:
    """Ask for an edition, press Cancel when its progress is in view, and wait until it is told."""
    strip, notices = workspace.progress, workspace.notices
    workspace.go_to("evidence", _WISHES[edition])
    wait(lambda: not strip.isHidden() and strip.bar.value() > 0, _LONGEST_S)
    settle(_CANCELLED_AFTER_S)
    if strip.isHidden():
        raise RuntimeError("the export ended before it could be cancelled")
    strip.cancel.click()
    wait(lambda: strip.isHidden() and "Cancelled" in notices.words.text(), _LONGEST_S)
    settle(0.5)
