"""Texts of a finished file that were looked at whole, and in which nothing was found.

The same words in the same role are found clean again however often they stand in a file: in two
sheets, in a cell of each row. Texts are known by numbers of 64 bits, in one run of the program.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from typing import TYPE_CHECKING

import numpy

from lisdesk.exchange.finished.pieces import Piece, Role

if TYPE_CHECKING:
    from lisdesk.exchange.finished.wording import Hashes

_MOST = 200_000
"""So many are remembered; others are looked at each time."""


class CleanTexts:
    """Remembers, by role, the texts in which nothing was found."""

    def __init__(self) -> None:
        self._known: defaultdict[Role, set[int]] = defaultdict(set)
        self._room = _MOST

    def others(self, pieces: Iterable[Piece]) -> list[Piece]:
        """Return the pieces that have to be looked at."""
        return [each for each in pieces if hash(each.text) not in self._known[each.role]]

    def learn(self, pieces: Sequence[Piece], found: Set[int]) -> None:
        """Remember the pieces, but for those, by their places, in which something was found."""
        for place, piece in enumerate(pieces):
            if place not in found and self._room:
                known = self._known[piece.role]
                self._room -= hash(piece.text) not in known
                known.add(hash(piece.text))


def text_numbers(texts: Iterable[str]) -> Hashes:
    """Return each text, letter by letter, as a number."""
    return numpy.array([hash(text) for text in texts], dtype=numpy.int64).view(numpy.uint64)
