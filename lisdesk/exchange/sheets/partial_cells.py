"""Date cells of an .xlsx sheet that show less than a day: a month such as “Mar-19”, or a year.

A spreadsheet keeps a day for each of them; what the cell shows is all that somebody said.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from zipfile import ZipFile

from lisdesk.exchange.sheets.packages import part_content
from lisdesk.exchange.sheets.worksheets import column_index, elements, whole_cells

_MONTH_AND_YEAR, _YEAR, _MONTH = "%Y-%m", "%Y", "%B"
_BUILT_IN = {17: _MONTH_AND_YEAR}
"""Formats that a workbook names by number alone; all others of dates show a day."""
_UNSHOWN = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')
_STYLED_CELL = re.compile(
    rb'<(?:\w+:)?c\s(?=[^>]*?\br="([A-Z]{1,3})([0-9]{1,7})")(?=[^>]*?\bs="([0-9]{1,9})")'
)

PartialCells = Mapping[int, Mapping[int, str]]
"""Row, from 1, to column, from 0, to what is shown of a date there, as `strftime` takes it."""


def partial_cells(package: ZipFile, part: str) -> PartialCells:
    """Return the cells of a sheet whose format shows a month or a year, and no day."""
    styles = _partial_styles(package)
    found: dict[int, dict[int, str]] = {}
    if styles:
        for piece in whole_cells(package, part):
            for letters, digits, style in _STYLED_CELL.findall(piece):
                shown = styles.get(int(style))
                if shown is not None:
                    found.setdefault(int(digits), {})[column_index(letters.decode())] = shown
    return found


def _partial_styles(package: ZipFile) -> dict[int, str]:
    part = next((name for name in package.namelist() if name.endswith("/styles.xml")), None)
    if part is None:
        return {}
    content = part_content(package, part)
    formats = dict(_BUILT_IN)
    for each in elements(content, "numFmt"):
        shown = _shown(each.get("formatCode", ""))
        if shown is not None and each.get("numFmtId", "").isdecimal():
            formats[int(each["numFmtId"])] = shown
    found = {}
    for place, style in enumerate(elements(content, "xf", inside="cellXfs")):
        number = style.get("numFmtId", "")
        if number.isdecimal() and int(number) in formats:
            found[place] = formats[int(number)]
    return found


def _shown(code: str) -> str | None:
    """Return what a format shows of a date if that is no day; None for one of other things."""
    letters = set(_UNSHOWN.sub("", code.partition(";")[0]).casefold())
    if letters & set("dhs0#?@"):
        return None
    has_year, has_month = "y" in letters, "m" in letters
    if has_month:
        return _MONTH_AND_YEAR if has_year else _MONTH
    return _YEAR if has_year else None
