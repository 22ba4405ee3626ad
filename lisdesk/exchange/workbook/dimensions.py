"""How wide columns are, and how high a row must be for its wrapped text."""

from collections.abc import Sequence
from textwrap import wrap

from lisdesk.table import CellKind, Column

_WIDTHS = {
    CellKind.TEXT: 22,
    CellKind.LONG_TEXT: 60,
    CellKind.WHOLE_NUMBER: 12,
    CellKind.DAY: 14,
    CellKind.MOMENT: 21,
}
_WIDEST = 255
_WIDE = 40
"""In a column of at least so many characters a line holds more: letters are narrower than digits,
by which widths are measured.
"""
_MORE_IN_A_WIDE_LINE = 1.08
_FEWER_CAPITALS = 0.8
_ROOM_FOR_FILTER_BUTTON = 4
_LINE_HEIGHT_POINTS = 15
_HIGHEST_ROW_POINTS = 409
"""Excel allows no higher row; what does not fit is there, and shows when the cell is selected."""


def column_widths(columns: Sequence[Column], headings: Sequence[str]) -> list[int]:
    """Return the widths in characters: the column's own, or what its kind and heading need."""
    return [
        min(column.width or _fitting_width(column.kind, heading), _WIDEST)
        for column, heading in zip(columns, headings, strict=True)
    ]


def wrapped_lines(text: str, width: int) -> int:
    """Return about how many lines the text takes in a column of that many characters."""
    line = width * _MORE_IN_A_WIDE_LINE if width >= _WIDE else width
    if text.isupper():
        line *= _FEWER_CAPITALS
    if "\n" not in text:
        return int(len(text) / line) + 1
    return sum(int(len(paragraph) / line) + 1 for paragraph in text.split("\n"))


def heading_lines(heading: str, width: int) -> int:
    """Return how many lines a heading takes, in bold letters beside its filter button."""
    room = max(1, width - _ROOM_FOR_FILTER_BUTTON)
    return max(1, len(wrap(heading, room, break_long_words=False)))


def row_height(lines: int) -> str:
    """Return the height attribute of a row that shows so many lines, or nothing for one line.

    LibreOffice does not work heights out when it opens a workbook. The height is not marked as
    set by hand, so that either program fits it again when the row is edited.
    """
    if lines <= 1:
        return ""
    return f' ht="{min(lines * _LINE_HEIGHT_POINTS, _HIGHEST_ROW_POINTS)}"'


def _fitting_width(kind: CellKind, heading: str) -> int:
    longest_word = max(len(word) for word in heading.split())
    return max(_WIDTHS[kind], longest_word + _ROOM_FOR_FILTER_BUTTON)
