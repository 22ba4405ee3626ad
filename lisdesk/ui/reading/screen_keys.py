"""The keys that Reading and Answers have in common: tag to a priority, stance and strength."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from lisdesk.queries.coding import PriorityRow
from lisdesk.rules.vocabulary import Stance, Strength
from lisdesk.ui.plain import as_menu_text, with_hidden_shown
from lisdesk.ui.reading.priority_tree import KEYS
from lisdesk.ui.reading.tag_words import SHORT, STANCE_KEYS, STRENGTH_KEYS


class ScreenKeys:
    """The commands of a screen on which is tagged, as actions on it."""

    def __init__(self, target: QWidget) -> None:
        self._target = target
        self.tag: list[QAction] = []
        """By the order of the number keys."""
        self.marks: dict[Stance | Strength, QAction] = {}

    def name_priorities(self, rows: Sequence[PriorityRow]) -> None:
        """Say in the commands which priority each number key tags to."""
        for number, action in enumerate(self.tag):
            action.setEnabled(number < len(rows))
            if number < len(rows):
                row = rows[number]
                name = as_menu_text(with_hidden_shown(row.name))
                action.setText(f"Tag to {as_menu_text(row.code)} {name}")

    def _add(self, words: str, keys: Sequence[str], run: Callable[[], object]) -> QAction:
        action = QAction(words, self._target)
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda _checked: run())
        self._target.addAction(action)
        return action

    def _add_tagging(
        self,
        by_key: Callable[[int], None],
        again: Callable[[], None],
        pick: Callable[[], None],
    ) -> None:
        """Add what tags to the priority of a number, to the last one, and to one that is sought."""
        self.tag = [
            self._add(f"Tag to priority {number}", [str(number)], partial(by_key, number))
            for number in range(1, KEYS + 1)
        ]
        self.again = self._add("Tag to the priority used last", ["0"], again)
        self.pick = self._add("Tag to a priority…", ["/"], pick)

    def _add_marks(self, mark: Callable[[Stance | Strength], None]) -> None:
        """Add what says a stance or a strength."""
        for kind, keys in (("Stance", STANCE_KEYS), ("Strength", STRENGTH_KEYS)):
            for each, key in keys.items():
                action = self._add(f"{kind}: {each.label.lower()}", [key], partial(mark, each))
                action.setIconText(SHORT.get(each, each.label))
                self.marks[each] = action

    def _fill_with_tagging(self, menu: QMenu) -> None:
        """Put what tags, and what says a stance or a strength, into a menu."""
        for action in self.tag:
            if action.isEnabled():
                menu.addAction(action)
        menu.addActions([self.again, self.pick])
        menu.addSeparator()
        for title, kind in (("Stance", Stance), ("Strength", Strength)):
            below = menu.addMenu(title)
            for mark, action in self.marks.items():
                if isinstance(mark, kind):
                    below.addAction(action)
