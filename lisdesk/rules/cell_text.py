"""What one cell of a workbook can hold: how long a text may be, and how a longer one is divided."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

CELL_LIMIT = 32_767
"""The longest text of one cell, in UTF-16 units, as Excel counts: an emoji is two."""

ALWAYS_FITS = CELL_LIMIT // 2
"""A text of so many characters fits a cell whatever they are: none is stored as more than two."""

HEADING_LIMIT = 255
"""The longest heading of a column, in UTF-16 units."""

UNFIT_CHARACTERS = "\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufdd0-\ufdef" + "".join(
    f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
)
"""What a workbook cannot hold, as the inside of a set in a regular expression."""

_UNFIT_CHARACTER = re.compile(f"[{UNFIT_CHARACTERS}]")
_LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_PIECE = re.compile("\r\n|.", re.DOTALL)
_ESCAPE_UNITS = len("_x005F_")
_CUT = " …"


def clean_text(text: str) -> str:
    r"""Return the text that a reader of the workbook gets back.

    Line ends become `\n`. Characters that a workbook cannot hold (controls other than tab and line
    feed, lone surrogates, noncharacters) become U+FFFD, one for one, so that a loss is seen.
    """
    return _UNFIT_CHARACTER.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def escaped_text(text: str) -> str:
    """Clean the text and escape what a workbook would read as a character code.

    `_x0041_` is an escaped "A" to Excel, so that those seven characters are stored as
    `_x005F_x0041_` (ECMA-376 part 1, ST_Xstring).
    """
    return _LOOKS_ESCAPED.sub("_x005F_", clean_text(text))


def utf16_units(text: str) -> int:
    """Return the length as Excel counts it: two units for each character beyond U+FFFF."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def split_long_text(text: str, limit: int = CELL_LIMIT) -> list[str]:
    r"""Split a text into parts that each fit one cell; joining the parts gives the original.

    A part is measured as it will be stored (cleaned and escaped, in UTF-16 units). No part ends
    inside a character or between `\r` and `\n`. An empty text is one empty part. A part may have
    more than 253 line feeds: Excel then shows only the first 253 lines, but keeps them all. Raises
    ValueError for a limit under 7, which an escape would not fit.
    """
    if limit < _ESCAPE_UNITS:
        raise ValueError(f"a limit of {limit} is too short to split by")
    if len(text) <= limit // 2 or utf16_units(escaped_text(text)) <= limit:
        return [text]
    escaped_at = {match.start() for match in _LOOKS_ESCAPED.finditer(text)}
    parts: list[str] = []
    start = units = 0
    for match in _PIECE.finditer(text):
        piece = match.group()
        cost = _ESCAPE_UNITS if match.start() in escaped_at else 1 + (piece > "\uffff")
        if units + cost > limit:
            parts.append(text[start : match.start()])
            start, units = match.start(), 0
        units += cost
    return [*parts, text[start:]]


def cut_text(text: str, ending: str = _CUT, limit: int = CELL_LIMIT) -> str:
    """Return a text that fits one cell; `ending` stands at its end if it had to be cut."""
    first, *others = split_long_text(text, limit)
    if not others:
        return first
    return split_long_text(text, limit - utf16_units(ending))[0] + ending


def unique_headings(wanted: Iterable[str], taken: Sequence[str] = ()) -> list[str]:
    """Return headings for columns named by the officer, each unlike the others without case.

    White space is folded, an empty one becomes "Column", one over 255 units is cut with an ending
    that says so, and one that is taken already gets a number: "People (2)".
    """
    seen = {heading.casefold() for heading in taken}
    headings = []
    for each in wanted:
        plain = " ".join(clean_text(each).split()) or "Column"
        heading, number = cut_text(plain, limit=HEADING_LIMIT), 1
        while heading.casefold() in seen:
            number += 1
            suffix = f" ({number})"
            heading = cut_text(plain, _CUT, HEADING_LIMIT - len(suffix)) + suffix
        seen.add(heading.casefold())
        headings.append(heading)
    return headings
