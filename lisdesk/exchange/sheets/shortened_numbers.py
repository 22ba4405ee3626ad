"""Numbers that a spreadsheet has shortened: 900006123456781 becomes 9.00006E+14.

A spreadsheet program shows a long number so, and writes what it shows into a text file. The digits
that are left out are lost, so such a number no longer tells one row from another.
"""

from __future__ import annotations

import re

_SHORTENED = re.compile(r"[-+]?\d(?:[.,]\d+[eE]\+?|[eE]\+)(?:0?9|[1-9]\d+)")
"""With a fraction or a plus sign: 7e12 alone may be an id of figures and letters."""


def is_shortened(text: str) -> bool:
    """Whether a cell, as text, is a number of at least ten digits that was shortened."""
    return _SHORTENED.fullmatch(text.strip()) is not None
