"""Names that Excel gives rules for: sheets, tables and column headings."""

import re
from collections.abc import Iterable, Sequence

from lisdesk.exchange.workbook.text import clean_text, utf16_units
from lisdesk.table import Column

_SHEET_NAME_LIMIT = 31
_HEADING_LIMIT = 255
_COLUMN_LIMIT = 16_384
_FORBIDDEN_IN_SHEET_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_RESERVED_SHEET_NAME = "history"
"""Excel keeps this name, in any case, for its list of tracked changes."""


def check_sheet_names(names: Iterable[str]) -> None:
    """Raise ValueError if a name is not one that Excel takes, or is there twice without case."""
    seen: set[str] = set()
    for name in names:
        folded = name.casefold()
        if not name.strip() or utf16_units(name) > _SHEET_NAME_LIMIT:
            raise ValueError(f"a sheet name has 1 to {_SHEET_NAME_LIMIT} characters: {name!r}")
        if _FORBIDDEN_IN_SHEET_NAME.search(name) or clean_text(name) != name:
            raise ValueError(f"a sheet name with a character that Excel refuses: {name!r}")
        if name.startswith("'") or name.endswith("'") or folded == _RESERVED_SHEET_NAME:
            raise ValueError(f"a sheet name that Excel refuses: {name!r}")
        if folded in seen:
            raise ValueError(f"two sheets are called {name!r}")
        seen.add(folded)


def continued_sheet_name(name: str, number: int, taken: Iterable[str]) -> str:
    """Return "Name (2)" and the like, shortened to fit, unlike any name taken."""
    folded = {other.casefold() for other in taken}
    suffix = f" ({number})"
    stem = name
    while utf16_units(stem + suffix) > _SHEET_NAME_LIMIT or (stem + suffix).casefold() in folded:
        stem = stem[:-1]
        if not stem:
            raise ValueError(f"no name is left for a continuation of {name!r}")
    return stem + suffix


def excel_table_name(sheet_name: str, taken: Iterable[str]) -> str:
    """Return a name that Excel takes for the sheet's table, unlike any taken."""
    plain = re.sub(r"[^A-Za-z0-9]+", "_", sheet_name).strip("_")
    stem = f"Table_{plain}" if plain else "Table"
    folded = {other.casefold() for other in taken}
    name, number = stem, 1
    while name.casefold() in folded:
        number += 1
        name = f"{stem}_{number}"
    return name


def column_headings(columns: Sequence[Column]) -> list[str]:
    """Return the headings in one line each, as cells and as the table's columns give them.

    Raises ValueError if there are none or over 16,384, or one is empty, over 255 UTF-16 units, or
    there twice without case: Excel repairs such a table by renaming its columns.
    """
    if not 1 <= len(columns) <= _COLUMN_LIMIT:
        raise ValueError(f"a table of {len(columns)} columns")
    headings = [" ".join(clean_text(column.heading).split()) for column in columns]
    seen: set[str] = set()
    for heading in headings:
        if not heading or utf16_units(heading) > _HEADING_LIMIT:
            raise ValueError(f"a heading has 1 to {_HEADING_LIMIT} characters: {heading!r}")
        if heading.casefold() in seen:
            raise ValueError(f"two columns are called {heading!r}")
        seen.add(heading.casefold())
    return headings
