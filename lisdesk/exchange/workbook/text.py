"""Text as Excel can hold it: what is replaced, what is escaped, and how long a cell may be."""

import re

CELL_LIMIT = 32_767
"""The longest text of one cell, in UTF-16 units, as Excel counts: an emoji is two."""

_UNFIT = "\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufdd0-\ufdef" + "".join(
    f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
)
_UNFIT_CHARACTER = re.compile(f"[{_UNFIT}]")
_NEEDS_CARE = re.compile(f"[&<>_\r{_UNFIT}]")
_LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_PIECE = re.compile("\r\n|.", re.DOTALL)
_ESCAPE_UNITS = len("_x005F_")


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


def cell_xml(text: str) -> str:
    """Return the text of a cell as XML character data; it is never cut.

    Raises ValueError if the text is longer than a cell holds: `split_long_text` comes first.
    """
    if _NEEDS_CARE.search(text) is None:
        _refuse_too_long(text)
        return text
    stored = escaped_text(text)
    _refuse_too_long(stored)
    return stored.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


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
    if _fits(text, limit):
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


def _fits(text: str, limit: int) -> bool:
    return utf16_units(escaped_text(text)) <= limit


def _refuse_too_long(stored: str) -> None:
    # Two units a character at most: nearly every text is passed by its length alone.
    if len(stored) > CELL_LIMIT // 2 and utf16_units(stored) > CELL_LIMIT:
        raise ValueError(f"a text of {utf16_units(stored)} units is too long for one cell")
