"""The threads that work goes on, in lanes: what goes on one waits for nothing on the others."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

READERS = 3


class Lanes:
    """One lane for each kind of work beside the window."""

    def __init__(self) -> None:
        self.reads = ThreadPoolExecutor(READERS, thread_name_prefix="read")
        """Queries that somebody waits for, side by side."""
        self.behind = ThreadPoolExecutor(1, thread_name_prefix="behind")
        """Queries that nobody waits for, such as counts: never in the way of one that a key asks
        for.
        """
        self.processes = ThreadPoolExecutor(1, thread_name_prefix="process")
        """Waiting for another process, for as long as it takes."""
        self.looks = ThreadPoolExecutor(1, thread_name_prefix="look")
        """Waiting for another process that draws what somebody looks at."""
        self.writes = ThreadPoolExecutor(1, thread_name_prefix="write")
        """Edits, one after another."""
        self.tasks = ThreadPoolExecutor(1, thread_name_prefix="task")
        """Whole jobs, one after another."""

    def close(self) -> None:
        """Finish the edits that were begun, and begin nothing else; wait for what is under way."""
        for lane in (self.reads, self.behind, self.processes, self.looks, self.tasks, self.writes):
            lane.shutdown(cancel_futures=lane is not self.writes)
