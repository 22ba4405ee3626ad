"""The boxes of a response form: what ticks one, and when one cannot say."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

_UNTICKED = frozenset("☐□\uf0a8\uf06f")
_TICKED = frozenset("☒☑✓✔■")
_TYPED = frozenset(("x", "yes"))
_BOXES = _UNTICKED | _TICKED | frozenset("✗✘")
_GAP = "\N{NO-BREAK SPACE}"
"""Stands between a box and its label."""
_LONGEST_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Box:
    """A box to tick and what stands beside it."""

    is_ticked: bool
    label: str
    doubt: str = ""
    """Why one cannot say whether it is ticked, in a whole sentence; such a box is not."""


def read_box(text: str, ticks: Iterable[bool], *, is_struck: bool) -> Box:
    """Return the box of a line whose accepted text is `text`; `ticks` is what its controls say."""
    sign, label = _parted(text)
    is_ticked = sign in _TICKED or sign.casefold() in _TYPED
    if is_struck:
        return Box(False, label, "A line with a box is struck through.")
    if sign and not is_ticked and sign not in _UNTICKED:
        shown = sign if len(sign) <= _LONGEST_SHOWN else f"{sign[:_LONGEST_SHOWN]}…"
        return Box(False, label, f"“{shown}” stands in a box.")
    if any(each != is_ticked for each in ticks):
        return Box(False, label, "A box is ticked and not ticked: its sign and its control differ.")
    return Box(is_ticked, label)


def _parted(text: str) -> tuple[str, str]:
    """Return the sign in a box, and the label after it; an empty sign if the box is gone."""
    sign, gap, label = text.strip(" \t").partition(_GAP)
    if not gap and text.strip()[:1] in _BOXES:
        sign, label = text.strip()[:1], text.strip()[1:]
    elif not gap:
        sign, label = "", text
    return sign.strip(), " ".join(label.split())
