"""Pictures of figures, for files and for the clipboard.

The library that draws takes about a second to load, so it is loaded with the first picture, and
nothing here is to be called on the thread of the window.
"""

from __future__ import annotations

from lisdesk.exchange.charts.looks import DARK, HIGH_CONTRAST, LIGHT, LOOKS, Look
from lisdesk.rules.charts import Figure

__all__ = ["DARK", "FILE_KINDS", "HIGH_CONTRAST", "LIGHT", "LOOKS", "WIDTH_PX", "Look", "draw"]

FILE_KINDS = ("svg", "png")
WIDTH_PX = 720
"""How wide a picture is shown; a PNG has twice as many dots."""


def draw(figure: Figure, file_kind: str = "svg", theme: str = "light") -> bytes:
    """Return a figure as a picture, "svg" or "png", in the colours of a key of `LOOKS`.

    The same figure gives the same bytes. A number that is withheld is told in its place and has no
    length, colour or point. Pictures are drawn one at a time, whichever threads ask for them.
    """
    if file_kind not in FILE_KINDS:
        raise ValueError(f"no picture is a {file_kind!r}")
    look = LOOKS[theme]
    from lisdesk.exchange.charts.drawing import drawn

    return drawn(figure, file_kind, look)
