"""What every screen works with: the open file, the call at hand, and ways to speak and to lead."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Signal

from lisdesk.clock import Clock
from lisdesk.errors import CancelledError, UserError
from lisdesk.outcome import Kind, Outcome
from lisdesk.ui.ask import Ask
from lisdesk.ui.history import History
from lisdesk.ui.jobs import Edit, Jobs, Task
from lisdesk.ui.notices import NoticeBar
from lisdesk.ui.progress_bar import ProgressStrip
from lisdesk.ui.ticket import Ticket
from lisdesk.ui.wishes import Wish

if TYPE_CHECKING:
    from lisdesk.queries.calls import CallRow
    from lisdesk.store.work import Work

__all__ = ["Wish", "Workspace", "edit_with"]

T = TypeVar("T")


READ_ONLY = "The file is open for reading only, so nothing was changed."


class Workspace(QObject):
    """One open consultation file, seen from the window."""

    call_changed = Signal()
    """Another call is at hand, or the one at hand is no longer as it was."""
    asked_for = Signal(str, object)
    """A screen's key and what to show on it; the window goes there."""
    task_done = Signal()
    """A whole job has ended; what it changed stands in the audit."""
    did = Signal(str)
    """In words what a whole job has done, such as an import; edits are told by the history."""
    bug_met = Signal(object)
    """An exception that is a mistake of the program."""

    def __init__(
        self,
        jobs: Jobs,
        *,
        path: Path | None,
        ask: Ask,
        notices: NoticeBar,
        progress: ProgressStrip,
        read_only_because: str = "",
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.jobs, self.path = jobs, path
        self.history = History(jobs, self)
        self.ask, self.notices, self.progress = ask, notices, progress
        self.read_only_because = read_only_because
        self.call: CallRow | None = None
        self.calls: list[CallRow] = []
        self._wanted_call_id: int | None = None
        self._wanted_reference = ""
        self._after_calls: list[Callable[[], None]] = []
        self._tasks: list[tuple[Ticket, str]] = []
        jobs.failed.connect(self.explain)
        self.history.refused.connect(self.explain)
        self.history.taken_back.connect(notices.note_taken_back)
        jobs.changed.connect(self._note)

    @property
    def clock(self) -> Clock:
        """The clock in force."""
        return self.jobs.desk.clock

    @property
    def officer(self) -> str:
        """Who is at work."""
        return self.jobs.desk.officer

    @property
    def is_read_only(self) -> bool:
        """Whether nothing can be changed here."""
        return bool(self.read_only_because)

    @property
    def call_id(self) -> int:
        """The number of the call at hand, for screens that are only loaded with one."""
        assert self.call is not None
        return self.call.id

    def do(
        self,
        edit: Edit,
        words: str | Callable[[Any], str],
        then: Callable[[Any], None] | None = None,
        otherwise: Callable[[BaseException], None] | None = None,
    ) -> None:
        """Run an edit and offer to undo it; `then` is given its result.

        A refusal is shown as a notice unless `otherwise` takes it; it goes with the next edit that
        is begun and done.
        """
        if self.is_read_only:
            self.notices.warn(f"{READ_ONLY} {self.read_only_because}")
            return
        refusal, entry_ids = self.notices.refusal, list[int]()

        def run(work: Work) -> Outcome[Any]:
            outcome = edit(work)
            if outcome.entry_id is not None:
                entry_ids.append(outcome.entry_id)
            return outcome

        def end(result: Any) -> None:
            self.notices.put_right(refusal)
            if then is not None:
                with self.notices.telling_of(entry_ids):
                    then(result)

        self.history.do(run, words, end, otherwise)

    def run(
        self,
        task: Task[T],
        words: str,
        unit: str,
        then: Callable[[T], None],
        otherwise: Callable[[BaseException], None] | None = None,
        owner: QObject | None = None,
        when_cancelled: Callable[[], None] | None = None,
        cancelled_words: str = "Cancelled. Nothing was changed.",
    ) -> None:
        """Run a whole job with its progress in view; a job that was cancelled says so, by
        `cancelled_words`, before `when_cancelled` goes on.
        """

        def fail(error: BaseException) -> None:
            if isinstance(error, CancelledError):
                self.notices.tell(cancelled_words)
                if when_cancelled is not None:
                    when_cancelled()
            elif otherwise is not None:
                otherwise(error)
            else:
                self.explain(error)

        refusal = self.notices.refusal

        def end(result: T) -> None:
            self.notices.put_right(refusal)
            self.task_done.emit()
            then(result)

        ticket = self.jobs.run(task, owner=owner or self, then=end, otherwise=fail)
        self._tasks.append((ticket, words))
        self.progress.follow(ticket, words, unit)

    def tasks_under_way(self) -> list[str]:
        """Return the words of the whole jobs that have not ended."""
        self._tasks = [each for each in self._tasks if not each[0].is_over]
        return [words for _, words in self._tasks]

    def go_to(self, screen: str, target: object = None) -> None:
        """Lead the officer to a screen, and to one thing on it."""
        self.asked_for.emit(screen, target)

    def choose_call(self, call_id: int) -> None:
        """Take another call in hand."""
        self._wanted_call_id = call_id
        self._show_calls(self.calls)

    def choose_new_call(self, reference: str) -> None:
        """Take a call in hand that was just made, as soon as it has been read."""
        self._wanted_reference = reference
        self.read_calls()

    def begin_with(self, reference: str) -> None:
        """Take a call in hand first, if the file has it; to be said before calls are read."""
        self._wanted_reference = reference

    def read_calls(self, then: Callable[[], None] | None = None) -> None:
        """Read the file's calls as they stand by the clock; keep the one at hand.

        `then` follows the next answer, also if that answers a later question.
        """
        from lisdesk.queries.calls import calls

        if then is not None:
            self._after_calls.append(then)

        def show(rows: list[CallRow]) -> None:
            self._show_calls(rows)
            after, self._after_calls = self._after_calls, []
            for each in after:
                each()

        self.jobs.read(calls, self.clock.now(), owner=self, then=show, topic="calls")

    def explain(self, error: BaseException) -> None:
        """Show what went wrong: a problem in its own words, a mistake of ours as one."""
        if isinstance(error, UserError):
            self.notices.explain(error)
        elif not isinstance(error, CancelledError):
            self.bug_met.emit(error)

    def _note(self, kinds: frozenset[Kind]) -> None:
        if kinds & {Kind.CALL, Kind.SUBMISSION, Kind.IMPORT}:
            self.read_calls()

    def _show_calls(self, rows: list[CallRow]) -> None:
        before = self.call
        self.calls = rows
        made = next((row for row in rows if row.reference == self._wanted_reference), None)
        if made is not None:
            self._wanted_call_id, self._wanted_reference = made.id, ""
        wanted = self._wanted_call_id
        found = next((row for row in rows if row.id == wanted), None)
        self.call = found or (rows[-1] if rows else None)
        self._wanted_call_id = self.call.id if self.call else None
        if self.call != before or before is None:
            self.call_changed.emit()


def edit_with(edit: Callable[..., Any], **arguments: Any) -> Edit:
    """Return an edit with its arguments, ready to be run: `edit_with(remove_tag, tag_id=7)`."""
    return partial(edit, **arguments)
