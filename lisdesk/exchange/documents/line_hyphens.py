"""Words that a page parts at the end of a line."""

from __future__ import annotations

import re
from collections.abc import Sequence

MARK = "\ufffe"
"""What stands for a hyphen at the end of a line, the line end itself being left out."""
_PARTED = re.compile(f"(?<![^\\W_])([^\\W_]+){MARK}([^\\W_]+)")
_WORD = re.compile(r"[^\W_]+")


def joined_pages(pages: Sequence[str]) -> list[str]:
    """Return pages with their parted words joined.

    A hyphen that only parts a line is dropped where the document has the word without it elsewhere;
    else it stays, since most programs break a line only at a hyphen that belongs there.
    """
    words = {word.casefold() for page in pages for word in _WORD.findall(page)}

    def joined(parted: re.Match[str]) -> str:
        whole = parted[1] + parted[2]
        return whole if whole.casefold() in words else f"{parted[1]}-{parted[2]}"

    return [_PARTED.sub(joined, page).replace(MARK, "-") for page in pages]
