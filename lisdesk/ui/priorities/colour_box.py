"""Choose the hue of a priority."""

from __future__ import annotations

from PySide6.QtCore import QEvent

from lisdesk.edits.correcting import NOTHING, Nothing
from lisdesk.rules.vocabulary import PriorityColour
from lisdesk.ui.choice_box import ChoiceBox
from lisdesk.ui.priorities.frame_tree import swatch

_COLOURS = tuple(PriorityColour)


class ColourBox(ChoiceBox):
    """The eight hues, and first that of the priority above."""

    def __init__(self) -> None:
        super().__init__()
        self.addItem("As above")
        for place, colour in enumerate(_COLOURS):
            self.addItem(swatch(place), colour.label)

    def choose(self, colour: PriorityColour | None) -> None:
        """Show a priority's own hue."""
        self.setCurrentIndex(0 if colour is None else 1 + _COLOURS.index(colour))

    def chosen(self) -> PriorityColour | None:
        """Return the hue that is chosen; None for that of the one above."""
        at = self.currentIndex()
        return _COLOURS[at - 1] if at else None

    def correction(self) -> PriorityColour | Nothing:
        """Return the same as a correction says it."""
        return self.chosen() or NOTHING

    def changeEvent(self, event: QEvent) -> None:
        """Take the hues of another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            for place in range(self.count() - 1):
                self.setItemIcon(place + 1, swatch(place))
