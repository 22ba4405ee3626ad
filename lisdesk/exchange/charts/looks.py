"""Colours of charts: told apart by colour-blind readers, and in grey by how light they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Look:
    """One set of colours, as #RRGGBB."""

    surface: str
    text: str
    muted: str
    line: str
    """Of the grid; carries no meaning."""
    edge: str
    """Around what is too pale to stand out from the surface."""
    hues: tuple[str, ...]
    """Of the series of a chart, in their order."""
    faintest: str
    strongest: str
    """Of the smallest and the largest number of a heat map."""
    outstanding: Mapping[str, str]
    """Of points that a word is said of; the others have the last of the hues."""


LIGHT = Look(
    surface="#FFFFFF",
    text="#1A2330",
    muted="#4F5B69",
    line="#DCE1E7",
    edge="#7B8794",
    hues=("#17457A", "#C8561B", "#E3B94F", "#6F8599", "#BCC6D0", "#2E8B74"),
    faintest="#EAF1F9",
    strongest="#123C6B",
    outstanding={"strong but rare": "#17457A", "loud but thin": "#C8561B"},
)
DARK = Look(
    surface="#1C222A",
    text="#E9EDF2",
    muted="#AAB5C2",
    line="#37424E",
    edge="#8592A1",
    hues=("#8CC4FF", "#D2622B", "#F5D98A", "#7D92A6", "#4B5866", "#4FC3A1"),
    faintest="#243243",
    strongest="#A9D2FF",
    outstanding={"strong but rare": "#8CC4FF", "loud but thin": "#E5803F"},
)
HIGH_CONTRAST = Look(
    surface="#000000",
    text="#FFFFFF",
    muted="#FFFFFF",
    line="#6B7682",
    edge="#FFFFFF",
    hues=("#8FC3FF", "#E5703A", "#FFE98A", "#8FA3B5", "#3F4B57", "#5FE0BC"),
    faintest="#1C2A3B",
    strongest="#B9DCFF",
    outstanding={"strong but rare": "#FFE64D", "loud but thin": "#FF8A50"},
)
LOOKS: Mapping[str, Look] = {"light": LIGHT, "dark": DARK, "high-contrast": HIGH_CONTRAST}
"""By the name of the window's theme."""


_PLACES: Mapping[str, int] = {
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


def place_of_hue(name: str, at: int) -> int:
    """Return which of the hues a series has, those that stand in many charts always the same one;
    `at` is its place in its own chart.
    """
    return _PLACES.get(name, at % len(LIGHT.hues))


def mixed(one: str, other: str, part: float) -> str:
    """Return the colour that has `part`, from 0 to 1, of the other in it."""
    pairs = zip(_channels(one), _channels(other), strict=True)
    return "#" + "".join(f"{round(low + (high - low) * part):02X}" for low, high in pairs)


def ink_on(colour: str) -> str:
    """Return black or white, whichever is read better on a colour."""
    return "#000000" if luminance(colour) > 0.18 else "#FFFFFF"


def luminance(colour: str) -> float:
    """Return how light a colour is, from 0 to 1, as WCAG 2.2 reckons it."""
    parts = []
    for channel in _channels(colour):
        value = channel / 255
        parts.append(value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4)
    red, green, blue = parts
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
