"""The layout of the text to read: room below each line for the lines of the highlights."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QTextBlock, QTextDocument
from PySide6.QtWidgets import QPlainTextDocumentLayout

LEADING_PX = 8.0
HEADING_STATE = 1
"""The user state of a block that is a heading; there is more room above it."""

_HEADING_ABOVE_PX = 14.0


class RoomyLayout(QPlainTextDocumentLayout):
    """Lays out only what is looked at, as its base does, and moves the lines apart."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)

    def blockBoundingRect(self, block: QTextBlock) -> QRectF:
        """Return how much room a block takes, laid out now if it was not before."""
        rect = super().blockBoundingRect(block)
        layout = block.layout()
        if not layout.lineCount() or layout.lineAt(0).y() > 0:
            return rect
        above = LEADING_PX
        if block.userState() == HEADING_STATE and block.blockNumber():
            above += _HEADING_ABOVE_PX
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            line.setPosition(QPointF(line.x(), line.y() + above + LEADING_PX * number))
        return super().blockBoundingRect(block)
