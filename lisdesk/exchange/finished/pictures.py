"""A finished picture (PNG): dots and nothing beside them."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from lisdesk.exchange.finished.pieces import Flaw, Found

_MARK = b"\x89PNG\r\n\x1a\n"
_CHUNK = struct.Struct(">I4s")
_CHECK_BYTES = 4
_OF_DOTS = frozenset({b"IHDR", b"PLTE", b"tRNS", b"pHYs", b"IDAT", b"IEND"})


def picture_flaws(part: str, content: bytes) -> Iterator[Found]:
    """Yield what a picture has that could say something: texts, times, bytes behind its end."""
    place = len(_MARK)
    kind = b""
    while content.startswith(_MARK) and kind != b"IEND" and place + _CHUNK.size <= len(content):
        length, kind = _CHUNK.unpack_from(content, place)
        place += _CHUNK.size + length + _CHECK_BYTES
        if kind not in _OF_DOTS:
            yield Flaw(part, "", "a picture that holds more than dots")
    if kind != b"IEND" or place != len(content):
        yield Flaw(part, "", "a picture that cannot be read")
