"""What a screen shows while there is nothing on it: what goes there, and the way to begin."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lisdesk.ui.action_button import ActionButton
from lisdesk.ui.plain import PlainLabel, WrappedLabel

_WIDEST_PX = 520


class EmptyState(QWidget):
    """A heading, a sentence, and the buttons of what can be done."""

    def __init__(self, heading: str, words: str, offers: Sequence[QAction] = ()) -> None:
        super().__init__()
        self.setAccessibleName(heading)  # the keyboard may be here while a screen is being loaded
        self.buttons: list[ActionButton] = []
        self.heading = PlainLabel(heading, "heading")
        self.words = WrappedLabel(words, "muted")
        self.words.setMaximumWidth(_WIDEST_PX)
        for label in (self.heading, self.words):
            label.setProperty("alignment", "AlignCenter")
        layout = QVBoxLayout(self)
        layout.setSpacing(12)
        layout.addStretch(2)
        layout.addWidget(self.heading)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(self.words, 1)
        row.addStretch()
        layout.addLayout(row)
        buttons = QHBoxLayout()
        buttons.addStretch()
        for place, offer in enumerate(offers):
            button = ActionButton(offer)
            button.setProperty("look", "primary" if place == 0 else "")
            buttons.addWidget(button)
            self.buttons.append(button)
        buttons.addStretch()
        layout.addLayout(buttons)
        layout.addStretch(3)

    def say(self, heading: str, words: str) -> None:
        """Change what is said."""
        self.setAccessibleName(heading)
        self.heading.setText(heading)
        self.words.setText(words)
