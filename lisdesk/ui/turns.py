"""Work that only the window's thread may do, in turns between which the window answers keys."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import QObject, QTimer

_TURN_S = 0.004


class WorkInTurns(QObject):
    """Takes the steps of some work in turns of a few milliseconds, then does something, or
    something else on an error; without that, the error is raised and the turns go on.
    """

    def __init__(
        self,
        parent: QObject,
        steps: Iterable[object],
        then: Callable[[], None],
        otherwise: Callable[[BaseException], None] | None = None,
    ) -> None:
        """Begin with the next turn of the event loop; each item of `steps` is done as it comes."""
        super().__init__(parent)
        self._left = iter(steps)
        self._then, self._otherwise = then, otherwise
        self._turns = QTimer(self)
        self._turns.timeout.connect(self._take_turn)
        self._turns.start(0)

    def _take_turn(self) -> None:
        ends_at = time.perf_counter() + _TURN_S
        try:
            for _ in self._left:
                if time.perf_counter() > ends_at:
                    return
        except Exception as error:
            if self._otherwise is None:
                raise
            self._end(partial(self._otherwise, error))
        else:
            self._end(self._then)

    def _end(self, follow: Callable[[], None]) -> None:
        self._turns.stop()
        self.deleteLater()
        follow()
