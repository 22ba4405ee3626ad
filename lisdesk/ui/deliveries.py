"""Work on other threads, and what came of it back on the window's.

A thread knows a number and no more: whatever may end a widget when it ends itself lies here.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

from lisdesk.ui.collector import collector_at_rest, search_on_this_thread
from lisdesk.ui.courtesy import Courtesy

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

T = TypeVar("T")


class Deliveries(QObject):
    """Hands the results of work to those who wait for them, while their owners live."""

    _finished = Signal(int)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        search_on_this_thread()
        self._closed = False
        self._jobs: dict[int, _Job] = {}
        """Those not delivered yet."""
        self._answers: dict[int, tuple[Any, BaseException | None]] = {}
        """What came of those, until it is delivered; a future would hold on to an exception, and
        that to every frame that it went through.
        """
        self._numbers = count()
        self.courtesy = Courtesy()
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def submit(
        self,
        lane: ThreadPoolExecutor,
        work: Callable[[], T],
        owner: QObject,
        then: Callable[[T], None],
        otherwise: Callable[[BaseException], None],
        is_wanted: Callable[[], bool] | None = None,
    ) -> Future[None]:
        """Run work on a lane, and call one of the two with what came of it on this thread. Once it
        is wanted no more, long work ends between two of its parts with CancelledError.
        """
        number = next(self._numbers)
        self._jobs[number] = _Job(lane, work, owner, then, otherwise)
        self.courtesy.ask(number)

        def work_in_peace() -> None:
            self.courtesy.begin(number, is_wanted)
            with collector_at_rest():
                try:
                    self._answers[number] = (self._jobs[number].work(), None)
                except BaseException as error:  # noqa: BLE001 (it is told on the window's thread)
                    self._answers[number] = (None, error)
            self.courtesy.end(number)

        future = lane.submit(work_in_peace)
        future.add_done_callback(lambda _done: self._tell(number))
        return future

    def is_awaited(self, lane: ThreadPoolExecutor) -> bool:
        """Whether something of a lane is under way, or not delivered yet."""
        return any(job.lane is lane for job in self._jobs.values())

    def close(self) -> None:
        """Deliver nothing from now on."""
        self._closed = True
        self.courtesy.close()

    def clear(self) -> None:
        """Let go of all that was not delivered, once no lane works any more."""
        self._jobs.clear()
        self._answers.clear()

    def _tell(self, number: int) -> None:
        if not self._closed and shiboken6.isValid(self):
            self._finished.emit(number)

    @Slot(int)
    def _deliver(self, number: int) -> None:
        if self._closed:
            return
        job, (result, error) = self._jobs.pop(number), self._answers.pop(number)
        if not shiboken6.isValid(job.owner):
            return
        self.courtesy.show()
        if error is None:
            job.then(result)
        else:
            job.otherwise(error)


class _Job(NamedTuple):
    """What is done on a lane, and what becomes of its result."""

    lane: ThreadPoolExecutor
    work: Callable[[], Any]
    owner: QObject
    then: Callable[[Any], None]
    otherwise: Callable[[BaseException], None]
