"""What becomes of each of some things that came in, as the officer decides it."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum


class Standing(Enum):
    """What becomes of one as things stand."""

    FILED = "filed"
    WAITS = "waits"
    """Its respondent is not certain, and the officer has not said anything yet."""
    LEFT_OUT = "left out"
    KNOWN = "known"
    """It is here already, or stands twice among these: the second one is never filed."""


class Standings:
    """Keeps what is accepted and what is left out; everything else waits."""

    def __init__(self, count: int, accepted: Iterable[int] = ()) -> None:
        self._count = count
        self._accepted = set(accepted)
        self._left_out: set[int] = set()

    def __len__(self) -> int:
        """Return how many there are."""
        return self._count

    def is_open(self, place: int) -> bool:
        """Whether one can be filed at all; one that is here already cannot."""
        raise TypeError(f"{type(self).__name__} does not say what is open")

    def standing(self, place: int) -> Standing:
        """Return what becomes of one."""
        if not self.is_open(place):
            return Standing.KNOWN
        if place in self._accepted:
            return Standing.FILED
        return Standing.LEFT_OUT if place in self._left_out else Standing.WAITS

    def places(self, standing: Standing) -> list[int]:
        """Return those that stand in one way."""
        return [place for place in range(self._count) if self.standing(place) is standing]

    def next_waiting(self, place: int) -> int | None:
        """Return the next one that waits, going round; None if none does."""
        waiting = self.places(Standing.WAITS)
        return next((each for each in waiting if each > place), waiting[0] if waiting else None)

    def accept(self, places: Iterable[int]) -> None:
        """Take some to be filed, as they are proposed or chosen."""
        for place in places:
            if self.is_open(place):
                self._accepted.add(place)
                self._left_out.discard(place)

    def leave_out(self, places: Iterable[int]) -> None:
        """Leave some out."""
        for place in places:
            if self.is_open(place):
                self._accepted.discard(place)
                self._left_out.add(place)

    def let_wait(self, places: Iterable[int]) -> None:
        """Take back what was decided about some: they wait again."""
        for place in places:
            self._accepted.discard(place)
            self._left_out.discard(place)

    def accept_all(self) -> None:
        """Take every one that is not here yet."""
        self.accept(range(self._count))

    def toggle(self, places: Iterable[int]) -> None:
        """Accept some, or leave them out if all of them are accepted."""
        chosen = list(places)
        if all(self.standing(place) is Standing.FILED for place in chosen):
            self.leave_out(chosen)
        else:
            self.accept(chosen)
