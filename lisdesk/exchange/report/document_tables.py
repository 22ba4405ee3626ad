"""Tables of a document: their head is repeated on every page, and no row is divided."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
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
_LETTER, _SMALL_LETTER = 112, 100
"""How wide a letter of either size is at most on the average of a word, in twentieths of a point:
a figure has 100 and 89, and a bold one of a head as much."""
_MARGINS = 57 + 85 + 10
"""What a cell has at its sides, and a little for the rounding of programs."""
_MOST_LETTERS = 48
"""A column of longer texts is as wide as one of so long ones."""
_LONGEST_WORD = 24
"""A longer word, such as a hash, may be broken."""
_WORD, _FIGURE = re.compile(r"[^\s-]+-?"), re.compile(r"\d")
"""What a line is not broken within where there is room; what has a figure, such as a number, a time
or a reference, it is broken within at the very last.
"""
_STYLE = "ReportTable"


def table_element(table: Table) -> _Element:
    """Return a table with its head; its title and what it holds are its alternative text."""
    is_small = len(table.columns) > _WIDE
    style = "TableTextSmall" if is_small else "TableText"
    widths = _widths(table, _SMALL_LETTER if is_small else _LETTER)
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


def _widths(table: Table, letter: int) -> list[int]:
    """Return the widths of columns: by what they hold, and no narrower than their longest word.

    Where a page has no room for that, words are broken before numbers and times are.
    """
    texts = [
        [column.heading, *(shown(row[place]) for row in table.rows)]
        for place, column in enumerate(table.columns)
    ]
    wanted = [min(max(map(len, own)), _MOST_LETTERS) for own in texts]
    numbers = [
        _longest(word for text in own for word in text.split() if _FIGURE.search(word))
        for own in texts
    ]
    words = [
        max(least, _longest(word for text in own for word in _WORD.findall(text)))
        for own, least in zip(texts, numbers, strict=True)
    ]
    widths = ([letter * each + _MARGINS for each in own] for own in (wanted, words, numbers))
    return _shared_out(*widths)


def _longest(words: Iterable[str]) -> int:
    return min(max(map(len, words), default=1), _LONGEST_WORD)


def _shared_out(wanted: Sequence[int], words: Sequence[int], numbers: Sequence[int]) -> list[int]:
    """Return the width of a page shared out: to each column as it wants, where there is room; else
    what its words, or at least its numbers, need, and of the rest as it wants more.
    """
    if sum(wanted) <= TEXT_WIDTH:
        return [TEXT_WIDTH * each // sum(wanted) for each in wanted]
    least = words if sum(words) <= TEXT_WIDTH else numbers
    rest = TEXT_WIDTH - sum(least)
    if rest < 0:
        return [TEXT_WIDTH * each // sum(least) for each in least]
    more = [max(own - need, 0) for own, need in zip(wanted, least, strict=True)]
    return [need + rest * own // sum(more) for need, own in zip(least, more, strict=True)]
