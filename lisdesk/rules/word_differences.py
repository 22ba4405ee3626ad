"""Where two texts differ, word by word, and where words of the one stand in the other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import NamedTuple

from lisdesk.rules.spans import Span
from lisdesk.rules.words import folded

MOST_WORDS = 3_000
"""Beyond so many words of a text nothing is compared: the time grows with their square."""

_BREAK = "\n\n"
_TOKEN = re.compile(r"\S+")


class Word(NamedTuple):
    """A folded word and where it stands: in which text, in code points, end exclusive.

    Parts of one run of letters and signs, as in “low-carbon”, have the place of the whole.
    """

    folded: str
    text_id: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that stand in both texts, or that one has in place of the other's.

    Equal words are told once, as the variant writes them; either side may be empty.
    """

    is_same: bool
    seed: str
    variant: str


def words_of(texts: Iterable[tuple[int, str]]) -> list[Word]:
    """Return the words of texts, given with their numbers, in their order."""
    return [
        Word(word, text_id, *_bare(token))
        for text_id, body in texts
        for token in _TOKEN.finditer(body)
        for word in folded(token[0]).split()
    ]


def _bare(token: re.Match[str]) -> tuple[int, int]:
    """Return where a run of letters and signs stands without the signs around it."""
    places = [place for place, letter in enumerate(token[0], token.start()) if letter.isalnum()]
    return (places[0], places[-1] + 1) if places else token.span()


class Comparison:
    """The words of a seed beside those of another text."""

    def __init__(self, seed: Sequence[Word], variant: Sequence[Word]) -> None:
        self._seed, self._variant = seed, variant
        self._matcher = SequenceMatcher(
            None,
            [word.folded for word in seed[:MOST_WORDS]],
            [word.folded for word in variant[:MOST_WORDS]],
            autojunk=False,
        )

    @property
    def is_cut(self) -> bool:
        """Whether a text was too long to be compared to its end."""
        return max(len(self._seed), len(self._variant)) > MOST_WORDS

    def pieces(self) -> list[Piece]:
        """Return both texts in pieces; what was not compared is one last piece."""
        found = [
            Piece(kind == "equal", _joined(self._seed[a:b]), _joined(self._variant[c:d]))
            for kind, a, b, c, d in self._matcher.get_opcodes()
        ]
        if self.is_cut:
            rest = _joined(self._seed[MOST_WORDS:]), _joined(self._variant[MOST_WORDS:])
            found.append(Piece(False, *rest))
        return found

    def written(
        self, seed_texts: Mapping[int, str], variant_texts: Mapping[int, str]
    ) -> list[Piece]:
        """Return both texts in pieces as they were written: with signs, capitals and lines.

        The texts are given by the numbers that their words have. Put together, either side of the
        pieces is the texts, a blank line between two of them.
        """
        seed, variant = _runs(self._seed, seed_texts), _runs(self._variant, variant_texts)
        found = [
            Piece(kind == "equal", "".join(seed[a:b]), "".join(variant[c:d]))
            for kind, a, b, c, d in self._matcher.get_opcodes()
        ]
        if self.is_cut:
            rest = "".join(seed[MOST_WORDS:]), "".join(variant[MOST_WORDS:])
            found.append(Piece(False, *rest))
        return found

    def added_words(self) -> int:
        """Return how many words of the variant do not stand in the seed."""
        return len(self._variant) - sum(block.size for block in self._matcher.get_matching_blocks())

    def moved(self, text_id: int, span: Span) -> tuple[int, Span] | None:
        """Return where a span of the seed stands in the variant: the text and the place.

        None unless all its words stand there, one after another, in one text.
        """
        own = [
            place
            for place, word in enumerate(self._seed)
            if word.text_id == text_id and word.start < span.end and word.end > span.start
        ]
        if not own:
            return None
        for block in self._matcher.get_matching_blocks():
            if block.a <= own[0] and own[-1] < block.a + block.size:
                first = self._variant[block.b + own[0] - block.a]
                last = self._variant[block.b + own[-1] - block.a]
                if first.text_id != last.text_id:
                    return None
                return first.text_id, Span(first.start, last.end)
        return None


def _runs(words: Sequence[Word], texts: Mapping[int, str]) -> list[str]:
    """Return what stands from each word to the next one; before the first, what leads up to it."""
    starts = [
        0
        if place == 0 or words[place - 1].text_id != word.text_id
        else _with_signs_before(texts[word.text_id], word.start)
        for place, word in enumerate(words)
    ]
    found = []
    for (word, start), (following, end) in pairwise(zip(words, starts, strict=True)):
        body = texts[word.text_id]
        is_last = following.text_id != word.text_id
        found.append(f"{body[start:]}{_BREAK}" if is_last else body[start:end])
    if words:
        found.append(texts[words[-1].text_id][starts[-1] :])
    return found


def _with_signs_before(body: str, start: int) -> int:
    """Return where the run of letters and signs begins that has a word at a place."""
    while start and not body[start - 1].isspace():
        start -= 1
    return start


def _joined(words: Sequence[Word]) -> str:
    return " ".join(word.folded for word in words)
