"""Undo and redo of every edit, in words, also of those before the window was opened.

Each step is an audit entry; undoing it runs `take_back` with its number, and redoing runs it with
the number of the entry that undid it. So what can be undone is read from the file at the start.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

import shiboken6
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from lisdesk.outcome import Outcome
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

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.stack = QUndoStack(self)
        self.stack.setUndoLimit(STEPS_KEPT)
        self.jobs = jobs
        self._is_filling = False
        self._unsaved = 0
        self._steps_waiting: list[bool] = []

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

        def remember(outcome: Outcome[Any]) -> None:
            said = words if isinstance(words, str) else words(outcome.result)
            if outcome.entry_id is not None:
                if outcome.inverse is None:
                    self.stack.clear()
                else:
                    self._push(_Step(said, outcome.entry_id, self))
                self.told.emit(said)
            self._end_edit()
            if then is not None:
                then(outcome.result)

        def refuse(error: BaseException) -> None:
            self._end_edit()
            (otherwise or self.refused.emit)(error)

        self._unsaved += 1
        self.jobs.write(edit, owner=self, then=remember, otherwise=refuse)

    def step(self, *, is_undo: bool) -> None:
        """Undo or redo; while an edit is still being saved, as soon as it is: it is the one that is
        meant.
        """
        if self._unsaved:
            self._steps_waiting.append(is_undo)
        elif is_undo:
            self.stack.undo()
        else:
            self.stack.redo()

    def reload(self) -> None:
        """Read from the file what the officer can undo and redo."""
        from lisdesk.queries.edit_log import undo_steps

        officer = self.jobs.desk.officer
        self.jobs.read_in_turn(undo_steps, officer, STEPS_KEPT, owner=self, then=self._fill)

    def take(self, step: _Step, verb: str) -> None:
        """Undo or redo a step; if that is refused, what can be undone is read from the file."""
        if self._is_filling:
            return

        words = step.text()

        def tell(_outcome: Outcome[Any]) -> None:
            if not shiboken6.isValid(step):  # the steps were read from the file meanwhile
                self.reload()
            self.told.emit(f"{verb}: {words}")

        def refuse(error: BaseException) -> None:
            self.reload()
            self.refused.emit(error)

        self.jobs.write(step.take_back, owner=self, then=tell, otherwise=refuse)

    def undo_entry(self, entry_id: int, words: str) -> None:
        """Take back one edit by its audit entry, such as that of an import that has just ended."""
        from lisdesk.edits.history import take_back

        def tell(_outcome: Outcome[Any]) -> None:
            self.told.emit(f"Undone: {words}")
            self.reload()

        self.jobs.write(
            partial(take_back, entry_id=entry_id),
            owner=self,
            then=tell,
            otherwise=self.refused.emit,
        )

    def _end_edit(self) -> None:
        self._unsaved -= 1
        while self._steps_waiting and not self._unsaved:
            self.step(is_undo=self._steps_waiting.pop(0))

    def _push(self, step: _Step) -> None:
        was_filling, self._is_filling = self._is_filling, True
        self.stack.push(step)
        self._is_filling = was_filling

    def _fill(self, steps: UndoSteps) -> None:
        self._is_filling = True
        self.stack.clear()
        for step in (*steps.undo, *reversed(steps.redo)):
            self.stack.push(self._known(step))
        self.stack.setIndex(len(steps.undo))
        self._is_filling = False

    def _known(self, step: UndoStep) -> _Step:
        return _Step(words_of_edit(step.verb, step.subject), step.entry_id, self)


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
        from lisdesk.edits.history import take_back

        outcome = take_back(work, entry_id=self._entry_id)
        assert outcome.entry_id is not None
        self._entry_id = outcome.entry_id
        return outcome
