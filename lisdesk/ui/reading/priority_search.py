"""Find a priority by what an officer types: code, name, path, keywords, slips of the keys too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lisdesk.rules.words import folded

_NO_FIT = 9
_LIKE_ENOUGH = 74
"""From which likeness on, of 100, a slip of the keys is forgiven."""
_SHORTEST_SLIP = 3


@dataclass(frozen=True, slots=True)
class Searched:
    """What can be found of one priority; `path` has the names above it."""

    code: str
    name: str
    path: str
    keywords: tuple[str, ...]
    definition: str


class PrioritySearch:
    """The priorities of a call, folded once, so that each letter typed is answered at once."""

    def __init__(self, priorities: Sequence[Searched]) -> None:
        self._folded = [_Folded(each) for each in priorities]

    def best_first(self, typed: str) -> list[int]:
        """Return the places of those that fit, the best first; all if nothing was typed.

        Best is the code itself, then the name, a code that begins so, a name, one word or all of
        them that do, a keyword, initials, a name above, every word anywhere, and last what is
        nearly so. Neither case nor accents count.
        """
        wanted = folded(typed)
        if not wanted:
            return list(range(len(self._folded)))
        plain = "".join(typed.split()).casefold()
        ranked = [each.rank(wanted, plain) for each in self._folded]
        found = [(rank, 0.0, at) for at, rank in enumerate(ranked) if rank < _NO_FIT]
        if len(wanted) >= _SHORTEST_SLIP:
            left = [at for at, rank in enumerate(ranked) if rank >= _NO_FIT]
            found += [(_NO_FIT, -like, at) for at, like in self._nearly(wanted, left)]
        return [at for _, _, at in sorted(found)]

    def _nearly(self, wanted: str, places: Sequence[int]) -> list[tuple[int, float]]:
        from rapidfuzz import fuzz, process  # slow to load, and only needed for slips

        near = []
        words = {at: self._folded[at].words() for at in places}
        for at in places:
            if not words[at]:
                continue
            likes = [
                process.extractOne(part, words[at], scorer=fuzz.ratio)[1] for part in wanted.split()
            ]
            whole = fuzz.ratio(wanted, self._folded[at].name)
            like = max(whole, sum(likes) / len(likes))
            if like >= _LIKE_ENOUGH:
                near.append((at, like))
        return near


class _Folded:
    """One priority in the form in which words are compared."""

    def __init__(self, priority: Searched) -> None:
        self.code = "".join(priority.code.split()).casefold()
        self.name, self.path = folded(priority.name), folded(priority.path)
        self.keywords = [folded(each) for each in priority.keywords]
        self._initials = "".join(word[0] for word in self.name.split())
        parts = [folded(priority.code), self.name, self.path, *self.keywords]
        self._everything = " ".join([*parts, folded(priority.definition)])

    def words(self) -> list[str]:
        """Return the words that a slip of the keys may have meant."""
        return list(dict.fromkeys(" ".join([self.name, self.path, *self.keywords]).split()))

    def rank(self, wanted: str, plain: str) -> int:
        """Return how well what was typed fits, 0 best."""
        if self.code == plain or self.name == wanted:
            return 0
        if self.code.startswith(plain):
            return 1
        if self.name.startswith(wanted):
            return 2
        if _begin_words(wanted, self.name):
            return 3
        if any(each.startswith(wanted) or _begin_words(wanted, each) for each in self.keywords):
            return 4
        if len(wanted) > 1 and self._initials.startswith(wanted):
            return 5
        if _begin_words(wanted, f"{self.path} {self.name}"):
            return 6
        return 7 if all(word in self._everything for word in wanted.split()) else _NO_FIT


def _begin_words(wanted: str, words: str) -> bool:
    """Whether each word typed begins a word of these, as “dig sk” begins “digital skills”."""
    known = words.split()
    return all(any(word.startswith(part) for word in known) for part in wanted.split())
