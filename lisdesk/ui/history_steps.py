"""What is undone and redone, on the lane of edits: there the order of presses is certain."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QUndoCommand

from lisdesk.outcome import Kind, Outcome
from lisdesk.rules.edit_words import words_of_edit

if TYPE_CHECKING:
    from lisdesk.queries.edit_log import UndoStep
    from lisdesk.store.work import Work
    from lisdesk.ui.jobs import Edit


TakenBack = Outcome[frozenset[int]]
"""What undid or redid something; its result are the audit entries that it took back."""


class NotDoneError(Exception):
    """There is nothing to undo, or to redo: an edit was refused, or changed nothing."""


class EditUnderWay:
    """An edit that is being saved, and what was pressed meanwhile."""

    def __init__(self) -> None:
        self.entry_id: int | None = None
        """Its newest audit entry, known on the lane of edits; None if it changed nothing."""
        self.words = ""
        self.is_undone = False
        """Whether it will be undone, by the presses so far."""
        self._is_done = True

    def take_back(self, work: Work, *, is_undo: bool) -> TakenBack:
        """Undo or redo it. Raises NotDoneError if it, or the press before, came to nothing."""
        if self.entry_id is None or self._is_done is not is_undo:
            raise NotDoneError
        outcome = _taken_back(work, self.entry_id)
        self.entry_id, self._is_done = outcome.entry_id, not self._is_done
        return outcome


class Presses:
    """Presses to undo or redo that were made before the officer was told of a refusal: none of them
    takes back what lies below the step that was refused.
    """

    def __init__(self) -> None:
        self._told = 0
        """How many refusals were told; the window's thread counts."""
        self._refused = -1
        """Of which count the press was that was refused; the lane of edits notes it."""

    def meant(self, edit: Edit) -> Edit:
        """Return the edit of a press that is made now; it raises NotDoneError if one before it was
        refused meanwhile.
        """
        made = self._told

        def run(work: Work) -> Outcome[Any]:
            if made <= self._refused:
                raise NotDoneError
            try:
                return edit(work)
            except NotDoneError:
                raise
            except Exception:
                self._refused = made
                raise

        return run

    def tell(self) -> None:
        """The officer is told of a refusal: what is pressed from now on is meant."""
        self._told += 1


class Step(QUndoCommand):
    """One edit that is done or undone: both ways take its newest audit entry back."""

    def __init__(
        self,
        words: str,
        entry_id: int,
        take: Callable[[Step, str], None],
        *,
        is_done: bool = True,
    ) -> None:
        """`take` is given the step and the word for what is to happen to it."""
        super().__init__(words)
        self._entry_id, self._take, self._is_done = entry_id, take, is_done

    def undo(self) -> None:
        """Take the edit back."""
        self._take(self, "Undone")

    def redo(self) -> None:
        """Do the edit again; QUndoStack calls this also when a step is pushed that is done."""
        self._take(self, "Redone")

    def take_back(self, work: Work, *, is_undo: bool) -> TakenBack:
        """Undo or redo it. Raises NotDoneError if the press before came to nothing."""
        if self._is_done is not is_undo:
            raise NotDoneError
        outcome = _taken_back(work, self._entry_id)
        assert outcome.entry_id is not None
        self._entry_id, self._is_done = outcome.entry_id, not self._is_done
        return outcome


def known_step(step: UndoStep, take: Callable[[Step, str], None], *, is_done: bool) -> Step:
    """Return a step that was read from the file, in the words of its edit."""
    return Step(words_of_edit(step.verb, step.subject), step.entry_id, take, is_done=is_done)


def next_taken_back(work: Work, officer: str, *, is_undo: bool) -> tuple[TakenBack, str]:
    """Undo or redo the officer's step that is next by the file; also return that in words.

    Raises NotDoneError if there is none.
    """
    from lisdesk.queries.edit_log import undo_steps

    steps = undo_steps(work.session, officer, 1)
    side = steps.undo if is_undo else steps.redo
    if not side:
        raise NotDoneError
    words = words_of_edit(side[-1].verb, side[-1].subject)
    return _taken_back(work, side[-1].entry_id), f"{'Undone' if is_undo else 'Redone'}: {words}"


def all_taken_back(work: Work, entry_ids: Sequence[int]) -> TakenBack:
    """Take edits back in one transaction; as the last of them, with all that changed."""
    outcomes = [_taken_back(work, entry_id) for entry_id in entry_ids]
    changed = frozenset[Kind]().union(*(each.changed for each in outcomes))
    return replace(outcomes[-1], changed=changed, result=frozenset(entry_ids))


def _taken_back(work: Work, entry_id: int) -> TakenBack:
    from lisdesk.edits.history import take_back

    outcome = take_back(work, entry_id=entry_id)
    return Outcome(frozenset({entry_id}), outcome.entry_id, outcome.changed, outcome.inverse)
