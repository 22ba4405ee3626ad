"""How the series of a chart are told apart: by colour, by lightness, and the palest by hatching."""

from __future__ import annotations

from collections.abc import Sequence

from lisdesk.exchange.charts.looks import Look, place_of_hue
from lisdesk.exchange.charts.page import KeyEntry

_HATCHED = 4


def series_keys(names: Sequence[str], look: Look) -> list[KeyEntry]:
    """Return how each series is drawn, those that stand in many charts always alike."""
    found = []
    for at, name in enumerate(names):
        place = place_of_hue(name, at)
        found.append(KeyEntry(name, look.hues[place], hatch="////" if place == _HATCHED else ""))
    return found
