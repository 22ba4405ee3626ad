"""Whether words that stand as a respondent's stand in a text as it may be published.

This asks of every word where it comes from, whatever is secret. The first and the last word of a
piece are left out, because excerpts may begin and end within a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import numpy

from lisdesk.exchange.finished.known_secrets import RunSet, batches
from lisdesk.exchange.finished.pieces import Piece, Role
from lisdesk.exchange.finished.wording import WINDOW, Wording, runs, wording
from lisdesk.rules.publication_secrets import Secret, SecretKind

if TYPE_CHECKING:
    from lisdesk.exchange.finished.wording import Places

_JOINED = ".txt"
"""Ends the name of a part in which several texts stand, each on lines of its own."""
_CONTINUES = re.compile(r"… \([^()]{1,40}\)$")


class PermittedRuns:
    """The runs of words of all texts as they may be published."""

    def __init__(self, texts: Iterable[str]) -> None:
        self.short: dict[tuple[int, int], Piece] = {}
        """Pieces of fewer than eight words, by how many those are and their number: to be looked
        for once many or all were heard."""
        self._runs = RunSet()
        for batch in batches(Secret(SecretKind.NOTE, "", text) for text in texts):
            self._runs.add(runs(wording([each.words for each in batch]), WINDOW)[0])

    def forgotten(self) -> dict[tuple[int, int], Piece]:
        """Return the short pieces so far, and forget them."""
        short, self.short = self.short, {}
        return short

    def strangers(self, pieces: Sequence[Piece]) -> Iterator[Piece]:
        """Yield the pieces that hold words, eight in a row, which stand in no text."""
        spoken = [each for each in pieces if each.role is Role.WORDS]
        lines = [(piece, line) for piece in spoken for line in _lines(piece)]
        words = _inner(wording([line for _, line in lines]))
        hashes, firsts = runs(words, WINDOW)
        missing = numpy.unique(words.text_of[firsts[self._runs.not_among(hashes)]])
        yield from dict.fromkeys(lines[place][0] for place in missing.tolist())
        for length in range(1, WINDOW):
            self._keep_short(words, length, [piece for piece, _ in lines])

    def _keep_short(self, words: Wording, length: int, pieces: Sequence[Piece]) -> None:
        own = words.counts[words.text_of] == length
        if not own.any():
            return
        short = Wording(words.hashes[own], words.text_of[own], words.counts)
        hashes, firsts = runs(short, length)
        for number, place in zip(hashes.tolist(), short.text_of[firsts].tolist(), strict=True):
            self.short.setdefault((length, number), pieces[place])


def _lines(piece: Piece) -> list[str]:
    if piece.part.endswith(_JOINED):
        return piece.text.split("\n")
    return [_CONTINUES.sub("", piece.text)]


def _inner(words: Wording) -> Wording:
    """Return texts without the first and the last word of each."""
    is_new = numpy.ones(len(words.text_of) + 1, dtype=numpy.bool_)
    is_new[1:-1] = words.text_of[1:] != words.text_of[:-1]
    kept: Places = numpy.flatnonzero(~(is_new[:-1] | is_new[1:]))
    counts = numpy.maximum(words.counts - 2, 0)
    return Wording(words.hashes[kept], words.text_of[kept], counts)
