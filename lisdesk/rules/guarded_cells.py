"""Texts in lists for spreadsheets, so that none is taken for a formula, and back again."""

from __future__ import annotations

import re

_TRIGGER = re.compile("'*[=+\\-@\t\r\uff1d\uff0b\uff0d\uff20]")


def guarded(text: str) -> str:
    """Return a text as a list holds it: an apostrophe stands before what begins like a formula.

    What begins with apostrophes before such a sign gets one more, so that `unguarded` is its exact
    reverse.
    """
    return f"'{text}" if _TRIGGER.match(text) else text


def unguarded(text: str) -> str:
    """Return the text that a cell of a list stands for."""
    return text[1:] if text.startswith("'") and _TRIGGER.match(text) else text
