"""Put texts that are alike into groups, each around one text, its seed.

A text joins the group of a seed that it resembles, never that of another member: chains of texts,
each a little like the next, do not grow together. Sketches propose, the exact likeness decides.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from math import sqrt

from lisdesk.rules.alikeness import Shingles, Sketch, likeness
from lisdesk.telling import told

ShinglesOf = Callable[[Sequence[int]], Mapping[int, Shingles]]
"""Returns the shingles of some submissions by their numbers."""

_DOUBT = 3
"""How many standard deviations fewer values than expected two texts may share and still be compared
exactly: of texts as alike as the threshold one pair in a thousand is missed, of those more alike
none.
"""
_SHARED = 2
"""So many values are shared at least, for a short text with one shingle or two excepted."""
_FIRST = 4
"""So many are compared exactly, those first that share most, and more only if one was alike."""
_CROWD = 200
_BETWEEN = 50
"""So many seeds are looked for before the work stands back."""
_PATIENCE = 3
"""Where a crowd shares a value, such as words of the form itself, and so many seeds in turn found
nobody by it, it is not looked up any more; so the work grows with the texts, not with their pairs.
"""


@dataclass(frozen=True, slots=True)
class Sketched:
    """A submission with the sketch of its text."""

    submission_id: int
    sketch: Sketch


@dataclass(frozen=True, slots=True)
class Alike:
    """A submission that is like another one."""

    submission_id: int
    likeness: float
    is_copy: bool
    """Whether it says the same: the same words, or all but those of its signature."""

    @property
    def is_signed(self) -> bool:
        """Whether it is a copy with a signature of its own."""
        return self.is_copy and self.likeness < 1


@dataclass(frozen=True, slots=True)
class Group:
    """Submissions that are like one of them, the seed, which is not among the members.

    Copies come first, then variants, the most alike before the others.
    """

    seed_id: int
    members: tuple[Alike, ...]

    @property
    def size(self) -> int:
        """How many submissions there are, the seed among them."""
        return 1 + len(self.members)


def may_be_alike(one: Sketch, other: Sketch, shared: int, of_values: int, threshold: float) -> bool:
    """Whether two texts may be as alike as the threshold, whose sketches share so many values.

    `of_values` is how many values of the one were looked up.
    """
    less, more = sorted((one.shingles, other.shingles))
    if not less or less < threshold * more:
        return False
    share = threshold * (less + more) / (1 + threshold) / more
    expected = share * min(of_values, len(other.values))
    return shared >= max(1.0, expected - _DOUBT * sqrt(expected * (1 - min(share, 1.0))))


def groups(texts: Iterable[Sketched], shingles_of: ShinglesOf, threshold: float) -> list[Group]:
    """Return the groups of two or more among submissions, the largest first.

    Copies in them are those of the same words; the one that is given first is the seed.
    `threshold` is a likeness, above 0 and up to 1.
    """
    return _Grouping(texts, shingles_of, threshold).groups()


class _Grouping:
    """The texts of some submissions, each once, on their way into groups."""

    def __init__(
        self, texts: Iterable[Sketched], shingles_of: ShinglesOf, threshold: float
    ) -> None:
        self._copies: defaultdict[int, list[int]] = defaultdict(list)
        self._sketches: list[Sketch] = []
        for each in texts:
            if each.sketch.values:
                if each.sketch.key not in self._copies:
                    self._sketches.append(each.sketch)
                self._copies[each.sketch.key].append(each.submission_id)
        self._shingles_of = shingles_of
        self._threshold = threshold
        self._postings: defaultdict[int, list[int]] = defaultdict(list)
        for place, own in enumerate(told(self._sketches)):
            for value in own.values:
                self._postings[value].append(place)
        self._is_placed = bytearray(len(self._sketches))
        self._failures: Counter[int] = Counter()

    def groups(self) -> list[Group]:
        """Return the groups."""
        found = []
        places = sorted(range(len(self._sketches)), key=self._promise, reverse=True)
        for place in told(places, between=_BETWEEN):
            if not self._is_placed[place]:
                group = self._around(place)
                if group.members:
                    found.append(group)
        return sorted(found, key=lambda group: (-group.size, group.seed_id))

    def _promise(self, place: int) -> int:
        """Return how widely the shingles of a text are shared: an original's by all its variants,
        each variant's only where it left the original as it was.
        """
        own = self._sketches[place]
        return sum(len(self._postings[value]) for value in own.values)

    def _around(self, place: int) -> Group:
        """Return the group around a text, of those that are in none yet."""
        self._is_placed[place] = 1
        seed_id, *copies = self._copies[self._sketches[place].key]
        members = [Alike(each, 1.0, is_copy=True) for each in copies]
        near = self._near(place)
        close = self._close(seed_id, near)
        for how_alike, each in sorted(close, key=lambda item: (-item[0], item[1])):
            self._is_placed[each] = 1
            same = self._copies[self._sketches[each].key]
            members += [Alike(member, how_alike, is_copy=False) for member in same]
        self._learn(place, [each for _, each in close])
        return Group(seed_id, tuple(members))

    def _near(self, place: int) -> list[int]:
        """Return the texts in no group yet that may be like a text, the likeliest first."""
        own = self._sketches[place]
        known = sum(bool(self._postings[value]) for value in own.values)
        least = min(_SHARED, len(own.values))
        shared = Counter(chain.from_iterable(self._postings[value] for value in own.values))
        found = [
            (-count, each)
            for each, count in shared.items()
            if count >= least
            and not self._is_placed[each]
            and may_be_alike(own, self._sketches[each], count, known, self._threshold)
        ]
        return [each for _, each in sorted(found)]

    def _close(self, seed_id: int, near: Sequence[int]) -> list[tuple[float, int]]:
        """Return those that are alike, with their likeness."""
        found: list[tuple[float, int]] = []
        start, at_once = 0, _FIRST
        while some := near[start : start + at_once]:
            start, at_once = start + at_once, at_once * 2
            firsts = {each: self._copies[self._sketches[each].key][0] for each in some}
            known = self._shingles_of([seed_id, *firsts.values()])
            own = known[seed_id]
            alike = [(likeness(own, known[first]), each) for each, first in firsts.items()]
            close = [each for each in alike if each[0] >= self._threshold]
            if not close:
                break
            found += close
        return found

    def _learn(self, place: int, found: Sequence[int]) -> None:
        """Forget, where a crowd shares a value, who is in a group now, or the value if it only ever
        leads to strangers.
        """
        told = {value for each in found for value in self._sketches[each].values}
        for value in self._sketches[place].values:
            posting = self._postings[value]
            if len(posting) < _CROWD:
                continue
            if value in told:
                self._postings[value] = [each for each in posting if not self._is_placed[each]]
                continue
            self._failures[value] += 1
            if self._failures[value] >= _PATIENCE:
                self._postings[value] = []
