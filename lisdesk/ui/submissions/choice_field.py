"""A closed list of choices from which one is picked by typing a few letters of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QElapsedTimer, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox

from lisdesk.ui.choice_box import ChoiceBox

_ROWS_SEEN = 16
_LETTERS_WIDE = 18
_TOGETHER_MS = 1_500
"""Letters typed within this time of each other belong together."""

_HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class ChoiceField(ChoiceBox):
    """Typing picks the first choice that begins with the letters, or else one that has them."""

    def __init__(self, choices: Sequence[tuple[str, object]]) -> None:
        """`choices` are labels, indented ones below others, each with what it stands for."""
        super().__init__()
        self.setMaxVisibleItems(_ROWS_SEEN)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(_LETTERS_WIDE)
        for label, value in choices:
            self.addItem(label, value)
        self._typed = ""
        self._since = QElapsedTimer()

    def pick(self, value: object) -> None:
        """Show the choice that stands for a value; nothing happens if none does."""
        for place in range(self.count()):
            if self.itemData(place) == value:
                self.setCurrentIndex(place)
                return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Pick by letters; a space is one of them unless it comes first."""
        letters = event.text()
        if not self._since.isValid() or self._since.elapsed() > _TOGETHER_MS:
            self._typed = ""
        is_letter = letters.isprintable() and bool(letters) and not event.modifiers() & _HELD
        if is_letter and (self._typed or not letters.isspace()):
            self._typed += letters.casefold()
            self._since.start()
            self._pick_typed()
        else:
            super().keyPressEvent(event)

    def _pick_typed(self) -> None:
        labels = [self.itemText(place).strip().casefold() for place in range(self.count())]
        fitting = [place for place, label in enumerate(labels) if label.startswith(self._typed)]
        fitting += [place for place, label in enumerate(labels) if self._typed in label]
        if fitting:
            self.setCurrentIndex(fitting[0])
