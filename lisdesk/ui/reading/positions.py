"""Places in the text on the screen and in the texts of the file, the one as the other.

The file counts code points of each text. Qt counts UTF-16 units, in which an emoji is two, of one
document that holds every text of a submission below its heading. Everything that crosses over goes
through here.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

_DOUBLE = re.compile("[\U00010000-\U0010ffff]")
_BREAKERS = "\0\r\ufdd0\ufdd1\ufffe"
"""Characters that a Qt document would take for the end of a paragraph or of the text, or, where the
text begins, for a sign that its bytes are swapped."""
_BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
"""Qt drops it where the text begins. A word joiner is as invisible, and stays."""


def as_shown(text: str) -> str:
    """Return text as a Qt document can hold it, each character still at its place."""
    for letter in _BREAKERS:
        text = text.replace(letter, "\N{REPLACEMENT CHARACTER}")
    return text.replace(_BYTE_ORDER_MARK, "\N{WORD JOINER}")


class Units:
    """The UTF-16 units of a text beside its code points."""

    def __init__(self, text: str) -> None:
        self._doubles: list[int] = []
        if not text.isascii() and len(text.encode("utf-16-le")) > 2 * len(text):
            self._doubles = [match.start() for match in _DOUBLE.finditer(text)]
        self._double_units = [at + place for place, at in enumerate(self._doubles)]

    def unit(self, point: int) -> int:
        """Return the unit at which a code point begins."""
        return point + bisect_left(self._doubles, point)

    def point(self, unit: int, *, is_end: bool = False) -> int:
        """Return the code point that begins at a unit.

        Within a character of two units it is the whole character's: its beginning, or what follows
        it for the end of a selection.
        """
        begun = bisect_left(self._double_units, unit)
        is_within = begun > 0 and self._double_units[begun - 1] == unit - 1
        return unit - begun + (1 if is_within and is_end else 0)


@dataclass(frozen=True, slots=True)
class Passage:
    """A text to be shown, below its heading if it has one."""

    text_id: int
    heading: str
    body: str


@dataclass(frozen=True, slots=True)
class TextSpan:
    """Code points of one stored text, end exclusive."""

    text_id: int
    start: int
    end: int


class UnitSpan(NamedTuple):
    """UTF-16 units of the document, end exclusive."""

    start: int
    end: int


class ShownTexts:
    """The texts of a submission as one document, and the way between its places and theirs."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        parts: list[str] = []
        self._starts: list[int] = []
        self.passages = tuple(passages)
        """The texts, in their order."""
        headings: list[tuple[int, int]] = []
        length = 0
        for place, passage in enumerate(passages):
            heading = as_shown(" ".join(passage.heading.split()))
            before = ("\n" if place else "") + (f"{heading}\n" if heading else "")
            if heading:
                headings.append((length + len(before) - len(heading) - 1, length + len(before) - 1))
            self._starts.append(length + len(before))
            parts += [before, as_shown(passage.body)]
            length += len(before) + len(passage.body)
        self.words = "".join(parts)
        """What the document shows."""
        self._units = Units(self.words)
        self.headings = tuple(
            UnitSpan(self._units.unit(start), self._units.unit(end)) for start, end in headings
        )
        self._starts_by_text = {
            passage.text_id: start
            for passage, start in zip(self.passages, self._starts, strict=True)
        }

    def spans_at(self, start: int, end: int) -> list[TextSpan]:
        """Return what a selection from unit `start` to `end` covers of each text."""
        first = self._units.point(start)
        last = self._units.point(end, is_end=True)
        spans = []
        for passage, begin in zip(self.passages, self._starts, strict=True):
            low, high = max(first, begin), min(last, begin + len(passage.body))
            if low < high:
                spans.append(TextSpan(passage.text_id, low - begin, high - begin))
        return spans

    def words_at(self, start: int, end: int) -> str:
        """Return what stands from unit `start` to `end`: stored words as stored, headings too."""
        first = self._units.point(start)
        last = self._units.point(end, is_end=True)
        shown = list(self.words[first:last])
        for passage, begin in zip(self.passages, self._starts, strict=True):
            low, high = max(first, begin), min(last, begin + len(passage.body))
            if low < high:
                shown[low - first : high - first] = passage.body[low - begin : high - begin]
        return "".join(shown)

    def units_of(self, text_id: int, start: int, end: int) -> UnitSpan | None:
        """Return where a span of a text stands in the document; None if the text is not in it."""
        begin = self._starts_by_text.get(text_id)
        if begin is None:
            return None
        return UnitSpan(self._units.unit(begin + start), self._units.unit(begin + end))

    def units_at(self, start: int, end: int) -> UnitSpan:
        """Return the units of code points of the document as a whole."""
        return UnitSpan(self._units.unit(start), self._units.unit(end))

    def text_at(self, unit: int) -> int | None:
        """Return the text that a unit stands in, its heading included; None if there is none."""
        point = self._units.point(unit)
        before = [
            passage.text_id
            for passage, begin in zip(self.passages, self._starts, strict=True)
            if point <= begin + len(passage.body)
        ]
        return before[0] if before else (self.passages[-1].text_id if self.passages else None)

    def first_unit(self) -> int:
        """Return where the words of the first text begin, below its heading."""
        return self._units.unit(self._starts[0]) if self._starts else 0
