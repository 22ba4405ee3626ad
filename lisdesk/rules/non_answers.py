"""Texts that stand where an answer should be and say nothing."""

from __future__ import annotations

import unicodedata

NON_ANSWERS = frozenset(
    {
        "did not answer",
        "did not respond",
        "left blank",
        "n a",
        "n.a",
        "n/a",
        "n\\a",
        "na",
        "nan",
        "nil",
        "no answer",
        "no answer given",
        "no comment",
        "no comments",
        "no further comment",
        "no further comments",
        "no reply",
        "no response",
        "none",
        "none given",
        "not answered",
        "not applicable",
        "nothing",
        "nothing further to add",
        "nothing to add",
        "null",
    }
)
"""What is left of a non-answer, without case, outer punctuation and superfluous white space.

"No", "yes", "don't know", "no opinion" and "x" (a tick in a box) are answers.
"""

_LONGEST = 4 * max(map(len, NON_ANSWERS))
_INVISIBLE_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp", "Zs"})
_INVISIBLE_OTHERS = frozenset("\u034f\u115f\u1160\u2800\u3164\uffa0") | frozenset(
    map(chr, range(0xFE00, 0xFE10))
)


def has_visible_character(text: str) -> bool:
    """Whether `text` has a character that shows; spaces, controls and fillers do not."""
    return any(not _is_invisible(character) for character in text)


def is_non_answer(text: str) -> bool:
    """Whether `text` is blank, only punctuation, or one of `NON_ANSWERS`."""
    if len(text) > _LONGEST + 1 and text[0].isalnum() and text[-2].isalnum():
        return False  # too long between two characters that stay: the usual case, told at once
    start, end = 0, len(text)
    while start < end and _is_trimmed(text[start]):
        start += 1
    while start < end and _is_trimmed(text[end - 1]):
        end -= 1
    if end - start > _LONGEST:
        return False
    words = " ".join(text[start:end].casefold().split()).replace(" / ", "/")
    return not words or words in NON_ANSWERS


def _is_invisible(character: str) -> bool:
    """Whether a character leaves no mark on paper."""
    return (
        unicodedata.category(character) in _INVISIBLE_CATEGORIES or character in _INVISIBLE_OTHERS
    )


def _is_trimmed(character: str) -> bool:
    """Whether a character at the edge of a text does not decide what it says."""
    return unicodedata.category(character).startswith("P") or _is_invisible(character)
