"""Which files have a page to show: PDFs and pictures. Their content decides, not their names."""

from __future__ import annotations

from enum import Enum

from lisdesk.exchange.documents.kinds import is_portable
from lisdesk.exchange.guarded.faults import EMPTY, FaultError

NO_PAGE = "no_page"
"""The fault of a file of another kind."""

_STARTS = (
    b"\x89PNG\r\n\x1a\n",
    b"\xff\xd8\xff",
    b"GIF8",
    b"II*\x00",
    b"MM\x00*",
    b"II+\x00",
    b"MM\x00+",
)
_BITMAP = b"BM"
_BITMAP_HEADS = frozenset({12, 40, 52, 56, 64, 108, 124})
"""How long the second head of a bitmap may be; a text that begins with BM has none."""


class PagedKind(Enum):
    """What draws the pages of a file."""

    PORTABLE = "portable"
    PICTURE = "picture"


def paged_kind(content: bytes) -> PagedKind:
    """Return what draws the pages of this content; FaultError if it is empty or has none."""
    if not content:
        raise FaultError(EMPTY)
    if _is_picture(content):
        return PagedKind.PICTURE
    if is_portable(content):
        return PagedKind.PORTABLE
    raise FaultError(NO_PAGE)


def _is_picture(content: bytes) -> bool:
    if content.startswith(_BITMAP):
        return int.from_bytes(content[14:18], "little") in _BITMAP_HEADS
    if content.startswith(b"RIFF"):
        return content[8:12] == b"WEBP"
    return content.startswith(_STARTS)
