"""The commands of the screen Answers, each on one key while the keyboard is not in a field."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from lisdesk.queries.coding import PriorityRow
from lisdesk.ui.plain import as_menu_text, with_hidden_shown
from lisdesk.ui.reading.priority_tree import KEYS

if TYPE_CHECKING:
    from lisdesk.ui.answers.screen import AnswersScreen


class AnswersKeys:
    """Every command of the screen as an action on it."""

    def __init__(self, screen: AnswersScreen) -> None:
        self._screen = screen
        tagging = screen.tagging
        self.tag = [
            self._add(f"Tag to priority {number}", [str(number)], partial(tagging.by_key, number))
            for number in range(1, KEYS + 1)
        ]
        self.again = self._add("Tag to the priority used last", ["0"], tagging.again)
        self.pick = self._add("Tag to a priority…", ["/"], tagging.pick)
        for words, key, is_forward in (("Next", "N", True), ("Previous", "Shift+N", False)):
            go = partial(screen.go_to_untagged, is_forward=is_forward)
            self._add(f"{words} answer without a tag", [key], go)
        self._add("Next answer", ["J"], partial(screen.step, 1))
        self._add("Previous answer", ["K"], partial(screen.step, -1))
        self._add("Next question", ["]"], partial(screen.step_question, 1))
        self._add("Previous question", ["["], partial(screen.step_question, -1))
        self._add("Only answers without a tag", ["U"], screen.untagged.click)
        self._add("Show non-answers too", ["H"], screen.non_answers.click)
        self._add("Select nothing", ["Esc"], screen.let_go)
        self.read = self._add("Read the submission", ["V"], screen.open_current)

    def name_priorities(self, rows: Sequence[PriorityRow]) -> None:
        """Say in the commands which priority each number key tags to."""
        for number, action in enumerate(self.tag):
            action.setEnabled(number < len(rows))
            if number < len(rows):
                row = rows[number]
                name = as_menu_text(with_hidden_shown(row.name))
                action.setText(f"Tag to {as_menu_text(row.code)} {name}")

    def show_menu(self, at: QPoint) -> None:
        """Show the menu of the table at a point of it."""
        menu = QMenu(self._screen)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for action in self.tag:
            if action.isEnabled():
                menu.addAction(action)
        menu.addActions([self.again, self.pick])
        menu.addSeparator()
        menu.addAction(self.read)
        menu.popup(self._screen.table.viewport().mapToGlobal(at))

    def _add(self, words: str, keys: Sequence[str], run: Callable[[], object]) -> QAction:
        action = QAction(words, self._screen)
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda _checked: run())
        self._screen.addAction(action)
        return action
