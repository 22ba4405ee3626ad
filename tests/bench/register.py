"""Show, scroll and jump in the register beside a constant model of the same size:
python -m tests.bench.register FILE.

Prints the milliseconds of both as JSON: of the first painting with words in the lines, of one
step of scrolling at the 95th percentile, and of the slowest jump until the words are there.
"""

from __future__ import annotations

import json
import os
import random
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QAbstractTableModel, QEvent, QEventLoop, QModelIndex, QObject, Qt
from PySide6.QtWidgets import QApplication, QTableView

from lisdesk.app import SWITCH_SECONDS
from lisdesk.clock import system_clock
from lisdesk.ui.main_window import MainWindow
from lisdesk.ui.theme import LIGHT, ROW_PX, apply_theme
from tests.bench.key_presses import is_in_view
from tests.bench.measure import percentile

_ROUNDS = 9
_STEPS = 300
_JUMPS = 100
_SEED = 20_181_206
_ROLE = Qt.ItemDataRole
_ROOT = QModelIndex()


class ConstantModel(QAbstractTableModel):
    """As many lines as the register has, all of them the same words."""

    def __init__(self, rows: int, columns: int) -> None:
        super().__init__()
        self._size = rows, columns

    def rowCount(self, parent=_ROOT):  # noqa: N802 (Qt names it)
        """Return how many lines there are."""
        return 0 if parent.isValid() else self._size[0]

    def columnCount(self, parent=_ROOT):  # noqa: N802 (Qt names it)
        """Return how many columns there are."""
        return 0 if parent.isValid() else self._size[1]

    def data(self, _index, role=_ROLE.DisplayRole):
        """Return the same words for every cell."""
        return "Long Wickby Trust" if role == _ROLE.DisplayRole else None


class Paintings(QObject):
    """Tells whether a table has been painted since a moment with the words of a line in it."""

    def __init__(self, table: QTableView, is_known: Callable[[int], object]) -> None:
        super().__init__(table)
        self._is_known, self._row, self.has_shown = is_known, -1, False
        table.viewport().installEventFilter(self)

    def wait_for(self, row: int) -> None:
        """Wait for a line from now on."""
        self._row, self.has_shown = row, False

    def eventFilter(self, watched, event):  # noqa: N802 (Qt names it)
        """Look at each painting."""
        if event.type() == QEvent.Type.Paint and self._row >= 0 and self._is_known(self._row):
            self.has_shown = True
        return super().eventFilter(watched, event)


class Bench:
    """The window on a file, with a plain table of the same columns beside it."""

    def __init__(self, file: Path) -> None:
        self.application = QApplication.instance() or QApplication([])
        apply_theme(self.application, LIGHT)
        self.window = MainWindow(system_clock(), officer="Bench Officer")
        self.window.show()
        self.window.open_location(str(file))
        self.until(lambda: self.window.desk is not None and self.window.desk.workspace.call)
        self.until(lambda: self.window.current_screen() is not None)
        self.window.show_screen("submissions")
        self.until(lambda: is_in_view(self.window, "submissions"))
        self.screen = self.window.current_screen()
        self.model, self.table = self.screen.model, self.screen.table
        self.until(lambda: self.model.rowCount() and self.screen.counts is not None)
        self.until(lambda: self.screen.preview.shown is not None)
        self.pause(500)
        self.constant = ConstantModel(self.model.rowCount(), self.model.columnCount())
        self.plain = self._plain_table()
        self.paintings = Paintings(self.table, self._is_known)
        self.plain_paintings = Paintings(self.plain, lambda _row: True)

    def _is_known(self, row: int) -> bool:
        return row < self.model.rowCount() and self.model.row_at(row) is not None

    def _plain_table(self) -> QTableView:
        plain = QTableView()
        plain.verticalHeader().hide()
        plain.verticalHeader().setDefaultSectionSize(ROW_PX)
        plain.setShowGrid(False)
        plain.resize(self.table.size())
        plain.setModel(self.constant)
        header = plain.horizontalHeader()
        for place in range(self.model.columnCount()):
            header.resizeSection(place, self.table.columnWidth(place))
            header.setSectionHidden(place, self.table.isColumnHidden(place))
        plain.show()
        return plain

    def until(self, condition: Callable[[], object]) -> None:
        """Let the window work until something is so."""
        stop = time.monotonic() + 120
        while not condition():
            if time.monotonic() > stop:
                raise RuntimeError("waited in vain")
            self.application.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 5)

    def pause(self, length_ms: int) -> None:
        """Let the window come to rest."""
        stop = time.monotonic() + length_ms / 1000
        self.until(lambda: time.monotonic() > stop)

    def first_painting_ms(self) -> tuple[float, float]:
        """Read the whole list anew and paint it; and the same with the constant model."""
        model = self.model
        model.beginResetModel()
        model._ids, model._pages = (), type(model._pages)()  # noqa: SLF001 (as if never read)
        model.endResetModel()
        self.pause(250)
        self.paintings.wait_for(0)
        started = time.perf_counter()
        self.screen.reload()
        self.until(lambda: self.paintings.has_shown)
        ours = (time.perf_counter() - started) * 1000
        self.pause(250)
        self.until(lambda: not self.screen.is_counting)
        started = time.perf_counter()
        self.plain_paintings.wait_for(0)
        self.constant.beginResetModel()
        self.constant.endResetModel()
        self.until(lambda: self.plain_paintings.has_shown)
        return ours, (time.perf_counter() - started) * 1000

    def scrolling_ms(self) -> tuple[list[float], list[float]]:
        """Scroll three lines at a time through what has been read before, painting each step."""
        took: tuple[list[float], list[float]] = ([], [])
        for table, times in ((self.table, took[0]), (self.plain, took[1])):
            bar = table.verticalScrollBar()
            for step in range(_STEPS):
                bar.setValue(step * 3)
                self.until(lambda: True)
                started = time.perf_counter()
                bar.setValue(step * 3 + 3)
                table.viewport().repaint()
                times.append((time.perf_counter() - started) * 1000)
                self.application.processEvents()
        return took

    def jumps_ms(self) -> list[float]:
        """Jump to lines anywhere, until their words are painted."""
        chance, took = random.Random(_SEED), []
        last = self.model.rowCount() - 1
        for _ in range(_JUMPS):
            row = chance.randint(0, last)
            started = time.perf_counter()
            self.paintings.wait_for(row)
            self.table.scrollTo(self.model.index(row, 0))
            self.until(lambda: self.paintings.has_shown)
            took.append((time.perf_counter() - started) * 1000)
            self.pause(10)
        return took


def main(file: Path) -> None:
    """Measure in turn."""
    sys.setswitchinterval(SWITCH_SECONDS)
    bench = Bench(file)
    painted = [bench.first_painting_ms() for _ in range(_ROUNDS)]
    ours, floor = bench.scrolling_ms()
    jumps = bench.jumps_ms()
    figures = {
        "rows": bench.model.rowCount(),
        "painted": [statistics.median(pair[side] for pair in painted) for side in (0, 1)],
        "scrolled": [percentile(ours, 0.95), percentile(floor, 0.95)],
        "jumped": [percentile(jumps, 0.95), max(jumps)],
    }
    print(json.dumps(figures))
    bench.window.close()
    bench.plain.close()


main(Path(sys.argv[1]))
