"""What draws a page of a stranger's file in the guarded process.

It puts the pixels, and then says which page they are, of how many, and how wide and high.
"""

from __future__ import annotations

from collections.abc import Mapping

from lisdesk.exchange.guarded.child import Put, Reader, Wanted
from lisdesk.exchange.pages.kinds import PagedKind, paged_kind

_PIECE_BYTES = 1 << 20


def reader_for(content: bytes, _wanted: Wanted) -> Reader:
    """Return what draws a page of this content, once the modules that it needs are imported."""
    if paged_kind(content) is PagedKind.PICTURE:
        from lisdesk.exchange.pages.picture import draw_picture as draw
    else:
        from lisdesk.exchange.pages.portable import draw_portable as draw

    def read(content: bytes, wanted: Wanted, put: Put) -> Mapping[str, object]:
        page = draw(content, wanted)
        pixels = memoryview(page.pixels)
        for start in range(0, len(pixels), _PIECE_BYTES):
            put(bytes(pixels[start : start + _PIECE_BYTES]))
        return {
            "number": page.number,
            "pages": page.pages,
            "width_px": page.width_px,
            "height_px": page.height_px,
        }

    return read
