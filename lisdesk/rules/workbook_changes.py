"""What differs between two states of an evidence workbook: numbers, and quotations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

_KEYS = {
    "Ledger": ("Disposition",),
    "Respondents": ("Type",),
    "Coverage": ("Who",),
    "Areas": ("Area",),
    "Joint": ("Relevant to",),
    "Arrivals": ("Day", "Month"),
    "Questions": ("Question",),
    "Priorities": ("Code",),
    "Priority × type": ("Code",),
    "Priority × question": ("Code",),
    "Evidence strength": ("Code",),
    "Campaigns": ("Campaign",),
    "Campaign priorities": ("Campaign", "Code"),
}
"""By sheet of numbers, the columns that tell its lines apart."""
_QUOTED = {"Evidence": "Quotation", "Quotations": "Quotation"}


@dataclass(frozen=True, slots=True)
class SheetCells:
    """A sheet as texts: its headings and its lines; a line may end before the last column."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class WorkbookChange:
    """One thing that is not what it was."""

    sheet: str
    line: str
    """What the line is about, such as a priority's code; empty for quotations."""
    column: str
    then: str
    """As the workbook has it; empty if it has not."""
    now: str
    """As the call has it; empty if it has not."""


def changes(
    then: Mapping[str, SheetCells], now: Mapping[str, SheetCells]
) -> Iterator[WorkbookChange]:
    """Yield what differs, in the order of the sheets: numbers by line and column, quotations as
    those that went and those that came.
    """
    empty = SheetCells((), ())
    for sheet, cells in now.items():
        before = then.get(sheet, empty)
        if sheet in _KEYS:
            yield from _numbers(sheet, before, cells, _KEYS[sheet])
        elif sheet in _QUOTED:
            yield from _quotations(sheet, before, cells)


def line_changes(sheet: str, then: SheetCells, now: SheetCells) -> Iterator[WorkbookChange]:
    """Yield what differs between two states of a table whose first column names its lines."""
    yield from _numbers(sheet, then, now, (*then.headings[:1], *now.headings[:1]))


def _numbers(
    sheet: str, then: SheetCells, now: SheetCells, keys: Sequence[str]
) -> Iterator[WorkbookChange]:
    before, after = _by_line(then, keys), _by_line(now, keys)
    for line in dict.fromkeys([*before, *after]):
        old, new = before.get(line, {}), after.get(line, {})
        for column in dict.fromkeys([*old, *new]):
            pair = old.get(column, ""), new.get(column, "")
            if pair[0] != pair[1]:
                yield WorkbookChange(sheet, line, column, *pair)


def _by_line(cells: SheetCells, keys: Sequence[str]) -> dict[str, dict[str, str]]:
    places = [place for place, each in enumerate(cells.headings) if each in keys]
    found: dict[str, dict[str, str]] = {}
    for row in cells.rows:
        named = dict(zip_longest(cells.headings, row[: len(cells.headings)], fillvalue=""))
        line = name = ", ".join(_cell(row, place) for place in places)
        number = 1
        while line in found:  # a priority may have the code “Base”, as the last line has
            number += 1
            line = f"{name} ({number})"
        found[line] = named
    return found


def _quotations(sheet: str, then: SheetCells, now: SheetCells) -> Iterator[WorkbookChange]:
    before, after = _quoted(sheet, then), _quoted(sheet, now)
    for words in (before - after).elements():
        yield WorkbookChange(sheet, "", _QUOTED[sheet], words, "")
    for words in (after - before).elements():
        yield WorkbookChange(sheet, "", _QUOTED[sheet], "", words)


def _quoted(sheet: str, cells: SheetCells) -> Counter[str]:
    if _QUOTED[sheet] not in cells.headings:
        return Counter()
    place = cells.headings.index(_QUOTED[sheet])
    return Counter(words for row in cells.rows if (words := _cell(row, place)))


def _cell(row: Sequence[str], place: int) -> str:
    return row[place] if place < len(row) else ""
