"""Answers that only point to a file: "See attached", "please refer to our enclosed letter"."""

from __future__ import annotations

import re

_LONGEST_CHARACTERS = 80
_POINTS = re.compile(
    r"\W*(?:please\s+)?(?:(?:see|refer\s+to|read|as\s+(?:per|in|set\s+out\s+in))\b.*"
    r"\b(?:attach(?:ed|ment|ments)|enclos(?:ed|ure|ures)|append(?:ed|ix|ices))\b.*"
    r"|(?:(?:as|is|are|file|files|letter|response|document|report)\s+)*(?:attached|enclosed)\W*)",
    re.IGNORECASE | re.DOTALL,
)


def points_to_file(text: str) -> bool:
    """Whether a short text says no more than that the answer stands in a file."""
    return len(text) <= _LONGEST_CHARACTERS and _POINTS.fullmatch(text.strip()) is not None
