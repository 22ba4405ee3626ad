"""Headings of columns and lines that take a second line before they are cut."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics

_BESIDE_PX = 20
"""What the style sheet leaves free beside the words of a heading, and a little more."""


def in_lines(words: str, font: QFont, width_px: int, most: int = 2) -> str:
    """Return words as so many lines at most, as wide as a heading; what is left over is cut."""
    bold = QFont(font)
    bold.setWeight(QFont.Weight.DemiBold)
    metrics, room = QFontMetrics(bold), width_px - _BESIDE_PX
    lines: list[str] = []
    rest = words.split()
    while rest and len(lines) < most - 1:
        taken = 1
        while taken < len(rest) and _fits(metrics, rest[: taken + 1], room):
            taken += 1
        lines.append(" ".join(rest[:taken]))
        rest = rest[taken:]
    if rest:
        lines.append(" ".join(rest))
    elide = Qt.TextElideMode.ElideRight
    return "\n".join(metrics.elidedText(line, elide, room) for line in lines)


def _fits(metrics: QFontMetrics, words: list[str], room: int) -> bool:
    return metrics.horizontalAdvance(" ".join(words)) <= room
