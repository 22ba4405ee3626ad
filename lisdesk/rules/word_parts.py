"""The words of a text with their places, and the parts of words by which texts are compared."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from lisdesk.rules.words import folded

_LETTER = r"[^\W_][\u0300-\u036f]*"
"""A letter or digit, with the accents that are written apart from it."""
_JOINING = "'’‘‛ʼ`´\u00ad\u200c\u200d\u2060"
"""Apostrophes and invisible characters: a word goes on after them."""
_WORD = re.compile(rf"{_LETTER}(?:[{_JOINING}]*{_LETTER})*")
LONGEST_WORD = 40
"""Characters of a word that count; the rest of a longer one does not."""
_SHORTEST_PLURAL = 3
_SHORTEST_PART, _LONGEST_PART = 2, 5


class PlacedWord(NamedTuple):
    """A folded word, and where it stands in its text: code points, end exclusive."""

    word: str
    start: int
    end: int


def placed_words(text: str, start: int = 0, end: int | None = None) -> list[PlacedWord]:
    """Return the words of a text, or of a span of it, folded as `words.folded` does.

    Places count from the beginning of the text.
    """
    known: dict[str, str] = {}
    placed = []
    for each in _WORD.finditer(text, start, len(text) if end is None else end):
        written = each[0]
        word = known.get(written)
        if word is None:
            word = known[written] = folded(written).replace(" ", "")
        if word:
            placed.append(PlacedWord(word, *each.span()))
    return placed


def parts_of(word: str) -> list[str]:
    """Return the runs of two to five letters of a folded word, its two ends taken for a space.

    So “skill” and “skills” have most parts in common; of a very long word the beginning counts.
    """
    padded = f" {word[:LONGEST_WORD]} "
    return [
        padded[at : at + length]
        for length in range(_SHORTEST_PART, _LONGEST_PART + 1)
        for at in range(len(padded) - length + 1)
    ]


def places_of(phrase: Sequence[str], words: Sequence[PlacedWord]) -> list[tuple[int, int]]:
    """Return where folded words stand one after the other: the numbers of the first word and of the
    one after the last.

    The last of them may be in the plural, or the phrase may be and the text not.
    """
    if not phrase:
        return []
    *before, last = phrase
    either = {last, f"{last}s", last.removesuffix("s") if len(last) > _SHORTEST_PLURAL else last}
    size = len(phrase)
    return [
        (end - size, end)
        for end, (word, _start, _end) in enumerate(words, 1)
        if word in either
        and end >= size
        and all(words[end - size + place].word == each for place, each in enumerate(before))
    ]
