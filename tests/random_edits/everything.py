"""An officer who does everything that an officer can do."""

from collections.abc import Callable, Sequence
from types import FunctionType
from typing import Any

from lisdesk.edits.verbs import VERBS
from lisdesk.outcome import LASTING_VERBS, TAKE_BACK
from lisdesk.store.database import Database
from tests.random_edits.call import CallOfficer
from tests.random_edits.coding import CodingOfficer
from tests.random_edits.officer import Officer
from tests.random_edits.register import RegisterOfficer

Act = Callable[..., Any]
SHARE = 0.5
"""How often an act is of the subject of the sequence."""
NEVER_DRAWN = {
    TAKE_BACK: "It is what undo and redo run.",
    **dict.fromkeys(LASTING_VERBS, "It stays on record: there is no undo of it."),
}
"""Edits that no sequence draws as a step of undo, with the reason."""


def drawn_verbs() -> set[str]:
    """Return the names of all edits that sequences draw."""
    return set(VERBS) - set(NEVER_DRAWN)


def named_in(function: FunctionType) -> set[str]:
    """Return the names of the edits that the code of a function speaks of."""
    return {name for name in function.__code__.co_names if name in VERBS}


class BusyOfficer(CodingOfficer, RegisterOfficer, CallOfficer):
    """Does everything by the throw of dice, and half of the time something of one subject: what
    builds on edits before it would else seldom come to pass in a short sequence.
    """

    acts = (*Officer.acts, *CodingOfficer.acts, *RegisterOfficer.acts, *CallOfficer.acts)
    subjects = (
        *Officer.subjects,
        *CodingOfficer.subjects,
        *RegisterOfficer.subjects,
        *CallOfficer.subjects,
    )

    def __init__(self, database: Database, seed: int) -> None:
        super().__init__(database, seed)
        self.subject = self.subjects[seed % len(self.subjects)]

    def drawn_act(self, acts: Sequence[Act]) -> Act:
        """Return an act, of the subject of the sequence half of the time."""
        return self.dice.choice(self.subject if self.dice.random() < SHARE else acts)
