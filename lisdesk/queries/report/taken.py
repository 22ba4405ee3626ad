"""Take from the tables of a workbook what a report shows of them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from lisdesk.queries.evidence.sheets import FILTER
from lisdesk.rules.charts import Figure, figure_of
from lisdesk.table import Cell, CellKind, Column, Row, Table

Line = Mapping[str, Cell]
"""A row by its headings."""
TAKEN = (
    "Cover",
    "Ledger",
    "Respondents",
    "Areas",
    "Joint",
    "Arrivals",
    "Questions",
    "Priorities",
    "Priority × type",
    "Priority × question",
    "Evidence strength",
    "Framework grid",
    "Quotations",
    "Campaigns",
    "Late",
    "Extensions",
    "Coding frame",
    "You said we did",
    "Notes",
)
"""The sheets that a report is made from."""
NAME = "Priority"
"""The column that names a priority, with its code before it."""


def lines(table: Table) -> list[Line]:
    """Return the rows of a table by their headings."""
    headings = [column.heading for column in table.columns]
    return [dict(zip(headings, row, strict=True)) for row in table.rows]


def named(line: Line) -> str:
    """Return a priority with its code: "P2 People"."""
    return f"{line['Code'] or ''} {line[NAME] or ''}".strip()


def taken(
    table: Table,
    headings: Sequence[str],
    *,
    title: str = "",
    note: str = "",
    is_wanted: Callable[[Line], bool] = lambda _: True,
    always: Collection[str] = (),
) -> list[Table]:
    """Return some columns of a table with the rows that are wanted; no table if there is none.

    Columns that are not there, or say nothing in any row, are left out unless they are among
    `always`. The code of a priority goes before its name.
    """
    columns = {column.heading: column for column in table.columns}
    wanted = [line for line in lines(table) if is_wanted(line)]
    if "Code" in columns and NAME in columns:
        wanted = [{**line, NAME: named(line)} for line in wanted]
    kept = [
        heading
        for place, heading in enumerate(headings)
        if heading in columns
        and (place == 0 or heading in always or any(_says(line[heading]) for line in wanted))
    ]
    rows = [tuple(line[heading] for heading in kept) for line in wanted]
    kept_columns = [columns[each] for each in kept]
    return made(
        title or table.title, kept_columns, rows, note or unit(table), told=table.description
    )


def made(
    title: str, columns: Sequence[Column], rows: Iterable[Row], note: str = "", *, told: str = ""
) -> list[Table]:
    """Return a table of a report; none if there is nothing to stand in it."""
    found = tuple(tuple(row) for row in rows)
    return [Table(title, title, told, note, tuple(columns), found)] if found else []


def chart(table: Table) -> list[Figure]:
    """Return the chart of a sheet with its numbers; none if there is nothing to draw."""
    figure = figure_of(table, tuple(table.rows))
    return [] if figure is None or figure.is_empty else [figure]


def unit(table: Table) -> str:
    """Return what a table counts, without the filter, which is the same for the whole report."""
    return table.unit.removeprefix(f"{FILTER}.").strip()


def numbers(*headings: str) -> list[Column]:
    """Return columns of whole numbers."""
    return [Column(heading, CellKind.WHOLE_NUMBER) for heading in headings]


def texts(*headings: str) -> list[Column]:
    """Return columns of texts."""
    return [Column(heading, CellKind.LONG_TEXT) for heading in headings]


def text_of(cell: Cell) -> str:
    """Return what a cell says, or nothing."""
    return cell if isinstance(cell, str) else ""


def whole(cell: Cell) -> int:
    """Return the number of a cell; 0 for what is withheld or empty."""
    return cell if isinstance(cell, int) else 0


def many(count: int, one: str, more: str = "") -> str:
    """Return a count in words: "1 submission", "2,300 submissions"."""
    return f"{count:,} {one if count == 1 else more or one + 's'}"


def _says(cell: Cell) -> bool:
    return cell is not None and cell != ""
