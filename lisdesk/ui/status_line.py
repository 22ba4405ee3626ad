"""The line at the foot: what was done last, how to undo it, and how much there is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from lisdesk.ui.elided import ElidedLabel
from lisdesk.ui.plain import PlainLabel, as_menu_text, with_hidden_shown


class StatusLine(QFrame):
    """Says what just happened, with the undo of it beside."""

    def __init__(self, undo: QAction, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("look", "foot")
        self.last_edit = ElidedLabel()
        self.last_edit.setAccessibleName("Last edit")
        self.undo = QToolButton()
        self.undo.setProperty("look", "quiet")
        self.undo.setDefaultAction(undo)
        self.undo.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.counts = PlainLabel(look="muted")
        self.counts.setAccessibleName("What the call holds")
        self.watched = QToolButton()
        self.watched.setProperty("look", "quiet")
        self.watched.setAccessibleName("Watched folder")
        self.watched.hide()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 4, 16, 4)
        layout.setSpacing(8)
        layout.addWidget(self.last_edit, 1)
        layout.addWidget(self.undo)
        layout.addSpacing(16)
        layout.addWidget(self.watched)
        layout.addWidget(self.counts)

    def tell(self, words: str) -> None:
        """Say what was done last."""
        self.last_edit.setText(with_hidden_shown(words))

    def tell_watched(self, words: str) -> None:
        """Say how a watched folder stands; nothing is shown without words."""
        self.watched.setText(as_menu_text(words))
        self.watched.setVisible(bool(words))
