"""Undo and redo of every edit, in words, also of those before the window was opened.

Each step is an audit entry; undoing it runs `take_back` with its number, and redoing runs it with
the number of the entry that undid it. So what can be undone is read from the file at the start.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QSignalBlocker, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from lisdesk.outcome import Kind, Outcome
from lisdesk.rules.edit_words import words_of_edit
from lisdesk.ui.jobs import Edit, Jobs

if TYPE_CHECKING:
    from lisdesk.queries.edit_log import UndoStep, UndoSteps
    from lisdesk.store.work import Work

STEPS_KEPT = 500


class History(QObject):
    """Runs the window's edits and remembers how to take them back."""

    told = Signal(str)
    """What was just done, undone or redone, in words."""
    refused = Signal(object)
    """The exception of an edit that was not done."""
    turned = Signal()
    """An edit that is being saved can be undone, or redone, or no more."""

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.stack = QUndoStack(self)
        self.stack.setUndoLimit(2 * STEPS_KEPT)  # as many of each side as are read from the file
        self.jobs = jobs
        self._is_filling = False
        self._edits: list[_Edit] = []
        """Those that are being saved, in their order."""
        self._in_flight = 0
        """How many edits are being saved, with what was pressed about them meanwhile."""
        self._taken_back = 0
        """How many steps are being undone or redone."""
        self._must_reload = False
        """Whether the steps are no longer, or not yet, as the file has them."""
        self._newest_read = 0
        self._presses: list[bool] = []
        """Whether each press that waits until the steps are known is an undo."""

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
        mine = _Edit()

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
        return self.stack.canUndo() if is_undo else self.stack.canRedo()

    def step(self, *, is_undo: bool) -> None:
        """Undo or redo; while an edit is still being saved it is the one that is meant."""
        if self._in_flight:
            order = reversed(self._edits) if is_undo else self._edits
            meant = next((each for each in order if each.is_undone is not is_undo), None)
            if meant is not None:
                self._turn(meant)
                return
        if self._in_flight or self._must_reload:
            self._presses.append(is_undo)
        elif is_undo:
            self.stack.undo()
        else:
            self.stack.redo()

    def _turn(self, edit: _Edit) -> None:
        """Undo or redo an edit that is being saved, on the lane of edits, right after it."""
        verb = "Redone" if edit.is_undone else "Undone"
        edit.is_undone = not edit.is_undone

        def run(work: Work) -> Outcome[Any]:
            if edit.entry_id is None:
                raise _NotDoneError
            outcome = _taken_back(work, edit.entry_id)
            edit.entry_id = outcome.entry_id
            return outcome

        def tell(_outcome: Outcome[Any]) -> None:
            self._end()
            self.told.emit(f"{verb}: {edit.words}")

        def refuse(error: BaseException) -> None:
            self._end()
            if not isinstance(error, _NotDoneError):
                self.refused.emit(error)

        self._in_flight += 1
        self._must_reload = True
        self.jobs.write(run, owner=self, then=tell, otherwise=refuse)
        self.turned.emit()

    def _record(self, outcome: Outcome[Any], words: str) -> None:
        if outcome.entry_id is None:
            return
        if outcome.inverse is None:
            self.stack.clear()
        else:
            self._push(_Step(words, outcome.entry_id, self))
        self.told.emit(words)

    def _end(self) -> None:
        self._in_flight -= 1
        if self._in_flight:
            return
        self._edits.clear()
        self.turned.emit()
        if self._must_reload:
            self.reload()
        else:
            self._run_presses()

    def _run_presses(self) -> None:
        presses, self._presses = self._presses, []
        for is_undo in presses:
            self.step(is_undo=is_undo)

    def reload(self) -> None:
        """Read from the file what the officer can undo and redo, once nothing is being saved.

        What is pressed until then means the steps that will have been read.
        """
        self._must_reload = True
        if self._in_flight or self._taken_back:
            return
        from lisdesk.queries.edit_log import undo_steps

        self._newest_read += 1
        self.jobs.read_in_turn(
            undo_steps,
            self.jobs.desk.officer,
            STEPS_KEPT,
            owner=self,
            then=partial(self._fill, self._newest_read),
            otherwise=self._do_without,
        )

    def _do_without(self, error: BaseException) -> None:
        self._must_reload = False
        self._presses.clear()
        self.refused.emit(error)

    def take(self, step: _Step, verb: str) -> None:
        """Undo or redo a step; if that is refused, what can be undone is read from the file."""
        if self._is_filling:
            return

        self._take_back(step.take_back, f"{verb}: {step.text()}")

    def _take_back(self, edit: Edit, words: str) -> None:
        """Run what undoes or redoes; if it is refused, what can be undone is read from the file."""

        def tell(_outcome: Outcome[Any]) -> None:
            end()
            self.told.emit(words)

        def refuse(error: BaseException) -> None:
            self._must_reload = True
            end()
            self.refused.emit(error)

        def end() -> None:
            self._taken_back -= 1
            if self._must_reload:
                self.reload()

        self._taken_back += 1
        self.jobs.write(edit, owner=self, then=tell, otherwise=refuse)

    def undo_entry(self, entry_id: int, words: str) -> None:
        """Take back one edit by its audit entry, such as that of an import that has just ended."""
        self.undo_entries([entry_id], words)

    def undo_entries(self, entry_ids: Sequence[int], words: str) -> None:
        """Take back some edits by their audit entries, the newest first, all of them or none."""
        newest_first = sorted(entry_ids, reverse=True)
        self._must_reload = True
        self._take_back(partial(_all_taken_back, entry_ids=newest_first), f"Undone: {words}")

    def _push(self, step: _Step) -> None:
        was_filling, self._is_filling = self._is_filling, True
        self.stack.push(step)
        self._is_filling = was_filling

    def _fill(self, number: int, steps: UndoSteps) -> None:
        if self._in_flight or self._taken_back or number != self._newest_read:
            return  # they will be read again
        self._is_filling, self._must_reload = True, False
        with QSignalBlocker(self.stack):  # told once, not for each of a thousand steps
            self.stack.clear()
            for step in (*steps.undo, *reversed(steps.redo)):
                self.stack.push(self._known(step))
            self.stack.setIndex(len(steps.undo))
        self._is_filling = False
        self.turned.emit()
        self._run_presses()

    def _known(self, step: UndoStep) -> _Step:
        return _Step(words_of_edit(step.verb, step.subject), step.entry_id, self)


