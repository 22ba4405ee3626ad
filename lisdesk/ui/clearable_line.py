"""A line of text with a button that clears it, in the colours of the theme."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit

from lisdesk.ui.icons import icon

_QTS_ACTION = "_q_qlineeditclearaction"


class ClearableLine(QLineEdit):
    """Shows the button while it holds text; Qt's own drawing is grey on every ground."""

    def __init__(self) -> None:
        super().__init__()
        self.setClearButtonEnabled(True)
        self._colour()

    def changeEvent(self, event: QEvent) -> None:
        """Take the colours of another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._colour()

    def _colour(self) -> None:
        clear = self.findChild(QAction, _QTS_ACTION)
        if clear is not None:
            clear.setIcon(icon("close"))
