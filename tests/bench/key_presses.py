"""The window on a large file: presses keys and waits until what they ask for is painted."""

from __future__ import annotations

import random
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from sqlalchemy import text

from lisdesk.ui.main_window import MainWindow

_BETWEEN_S = 0.06
_SEED = 20_181_206
_FLOOR_PX = 24
_LOOK_MS = 1


def is_in_view(window: MainWindow, key: str) -> bool:
    """Whether a screen is in view; it is made in parts, so that it is there a little later."""
    screen = window.current_screen()
    return screen is not None and screen.key == key


class Paintings(QObject):
    """Counts how often a widget is painted."""

    def __init__(self, widget) -> None:
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, _watched, event):
        """Look at each painting."""
        self.count += event.type() == QEvent.Type.Paint
        return False


class Bare(QWidget):
    """The floor: a key asks the lane of reads for nothing, and the answer is painted."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window.centralWidget())
        self.window_of = window
        self.answers = 0
        self.resize(_FLOOR_PX, _FLOOR_PX)
        self.show()

    def keyPressEvent(self, _event) -> None:
        """Ask."""
        jobs = self.window_of.desk.jobs
        jobs.read(lambda session: session.scalar(text("SELECT 1")), owner=self, then=self._show)

    def _show(self, _one: int) -> None:
        self.answers += 1
        self.update()


class Bench:
    """The window on a copy of a file, and how long each key took."""

    def __init__(self, application: QApplication, window: MainWindow) -> None:
        self.application, self.window = application, window
        self.took: defaultdict[str, list[float]] = defaultdict(list)
        self.processor: defaultdict[str, list[float]] = defaultdict(list)
        """The processor milliseconds of the window's process meanwhile, all its threads."""
        self.floor: list[float] = []
        """A key that does next to nothing, in turn with the others."""
        self.dice = random.Random(_SEED)
        self._bare: tuple[Bare, Paintings] | None = None
        self._tick = QTimer(window)
        self._tick.setInterval(_LOOK_MS)

    def until(self, condition: Callable[[], object]) -> None:
        """Let the window work until something is so, and sleep while it has nothing to do: a loop
        that asks all the time would take processor and interpreter from the window's own threads.
        """
        stop = time.monotonic() + 200
        self._tick.start()
        while not condition():
            if time.monotonic() > stop:
                raise TimeoutError("the window did not show what was waited for")
            self.application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        self._tick.stop()

    def go(self, key: str) -> Any:
        """Go to a screen, wait until it has been made, and return it."""
        self.until(lambda: self.window.current_screen() is not None)
        self.window.show_screen(key)
        self.until(lambda: is_in_view(self.window, key))
        return self.window.current_screen()

    def rest(self, seconds: float = _BETWEEN_S, most_s: float = 200) -> None:
        """Let the window come to rest: what follows a key by itself is no part of the next. What
        takes longer than `most_s` goes on meanwhile.
        """
        jobs = self.window.desk.jobs
        done: list[object] = []
        jobs.read_in_turn(lambda _session: None, owner=self.window, then=done.append)
        self.until(lambda: done)
        stop = time.monotonic() + seconds
        last = stop + most_s
        self.until(
            lambda: time.monotonic() > stop and (not jobs.is_reading or time.monotonic() > last)
        )

    @contextmanager
    def timed(self, what: str) -> Iterator[None]:
        """Measure the block, and then the floor."""
        started, used = time.perf_counter(), time.process_time()
        yield
        self.took[what].append((time.perf_counter() - started) * 1000)
        self.processor[what].append((time.process_time() - used) * 1000)
        self._press_bare()

    def press(self, what: str, widget, key, paintings: Paintings, shown, *, modifiers=None) -> None:
        """Press a key and wait until `shown` holds and has been painted."""
        self.rest()
        paintings.count = 0
        with self.timed(what):
            QTest.keyClick(widget, key, modifiers or Qt.KeyboardModifier.NoModifier)
            self.until(lambda: shown() and paintings.count > 0)

    def _press_bare(self) -> None:
        if self._bare is None:
            bare = Bare(self.window)
            self._bare = bare, Paintings(bare)
        bare, painted = self._bare
        bare.raise_()
        self.application.processEvents()
        before, painted.count = bare.answers, 0
        started = time.perf_counter()
        QTest.keyClick(bare, Qt.Key.Key_F20)
        self.until(lambda: bare.answers > before and painted.count > 0)
        self.floor.append((time.perf_counter() - started) * 1000)
