"""How wide columns are, and how high a row must be for its wrapped text."""

from collections.abc import Sequence

from lisdesk.table import CellKind, Column

_WIDTHS = {
    CellKind.TEXT: 22,
    CellKind.LONG_TEXT: 60,
    CellKind.WHOLE_NUMBER: 12,
    CellKind.DAY: 14,
    CellKind.MOMENT: 19,
}
_WIDEST = 255
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
    if "\n" not in text:
        return len(text) // width + 1
    return sum(len(paragraph) // width + 1 for paragraph in text.split("\n"))


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
