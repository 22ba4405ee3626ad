"""Text as the XML of a cell."""

import re

from lisdesk.rules.cell_text import (
    CELL_LIMIT,
    UNFIT_CHARACTERS,
    clean_text,
    escaped_text,
    split_long_text,
    utf16_units,
)

__all__ = [
    "CELL_LIMIT",
    "cell_xml",
    "clean_text",
    "escaped_text",
    "split_long_text",
    "utf16_units",
]

_NEEDS_CARE = re.compile(f"[&<>_\r{UNFIT_CHARACTERS}]")


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


def _refuse_too_long(stored: str) -> None:
    # Two units a character at most: nearly every text is passed by its length alone.
    if len(stored) > CELL_LIMIT // 2 and utf16_units(stored) > CELL_LIMIT:
        raise ValueError(f"a text of {utf16_units(stored)} units is too long for one cell")
