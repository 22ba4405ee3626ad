"""Which parts of a text have to be painted again after a tag has changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QRegion, QTextBlock

from lisdesk.ui.reading.highlights import Highlight

if TYPE_CHECKING:
    from lisdesk.ui.reading.text_view import ReadingView

_BELOW_PX = 10
"""How far the lines of highlights reach below the last line of a paragraph."""


class TouchedParts:
    """Gathers the paragraphs of highlights that changed, until they are painted."""

    def __init__(self, view: ReadingView) -> None:
        self._view = view
        self._region = QRegion()

    def add(
        self, highlights: Sequence[Highlight], in_view: Sequence[tuple[QTextBlock, QPointF]]
    ) -> None:
        """Ask for the paragraphs of some highlights to be painted again, and for no more.

        `in_view` are the paragraphs that were last painted, with where their layouts begin.
        """
        for block, origin in in_view:
            begin, end = block.position(), block.position() + block.length()
            if any(each.start < end and each.end > begin for each in highlights):
                self._region += room_of(self._view, block, origin)
        self._view.viewport().update(self._region)

    def paint(self) -> None:
        """Paint them now, without waiting for the rest of the window."""
        if not self._region.isEmpty():
            self._view.viewport().repaint(self._region)

    def note_painted(self, region: QRegion) -> None:
        """Leave out what has just been painted."""
        self._region -= region


def room_of(view: ReadingView, block: QTextBlock, origin: QPointF) -> QRect:
    """Return where a block, and the lines of highlights below it, are in the view."""
    height = round(view.blockBoundingRect(block).height()) + _BELOW_PX
    return QRect(0, round(origin.y()), view.viewport().width(), height)
