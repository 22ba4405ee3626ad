"""The form in which the words of a document are kept: paragraphs parted by one blank line."""

from __future__ import annotations

import re

from lisdesk.rules.spans import normalised

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_CONTROLS = re.compile("[\x01-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff]")
_BLANK_LINES = re.compile("\n{3,}")


def tidied(text: str) -> str:
    """Return words without control characters, spaces at line ends, and more than one blank line.

    Everything else stays as it was written; applying it twice changes nothing.
    """
    lines = normalised(_CONTROLS.sub("", _LINE_ENDS.sub("\n", text)))
    return _BLANK_LINES.sub("\n\n", _without_line_ends(lines)).strip("\n")


def _without_line_ends(text: str) -> str:
    return "\n".join(line.rstrip(" \t") for line in text.split("\n"))
