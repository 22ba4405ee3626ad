"""How still the window stands while whole jobs run: python -m tests.bench.heartbeat FILE SHEET MAP.

A timer beats every 5 ms in the shown window while an import, both exports, a backup, searches and
publications with their check, as workbook, page and document, and one that is stopped, run beside
it on a copy of FILE. Prints, as JSON, the seconds and the longest gap of each.

`python -m tests.bench.heartbeat exports COUNT FOLDER` measures the exports of a call of COUNT
submissions alone, through the screen Evidence; see `export_heartbeat`.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from itertools import chain
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QApplication

from lisdesk.app import SWITCH_SECONDS, build_window
from lisdesk.clock import system_clock
from lisdesk.edits.calls import CallDraft, new_call
from lisdesk.errors import CancelledError
from lisdesk.exchange.reference import shipped_template
from lisdesk.queries.register import RegisterFilter
from lisdesk.queries.register_rows import register_ids
from lisdesk.rules.deadlines import parse_deadline
from lisdesk.rules.vocabulary import Edition
from lisdesk.store.database import Database
from lisdesk.store.work import Desk
from lisdesk.tasks.backups import back_up_file
from lisdesk.tasks.exporting import export_evidence
from lisdesk.tasks.importing import import_sheet
from lisdesk.ui.collector import search_on_this_thread
from lisdesk.ui.main_window import MainWindow
from lisdesk.ui.workspace import Workspace

BEAT_MS = 5
_CALL, _SECOND_CALL = "LLEP-2018-01", "LLEP-2019-01"
_SEARCHES = ("h", "ho", "hous", "housing", "skills college", "pipistrelle", "zugzwang", "road*")
_SEARCHED_S = 2.0
_LONGEST_S = 900.0


class Heartbeat:
    """Beats on the thread of the window, and keeps the time between two beats: by the clock, and
    in processor time of this process, which other programs on the machine do not lengthen.
    """

    def __init__(self, window: MainWindow) -> None:
        self._timer = QTimer(window)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start(BEAT_MS)
        self.begin()

    def begin(self) -> None:
        """Forget the gaps so far."""
        self._last = time.perf_counter(), time.process_time()
        self.gaps_ms: list[tuple[float, float]] = []

    def figures(self) -> dict[str, float]:
        """Return the longest gap by the clock, the longest of own work, and how many beats."""
        own = max(min(wall, work) for wall, work in self.gaps_ms)
        longest = max(wall for wall, _ in self.gaps_ms)
        return {"longest_ms": longest, "own_ms": own, "beats": float(len(self.gaps_ms))}

    def _beat(self) -> None:
        now = time.perf_counter(), time.process_time()
        wall, work = (end - start for end, start in zip(now, self._last, strict=True))
        self.gaps_ms.append((wall * 1000, work * 1000))
        self._last = now


def main() -> None:
    """Run every job once and print what it cost the heart."""
    if sys.argv[1] == "exports":
        from tests.bench import export_heartbeat

        sys.exit(export_heartbeat.main(int(sys.argv[2]), Path(sys.argv[3]).resolve()))
    file, sheet, import_map = map(Path, sys.argv[1:])
    sys.setswitchinterval(SWITCH_SECONDS)
    application = QApplication([])
    search_on_this_thread().set_apart(application)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        os.environ["LISDESK_PREFERENCES"] = str(folder / "preferences")
        copy = folder / "call.lisdesk"
        shutil.copy(file, copy)
        window = build_window(application, system_clock(), "Bench Officer")
        window.show()
        window.open_location(str(copy))
        wait(lambda: window.desk is not None and bool(window.desk.workspace.calls))
        assert window.desk is not None
        figures = measure(window, window.desk.workspace, folder, sheet, import_map)
        window.close()
    print(json.dumps(figures))


def measure(
    window: MainWindow, workspace: Workspace, folder: Path, sheet: Path, import_map: Path
) -> dict[str, dict[str, float]]:
    """Return seconds and the heart's figures of each phase."""
    settle(3.0)
    heart = Heartbeat(window)
    figures = {}
    jobs = phases(workspace, folder, sheet, import_map)
    for name, work in chain(jobs, publications(workspace, folder)):
        heart.begin()
        started = time.perf_counter()
        work()
        figures[name] = {"seconds": time.perf_counter() - started, **heart.figures()}
    return figures


