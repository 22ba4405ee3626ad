"""A list for Excel that is brought in again: one sheet, headings in its first row, all text."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from lisdesk.exchange.workbook.text import escaped_text

_NARROW, _WIDE, _LONG_TEXT = 16, 48, 24


def write_list(
    path: Path, title: str, headings: Sequence[str], rows: Sequence[Sequence[str]]
) -> None:
    """Write rows of texts, each of which fits a cell, to a file that is there."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for place in range(len(headings)):
        longest = max((len(row[place]) for row in rows), default=0)
        width = _WIDE if longest > _LONG_TEXT else _NARROW
        sheet.column_dimensions[get_column_letter(place + 1)].width = width
    for number, row in enumerate([headings, *rows]):
        cells = []
        for text in row:
            cell = WriteOnlyCell(sheet, escaped_text(text))
            cell.data_type = "s"  # whatever it looks like, it is a text
            cell.number_format = "@"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if number == 0:
                cell.font = Font(bold=True)
            cells.append(cell)
        sheet.append(cells)
    book.save(path)
