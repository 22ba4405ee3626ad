"""A table as it is put on the clipboard: as text for a spreadsheet, and as markup for a paper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from lisdesk.rules.guarded_cells import guarded
from lisdesk.table import Cell, Table


def as_text(table: Table) -> str:
    """Return a table with its head, cells apart by tabs; none is taken for a formula."""
    lines = [*_head(table), *(_line(row) for row in _rows(table))]
    return "\n".join(lines)


def as_markup(table: Table) -> str:
    """Return a table with its head as HTML, every character of it as itself."""
    title, *others = _head(table)
    headings, *rows = _rows(table)
    head = "".join(f"<th align='left'>{escape(cell)}</th>" for cell in headings)
    body = "".join(f"<tr>{''.join(_cell(cell) for cell in row)}</tr>" for row in rows)
    words = "".join(f"<p>{escape(each)}</p>" for each in others)
    return f"<h3>{escape(title)}</h3>{words}<table border='1'><tr>{head}</tr>{body}</table>"


def lines_as_text(lines: Iterable[Sequence[str]]) -> str:
    """Return lines without a head, cells apart by tabs; none is taken for a formula."""
    return "\n".join(_line(cells) for cells in lines)


def _head(table: Table) -> list[str]:
    return [guarded(_flat(each)) for each in (table.title, table.description, table.unit)]


def _rows(table: Table) -> Iterator[list[str]]:
    yield [column.heading for column in table.columns]
    for row in table.rows:
        yield [_words(cell) for cell in row]


def _line(cells: Sequence[str]) -> str:
    return "\t".join(guarded(_flat(cell)) for cell in cells)


def _cell(words: str) -> str:
    align = " align='right'" if words.isdecimal() else ""
    return f"<td{align}>{escape(words)}</td>"


def _words(cell: Cell) -> str:
    return "" if cell is None else str(cell)


def _flat(words: str) -> str:
    return " ".join(words.split())
