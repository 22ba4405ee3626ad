"""Words that a page parts at the end of a line."""

from __future__ import annotations

import re
from collections.abc import Sequence

MARK = "\ufffe"
"""What stands for a hyphen at the end of a line, the line end itself being left out."""
_PARTED = re.compile(f"(?<![^\\W_])([^\\W_]+){MARK}([^\\W_]+)")
_WORD = re.compile(f"(?<!{MARK})(?<![^\\W_])[^\\W_]+(?![^\\W_]|{MARK})")
"""A word that is no half of a parted one."""
_LONG = 4
"""Syllables that happen to be words, such as "in" and "pro", are shorter."""


def joined_pages(pages: Sequence[str]) -> list[str]:
    """Return pages with their parted words joined, the hyphen dropped where it only parts a line.

    It is dropped where the document has the whole word elsewhere. It stays where the second half
    begins with no small letter, or the document has both halves, or a long first one, as words.
    Between those, it is dropped in a document that was seen to part words: most programs break a
    line only at a hyphen that belongs there.
    """
    words = {word.casefold() for page in pages for word in _WORD.findall(page)}
    parted = {match.groups() for page in pages for match in _PARTED.finditer(page)}
    parts_words = any((first + second).casefold() in words for first, second in parted)

    def joined(match: re.Match[str]) -> str:
        first, second = match.groups()
        if (first + second).casefold() in words:
            return first + second
        is_first_a_word = first.casefold() in words
        belongs = not second[0].islower() or (
            is_first_a_word and (len(first) >= _LONG or second.casefold() in words)
        )
        return f"{first}-{second}" if belongs or not parts_words else first + second

    return [_PARTED.sub(joined, page).replace(MARK, "-") for page in pages]
