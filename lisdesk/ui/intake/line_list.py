"""A short list of lines that is as high as its rows, up to a few, and not there without any."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from lisdesk.ui.plain import as_tool_tip
from lisdesk.ui.theme import ROW_PX

_MOST_ROWS = 3
_FRAME_PX = 4


class LineList(QListWidget):
    """Shows lines that are cut in the middle where they have no room; tool tips have the whole."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.hide()

    def show_lines(self, lines: Sequence[tuple[str, str]]) -> None:
        """Show lines, each with what its tool tip says."""
        self.clear()
        for words, whole in lines:
            item = QListWidgetItem(words)
            item.setSizeHint(QSize(0, ROW_PX))
            item.setToolTip(as_tool_tip(whole))
            self.addItem(item)
        self.setFixedHeight(min(len(lines), _MOST_ROWS) * ROW_PX + _FRAME_PX)
        self.setVisible(bool(lines))
