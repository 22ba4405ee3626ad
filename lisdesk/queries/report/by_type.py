"""The numbers of priorities by stakeholder type: the heat map, and tables with all its numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lisdesk.queries.report.taken import NAME, chart, made, named, numbers, texts, unit
from lisdesk.rules.report import Block, Paragraph
from lisdesk.table import Row, Table

NONE_SHOWN = "All its numbers are withheld from this edition, so no heat map is drawn."
TYPES_OF_A_TABLE = 7
"""How many columns of types a page has room for; those beyond stand in further tables."""
_NAMING = 2
"""Columns of the sheet that name the priority. The total is its last one."""


def by_type_blocks(table: Table) -> Iterator[Block]:
    """Yield the heat map of “Priority × type” and its numbers; nothing if there are none.

    A heat map of which no number may be shown is not drawn, and it is said.
    """
    rows = tuple(table.rows)
    figures = chart(table)
    if not figures:
        return
    yield Paragraph(table.description)
    cells = [cell for row in rows for cell in row[_NAMING:-1]]
    if any(isinstance(cell, int) and cell for cell in cells):
        yield from figures
    else:
        yield Paragraph(NONE_SHOWN)
    yield from _tables(table, rows, figures[0].title)


def _tables(table: Table, rows: Sequence[Row], title: str) -> Iterator[Table]:
    """Yield the numbers by type, a type of nothing but zeros left out, each table with totals."""
    types = range(_NAMING, len(table.columns) - 1)
    kept = [place for place in types if any(row[place] for row in rows)]
    left_out = " Types without any are left out." if len(kept) < len(types) else ""
    parts = list(_parted(kept))
    total = table.columns[-1].heading
    for number, part in enumerate(parts, start=1):
        columns = [*texts(NAME), *numbers(*(table.columns[place].heading for place in part), total)]
        numbered = f" ({number} of {len(parts)})" if len(parts) > 1 else ""
        lines = [(_name(row), *(row[place] for place in part), row[-1]) for row in rows]
        yield from made(f"{title}{numbered}", columns, lines, f"{unit(table)}{left_out}")


def _parted(places: Sequence[int]) -> Iterator[Sequence[int]]:
    """Yield the columns of each table, as many in one as in the others."""
    many = -(-len(places) // TYPES_OF_A_TABLE)
    size = -(-len(places) // many)
    return (places[start : start + size] for start in range(0, len(places), size))


def _name(row: Row) -> str:
    return named({"Code": row[0], NAME: row[1]})
