"""Keep Python's search for reference cycles from making the window stutter.

A full search looks at every object there is, and stops all threads meanwhile: after an import or an
export has made a million of them that takes longer than a person overlooks. So nothing is searched
while work goes on beside the window, what such work leaves behind is set apart, and the whole is
searched while the officer is in another program. Young objects are looked at seldom: by default
that is done for every 700 new ones, a quarter of the time that it takes to load a library.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from PySide6.QtCore import Qt

_MANY = 20_000
"""More objects than this would make the next search a long one."""
_AWAY_MS = 2_000
_YOUNG, _YOUNG_ROUNDS, _OLDER_ROUNDS = 50_000, 10, 10
"""New objects at a search of them; the two kinds of older ones are searched at every tenth."""


class _State:
    """What all threads share: how much work goes on, and whether things may be set apart."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.at_work = 0
        self.sets_apart = False


_state = _State()


def search_seldom() -> None:
    """Search for cycles at fewer moments than by default, and not at all until `go_on_searching`,
    or until the first work beside the window is done.
    """
    gc.set_threshold(_YOUNG, _YOUNG_ROUNDS, _OLDER_ROUNDS)
    gc.disable()


def go_on_searching() -> None:
    """Search again, unless work goes on beside the window: its end will."""
    with _state.lock:
        if not _state.at_work:
            gc.enable()


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Search for no cycles within the block, on any thread; blocks may overlap."""
    with _state.lock:
        _state.at_work += 1
        gc.disable()
    try:
        yield
    finally:
        with _state.lock:
            _state.at_work -= 1
            if not _state.at_work:
                if _state.sets_apart and gc.get_count()[0] > _MANY:
                    gc.freeze()  # later searches pass over it
                gc.enable()


class AwayCollector(QObject):
    """Searches everything once the officer has turned to another program."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_AWAY_MS)
        self._timer.timeout.connect(self.collect)
        application.applicationStateChanged.connect(self._note)
        _state.sets_apart = True

    def collect(self) -> None:
        """Search everything, unless work goes on; what is left is set apart again."""
        with _state.lock:
            if not _state.at_work:
                gc.unfreeze()
                gc.collect()
                gc.freeze()

    def _note(self, state: Qt.ApplicationState) -> None:
        from PySide6.QtCore import Qt

        if state == Qt.ApplicationState.ApplicationActive:
            self._timer.stop()
        else:
            self._timer.start()