class _NotDoneError(Exception):
    """An edit that was to be taken back was refused, or changed nothing."""


class _Edit:
    """An edit that is being saved, and what was pressed meanwhile."""

    def __init__(self) -> None:
        self.entry_id: int | None = None
        """Its newest audit entry, known on the lane of edits; None if it changed nothing."""
        self.words = ""
        self.is_undone = False


class _Step(QUndoCommand):
    """One edit that is done or undone: both ways take its newest audit entry back."""

    def __init__(self, words: str, entry_id: int, history: History) -> None:
        super().__init__(words)
        self._entry_id = entry_id
        self._history = history

    def undo(self) -> None:
        """Take the edit back."""
        self._history.take(self, "Undone")

    def redo(self) -> None:
        """Do the edit again; QUndoStack calls this also when a step is pushed that is done."""
        self._history.take(self, "Redone")

    def take_back(self, work: Work) -> Outcome[Any]:
        """Run on the lane of edits, where the entries of rapid presses are known in order."""
        outcome = _taken_back(work, self._entry_id)
        assert outcome.entry_id is not None
        self._entry_id = outcome.entry_id
        return outcome


def _taken_back(work: Work, entry_id: int) -> Outcome[Any]:
    from lisdesk.edits.history import take_back

    return take_back(work, entry_id=entry_id)


def _all_taken_back(work: Work, entry_ids: Sequence[int]) -> Outcome[Any]:
    """Take edits back in one transaction; what the last of them says, with all that changed."""
    outcomes = [_taken_back(work, entry_id) for entry_id in entry_ids]
    changed = frozenset[Kind]().union(*(each.changed for each in outcomes))
    return replace(outcomes[-1], changed=changed)
