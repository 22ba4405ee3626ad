"""Find texts that hold somebody else's words, however those are spaced, cased and punctuated."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Mapping
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)

FEWEST_WORDS = 5
"""Fewer words in a row are anybody's."""
RUN_WORDS = 8
"""So many words in a row of a longer passage are taken from it."""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


class QuotingTexts(Generic[K]):
    """Texts, looked through for passages many at a time."""

    def __init__(self, texts: Mapping[K, str]) -> None:
        self._texts = {key: f" {' '.join(_words(text))} " for key, text in texts.items()}
        self._beginnings: defaultdict[tuple[str, ...], set[K]] = defaultdict(set)
        for key, text in self._texts.items():
            for beginning in _runs(text.split(), FEWEST_WORDS):
                self._beginnings[beginning].add(key)

    def quoting(self, passage: str, but_for: str = "") -> set[K]:
        """Return the texts that hold a passage of five to eight words, or eight words in a row of a
        longer one. Of a passage that may be told in part, which is `but_for`, any five words in a
        row are taken that the part has not.
        """
        known = f" {' '.join(_words(but_for))} "
        words = _words(passage)
        if len(words) < FEWEST_WORDS:
            return set()
        found: set[K] = set()
        length = FEWEST_WORDS if but_for else min(RUN_WORDS, len(words))
        for run in _runs(words, length):
            if f" {' '.join(run)} " in known:
                continue
            for key in self._beginnings.get(run[:FEWEST_WORDS], ()):
                if f" {' '.join(run)} " in self._texts[key]:
                    found.add(key)
        return found


def _words(text: str) -> list[str]:
    return [word.replace("’", "'") for word in _WORD.findall(text.casefold())]


def _runs(words: list[str], length: int) -> list[tuple[str, ...]]:
    return [tuple(words[at : at + length]) for at in range(len(words) - length + 1)]
