"""How still the window stands while many answers are selected, tagged and untagged at once:
python -m tests.bench.many_answers FILE.

FILE is made by tests.bench.tagged_file, and copied first. On the screen Answers 20,000 answers,
then all there are, are selected, tagged by a key and given back by Ctrl+Z; the dialog of double
coding is opened three times. Prints, as JSON, the milliseconds until each is saved or shown, and
the longest gap of a 5 ms heartbeat meanwhile.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from lisdesk.app import SWITCH_SECONDS, build_window
from lisdesk.clock import system_clock
from lisdesk.ui.coding.dialog import DoubleCodingDialog
from lisdesk.ui.collector import search_on_this_thread
from tests.bench.heartbeat import Heartbeat
from tests.bench.key_presses import Bench

_MANY, _OPENINGS = 20_000, 3
_CTRL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
_AFTER_S, _MOST_S = 0.5, 60


def measure(bench: Bench) -> dict[str, dict[str, float]]:
    """Select, tag and give back."""
    screen = bench.go("answers")
    bench.until(lambda: screen.pane.shown is not None and screen.tree.rows)
    bench.until(lambda: screen.table.rows.rowCount() > _MANY)
    bench.rest(2.0)
    table, window = screen.table, bench.window
    heart, saved = Heartbeat(window), list[int]()
    window.desk.jobs.edited.connect(saved.append)
    figures: dict[str, dict[str, float]] = {}

    def phase(what: str, act: Callable[[], object], until: Callable[[], object]) -> None:
        saved.clear()
        heart.begin()
        started = time.perf_counter()
        act()
        bench.until(until)
        took_ms = (time.perf_counter() - started) * 1000
        bench.rest(_AFTER_S, most_s=_MOST_S)
        figures[what] = {"ms": took_ms, **heart.figures()}

    def select_some() -> None:
        model = table.model()
        span = QItemSelection(model.index(0, 0), model.index(_MANY - 1, model.columnCount() - 1))
        table.selectionModel().select(span, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def press(key: Qt.Key, held: Qt.KeyboardModifier) -> Callable[[], None]:
        return lambda: QTest.keyClick(table, key, held)

    plain = Qt.KeyboardModifier.NoModifier
    everything = press(Qt.Key.Key_A, _CTRL)
    for count, select, key in (
        (_MANY, select_some, Qt.Key.Key_5),
        (table.rows.rowCount(), everything, Qt.Key.Key_6),
    ):
        phase(f"select {count:,}", select, lambda count=count: table.selected_count() == count)
        phase(f"tag {count:,}", press(key, plain), lambda: saved)
        phase(f"give {count:,} back", press(Qt.Key.Key_Z, _CTRL), lambda: saved)
    for number in range(_OPENINGS):
        before = f"double coding, {number + 1}"
        phase(before, press(Qt.Key.Key_B, _CTRL | _SHIFT), lambda: _dialogs(window))
        for dialog in _dialogs(window):
            dialog.reject()
        window.activateWindow()
        bench.until(window.isActiveWindow)
        bench.rest(_AFTER_S)
    return figures


def _dialogs(window) -> list[DoubleCodingDialog]:
    return [each for each in window.findChildren(DoubleCodingDialog) if each.isVisible()]


def main(file: Path) -> None:
    """Measure everything once."""
    sys.setswitchinterval(SWITCH_SECONDS)
    application = QApplication([])
    search_on_this_thread().set_apart(application)
    with tempfile.TemporaryDirectory(dir=file.parent) as folder:
        os.environ["LISDESK_PREFERENCES"] = str(Path(folder) / "preferences")
        copy = Path(folder) / "answers.lisdesk"
        shutil.copy(file, copy)
        window = build_window(application, system_clock(), "Ann Officer")
        window.show()
        window.activateWindow()
        bench = Bench(application, window)
        window.open_location(str(copy))
        bench.until(lambda: window.desk is not None and window.desk.workspace.call is not None)
        bench.rest(1.0)
        figures = measure(bench)
        window.close()
    print(json.dumps({**figures, "load": os.getloadavg()}))


main(Path(sys.argv[1]))
