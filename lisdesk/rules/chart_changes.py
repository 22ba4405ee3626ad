"""What differs between the charts of two states of an evidence workbook.

A chart draws cells of its sheet. Where it shows what they say, whatever differs is told of the
cells; what is told of the chart is its title, and what it shows otherwise than they do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from lisdesk.rules.workbook_changes import SheetCells, WorkbookChange

TITLE = "title"
_HEADING_ROW = 4
_MOST = 10_000
"""So many cells does no chart of ours draw; of more in a strange file these are compared."""


@dataclass(frozen=True, slots=True)
class DrawnCells:
    """A column of cells that a chart points at, and the copies of their values that it keeps."""

    sheet: str
    """Empty if it points at nothing that is a column of one sheet."""
    column: int
    """Counted from 1."""
    first_row: int
    last_row: int
    copies: Mapping[int, str]
    """By place, counted from 0."""


@dataclass(frozen=True, slots=True)
class DrawnSeries:
    """Bars, or a point: its name, what it stands along, how far it reaches up."""

    name: DrawnCells
    along: DrawnCells
    up: DrawnCells


@dataclass(frozen=True, slots=True)
class DrawnChart:
    """A chart as a file has it."""

    title: str
    series: tuple[DrawnSeries, ...]


Charts = Mapping[str, Sequence[DrawnChart]]
"""The charts by the sheet that they stand on."""
_Shown = Mapping[tuple[str, str], str]


def chart_changes(
    then: tuple[Charts, Mapping[str, SheetCells]],
    now: tuple[Charts, Mapping[str, SheetCells]],
    told: Iterable[WorkbookChange],
) -> Iterator[WorkbookChange]:
    """Yield what charts show otherwise, in the order of the sheets; each state is given by its
    charts and by the cells of its sheets. `told` is what is told of the cells.
    """
    known = Counter((each.sheet, each.column, each.then, each.now) for each in told)
    for sheet in now[1]:
        pairs = zip_longest(then[0].get(sheet, ()), now[0].get(sheet, ()))
        for number, (before, after) in enumerate(pairs, start=1):
            about = f"Chart of {sheet}" if number == 1 else f"Chart {number} of {sheet}"
            titles = before.title if before else "", after.title if after else ""
            if titles[0] != titles[1]:
                yield WorkbookChange(about, TITLE, "", *titles)
            if before is None or after is None:
                continue
            old, new = _shown(before, then[1]), _shown(after, now[1])
            for line, column in dict.fromkeys([*old, *new]):
                pair = old.get((line, column), ""), new.get((line, column), "")
                if pair[0] == pair[1]:
                    continue
                if known[sheet, column, *pair]:
                    known[sheet, column, *pair] -= 1
                else:
                    yield WorkbookChange(about, line, column, *pair)


def _shown(chart: DrawnChart, cells: Mapping[str, SheetCells]) -> _Shown:
    """Return what a chart shows, by line and column: bars by what they stand along, a point by its
    name.
    """
    found: dict[tuple[str, str], str] = {}
    is_points = all(each.up.first_row == each.up.last_row for each in chart.series)
    for series in chart.series:
        if is_points:
            (line,) = _values(series.name, cells)[:1] or [""]
            for axis in (series.along, series.up):
                (value,) = _values(axis, cells)[:1] or [""]
                _put(found, line, _heading(axis, cells), value)
            continue
        lines = _values(series.along, cells)
        for line, value in zip_longest(lines, _values(series.up, cells), fillvalue=""):
            _put(found, line, _heading(series.up, cells), value)
    return found


def _put(found: dict[tuple[str, str], str], line: str, column: str, value: str) -> None:
    name, number = line, 1
    while (line, column) in found:  # two priorities may have one name
        number += 1
        line = f"{name} ({number})"
    found[line, column] = value


def _values(drawn: DrawnCells, cells: Mapping[str, SheetCells]) -> list[str]:
    """Return what is drawn: the values of the cells, but for numbers of which the chart keeps
    others. Programs keep nothing, or 0, of a cell with words, and a number of a day.
    """
    own = cells.get(drawn.sheet)
    values = [
        _cell(own.rows, row - _HEADING_ROW - 1, drawn.column - 1) if own else ""
        for row in range(drawn.first_row, min(drawn.last_row, drawn.first_row + _MOST) + 1)
    ]
    for place, copy in drawn.copies.items():
        if place > _MOST:
            continue
        if place >= len(values):
            values += [""] * (place + 1 - len(values))
        if not own or (_is_number(values[place]) and _is_number(copy)):
            values[place] = _plain(copy)
    return values


def _heading(drawn: DrawnCells, cells: Mapping[str, SheetCells]) -> str:
    own = cells.get(drawn.sheet)
    headings = own.headings if own else ()
    return headings[drawn.column - 1] if 0 < drawn.column <= len(headings) else drawn.sheet


def _cell(rows: Sequence[Sequence[str]], row: int, column: int) -> str:
    is_there = 0 <= row < len(rows) and 0 <= column < len(rows[row])
    return rows[row][column] if is_there else ""


def _is_number(text: str) -> bool:
    return text.removesuffix(".0").isdecimal()


def _plain(text: str) -> str:
    return text.removesuffix(".0")
