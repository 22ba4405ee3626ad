"""Work off the user-interface thread, and its results back on it.

There are several lanes: reads run side by side, edits one after another, and whole jobs such as an
import or an export one after another beside both. A result is delivered only while its owner lives.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol, TypeVar, cast
from weakref import WeakKeyDictionary

from PySide6.QtCore import QObject, Qt, Signal

from lisdesk.errors import CancelledError
from lisdesk.outcome import Outcome
from lisdesk.ui.deliveries import Deliveries
from lisdesk.ui.lanes import Lanes
from lisdesk.ui.saving import Saving
from lisdesk.ui.ticket import Ticket

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

    from lisdesk.store.database import Database
    from lisdesk.store.work import Desk, Work

T = TypeVar("T")
Edit = Callable[["Work"], Outcome[Any]]
Otherwise = Callable[[BaseException], None]


class Progress(Protocol):
    """Hears how much of how much is done, and in words what is counted where that changes."""

    def __call__(self, done: int, total: int, words: str = "") -> None:
        """Take a count; raise CancelledError to stop the job."""


Task = Callable[["Database", "Desk", Progress], T]


class Jobs(QObject):
    """Runs queries, edits and tasks on one open file, for one officer."""

    changed = Signal(object)
    """Emitted once after an edit, with the kinds of thing that it changed."""
    failed = Signal(object)
    """Emitted with an exception that no one else took."""
    edited = Signal(int)
    """Emitted with the audit entry of each edit of this window."""
    closed = Signal()
    """Emitted once nothing is under way any more, and nothing begins."""

    _saved = Signal()

    def __init__(self, database: Database, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.database = database
        self.desk = desk
        self.saving = Saving(self)
        """Whether edits are being saved."""
        self._closed = False
        self._tickets: list[Ticket] = []
        self._newest_reads = WeakKeyDictionary[QObject, Counter[str]]()
        self._reading: list[Future[Any]] = []
        self._deliveries = Deliveries(self)
        self._lanes = Lanes()
        self._saved.connect(self.saving.end, Qt.ConnectionType.QueuedConnection)

    def read(
        self,
        query: Callable[..., T],
        *arguments: Any,
        owner: QObject,
        then: Callable[[T], None],
        otherwise: Otherwise | None = None,
        topic: str = "",
        is_behind: bool = False,
    ) -> None:
        """Run a query, whose first argument is a session, and hand its rows to `then`.

        With a topic, an answer that a later question of the same owner on the same topic has
        overtaken is dropped, and what is still being read for it ends. What nobody waits for goes
        behind: it takes no place from the others.
        """
        is_newest = self._newest(owner, topic)

        def is_wanted() -> bool:
            return is_newest() and not self._closed

        def work() -> T | None:
            if not is_newest():  # overtaken while it waited for its turn
                return None
            try:
                with self.database.reading() as session:
                    return query(session, *arguments)
            except CancelledError:
                if is_wanted():
                    raise
                return None

        def deliver(rows: T | None) -> None:
            if is_newest():
                then(cast("T", rows))

        lane = self._lanes.behind if is_behind else self._lanes.reads
        self._submit(lane, work, owner, deliver, otherwise, is_wanted)

    @property
    def is_closed(self) -> bool:
        """Whether nothing is delivered any more; may be asked on any thread."""
        return self._closed

    @property
    def is_reading(self) -> bool:
        """Whether a query is under way, or waits for its turn."""
        return any(not each.done() for each in self._reading)

    @property
    def is_at_rest(self) -> bool:
        """Whether every query and every edit has ended and been delivered."""
        lanes = self._lanes
        awaited = (lanes.reads, lanes.behind, lanes.processes, lanes.looks, lanes.writes)
        return not any(map(self._deliveries.is_awaited, awaited))

    def read_in_turn(
        self,
        query: Callable[..., T],
        *arguments: Any,
        owner: QObject,
        then: Callable[[T], None],
        otherwise: Otherwise | None = None,
    ) -> None:
        """Run a query after every edit that was asked for before it, and before any later one."""

        def work() -> T:
            with self.database.reading() as session:
                return query(session, *arguments)

        self._submit(self._lanes.writes, work, owner, then, otherwise)

    def after_edits(self, then: Callable[[], None], *, owner: QObject) -> None:
        """Do something once the edits that were asked for before are saved: at once if none is
        under way.
        """
        if self.saving.is_under_way:
            self._submit(self._lanes.writes, lambda: None, owner, lambda _none: then(), None)
        else:
            then()

    def write(
        self,
        edit: Edit,
        *,
        owner: QObject,
        then: Callable[[Outcome[Any]], None] | None = None,
        otherwise: Otherwise | None = None,
    ) -> None:
        """Run an edit in a transaction of its own, then announce what it changed."""
        if self._closed:
            return
        self.saving.begin()

        def work() -> Outcome[Any]:
            try:
                with self.database.writing(self.desk) as under_way:
                    return edit(under_way)
            finally:
                self._saved.emit()

        def announce(outcome: Outcome[Any]) -> None:
            if outcome.entry_id is not None:
                self.edited.emit(outcome.entry_id)
            if then is not None:
                then(outcome)
            if outcome.changed:
                self.changed.emit(outcome.changed)

        self._submit(self._lanes.writes, work, owner, announce, otherwise)

    def run(
        self,
        task: Task[T],
        *,
        owner: QObject,
        then: Callable[[T], None],
        otherwise: Otherwise | None = None,
    ) -> Ticket:
        """Run a whole job that opens its own sessions; return the ticket that tells of it."""
        ticket = Ticket(self)
        self._tickets = [each for each in self._tickets if not each.is_over] + [ticket]

        def work() -> T:
            return task(self.database, self.desk, ticket.count)

        def end(result: T) -> None:
            ticket.ended.emit()
            then(result)

        def fail(error: BaseException) -> None:
            ticket.ended.emit()
            if otherwise is not None:
                otherwise(error)
            else:
                self.failed.emit(error)

        self._submit(self._lanes.tasks, work, owner, end, fail)
        return ticket

    def call_beside(
        self,
        work: Callable[[], T],
        *,
        owner: QObject,
        then: Callable[[T], None],
        otherwise: Otherwise | None = None,
    ) -> None:
        """Run any function on the lane of edits, such as the keeping of a draft."""
        self._submit(self._lanes.writes, work, owner, then, otherwise)

    def fetch(
        self,
        work: Callable[[], T],
        *,
        owner: QObject,
        then: Callable[[T], None],
        otherwise: Otherwise,
        by_process: bool = False,
    ) -> None:
        """Read something that is not in the database, such as files, beside everything else; or
        wait for what another process makes, however long it takes.
        """
        lane = self._lanes.processes if by_process else self._lanes.reads
        self._submit(lane, work, owner, then, otherwise)

    def look(
        self,
        work: Callable[[Callable[[], bool]], T],
        *,
        owner: QObject,
        then: Callable[[T], None],
        otherwise: Otherwise,
    ) -> None:
        """Have another process draw what somebody looks at, such as a page: only the last that its
        owner asked for is begun, and handed on. `work` is given what tells whether it is still
        awaited.
        """
        is_newest = self._newest(owner, "look")

        def is_awaited() -> bool:
            return is_newest() and not self._closed

        def draw() -> T | None:
            return work(is_awaited) if is_awaited() else None

        def deliver(drawn: T | None) -> None:
            if is_newest():
                then(cast("T", drawn))

        def fail(error: BaseException) -> None:
            if is_newest():
                otherwise(error)

        self._submit(self._lanes.looks, draw, owner, deliver, fail)

    def make_way(self) -> None:
        """Have long work stand back for what the window is about to show."""
        self._deliveries.courtesy.show()

    def close(self) -> None:
        """Finish the edits that were begun and stop whole jobs, which then change nothing; deliver
        nothing and take nothing from now on.
        """
        self._closed = True
        self._deliveries.close()
        for ticket in self._tickets:
            ticket.cancel()
        self._lanes.close()
        self._deliveries.clear()
        self.closed.emit()

    def _newest(self, owner: QObject, topic: str) -> Callable[[], bool]:
        if not topic:
            return lambda: True
        asked = self._newest_reads.setdefault(owner, Counter())
        asked[topic] += 1
        number = asked[topic]
        return lambda: asked[topic] == number

    def _submit(
        self,
        lane: ThreadPoolExecutor,
        work: Callable[[], T],
        owner: QObject,
        then: Callable[[T], None],
        otherwise: Otherwise | None,
        is_wanted: Callable[[], bool] | None = None,
    ) -> None:
        if self._closed:
            return
        fail = otherwise or self.failed.emit
        future = self._deliveries.submit(lane, work, owner, then, fail, is_wanted)
        if lane in (self._lanes.reads, self._lanes.behind):
            self._reading = [each for each in self._reading if not each.done()] + [future]
