"""What docs/workbook.md says becomes of a text in a file, written down from there a second time."""

from __future__ import annotations

import unicodedata

REPLACED = "\N{REPLACEMENT CHARACTER}"
CELL_UNITS = 32_767
SIGNS = ("=", "+", "-", "@", "\t", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What a spreadsheet takes a text for a formula by, at its beginning."""


def as_documented(text: str) -> str:
    """Return how a text is read back from a workbook, a list or a report."""
    lines = text.replace("\r\n", "\n").split("\r")
    return "".join(map(_character, "\n".join(lines)))


def _character(each: str) -> str:
    """Return a character as it is read back: what stands for nothing is replaced, one for one."""
    code, kind = ord(each), unicodedata.category(each)
    if each in "\t\n":
        return each
    is_old_control = kind == "Cc" and code < 32
    is_half = kind == "Cs"
    is_no_character = 0xFDD0 <= code <= 0xFDEF or code % 0x10000 in (0xFFFE, 0xFFFF)
    return REPLACED if is_old_control or is_half or is_no_character else each


def as_documented_in_one_cell(text: str) -> str:
    """Return how a text is read back that stands in one cell and nowhere else: over the limit its
    end is cut, and " …" says so.
    """
    pieces = list(_pieces(text))
    if sum(units for _, units in pieces) <= CELL_UNITS:
        return as_documented(text)
    room, kept = CELL_UNITS - len(" …"), ""
    for piece, units in pieces:
        if units > room:
            break
        room -= units
        kept += piece
    return as_documented(kept) + " …"


def _pieces(text: str) -> list[tuple[str, int]]:
    """Return what is never divided, with the units that it takes in the file: two beyond U+FFFF,
    and seven for the line of what looks like the code of a character.
    """
    found, place = [], 0
    while place < len(text):
        piece = text[place : place + 2] if text.startswith("\r\n", place) else text[place]
        units = 7 if _looks_coded(text[place : place + 7]) else 1 + (ord(piece[0]) > 0xFFFF)
        found.append((piece, units))
        place += len(piece)
    return found


def _looks_coded(seven: str) -> bool:
    digits = "0123456789abcdefABCDEF"
    return (
        len(seven) == 7
        and seven[:2] == "_x"
        and seven[6] == "_"
        and all(each in digits for each in seven[2:6])
    )


def from_list(cell: str) -> str:
    """Return the text of a cell of a CSV file, by what the document says of apostrophes."""
    behind = cell.lstrip("'")
    return cell[1:] if cell != behind and behind.startswith(SIGNS) else cell
