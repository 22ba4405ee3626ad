"""How a sheet is printed: across, its headings on every page, and never too small to read."""

from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl.worksheet.worksheet import Worksheet

_PAGE_WIDTH = 146
"""Characters that fit beside each other on A4 across, at full size."""
_COLUMN_EDGE = 0.7
"""What each column takes beyond its characters, in characters."""
_LEAST_PERCENT = 60
"""A sheet that would have to be printed smaller goes over several pages."""
_PERCENT_OF_SEVERAL = 65
_FILLED = 0.72
"""A program that lacks Calibri takes letters that are a third wider: so much of a page is
filled where the size is fixed.
"""


@dataclass(frozen=True, slots=True)
class PrintLayout:
    """How many pages a sheet takes side by side, and at what size."""

    percent: int | None
    """Size of the print; None for whatever makes it one page wide."""
    ends: tuple[int, ...] = ()
    """Numbers of the columns after which a page ends."""
    goes_on: bool = False
    """Whether the table itself takes several pages, so that its first column stands on each."""
    is_one_page: bool = False
    """Whether the whole sheet is made to fit one page."""


def print_layout(widths: Sequence[int], head: int, *, has_chart: bool) -> PrintLayout:
    """Return how a table of such column widths is printed; a chart beside it gets its own page.

    `head` is the length of the longest line above the table.
    """
    percent = int(100 * _PAGE_WIDTH / sum(map(_printed, widths)))
    fixed_percent = min(100, int(percent * _FILLED))
    if has_chart and fixed_percent >= _LEAST_PERCENT:
        return PrintLayout(fixed_percent, (len(widths),))
    if percent >= _LEAST_PERCENT and not has_chart:
        is_small = fixed_percent == 100 and head <= _FILLED * _PAGE_WIDTH
        return PrintLayout(100 if is_small else None)
    ends = _page_ends(widths)
    return PrintLayout(
        _PERCENT_OF_SEVERAL,
        (*ends, len(widths)) if has_chart else ends,
        goes_on=bool(ends),
    )


ONE_PAGE = PrintLayout(None, is_one_page=True)
"""Of a sheet that is handed round as one page."""


def layout_xml(layout: PrintLayout) -> str:
    """Return the page set-up of a sheet, from its margins to its page breaks."""
    size = (
        f'fitToWidth="1" fitToHeight="{int(layout.is_one_page)}"'
        if layout.percent is None
        else f'scale="{layout.percent}" pageOrder="overThenDown"'
    )
    breaks = "".join(f'<brk id="{column}" max="1048575" man="1"/>' for column in layout.ends)
    count = len(layout.ends)
    return "".join(
        (
            '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.7" header="0.3"'
            ' footer="0.3"/>',
            f'<pageSetup paperSize="9" {size} orientation="landscape"/>',
            "<headerFooter><oddFooter>&amp;L&amp;A&amp;RPage &amp;P of &amp;N</oddFooter>"
            "</headerFooter>",
            f'<colBreaks count="{count}" manualBreakCount="{count}">{breaks}</colBreaks>'
            if count
            else "",
        )
    )


def repeat_headings(sheet: Worksheet, header_row: int, layout: PrintLayout) -> None:
    """Have every printed page bear the headings, and the first column if the table goes on."""
    sheet.print_title_rows = f"{header_row}:{header_row}"
    if layout.goes_on:
        sheet.print_title_cols = "A:A"


def _page_ends(widths: Sequence[int]) -> tuple[int, ...]:
    """Return the columns after which a page ends: as few pages as can be, about equally full."""
    room = _FILLED * _PAGE_WIDTH * 100 / _PERCENT_OF_SEVERAL
    ends = _ends_within(widths, room)
    while room > 0 and len(closer := _ends_within(widths, room - 1)) == len(ends):
        room, ends = room - 1, closer
    return ends


def _ends_within(widths: Sequence[int], room: float) -> tuple[int, ...]:
    """Return the page ends if a page holds so many characters, the first column on each."""
    ends = []
    taken = 0.0
    for column, width in enumerate(map(_printed, widths), 1):
        if taken > _printed(widths[0]) and taken + width > room:
            ends.append(column - 1)
            taken = _printed(widths[0])
        taken += width
    return tuple(ends)


def _printed(width: int) -> float:
    return width + _COLUMN_EDGE