def phases(
    workspace: Workspace, folder: Path, sheet: Path, import_map: Path
) -> Iterator[tuple[str, Callable[[], None]]]:
    """Yield the jobs by name; each returns when it is done."""
    yield "nothing", partial(settle, 1.0)
    make_second_call(workspace)
    yield "import", partial(run, workspace, partial(_import, sheet=sheet, import_map=import_map))
    for edition in Edition:
        target = folder / f"{edition.key}.xlsx"
        job = partial(_export, target=target, edition=edition)
        yield f"export, {edition.key}", partial(run, workspace, job)
    yield "backup", partial(run, workspace, partial(_back_up, target=folder / "copy.lisdesk"))
    yield "search", partial(search, workspace)


def publications(workspace: Workspace, folder: Path) -> Iterator[tuple[str, Callable[[], None]]]:
    """Yield what is published with its check, in each format that has a report's or a workbook's
    size, and one that is stopped on its way.
    """
    for ending in ("xlsx", "html", "docx"):
        target = folder / f"published.{ending}"
        job = partial(_export, target=target, edition=Edition.PUBLICATION)
        yield f"publication, {ending}", partial(run, workspace, job)
    target = folder / "stopped.xlsx"
    job = partial(_export, target=target, edition=Edition.PUBLICATION)
    yield "publication, stopped", partial(stop, workspace, job)


def stop(workspace: Workspace, job: Callable[..., object]) -> None:
    """Begin a job and cancel it when it has told for the first time how far it is."""
    ended: list[object] = []
    ticket = workspace.jobs.run(job, owner=workspace, then=ended.append, otherwise=ended.append)
    ticket.progressed.connect(lambda *_: ticket.cancel())
    wait(lambda: bool(ended))
    if not isinstance(ended[0], CancelledError):
        raise TypeError(f"the job ended otherwise: {ended[0]}")
    settle(0.5)


def run(workspace: Workspace, job: Callable[..., object]) -> None:
    """Run a job as the screens do, until it has ended and what follows has been read."""
    done: list[object] = []
    workspace.run(job, "Benchmark", "rows", done.append)
    wait(lambda: bool(done))
    settle(0.5)


def search(workspace: Workspace) -> None:
    """Search the register again and again, as typing does."""
    end = time.perf_counter() + _SEARCHED_S
    while time.perf_counter() < end:
        for words in _SEARCHES:
            found: list[object] = []
            workspace.jobs.read(
                register_ids,
                workspace.call_id,
                workspace.officer,
                RegisterFilter(search=words),
                owner=workspace,
                then=found.append,
            )
            wait(lambda found=found: bool(found))


def make_second_call(workspace: Workspace) -> None:
    """Make the call that the sheet is imported into."""
    draft = CallDraft(
        "Second", "Leicester & Leicestershire", date(2019, 3, 1), parse_deadline("2019-04-08")
    )
    edit = partial(new_call, draft=draft, template=shipped_template("lis-ten-questions"))
    done: list[object] = []
    workspace.do(edit, "Made a call", done.append)
    wait(lambda: bool(done))


def wait(condition: Callable[[], bool], longest_s: float = _LONGEST_S) -> None:
    """Run the window until something holds; RuntimeError if it never does."""
    end = time.monotonic() + longest_s
    while not condition():
        if time.monotonic() > end:
            raise RuntimeError("the job did not end")
        settle(0.02)


def settle(seconds: float) -> None:
    """Run the window for a while."""
    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()


def _import(
    database: Database,
    desk: Desk,
    count: Callable[[int, int], None],
    *,
    sheet: Path,
    import_map: Path,
) -> object:
    return import_sheet(database, desk, _SECOND_CALL, sheet, map_path=import_map, progress=count)


def _export(
    database: Database,
    desk: Desk,
    count: Callable[[int, int], None],
    *,
    target: Path,
    edition: Edition,
) -> object:
    return export_evidence(database, desk, _CALL, target, edition, count)


def _back_up(
    database: Database, _desk: Desk, _count: Callable[[int, int], None], *, target: Path
) -> object:
    return back_up_file(database, target)


if __name__ == "__main__":
    main()
