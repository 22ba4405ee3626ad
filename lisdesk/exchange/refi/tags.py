"""XML written by hand: every letter that XML cannot hold becomes U+FFFD, one for one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime

_IMPOSSIBLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_IN_TEXT = {ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;", ord("\r"): "&#13;"}
_IN_ATTRIBUTE = _IN_TEXT | {ord('"'): "&quot;", ord("\n"): "&#10;", ord("\t"): "&#9;"}

Attributes = dict[str, str | int | bool | datetime | None]
"""None leaves an attribute out."""


def text_in(words: str) -> str:
    """Return words as the content of an element."""
    return _IMPOSSIBLE.sub(_REPLACEMENT, words).translate(_IN_TEXT)


def opened(name: str, attributes: Attributes | None = None) -> str:
    """Return the start of an element."""
    written = [
        f' {key}="{_attribute(value)}"'
        for key, value in (attributes or {}).items()
        if value is not None
    ]
    return f"<{name}{''.join(written)}>"


def closed(name: str) -> str:
    """Return the end of an element."""
    return f"</{name}>"


def element(name: str, attributes: Attributes | None, inside: Iterable[str] = ()) -> str:
    """Return an element around what is inside, which is XML already."""
    content = "".join(inside)
    start = opened(name, attributes)
    return f"{start}{content}</{name}>" if content else f"{start[:-1]}/>"


def worded(name: str, words: str) -> str:
    """Return an element around words."""
    return element(name, None, [text_in(words)])


def moment(value: datetime) -> str:
    """Return an aware moment as XML writes it: "2019-01-31T17:05:00Z"."""
    return value.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _attribute(value: str | int | bool | datetime) -> str:
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return _IMPOSSIBLE.sub(_REPLACEMENT, str(value)).translate(_IN_ATTRIBUTE)
