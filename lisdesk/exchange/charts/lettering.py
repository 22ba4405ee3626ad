"""Words on a chart: in the program's own font, measured, and wrapped to the room they have."""

from __future__ import annotations

import unicodedata
from enum import Enum
from functools import cache
from pathlib import Path

from matplotlib.ft2font import FT2Font

from lisdesk.exchange.charts.library import fonts
from lisdesk.paths import shipped

DPI = 96
"""Dots in an inch, as browsers reckon: one for each pixel."""
POINTS_PER_PX = 72 / DPI
_NOT_IN_THE_FONT = "\N{WHITE SQUARE}"
_HIDDEN = ("Cc", "Cf", "Cs")
_MORE = "…"
_MEASURED_PX = 64


class Weight(Enum):
    """How heavy letters are, and the file that has them."""

    REGULAR = "Inter-Regular.otf"
    STRONG = "Inter-SemiBold.otf"


@cache
def font(size_px: float, weight: Weight = Weight.REGULAR) -> fonts.FontProperties:
    """Return the program's font at a size."""
    return fonts.FontProperties(fname=_file(weight), size=size_px * POINTS_PER_PX)


def plain(words: str) -> str:
    """Return words on one line, without letters that are hidden or no letters at all."""
    seen = (each for each in words if each.isspace() or unicodedata.category(each) not in _HIDDEN)
    return unicodedata.normalize("NFC", " ".join("".join(seen).split()))


def legible(words: str) -> str:
    """Return plain words with a square for each letter that the font lacks."""
    known = _letters()
    return "".join(each if ord(each) in known else _NOT_IN_THE_FONT for each in plain(words))


def width_px(words: str, size_px: float, weight: Weight = Weight.REGULAR) -> float:
    """Return how wide legible words are on one line."""
    return _width_px(words, weight) * size_px / _MEASURED_PX


def wrapped(
    words: str, room_px: float, size_px: float, lines: int, weight: Weight = Weight.REGULAR
) -> list[str]:
    """Return words on so many lines at most, each as wide as there is room; the rest is left out
    visibly.
    """
    found: list[str] = []
    left = legible(words)
    while left and len(found) < lines:
        if width_px(left, size_px, weight) <= room_px:
            return [*found, left]
        if len(found) == lines - 1:
            return [*found, _cut(left, room_px, size_px, weight)]
        line, left = _first_line(left, room_px, size_px, weight)
        found.append(line)
    return found


def _first_line(left: str, room_px: float, size_px: float, weight: Weight) -> tuple[str, str]:
    """Return what fits on a line, up to a space if there is any, and what does not."""
    end = _fitting(left, room_px, size_px, weight)
    space = left.rfind(" ", 1, end + 1)
    if space > 0:
        return left[:space], left[space + 1 :]
    return left[:end], left[end:].lstrip()


def _cut(left: str, room_px: float, size_px: float, weight: Weight) -> str:
    room = room_px - width_px(_MORE, size_px, weight)
    return left[: _fitting(left, room, size_px, weight)].rstrip() + _MORE


def _fitting(words: str, room_px: float, size_px: float, weight: Weight) -> int:
    """Return how many letters fit, at least one."""
    low, high = 1, len(words)
    while low < high:
        middle = (low + high + 1) // 2
        if width_px(words[:middle], size_px, weight) <= room_px:
            low = middle
        else:
            high = middle - 1
    return low


def _file(weight: Weight) -> Path:
    return shipped("resources") / "fonts" / weight.value


@cache
def _face(weight: Weight) -> FT2Font:
    face = FT2Font(_file(weight))
    face.set_size(_MEASURED_PX, 72)
    return face


@cache
def _letters() -> frozenset[int]:
    faces = (set(_face(weight).get_charmap()) for weight in Weight)
    return frozenset(set.intersection(*faces))


@cache
def _advance_px(letter: str, weight: Weight) -> float:
    glyph = _face(weight).load_char(ord(letter))
    return float(glyph.linearHoriAdvance) / 65536


def _width_px(words: str, weight: Weight) -> float:
    return sum(_advance_px(letter, weight) for letter in words)
