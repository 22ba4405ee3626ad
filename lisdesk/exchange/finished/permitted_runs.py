"""Whether words that stand as a respondent's stand in a text as it may be published.

This asks of every word where it comes from, whatever is secret. The first and the last word of a
piece are left out, because excerpts may begin and end within a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import numpy

from lisdesk.exchange.finished.clean_texts import text_numbers
from lisdesk.exchange.finished.known_secrets import (
    KnownSecrets,
    RunSet,
    batches,
    by_length,
    run_sets_of,
)
from lisdesk.exchange.finished.pieces import Piece, Role
from lisdesk.exchange.finished.wording import WINDOW, Wording, runs, runs_of_lengths, wording
from lisdesk.rules.publication_secrets import Secret, SecretKind

if TYPE_CHECKING:
    from lisdesk.exchange.finished.wording import Places

_JOINED = ".txt"
"""Ends the name of a part in which several texts stand, each on lines of its own."""
_CONTINUES = re.compile(r"… \([^()]{1,40}\)$")


class PermittedRuns:
    """The runs of words of all texts as they may be published."""

    def __init__(
        self, texts: Iterable[str], known: KnownSecrets, first: Sequence[Piece] = ()
    ) -> None:
        """`known` are secrets whose names these texts may say; `first` are pieces that are looked
        for while the texts are read, be they ever so short.
        """
        self.short: dict[tuple[int, int], Piece] = {}
        """Pieces of fewer than eight words, by how many those are and their number: to be looked
        for once many or all were heard."""
        self._runs = RunSet()
        self._clean = RunSet()
        """Of texts that say no name, contact detail or place, each as a whole."""
        self._said: set[tuple[int, int]] = set()
        """Short runs that were looked for, and found in these texts."""
        wanted = run_sets_of(by_length(_short_runs(_spoken(first)[1])))
        for batch in batches(Secret(SecretKind.NOTE, "", text) for text in texts):
            own = [each.words for each in batch]
            words = wording(own)
            for length, hashes, _ in runs_of_lengths(words, {WINDOW, *wanted}):
                if length == WINDOW:
                    self._runs.add(hashes)
                else:
                    self._said.update(wanted[length].those_of(length, hashes))
            self._clean.add(text_numbers(own)[~known.naming(words)])

    def others(self, pieces: Sequence[Piece]) -> list[Piece]:
        """Return the pieces that are not, letter by letter, a text that may be published and says
        no name: in such a one nothing can be found, for whatever else it says is said lawfully.
        """
        is_other = numpy.array([each.role is not Role.WORDS for each in pieces], dtype=numpy.bool_)
        same = self._clean.among(text_numbers(each.text for each in pieces))
        is_same = numpy.zeros(len(pieces), dtype=numpy.bool_)
        is_same[same] = True
        return [pieces[place] for place in numpy.flatnonzero(is_other | ~is_same).tolist()]

    def forgotten(self) -> dict[tuple[int, int], Piece]:
        """Return the short pieces so far, and forget them."""
        short, self.short = self.short, {}
        return short

    def strangers(self, pieces: Sequence[Piece]) -> list[int]:
        """Return the places of the pieces that hold words, eight in a row, which stand in no
        text.
        """
        places, words = _spoken(pieces)
        hashes, firsts = runs(words, WINDOW)
        missing = numpy.unique(words.text_of[firsts[self._runs.not_among(hashes)]])
        for run, line in _short_runs(words).items():
            if run not in self._said:
                self.short.setdefault(run, pieces[places[line]])
        return list(dict.fromkeys(places[line] for line in missing.tolist()))


def _spoken(pieces: Sequence[Piece]) -> tuple[list[int], Wording]:
    """Return the lines of the pieces that are words of respondents: by line the place of its piece,
    and what it says but for its first and last word.
    """
    lines = [
        (place, line)
        for place, piece in enumerate(pieces)
        if piece.role is Role.WORDS
        for line in _lines(piece)
    ]
    return [place for place, _ in lines], _inner(wording([line for _, line in lines]))


def _short_runs(words: Wording) -> dict[tuple[int, int], int]:
    """Return the lines that are too short for a run of eight words, by how many words they have and
    their number: with each the first line that says it.
    """
    found: dict[tuple[int, int], int] = {}
    lengths = words.counts[words.text_of]
    for length in range(1, WINDOW):
        own = lengths == length
        if own.any():
            short = Wording(words.hashes[own], words.text_of[own], words.counts)
            hashes, firsts = runs(short, length)
            lines = short.text_of[firsts].tolist()
            for number, line in zip(hashes.tolist(), lines, strict=True):
                found.setdefault((length, number), line)
    return found


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
