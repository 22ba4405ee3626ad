"""The cells of a table in words, as the workbook's reader sees them."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from lisdesk.rules.wall_time import day_words, local_words
from lisdesk.table import Cell, CellKind, SheetLink

if TYPE_CHECKING:
    from lisdesk.table import Column

_SHOWN_LETTERS = 300
_TIP_LETTERS = 2_000


def cell_words(cell: Cell, zone: str) -> str:
    """Return what a cell says; moments by the clock of a zone."""
    match cell:
        case None:
            return ""
        case SheetLink():
            return cell.text
        case datetime():
            return local_words(cell, zone)
        case date():
            return day_words(cell)
        case int():
            return f"{cell:,}"
    return cell


def in_one_line(words: str) -> str:
    """Return the beginning of a text without its line breaks."""
    return " ".join(words[:_SHOWN_LETTERS].split())


def beginning(words: str) -> str:
    """Return as much of a text as a tool tip can hold."""
    return words if len(words) <= _TIP_LETTERS else f"{words[:_TIP_LETTERS]} …"


def is_number(column: Column) -> bool:
    """Whether a column stands at the right."""
    return column.kind is CellKind.WHOLE_NUMBER


def width_px(column: Column, letter_px: int) -> int:
    """Return how wide a column is at first."""
    if column.kind is CellKind.LONG_TEXT:
        letters = 60
    elif is_number(column):
        letters = min(max(len(column.heading), 11), 14)
    else:
        letters = max(column.width or 0, len(column.heading), 12)
    return min(letters, 60) * letter_px + 28
