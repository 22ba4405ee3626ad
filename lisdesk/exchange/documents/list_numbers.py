"""The numbers that a program puts before the items of a list, which no text of the file holds."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lisdesk.exchange.documents.note_marks import roman

BULLET = "•"
_PLACE = re.compile("%([1-9])")
_LARGEST = 10_000
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is numbered; `text` holds %1 to %9 for the numbers of the levels."""

    form: str
    text: str
    start: int = 1


def written_number(number: int, form: str) -> str:
    """Return a number as a list shows it: decimal unless the form says letters or Roman."""
    if not 0 < number <= _LARGEST:
        return str(number)
    if form in ("lowerRoman", "i"):
        return roman(number)
    if form in ("upperRoman", "I"):
        return roman(number).upper()
    if form in ("lowerLetter", "a"):
        return _lettered(number)
    if form in ("upperLetter", "A"):
        return _lettered(number).upper()
    return f"{number:02}" if form == "decimalZero" else str(number)


def item_mark(levels: dict[int, Level], counters: list[int], level: int) -> str:
    """Return what stands before an item, `counters` being the numbers down to its level."""
    own = levels[level]
    if own.form == "bullet":
        return BULLET
    if own.form == "none":
        return ""

    def number(match: re.Match[str]) -> str:
        place = int(match[1]) - 1
        form = levels[place].form if place in levels else "decimal"
        return written_number(counters[place], form) if place < len(counters) else ""

    return _PLACE.sub(number, own.text).strip()


def count_item(counters: list[int], level: int, start: int, *, restarts: bool = False) -> list[int]:
    """Return the counters after one more item at a level; deeper levels begin anew after it."""
    kept = counters[: level + 1]
    if len(kept) == level + 1 and not restarts:
        return [*kept[:level], kept[level] + 1]
    return [*kept[:level], *[1] * (level - len(kept)), start]


def _lettered(number: int) -> str:
    """Return a, b … z, aa, bb …, as word processors count."""
    repeats, place = divmod(number - 1, len(_LETTERS))
    return _LETTERS[place] * (repeats + 1)
