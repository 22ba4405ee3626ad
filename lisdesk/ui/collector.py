"""Keep Python's search for reference cycles on the window's thread, and from making it stutter.

Python searches on whichever thread makes one object too many. What it finds may be the rest of a
dialog, and a widget that ends on another thread than the window's crashes Qt. So Python's own
searches are off as long as there is a window, and a timer of the window's thread searches instead.

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
from threading import RLock
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QTimer

if TYPE_CHECKING:
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QApplication

_LOOK_MS = 700
"""Out of step with what is asked once a second, for nothing is searched while that goes on."""
_AWAY_MS = 2_000
_YOUNG, _ROUNDS = 50_000, 10
"""New objects at a search of them, which takes a hundredth of a second or two; each kind of older
ones is searched at every tenth.
"""


class _State:
    """What all threads share: how much work goes on, and whether things may be set apart."""

    def __init__(self) -> None:
        self.lock = RLock()
        self.at_work = 0
        self.young_before = 0
        """How many objects were new before the work that goes on."""
        self.sets_apart = False


_state = _State()


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Search for no cycles within the block, on any thread; blocks may overlap."""
    with _state.lock:
        if not _state.at_work:
            _state.young_before = gc.get_count()[0]
        _state.at_work += 1
    try:
        yield
    finally:
        with _state.lock:
            _state.at_work -= 1
            made = gc.get_count()[0] - _state.young_before
            if not _state.at_work and _state.sets_apart and made > _YOUNG:
                gc.freeze()  # later searches pass over it


@contextmanager
def loading_a_library() -> Iterator[None]:
    """Search for no cycles while a library is loaded, and pass over what it is made of from then
    on: it stays as long as the program.
    """
    with collector_at_rest():
        yield
        with _state.lock:
            if _state.sets_apart:
                gc.freeze()


def search_on_this_thread() -> Collector:
    """Let the thread of the event loop alone search for cycles, from now on."""
    gc.disable()
    application = QCoreApplication.instance()
    assert application is not None
    there = application.findChild(Collector)
    return there if isinstance(there, Collector) else Collector(application)


class Collector(QObject):
    """Searches on the thread of the window: young objects once there are many, everything once the
    officer has turned to another program.
    """

    def __init__(self, application: QCoreApplication) -> None:
        super().__init__(application)
        self._looks = QTimer(self)
        self._looks.setInterval(_LOOK_MS)
        self._looks.timeout.connect(self.look)
        self._looks.start()
        self._away = QTimer(self)
        self._away.setSingleShot(True)
        self._away.setInterval(_AWAY_MS)
        self._away.timeout.connect(self.collect)

    def set_apart(self, application: QApplication) -> None:
        """From now on, pass over the many objects that work beside the window leaves behind, until
        the officer turns to another program.
        """
        _state.sets_apart = True
        application.applicationStateChanged.connect(self._note)

    def look(self) -> None:
        """Search young objects if there are many, and older ones in their turn."""
        young, older, oldest = gc.get_count()
        with _state.lock:
            if young > _YOUNG and not _state.at_work:
                gc.collect(2 if oldest > _ROUNDS else 1 if older > _ROUNDS else 0)

    def collect(self) -> None:
        """Search everything, unless work goes on; what is left is set apart again."""
        with _state.lock:
            if not _state.at_work:
                gc.unfreeze()
                gc.collect()
                gc.freeze()
                return
        self._away.start()

    def _note(self, state: Qt.ApplicationState) -> None:
        from PySide6.QtCore import Qt

        if state == Qt.ApplicationState.ApplicationActive:
            self._away.stop()
        else:
            self._away.start()
