"""Figures: charts with their numbers, as the window, pictures and reports show them.

A figure is made from the rows of a table, as the edition shows them, and from nothing else. So what
a publication withholds is not in it: a text stands where the table has one, and is never drawn.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lisdesk.rules.figure_words import sentence_of
from lisdesk.rules.wall_time import day_words
from lisdesk.table import Cell, CellKind, Chart, ChartKind, Column, Row, Table

Number = int | str | None
"""A number; in its place the text that tells why it is withheld; None where there is none."""

_MONTH = re.compile(r"(\d{4})-(\d{2})")
_LONGEST_NAME = 31


@dataclass(frozen=True, slots=True)
class Series:
    """One number for each category."""

    name: str
    values: tuple[Number, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """One chart with its numbers."""

    key: str
    """Names it in files: small letters, digits and hyphens, such as "priority-by-type"."""
    table_name: str
    """Of the table, and sheet, whose numbers it shows."""
    title: str
    sentence: str
    """What one sees, for a reader who does not; never a number that is withheld."""
    unit: str
    """The filter in force and what is counted, in one line."""
    kind: ChartKind
    category_heading: str
    value_heading: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    is_horizontal: bool = False
    is_stacked: bool = False
    places: tuple[int, ...] = ()
    """Where each category stands on an axis of days or months; empty if they stand side by side."""
    target: Series | None = None
    """What each bar should reach, where targets are set."""
    words: tuple[str, ...] = ()
    """What each point is said to be, such as "strong but rare"; mostly nothing."""
    steps: tuple[str, ...] = ()
    """What 1, 2, 3 … of the second series of points mean, where they are grades."""
    note: str = ""

    @property
    def is_withheld(self) -> bool:
        """Whether any of its numbers is withheld."""
        return any(isinstance(value, str) for each in self.series for value in each.values)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw: neither a number but 0 nor one that is withheld."""
        return not any(value for each in self.series for value in each.values)

    def as_table(self) -> Table:
        """Return the numbers as a table, the categories in their order."""
        series = [*self.series, *([self.target] if self.target else [])]
        columns = [Column(self.category_heading)]
        columns += [Column(each.name, CellKind.WHOLE_NUMBER) for each in series]
        rows: list[Row] = [
            (category, *(each.values[at] for each in series))
            for at, category in enumerate(self.categories)
        ]
        if self.words:
            columns.append(Column("In words"))
            rows = [(*row, words) for row, words in zip(rows, self.words, strict=True)]
        name = self.table_name[:_LONGEST_NAME]
        return Table(name, self.title, self.sentence, self.unit, tuple(columns), rows)


def figures_of(tables: Sequence[Table]) -> tuple[Figure, ...]:
    """Return the figures of the tables that have a chart and rows, in their order.

    The rows of such a table must be at hand, not a stream.
    """
    found = (
        figure_of(each, each.rows)
        for each in tables
        if each.chart is not None and isinstance(each.rows, Sequence)
    )
    return tuple(each for each in found if each is not None)


def figure_of(table: Table, rows: Sequence[Row]) -> Figure | None:
    """Return a table's chart with its numbers; None if it has no chart or no rows.

    Raises ValueError if the chart names a column that the table does not have.
    """
    chart = table.chart
    if chart is None or not rows:
        return None
    cells = _Cells(table.columns, rows)
    categories = _categories(chart, cells)
    series = tuple(Series(each, cells.numbers(each)) for each in chart.series)
    words = cells.texts(chart.words) if chart.words else ()
    return Figure(
        key=_key(table.name),
        table_name=table.name,
        title=chart.title,
        sentence=sentence_of(chart, categories, [each.values for each in series], words),
        unit=table.unit,
        kind=chart.kind,
        category_heading=chart.category_axis or chart.category,
        value_heading=chart.value_axis,
        categories=categories,
        series=series,
        is_horizontal=chart.horizontal,
        is_stacked=chart.stacked,
        places=_places(cells.of(chart.category)),
        target=Series(chart.target, cells.numbers(chart.target)) if chart.target else None,
        words=words,
        steps=chart.steps,
        note=chart.note,
    )


@dataclass(frozen=True, slots=True)
class _Cells:
    """The cells of a table, by the heading of their column."""

    columns: Sequence[Column]
    rows: Sequence[Row]

    def of(self, heading: str) -> tuple[Cell, ...]:
        """Return a column's cells."""
        for at, column in enumerate(self.columns):
            if column.heading.casefold() == heading.casefold():
                return tuple(row[at] for row in self.rows)
        raise ValueError(f"the chart draws {heading!r}, which is not a column of its table")

    def numbers(self, heading: str) -> tuple[Number, ...]:
        """Return a column's numbers, and the texts that stand in place of some."""
        return tuple(cell if isinstance(cell, int | str) else None for cell in self.of(heading))

    def texts(self, heading: str) -> tuple[str, ...]:
        """Return a column's cells as texts."""
        return tuple(_words(cell) for cell in self.of(heading))


def _categories(chart: Chart, cells: _Cells) -> tuple[str, ...]:
    parts = [cells.texts(each) for each in chart.names or (chart.category,)]
    return tuple(" ".join(filter(None, own)) for own in zip(*parts, strict=True))


def _words(cell: Cell) -> str:
    if cell is None:
        return ""
    return day_words(cell) if isinstance(cell, date) else str(cell)


def _places(cells: Sequence[Cell]) -> tuple[int, ...]:
    """Return the days, or the months, since the first; nothing if the cells are neither."""
    numbers = [_since_the_year_1(cell) for cell in cells]
    known = [each for each in numbers if each is not None]
    return tuple(each - known[0] for each in known) if len(known) == len(numbers) else ()


def _since_the_year_1(cell: Cell) -> int | None:
    if isinstance(cell, date):
        return cell.toordinal()
    found = _MONTH.fullmatch(cell) if isinstance(cell, str) else None
    return int(found[1]) * 12 + int(found[2]) if found else None


def _key(name: str) -> str:
    """Return a name as small letters, digits and hyphens: "Priority × type" as priority-by-type."""
    letters = re.sub(r"[^a-z0-9]+", "-", name.casefold().replace("×", " by "))
    return letters.strip("-")
