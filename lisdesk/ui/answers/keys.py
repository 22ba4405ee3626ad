"""The commands of the screen Answers, each on one key while the keyboard is not in a field."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

from lisdesk.ui.reading.screen_keys import ScreenKeys
from lisdesk.ui.suggestions.strip import ACCEPT_KEYS, REJECT_KEYS

if TYPE_CHECKING:
    from lisdesk.ui.answers.screen import AnswersScreen


class AnswersKeys(ScreenKeys):
    """Every command of the screen as an action on it."""

    def __init__(self, screen: AnswersScreen) -> None:
        super().__init__(screen)
        self._screen = screen
        tagging = screen.tagging
        self._add_tagging(tagging.by_key, tagging.again, tagging.pick)
        self._add_marks(screen.marking.mark)
        for words, key, is_forward in (("Next", "N", True), ("Previous", "Shift+N", False)):
            go = partial(screen.go_to_untagged, is_forward=is_forward)
            self._add(f"{words} answer without a tag", [key], go)
        self._add("Next answer", ["J"], partial(screen.step, 1))
        self._add("Previous answer", ["K"], partial(screen.step, -1))
        self._add("Next question", ["]"], partial(screen.step_question, 1))
        self._add("Previous question", ["["], partial(screen.step_question, -1))
        self._add("Only answers without a tag", ["Shift+U"], screen.untagged.click)
        self._add("Show non-answers too", ["H"], screen.non_answers.click)
        suggested = screen.suggestions
        for number, (accept, reject) in enumerate(zip(ACCEPT_KEYS, REJECT_KEYS, strict=True)):
            at = number + 1
            self._add(f"Accept suggestion {at}", [accept], partial(suggested.accept, number))
            self._add(f"Reject suggestion {at}", [reject], partial(suggested.reject, number))
        behind = "Show the words behind a suggestion, or the next"
        self._add(behind, ["Shift+H"], suggested.show_words)
        self._add("Select nothing", ["Esc"], screen.let_go)
        self.read = self._add("Read the submission", ["V"], screen.open_current)

    def show_menu(self, at: QPoint) -> None:
        """Show the menu of the table at a point of it."""
        menu = QMenu(self._screen)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._fill_with_tagging(menu)
        menu.addSeparator()
        menu.addAction(self.read)
        menu.popup(self._screen.table.viewport().mapToGlobal(at))
