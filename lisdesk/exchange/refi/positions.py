"""How a project counts positions, found by what stands there.

Programs count them in different ways: the end included or not, a line end as one character or as
two, the byte order mark too, characters beyond the first 65,536 as two. Most write the beginning of
a passage as its name. The way in which most names stand where they should is the file's way.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import product

_LINE_END_OR_WIDE = re.compile("[\n\U00010000-\U0010ffff]")
_LINE_END = re.compile("\n")
_WIDE = re.compile("[\U00010000-\U0010ffff]")
_CUT_NAME = re.compile(r"\s*(?:…|\.\.\.)\Z")
_LEAST_CUT_LETTERS = 10
_WHOLE, _BEGINNING = 2, 1
"""What it counts that a name is the passage, and that it is how the passage begins."""


class LineEnds(Enum):
    """How many characters a line end counts."""

    ONE = "one"
    AS_WRITTEN = "as written"
    TWO = "two"


@dataclass(frozen=True, slots=True)
class Reading:
    """A way to count positions."""

    is_end_included: bool = False
    line_ends: LineEnds = LineEnds.ONE
    is_in_utf_16: bool = False
    counts_mark: bool = False

    def words(self) -> str:
        """Return the way in words."""
        unit = "UTF-16 units" if self.is_in_utf_16 else "characters"
        lines = {
            LineEnds.ONE: "a line end as one",
            LineEnds.AS_WRITTEN: "a line end as it is written",
            LineEnds.TWO: "a line end as two",
        }[self.line_ends]
        mark = ", the byte order mark counted" if self.counts_mark else ""
        end = "included" if self.is_end_included else "not included"
        return f"{unit}, {lines}{mark}, the end {end}"


READINGS = tuple(
    Reading(*way) for way in product((False, True), LineEnds, (False, True), (False, True))
)
"""All ways; of ways that are as good as each other the first is taken."""


@dataclass(frozen=True, slots=True)
class PlacedText:
    """A text as it is kept, with what its file had besides."""

    text: str
    """With LF as line end and without a mark."""
    double_ends: frozenset[int] = frozenset()
    """Where in it the line ends stand that the file wrote as two characters."""
    has_mark: bool = False


class Places:
    """The positions of one text in one way of counting, told as positions of the text itself."""

    def __init__(self, placed: PlacedText, reading: Reading) -> None:
        self._length = len(placed.text)
        self._past_end = int(reading.is_end_included)
        self._further = _further_units(placed, reading)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return a span as the text has it, which may lie outside of it."""
        return self._own(start), self._own(end + self._past_end)

    def is_within(self, start: int, end: int) -> bool:
        """Whether a span, as the text has it, lies in the text."""
        return start >= 0 and end <= self._length

    def _own(self, position: int) -> int:
        return position - bisect_left(self._further, position)


def _further_units(placed: PlacedText, reading: Reading) -> list[int]:
    """Return where a way of counting has units that the text as it is kept has not."""
    counts_ends = reading.line_ends is not LineEnds.ONE
    is_marked = placed.has_mark and reading.counts_mark
    units = [0] if is_marked else []
    if counts_ends and reading.is_in_utf_16:
        pattern = _LINE_END_OR_WIDE
    elif counts_ends:
        pattern = _LINE_END
    elif reading.is_in_utf_16 and not placed.text.isascii():
        pattern = _WIDE
    else:
        return units
    for found in pattern.finditer(placed.text):
        at = found.start()
        if found[0] != "\n":
            units.append(at + len(units) + 1)
        elif reading.line_ends is LineEnds.TWO or at in placed.double_ends:
            units.append(at + len(units))
    return units


class Evidence:
    """What the names of passages say of each way of counting."""

    def __init__(self) -> None:
        self.points = dict.fromkeys(READINGS, 0)
        self.outside = dict.fromkeys(READINGS, 0)
        self.whole = dict.fromkeys(READINGS, 0)
        """How many names stand where they should, whole or cut."""
        self.named = 0

    def take(self, placed: PlacedText, spans: Sequence[tuple[int, int, str]]) -> None:
        """Look at the passages of a text: start, end and name."""
        names = [(start, end, *_as_compared(name)) for start, end, name in spans]
        self.named += sum(bool(name) for _, _, name, _ in names)
        for reading in READINGS:
            places = Places(placed, reading)
            for start, end, name, is_cut in names:
                own = places.span(start, end)
                self.outside[reading] += not places.is_within(*own)
                if name:
                    points = _points(placed.text[max(0, own[0]) : max(0, own[1])], name, is_cut)
                    self.points[reading] += points
                    self.whole[reading] += bool(points)

    def best(self) -> Reading:
        """Return the way for which most speaks."""
        return max(READINGS, key=lambda each: (self.points[each], -self.outside[each]))

    def why(self) -> str:
        """Return what speaks for it, in a sentence."""
        best = self.best()
        if not self.named:
            return "No passage has a name to tell by."
        usual = READINGS[0]
        looked = f"{self.named:,} named passages that were looked at"
        there = f"{self.whole[best]:,} of {looked} stand where they say"
        if best == usual or self.points[best] == self.points[usual]:
            return f"{there}."
        return f"{there}; counted in the usual way {self.whole[usual]:,} would."


def _as_compared(name: str) -> tuple[str, bool]:
    """Return a name on one line, and whether it says itself that it is cut."""
    cut = _CUT_NAME.sub("", name)
    return " ".join(cut.split()), cut != name


def _points(passage: str, name: str, is_cut: bool) -> int:
    words = " ".join(passage.split())
    if words == name:
        return _WHOLE
    is_beginning = words.startswith(name) and (is_cut or len(name) >= _LEAST_CUT_LETTERS)
    return _BEGINNING if is_beginning else 0
