"""Tables of a document: their head is repeated on every page, and no row is divided."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from lisdesk.exchange.report.document_xml import element, paragraph, run
from lisdesk.rules.cell_text import clean_text
from lisdesk.rules.report import shown
from lisdesk.table import Cell, CellKind, Column, Table

if TYPE_CHECKING:
    from lxml.etree import _Element

TEXT_WIDTH = 9638
"""Of a page, in twentieths of a point."""

_WIDE = 5
"""With more columns than these the text of a table is smaller."""
_LETTER = 1.2
"""How much wider than a common letter the bold ones of a head are."""
_SPACE = 2
"""Between columns, in letters."""
_MOST_LETTERS = 48
"""A column of longer texts is as wide as one of so long ones."""
_STYLE = "ReportTable"


def table_element(table: Table) -> _Element:
    """Return a table with its head; its title and what it holds are its alternative text."""
    style = "TableTextSmall" if len(table.columns) > _WIDE else "TableText"
    widths = _widths(table)
    headings = [column.heading for column in table.columns]
    return element(
        "w:tbl",
        _properties(table),
        element("w:tblGrid", *(element("w:gridCol", w=str(width)) for width in widths)),
        _row(headings, table.columns, widths, style, is_head=True),
        *(_row(row, table.columns, widths, style, is_head=False) for row in table.rows),
    )


def _properties(table: Table) -> _Element:
    description = clean_text(" ".join(filter(None, (table.description, table.unit))))
    told = [element("w:tblDescription", val=description)] if description else []
    return element(
        "w:tblPr",
        element("w:tblStyle", val=_STYLE),
        element("w:tblW", w="5000", type="pct"),
        element("w:tblLayout", type="fixed"),
        element("w:tblLook", val="0420", firstRow="1", lastRow="0", firstColumn="0",
                lastColumn="0", noHBand="0", noVBand="1"),
        element("w:tblCaption", val=clean_text(table.title)),
        *told,
    )  # fmt: skip


def _row(
    cells: Sequence[Cell],
    columns: Sequence[Column],
    widths: Sequence[int],
    style: str,
    *,
    is_head: bool,
) -> _Element:
    head = [element("w:tblHeader")] if is_head else []
    return element(
        "w:tr",
        element("w:trPr", element("w:cantSplit"), *head),
        *(
            _cell(shown(cell), width, style, is_number=column.kind is CellKind.WHOLE_NUMBER)
            for cell, column, width in zip(cells, columns, widths, strict=True)
        ),
    )


def _cell(text: str, width: int, style: str, *, is_number: bool) -> _Element:
    size = element("w:tcPr", element("w:tcW", w=str(width), type="dxa"))
    return element("w:tc", size, paragraph(style, run(text), is_right=is_number))


def _widths(table: Table) -> list[int]:
    """Return the widths of columns: by what they hold, and no narrower than a word of the head."""
    shares = [_longest_word(column) * _LETTER + _SPACE for column in table.columns]
    for row in table.rows:
        for place, cell in enumerate(row):
            shares[place] = max(shares[place], min(len(shown(cell)), _MOST_LETTERS))
    return [int(TEXT_WIDTH * share / sum(shares)) for share in shares]


def _longest_word(column: Column) -> int:
    return max(map(len, column.heading.split()), default=1)
