"""How the series of a chart are told apart: by colour, by lightness, and the palest by hatching."""

from __future__ import annotations

from collections.abc import Sequence

from lisdesk.exchange.charts.looks import Look
from lisdesk.exchange.charts.page import KeyEntry

_PLACES = {
    "Support": 0,
    "Oppose": 1,
    "Mixed": 2,
    "Neutral": 3,
    "Unstated": 4,
    "In time": 0,
    "Late": 1,
    "Before opening": 4,
    "Answered": 0,
    "Not answered": 4,
}
"""Which hue a series of this name has in every chart."""
_HATCHED = 4


def series_keys(names: Sequence[str], look: Look) -> list[KeyEntry]:
    """Return how each series is drawn, those that stand in many charts always alike."""
    found = []
    for at, name in enumerate(names):
        place = _PLACES.get(name, at % len(look.hues))
        found.append(KeyEntry(name, look.hues[place], hatch="////" if place == _HATCHED else ""))
    return found
