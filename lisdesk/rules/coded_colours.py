"""The eight hues of priorities as colours of codes, and back.

Other programs give a code any colour. It comes in as the hue that is nearest to it on the circle of
colours; one that is nearly black, white or grey as grey.
"""

from __future__ import annotations

import colorsys
import re
from typing import Final

from lisdesk.rules.vocabulary import PriorityColour

COLOURS: Final = {
    PriorityColour.BLUE: "#0B5CAD",
    PriorityColour.ORANGE: "#B34700",
    PriorityColour.GREEN: "#1B7F5C",
    PriorityColour.PURPLE: "#8E3A8C",
    PriorityColour.YELLOW: "#7A6200",
    PriorityColour.RED: "#B01E4F",
    PriorityColour.TEAL: "#00708A",
    PriorityColour.GREY: "#55606E",
}
"""As they are written: those of the light theme."""
_WRITTEN = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)
_LEAST_SATURATION, _LEAST_VALUE = 0.25, 0.2


def nearest_hue(written: str) -> PriorityColour | None:
    """Return the hue that looks most like a colour, written as #RGB or #RRGGBB; None for what is
    no colour.
    """
    words = written.strip()
    if not _WRITTEN.fullmatch(words):
        return None
    angle, saturation, value = _hsv(words)
    if saturation < _LEAST_SATURATION or value < _LEAST_VALUE:
        return PriorityColour.GREY
    return min(_ANGLES, key=lambda hue: _apart(angle, _ANGLES[hue]))


def is_a_hue(written: str) -> bool:
    """Whether a colour is one of the eight as they are written."""
    return written.strip().upper() in COLOURS.values()


def _hsv(written: str) -> tuple[float, float, float]:
    digits = written[1:]
    pairs = [each * 2 for each in digits] if len(digits) == 3 else re.findall("..", digits)
    red, green, blue = (int(pair, 16) / 255 for pair in pairs)
    return colorsys.rgb_to_hsv(red, green, blue)


def _apart(one: float, other: float) -> float:
    """Return how far two angles, as parts of a turn, are from each other."""
    return min(abs(one - other), 1 - abs(one - other))


_ANGLES: Final = {
    hue: _hsv(written)[0] for hue, written in COLOURS.items() if hue is not PriorityColour.GREY
}
