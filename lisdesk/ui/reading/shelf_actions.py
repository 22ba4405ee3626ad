"""The menu of the filters of Reading: its letters, and the chips of the list as lines of it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QMenu

from lisdesk.queries.reading_list import Shelf

_WORDS = {
    Shelf.UNREAD: "&Unread",
    Shelf.UNTAGGED: "U&ntagged",
    Shelf.MINE: "Tagged by &me",
    Shelf.ASSIGNED: "Assi&gned to me",
    Shelf.SAMPLE: "My &sample",
}


class FilterMenu(QMenu):
    """A menu whose letters are its own while it is open, though they are keys of the screen too."""

    def event(self, event: QEvent) -> bool:
        """Keep a letter from the screen's keys, which Qt would ask first."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.text().isalpha()
        ):
            event.accept()
            return True
        return super().event(event)


def add_shelves(menu: QMenu, chips: Mapping[Shelf, QAbstractButton]) -> None:
    """Add a line for each chip to the menu, ticked as that is pressed; to choose one presses it."""
    for shelf, chip in chips.items():
        action = menu.addAction(_WORDS[shelf])
        action.setCheckable(True)
        action.setChecked(chip.isChecked())
        action.setVisible(not chip.isHidden())
        action.triggered.connect(lambda _on, chip=chip: chip.click())
    menu.addSeparator()
