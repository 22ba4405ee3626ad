"""The marks that stand in a text for its notes."""

from __future__ import annotations

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def note_mark(kind: str, number: int) -> str:
    """Return the mark of a "footnote", such as [2], or of an "endnote", such as [ii]."""
    return f"[{number}]" if kind == "footnote" else f"[{roman(number)}]"


def roman(number: int) -> str:
    """Return a number from 1 in small Roman letters."""
    letters = ""
    for value, written in _ROMAN:
        letters += written * (number // value)
        number %= value
    return letters
