"""The chart library, loaded off the user-interface thread when the first chart is to be drawn.

Importing it takes about a second, so no screen imports it, and no chart waits for it: a chart shows
its words and its table meanwhile.
"""

from __future__ import annotations

import importlib
from functools import cache
from itertools import count
from threading import Thread
from types import ModuleType

from PySide6.QtCore import QObject, QTimer, Signal

from lisdesk.ui.collector import loading_a_library
from lisdesk.ui.qt_types import all_names, made_types
from lisdesk.ui.turns import WorkInTurns

_PLOTS = "lisdesk.ui.charts.plots"
_NUMBERS_FIRST_MS = 100
"""How long loading waits, so that the numbers beside a chart are drawn before it takes the
processor.
"""
_TURN_MS = 25
"""What lies between the first drawings of two charts, so that keys are answered in between."""
_LONGEST_S = 5.0


class ChartLibrary(QObject):
    """Loads the module that draws, once."""

    loaded = Signal()
    """Emitted, on the user-interface thread, once charts can be drawn."""

    def __init__(self) -> None:
        super().__init__()
        self._thread: Thread | None = None
        self._plots: ModuleType | None = None
        self._turns = count()

    def plots(self) -> ModuleType | None:
        """Return the module that draws; None until it is loaded, which begins with this call."""
        if self._plots is None and self._thread is None:
            self._thread = Thread(target=self._load, name="charts", daemon=True)
            QTimer.singleShot(_NUMBERS_FIRST_MS, self, self._begin)
        return self._plots

    @property
    def is_loading(self) -> bool:
        """Whether loading has begun and has not ended."""
        thread = self._thread
        return thread is not None and (thread.ident is None or thread.is_alive())

    def wait_while_loading(self) -> None:
        """Return once it is not being loaded, after some seconds in any case; to be called on
        another thread than the window's.
        """
        thread = self._thread
        if thread is not None and thread.is_alive():
            thread.join(_LONGEST_S)

    def next_turn_ms(self) -> int:
        """Return after how many milliseconds the next one that waited draws its first chart."""
        return next(self._turns) * _TURN_MS

    def _begin(self) -> None:
        assert self._thread is not None
        WorkInTurns(self, made_types(all_names()), self._thread.start)

    def _load(self) -> None:
        with loading_a_library():
            self._plots = importlib.import_module(_PLOTS)
        self.loaded.emit()


@cache
def chart_library() -> ChartLibrary:
    """Return the one library of the program."""
    return ChartLibrary()
