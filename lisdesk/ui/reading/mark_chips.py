"""Stance and strength as two lines of buttons, each with its key on it."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from lisdesk.rules.vocabulary import Stance, Strength
from lisdesk.ui.plain import PlainLabel, set_look
from lisdesk.ui.reading.tag_words import STANCE_KEYS, STRENGTH_KEYS


class MarkChips(QWidget):
    """Presses the commands, and shows what is said of the tag at hand."""

    def __init__(self, marks: Mapping[Stance | Strength, QAction]) -> None:
        super().__init__()
        self._buttons = {mark: _chip(action, _key(mark)) for mark, action in marks.items()}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for name, kind in (("Stance", Stance), ("Strength", Strength)):
            line = QHBoxLayout()
            line.setSpacing(4)
            label = PlainLabel(name, "small")
            label.setFixedWidth(52)
            line.addWidget(label)
            for mark in kind:
                line.addWidget(self._buttons[mark])
            line.addStretch()
            layout.addLayout(line)

    def show_marks(self, said: Collection[Stance | Strength | None], *, is_enabled: bool) -> None:
        """Show what is said, and whether anything can be."""
        for mark, button in self._buttons.items():
            button.setEnabled(is_enabled)
            button.setChecked(mark in said)


def command_button(action: QAction, words: str) -> QPushButton:
    """Return a button that presses a command, by whose words it is known."""
    button = QPushButton(words)
    button.setAccessibleName(action.text())
    button.clicked.connect(lambda _checked: action.trigger())
    return button


def _key(mark: Stance | Strength) -> str:
    return STANCE_KEYS[mark] if isinstance(mark, Stance) else STRENGTH_KEYS[mark]


def _chip(action: QAction, key: str) -> QPushButton:
    button = command_button(action, f"{action.iconText()}  {key}")
    set_look(button, "chip")
    button.setCheckable(True)
    return button
