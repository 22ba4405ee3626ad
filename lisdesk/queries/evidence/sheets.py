"""Sheets in the making: a table with the number of its rows, every text of it fit for a cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from lisdesk.rules.cell_text import ALWAYS_FITS, cut_text
from lisdesk.table import Cell, CellKind, Chart, Column, Row, Table

ROWS_AT_ONCE = 500
"""How many rows of a stream are in memory at a time."""

FILTER = "All submissions"
"""The filter in force."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table whose number of rows is known before they are read."""

    table: Table
    row_count: int
    contents: str
    """What the list of contents says it holds."""


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above a sheet's rows: its name, its title, what it holds, what it counts."""

    name: str
    title: str
    description: str
    unit: str
    further: str = ""
    """What the list of contents says beyond the description."""


def listed(
    heading: Heading, columns: Sequence[Column], rows: Sequence[Row], chart: Chart | None = None
) -> Sheet:
    """Return a sheet of rows that are at hand."""
    return _sheet(heading, columns, list(_fitting(rows)), len(rows), chart)


def streamed(
    heading: Heading, columns: Sequence[Column], rows: Iterable[Row], row_count: int
) -> Sheet:
    """Return a sheet whose rows are read while it is written; there are `row_count` of them."""
    return _sheet(heading, columns, _fitting(rows), row_count, None)


def told_as(sheet: Sheet, words: str) -> Sheet:
    """Return a sheet that tells another filter than all submissions."""
    unit = f"{words}{sheet.table.unit.removeprefix(FILTER)}"
    return replace(sheet, table=replace(sheet.table, unit=cut_text(unit)))


def number_columns(headings: Iterable[str]) -> list[Column]:
    """Return columns of whole numbers."""
    return [Column(heading, CellKind.WHOLE_NUMBER) for heading in headings]


def long_columns(*headings: str, width: int | None = None) -> list[Column]:
    """Return columns of texts that wrap."""
    return [Column(heading, CellKind.LONG_TEXT, width) for heading in headings]


def respondent_columns() -> list[Column]:
    """Return the columns that say who sent a submission, from where and how."""
    return [
        *long_columns("Respondent", width=34),
        *long_columns("Type", width=32),
        *long_columns("Area", width=24),
        Column("Channel", width=23),
    ]


def priority_columns(levels: Iterable[str] = ()) -> list[Column]:
    """Return the columns that name a priority: those above it, and its own name."""
    return [*long_columns(*levels, width=26), *long_columns("Priority", width=34)]


def yes(value: bool) -> str:
    """Return "yes", or an empty cell."""
    return "yes" if value else ""


def _sheet(
    heading: Heading,
    columns: Sequence[Column],
    rows: Iterable[Row],
    row_count: int,
    chart: Chart | None,
) -> Sheet:
    unit = f"{FILTER}. {heading.unit}"
    table = Table(
        heading.name,
        cut_text(heading.title),
        heading.description,
        unit,
        tuple(columns),
        rows,
        chart,
    )
    return Sheet(table, row_count, f"{heading.description} {heading.further}".strip())


def _fitting(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield rows with every text that no cell can hold cut visibly."""
    for row in rows:
        for cell in row:
            if type(cell) is str and len(cell) > ALWAYS_FITS:
                yield [_fitting_cell(each) for each in row]
                break
        else:
            yield row


def _fitting_cell(cell: Cell) -> Cell:
    return cut_text(cell) if isinstance(cell, str) else cell
