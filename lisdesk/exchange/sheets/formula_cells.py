"""Cells of an .xlsx sheet whose formula was never calculated, found in the XML of the sheet.

Programs that write workbooks without calculating leave the value out, or write 0 and say in the
workbook that it is to be calculated when it is opened. Those that calculate write a value, of a
formula that gives an empty text too: then the cell's type is "str".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

_CELL = r"""
    <{0}c\s(?P<attributes>[^>]*)>\s*
    <{0}f(?:\s[^>]*)?(?:/>|>(?P<formula>[^<]*)</{0}f>)\s*
    (?:</{0}c>|<{0}v(?:\s[^>]*)?(?:/>|>\s*(?P<zero>0?)\s*</))
"""
"""A cell with a formula, and no value or the value 0."""
_PREFIX = r"[\w.-]+:"
_PLACE = re.compile(rb'\br="([A-Z]{1,8})([0-9]{1,12})"')
_TYPE = re.compile(rb'\bt="([A-Za-z]+)"')
_TEXT_TYPES = (b"str", b"s", b"inlineStr", b"d")
_NUMBER_TYPES = (b"", b"n")
_SHARED = "=…"
"""Stands for a formula whose text is that of another cell."""


def uncalculated_cells(
    piece: bytes, is_prefixed: bool, doubts_zeros: bool
) -> Iterator[tuple[str, int, str]]:
    """Give letters of the column, row, and formula with its "=", of each cell without a value.

    `piece` holds whole cells, whose elements are named with a prefix for their namespace if
    `is_prefixed`. With `doubts_zeros` the number 0 is no value either.
    """
    for match in _cell(_PREFIX if is_prefixed else "").finditer(piece):
        place = _PLACE.search(match["attributes"])
        if place and not _has_value(match["attributes"], bool(match["zero"]), doubts_zeros):
            text = _unescaped((match["formula"] or b"").decode("utf-8", "replace"))
            yield place[1].decode(), int(place[2]), f"={text}" if text else _SHARED


@cache
def _cell(prefix: str) -> re.Pattern[bytes]:
    # Made when it is needed, which is seldom: that takes longer than to read a small sheet.
    return re.compile(_CELL.format(prefix).encode(), re.VERBOSE)


def _has_value(attributes: bytes, is_zero: bool, doubts_zeros: bool) -> bool:
    found = _TYPE.search(attributes)
    kind = found[1] if found else b""
    if is_zero:
        return kind not in _NUMBER_TYPES or not doubts_zeros
    return kind in _TEXT_TYPES


def _unescaped(text: str) -> str:
    for entity, character in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'")):
        text = text.replace(entity, character)
    return text.replace("&amp;", "&")
