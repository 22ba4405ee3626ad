"""What a project has that finds no home here, told one by one up to a number, then counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lisdesk.rules.coded_project import Lost

_TOLD_OF_ONE_KIND = 50


class Losses:
    """Losses as they are found."""

    def __init__(self) -> None:
        self._told: list[Lost] = []
        self._counts: Counter[tuple[str, str]] = Counter()

    def add(self, where: str, what: str, kept: str = "Nothing of it.") -> None:
        """Take a loss down; of many of one kind the first are told."""
        self._counts[what, kept] += 1
        if self._counts[what, kept] <= _TOLD_OF_ONE_KIND:
            self._told.append(Lost(where, what, kept))

    def count(self, number: int, where: str, what: str, kept: str = "Nothing of it.") -> None:
        """Take down something that was counted; nothing if there is none of it."""
        if number:
            self._told.append(Lost(where, f"{what}: {number:,}.", kept))

    def all(self) -> Iterator[Lost]:
        """Yield all losses, the further ones of a kind as a number."""
        yield from self._told
        for (what, kept), number in self._counts.items():
            if number > _TOLD_OF_ONE_KIND:
                yield Lost(f"{number - _TOLD_OF_ONE_KIND:,} more", what, kept)
