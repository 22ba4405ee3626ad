"""Coverage at scale: `python -m tests.bench.coverage_keys FILE`, on a copy of FILE.

Sets forty targets, then prints as JSON the processor milliseconds that the lane of reads takes for
Home's numbers and for its targets, those of the window's thread until Home is painted anew once its
numbers are asked for, and, for acknowledgements in a shown window, the milliseconds until the first
page is there and the longest gap of a 5 ms heartbeat on opening the list, on
Ctrl+A, on marking everything as sent, then 20,000 of them, and on undo of both.
"""

from __future__ import annotations

import gc
import json
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import product
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QItemSelection, QItemSelectionModel
from PySide6.QtWidgets import QApplication
from sqlalchemy import select

from lisdesk.app import SWITCH_SECONDS, build_window
from lisdesk.clock import system_clock
from lisdesk.edits.targets import TargetDraft, set_target
from lisdesk.queries.coverage import coverage
from lisdesk.queries.home import home_page
from lisdesk.store.database import Database
from lisdesk.store.entities import Area, Question, StakeholderType
from lisdesk.store.work import Desk
from lisdesk.tasks.files import open_file
from lisdesk.ui.collector import search_on_this_thread
from lisdesk.ui.coverage.screen import CoverageScreen
from lisdesk.ui.features import look_for_no_features
from lisdesk.ui.home.screen import HomeScreen
from lisdesk.ui.main_window import MainWindow
from tests.bench.heartbeat import Heartbeat, settle, wait
from tests.bench.key_presses import Paintings

_TARGETS, _ROUNDS, _PAINTED_S = 40, 5, 0.5
_MARKED = 20_000


def main() -> None:
    """Measure once and print it."""
    with tempfile.TemporaryDirectory() as temporary:
        copy = Path(temporary) / "call.lisdesk"
        shutil.copy(sys.argv[1], copy)
        database = open_file(copy)
        set_targets(database)
        figures = home_figures(database)
        database.close()
        os.environ["LISDESK_PREFERENCES"] = str(Path(temporary) / "preferences")
        figures |= window_figures(copy)
        print(json.dumps(figures, indent=1), flush=True)
    os._exit(0)


def set_targets(database: Database) -> None:
    """Set targets by type, every other one by question, every third by area, too."""
    desk = Desk("Bench Officer", system_clock())
    with database.reading() as session:
        types, areas, questions = (
            session.scalars(select(each.id).order_by(each.id)).all()
            for each in (StakeholderType, Area, Question)
        )
    meant = [*product(types, [None, *areas[:2]], [None, *questions[:5]])]
    with database.writing(desk) as work:
        for place in range(_TARGETS):
            type_id, area_id, question_id = meant[place * len(meant) // _TARGETS]
            draft = TargetDraft(100, type_id, area_id, question_id)
            set_target(work, call_id=1, draft=draft)


def home_figures(database: Database) -> dict[str, float]:
    """Return the processor milliseconds of what Home reads, the least of some rounds each."""

    def least(query: Callable[..., Any], *arguments: Any) -> float:
        rounds = []
        for _ in range(_ROUNDS):
            with database.reading() as session:
                started = time.process_time()
                query(session, *arguments)
                rounds.append((time.process_time() - started) * 1000)
        return min(rounds)

    numbers = least(home_page, 1, "Bench Officer", "Europe/London")
    targets = least(coverage, 1)
    return {"home_ms": numbers, "targets_ms": targets, "together_ms": numbers + targets}


def window_figures(file: Path) -> dict[str, float]:
    """Return what the lists of Coverage cost the window."""
    sys.setswitchinterval(SWITCH_SECONDS)
    gc.disable()  # as the program does
    look_for_no_features()
    application = QApplication([])
    search_on_this_thread().set_apart(application)
    window = build_window(application, system_clock(), "Bench Officer")
    window.show()
    window.open_location(str(file))
    wait(lambda: window.current_screen() is not None)
    settle(5)
    figures = {"home_drawn_ms": home_drawn(window)}
    window.show_screen("coverage")
    wait(lambda: isinstance(window.current_screen(), CoverageScreen))
    screen = window.current_screen()
    assert isinstance(screen, CoverageScreen)
    heart = Heartbeat(window)

    def measure(name: str, act: Callable[[], object], until: Callable[[], bool]) -> None:
        rest(window)
        heart.begin()
        started = time.perf_counter()
        act()
        wait(until)
        figures[f"{name}_ms"] = (time.perf_counter() - started) * 1000
        rest(window)
        figures.update(
            {f"{name}_{key}": each for key, each in heart.figures().items() if "ms" in key}
        )

    tab = screen.acknowledge
    first_line = tab.table.lines.index
    measure(
        "open",
        lambda: screen.tabs.setCurrentWidget(tab),
        lambda: tab.table.lines.rowCount() > 0 and first_line(0, 0).data() is not None,
    )
    measure("select", tab.table.selectAll, lambda: True)
    assert window.desk is not None
    undo = window.desk.workspace.history.stack.undo
    every = tab.table.lines.rowCount()
    measure("mark_all", tab.mark.trigger, tab.empty.isVisible)
    measure("undo_all", undo, lambda: tab.table.lines.rowCount() == every)
    last = tab.table.lines.index(_MARKED - 1, 0)
    chosen = QItemSelection(first_line(0, 0), last)
    marks = QItemSelectionModel.SelectionFlag
    tab.table.selectionModel().select(chosen, marks.ClearAndSelect | marks.Rows)
    measure("mark", tab.mark.trigger, lambda: tab.table.lines.rowCount() == every - _MARKED)
    measure("undo", undo, lambda: tab.table.lines.rowCount() == every)
    return figures


def home_drawn(window: MainWindow) -> float:
    """Return what drawing all of Home and painting it costs the window, the median of rounds."""
    home = window.current_screen()
    assert isinstance(home, HomeScreen)
    painted = Paintings(home.body.arrivals)
    rounds = []
    for _ in range(_ROUNDS):
        rest(window)
        home.page = None  # what has been drawn is not drawn again
        painted.count = 0
        started = time.thread_time()
        home.load()
        wait(lambda: home.page is not None and painted.count > 0)
        rounds.append((time.thread_time() - started) * 1000)
    return statistics.median(rounds)


def rest(window: MainWindow) -> None:
    """Run the window until nothing is read or written any more."""
    assert window.desk is not None
    jobs = window.desk.jobs
    for _ in range(2):
        settle(_PAINTED_S)
        wait(lambda: jobs.is_at_rest)


if __name__ == "__main__":
    main()
