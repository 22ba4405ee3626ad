"""A page as it is handed from the process that draws it, and how fine it may be."""

from __future__ import annotations

import math
from dataclasses import dataclass

PIXEL_BYTES = 4
"""Blue, green, red and a byte that means nothing."""
MOST_PIXELS = 16_000_000
"""Of one picture: 64 megabytes, a page of A4 at 410 dots for an inch."""
LONGEST_SIDE_PX = 30_000
_EVEN = 1e-6
"""So that a side that is wanted whole is not one pixel less by rounding."""


@dataclass(frozen=True, slots=True)
class DrawnPage:
    """One page, drawn; or one that is too damaged to be drawn, which has no pixels."""

    number: int
    """From 1."""
    pages: int
    """How many the file has."""
    width_px: int
    height_px: int
    pixels: bytes | bytearray
    """Rows from top to bottom, each of `width_px` times four bytes."""


def size_within(width: float, height: float, wanted_px: float) -> tuple[int, int]:
    """Return in how many pixels a page is drawn that is to be `wanted_px` wide: in fewer, where
    that were more than is drawn of any page.

    Raises ValueError for a page that has no size.
    """
    if not (0 < width < math.inf and 0 < height < math.inf):
        raise ValueError("a page without a size")
    scale = min(
        wanted_px / width,
        math.sqrt(MOST_PIXELS / (width * height)),
        LONGEST_SIDE_PX / max(width, height),
    )
    return max(1, int(width * scale + _EVEN)), max(1, int(height * scale + _EVEN))
