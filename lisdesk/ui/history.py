"""Undo and redo of every edit, in words, also of those before the window was opened.

Each step is an audit entry; undoing it runs `take_back` with its number, and redoing runs it with
the number of the entry that undid it. So what can be undone is read from the file at the start.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QSignalBlocker, Signal
from PySide6.QtGui import QUndoStack

from lisdesk.outcome import Outcome
from lisdesk.ui.history_steps import (
    EditUnderWay,
    NotDoneError,
    Presses,
    Step,
    all_taken_back,
    known_step,
    next_taken_back,
)
from lisdesk.ui.jobs import Edit, Jobs

if TYPE_CHECKING:
    from lisdesk.queries.edit_log import UndoSteps
    from lisdesk.store.work import Work

STEPS_KEPT = 500


class History(QObject):
    """Runs the window's edits and remembers how to take them back."""

    told = Signal(str)
    """What was just done, undone or redone, in words."""
    refused = Signal(object)
    """The exception of an edit that was not done."""
    taken_back = Signal(object)
    """The audit entries that were just undone, or redone."""
    turned = Signal()
    """An edit that is being saved can be undone, or redone, or no more."""

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.stack = QUndoStack(self)
        self.stack.setUndoLimit(2 * STEPS_KEPT)  # as many of each side as are read from the file
        self.jobs = jobs
        self._is_filling = False
        self._presses = Presses()
        self._edits: list[EditUnderWay] = []
        """Those that are being saved, in their order."""
        self._in_flight = 0
        """How many edits are being saved, with what was pressed about them meanwhile."""
        self._taken_back = 0
        """How many steps are being undone or redone."""
        self._must_reload = False
        """Whether the steps are no longer, or not yet, as the file has them."""

    def do(
        self,
        edit: Edit,
        words: str | Callable[[Any], str],
        then: Callable[[Any], None] | None = None,
        otherwise: Callable[[BaseException], None] | None = None,
    ) -> None:
        """Run an edit; once it is saved, tell it in words and offer to undo it.

        `words` may be made from the edit's result, and `then` is called with that result. A refusal
        goes to `otherwise`, or is shown as a notice.
        """
        mine = EditUnderWay()

        def run(work: Work) -> Outcome[Any]:
            outcome = edit(work)
            mine.entry_id = outcome.entry_id
            return outcome

        def remember(outcome: Outcome[Any]) -> None:
            try:
                mine.words = words if isinstance(words, str) else words(outcome.result)
                self._record(outcome, mine.words)
            finally:
                self._end()
            if then is not None:
                then(outcome.result)

        def refuse(error: BaseException) -> None:
            mine.entry_id = None
            self._end()
            (otherwise or self.refused.emit)(error)

        self._edits = [each for each in self._edits if not each.is_undone]
        self._edits.append(mine)
        self._in_flight += 1
        self.jobs.write(run, owner=self, then=remember, otherwise=refuse)
        self.turned.emit()

    def can_step(self, *, is_undo: bool) -> bool:
        """Whether there is something to undo, or to redo."""
        if any(each.is_undone is not is_undo for each in self._edits):
            return True
        return self._must_reload or (self.stack.canUndo() if is_undo else self.stack.canRedo())

    @property
    def is_known(self) -> bool:
        """Whether the stack's words are those of what would be undone, or redone."""
        return not self._must_reload

    def step(self, *, is_undo: bool) -> None:
        """Undo or redo; while an edit is still being saved it is the one that is meant."""
        if self._in_flight:
            order = reversed(self._edits) if is_undo else self._edits
            meant = next((each for each in order if each.is_undone is not is_undo), None)
            if meant is not None:
                self._turn(meant)
                return
            if self._edits and not is_undo:
                return  # an edit leaves nothing to redo
        if self._in_flight or self._must_reload:
            self._step_as_it_stands(is_undo=is_undo)
        elif is_undo:
            self.stack.undo()
        else:
            self.stack.redo()

    def _step_as_it_stands(self, *, is_undo: bool) -> None:
        """Undo or redo the step that is next by the file, in the turn of the press."""
        self._edits.clear()  # the next press means what is next after this one
        words = ""

        def run(work: Work) -> Outcome[Any]:
            nonlocal words
            outcome, words = next_taken_back(work, self.jobs.desk.officer, is_undo=is_undo)
            return outcome

        self._must_reload = True
        self._take_back(self._presses.meant(run), lambda: words)

    def _turn(self, edit: EditUnderWay) -> None:
        """Undo or redo an edit that is being saved, on the lane of edits, right after it."""
        verb = "Redone" if edit.is_undone else "Undone"
        edit.is_undone = is_undo = not edit.is_undone

        def tell(outcome: Outcome[Any]) -> None:
            self._end()
            self.taken_back.emit(outcome.result)
            self.told.emit(f"{verb}: {edit.words}")

        def refuse(error: BaseException) -> None:
            self._end()
            if not isinstance(error, NotDoneError):
                self._presses.tell()
                self.refused.emit(error)

        self._in_flight += 1
        self._must_reload = True
        run = self._presses.meant(partial(edit.take_back, is_undo=is_undo))
        self.jobs.write(run, owner=self, then=tell, otherwise=refuse)
        self.turned.emit()

    def _record(self, outcome: Outcome[Any], words: str) -> None:
        if outcome.entry_id is None:
            return
        if outcome.inverse is None:
            self.stack.clear()
        else:
            self._push(Step(words, outcome.entry_id, self.take))
        self.told.emit(words)

    def _end(self) -> None:
        self._in_flight -= 1
        if self._in_flight:
            return
        self._edits.clear()
        self.turned.emit()
        if self._must_reload:
            self.reload()

    def reload(self) -> None:
        """Read from the file what the officer can undo and redo.

        What is pressed until then means what is next by the file.
        """
        self._must_reload = True
        self.turned.emit()
        from lisdesk.queries.edit_log import undo_steps

        self.jobs.read_in_turn(
            undo_steps,
            self.jobs.desk.officer,
            STEPS_KEPT,
            owner=self,
            then=self._fill,
            otherwise=self.refused.emit,
        )

    def take(self, step: Step, verb: str) -> None:
        """Undo or redo a step; if that is refused, what can be undone is read from the file."""
        if self._is_filling:
            return

        words = f"{verb}: {step.text()}"
        run = self._presses.meant(partial(step.take_back, is_undo=verb == "Undone"))
        self._take_back(run, lambda: words)

    def _take_back(
        self,
        edit: Edit,
        words: Callable[[], str],
        otherwise: Callable[[BaseException], None] | None = None,
    ) -> None:
        """Run what undoes or redoes; if it is refused, what can be undone is read from the file.

        `words` tells what was done, once it is.
        """

        def tell(outcome: Outcome[Any]) -> None:
            end()
            self.taken_back.emit(outcome.result)
            self.told.emit(words())

        def refuse(error: BaseException) -> None:
            self._must_reload = True
            end()
            if not isinstance(error, NotDoneError):
                self._presses.tell()
                (otherwise or self.refused.emit)(error)

        def end() -> None:
            self._taken_back -= 1
            if self._must_reload:
                self.reload()

        self._taken_back += 1
        self.jobs.write(edit, owner=self, then=tell, otherwise=refuse)

    def undo_entry(self, entry_id: int, words: str) -> None:
        """Take back one edit by its audit entry, such as that of an import that has just ended."""
        self.undo_entries([entry_id], words)

    def undo_entries(
        self,
        entry_ids: Sequence[int],
        words: str,
        otherwise: Callable[[BaseException], None] | None = None,
        *,
        is_undo: bool = True,
    ) -> None:
        """Take back some edits by their audit entries, the newest first, all of them or none; with
        `is_undo` false they are entries that undid something, and so it is done again.

        A refusal goes to `otherwise`, or is shown as a notice.
        """
        newest_first = sorted(entry_ids, reverse=True)
        self._must_reload = True
        edit = partial(all_taken_back, entry_ids=newest_first)
        verb = "Undone" if is_undo else "Redone"
        self._take_back(edit, lambda: f"{verb}: {words}", otherwise)

    def _push(self, step: Step) -> None:
        was_filling, self._is_filling = self._is_filling, True
        self.stack.push(step)
        self._is_filling = was_filling

    def _fill(self, steps: UndoSteps) -> None:
        if self._in_flight or self._taken_back:
            self._must_reload = True  # once that is saved
            return
        self._is_filling, self._must_reload = True, False
        with QSignalBlocker(self.stack):  # told once, not for each of a thousand steps
            self.stack.clear()
            for step in steps.undo:
                self.stack.push(known_step(step, self.take, is_done=True))
            for step in reversed(steps.redo):
                self.stack.push(known_step(step, self.take, is_done=False))
            self.stack.setIndex(len(steps.undo))
        self._is_filling = False
        self.turned.emit()
