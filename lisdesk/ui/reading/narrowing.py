"""What the list is narrowed to besides words: chips to press, and a menu for the rest.

It is remembered for each call, also after a restart.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QGridLayout, QMenu, QPushButton, QToolButton, QVBoxLayout, QWidget

from lisdesk.queries.coding import PriorityRow
from lisdesk.queries.reading_choices import Choice, ReadingChoices
from lisdesk.queries.reading_list import ReadingFilter, Shelf
from lisdesk.ui.icons import icon
from lisdesk.ui.plain import as_menu_text, set_look, set_tool_tip, with_hidden_shown
from lisdesk.ui.reading.kept_filter import KeptFilter, keep_filter, kept_filter
from lisdesk.ui.reading.shelf_actions import FilterMenu, add_shelves
from lisdesk.ui.workspace import Workspace

_TIPS = {
    Shelf.UNREAD: "Those that you have not marked as read",
    Shelf.UNTAGGED: "Those that say something and that nobody has tagged",
    Shelf.MINE: "Those that you have tagged",
    Shelf.ASSIGNED: "Those that are yours to work on",
    Shelf.SAMPLE: "Those of samples that you code without seeing the tags of others",
}
_ONCE = "Each campaign once"
_LONGEST = 26
_NOT_STATED = "Not stated"


class Narrowing(QWidget):
    """Knows the filter, shows it, and says when it is another."""

    changed = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.filter = ReadingFilter()
        self._choices = ReadingChoices((), ())
        self._priorities: Sequence[PriorityRow] = ()
        self._branch: Callable[[int], tuple[int, ...]] = lambda priority_id: (priority_id,)
        self._priority_id: int | None = None
        self._type_id: int | None = None
        self.everything = self._chip("All", "Every submission of the call")
        self.shelves = {shelf: self._chip(shelf.value, _TIPS[shelf]) for shelf in Shelf}
        self.more = QToolButton()
        self.more.setAccessibleName("Narrow the list by question, type, priority or campaign")
        set_tool_tip(self.more, "Filter by shelf, question, type, priority or campaign (L)")
        self._chosen = QVBoxLayout()
        self._arrange()
        self.everything.clicked.connect(lambda _on: self.take(ReadingFilter()))
        for button in self.shelves.values():
            button.clicked.connect(lambda _on: self._take_shelves())
        self.more.clicked.connect(lambda _on: self.open_menu())
        self._draw()
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        """Draw the icon in the colours of another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._draw()

    def _draw(self) -> None:
        self.more.setIcon(icon("filter"))

    def take_call(self) -> None:
        """Take the filter that was last in force for the call at hand."""
        self._choices = ReadingChoices((), ())
        self._priorities = ()
        self.filter, self._priority_id, self._type_id = kept_filter(self._workspace)
        self._show()

    def show_choices(self, choices: ReadingChoices) -> None:
        """Take the questions and types that there are."""
        self._choices = choices
        self._show()

    def show_priorities(
        self, rows: Sequence[PriorityRow], branch: Callable[[int], tuple[int, ...]]
    ) -> None:
        """Take the priorities that there are; `branch` returns one with all below it."""
        is_first = not self._priorities
        self._priorities, self._branch = rows, branch
        if self._priority_id is not None:
            wanted = branch(self._priority_id)
            if wanted != self.filter.priority_ids:
                self._priority_id = self._priority_id if wanted else None
                self.take(replace(self.filter, priority_ids=wanted))
                return
        if is_first:
            self._show()

    def take(self, chosen: ReadingFilter) -> None:
        """Narrow to something else; words that are searched for stay."""
        chosen = replace(chosen, search=self.filter.search)
        self._priority_id = self._priority_id if chosen.priority_ids else None
        self._type_id = self._type_id if chosen.type_ids else None
        if chosen != self.filter:
            self.filter = chosen
            self._remember()
            self.changed.emit()
        self._show()

    def take_search(self, words: str) -> None:
        """Narrow to words in the texts, too."""
        if words != self.filter.search:
            self.filter = replace(self.filter, search=words)
            self.changed.emit()

    def choose_priority(self, priority_id: int | None) -> None:
        """Narrow to what is tagged to a priority or one below it; None to any."""
        self._priority_id = priority_id
        ids = () if priority_id is None else self._branch(priority_id)
        self.take(replace(self.filter, priority_ids=ids))

    def choose_question(self, question_id: int | None) -> None:
        """Narrow to those that answered a question; None to any."""
        self.take(replace(self.filter, question_id=question_id))

    def choose_type(self, choice: Choice | None) -> None:
        """Narrow to a stakeholder type with those below it; None to any."""
        self._type_id = choice.id if choice is not None else None
        ids: tuple[int | None, ...] = () if choice is None else (choice.id, *choice.below)
        if choice is not None and choice.name == _NOT_STATED:
            ids = (*ids, None)
        self.take(replace(self.filter, type_ids=ids))

    def open_menu(self) -> None:
        """Open the menu of all filters below its button."""
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height())))

    def menu(self) -> QMenu:
        """Return the menu of all filters, what is in force ticked."""
        menu, chosen = FilterMenu(self), self.filter
        questions = menu.addMenu("&Question")
        self._add(questions, "Any question", None, chosen.question_id, self.choose_question)
        for each in self._choices.questions:
            self._add(questions, each.name, each.id, chosen.question_id, self.choose_question)
        types = menu.addMenu("&Type")
        self._add(types, "Any type", None, self._type_id, lambda _id: self.choose_type(None))
        for each in self._choices.types:
            run = partial(_ignoring, partial(self.choose_type, each))
            self._add(types, each.name, each.id, self._type_id, run)
        priorities = menu.addMenu("&Priority")
        self._add(priorities, "Any priority", None, self._priority_id, self.choose_priority)
        for row in self._priorities:
            name = "    " * row.depth + f"{row.code}  {row.name}"
            self._add(priorities, name, row.id, self._priority_id, self.choose_priority)
        menu.addSeparator()
        add_shelves(menu, self.shelves)
        once = QAction(f"&{_ONCE}", menu)
        once.setCheckable(True)
        once.setChecked(chosen.is_campaign_once)
        once.triggered.connect(lambda on: self.take(replace(self.filter, is_campaign_once=on)))
        menu.addAction(once)
        menu.addAction("Show &all").triggered.connect(lambda _on: self.take(ReadingFilter()))
        return menu

    def _add(
        self,
        menu: QMenu,
        name: str,
        own_id: int | None,
        chosen_id: int | None,
        choose: Callable[[Any], None],
    ) -> None:
        action = menu.addAction(as_menu_text(with_hidden_shown(name)))
        action.setCheckable(True)
        action.setChecked(own_id == chosen_id)
        action.triggered.connect(lambda _on: choose(own_id))

    def _take_shelves(self) -> None:
        on = frozenset(shelf for shelf, button in self.shelves.items() if button.isChecked())
        self.take(replace(self.filter, shelves=on))

    def _show(self) -> None:
        """Show the filter in force: a pressed chip for a shelf, a chip with × for the rest."""
        chosen = self.filter
        for shelf, button in self.shelves.items():
            button.setChecked(shelf in chosen.shelves)
        self.everything.setChecked(replace(chosen, search="") == ReadingFilter())
        while self._chosen.count():
            item = self._chosen.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for name, run in self._in_force():
            shown = name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1].rstrip()}…"
            button = QPushButton(as_menu_text(f"{shown}   ×"))
            set_look(button, "chip")
            set_tool_tip(button, f"{name}\nPress to show all again.")
            button.setAccessibleName(f"{name}. Press to show all.")
            button.clicked.connect(lambda _on, run=run: run())
            self._chosen.addWidget(button)

    def _in_force(self) -> list[tuple[str, Callable[[], None]]]:
        chosen, found = self.filter, []
        if chosen.question_id is not None:
            names = {each.id: each.name for each in self._choices.questions}
            name = names.get(chosen.question_id, "One question")
            found.append((f"Answered {name}", partial(self.choose_question, None)))
        if chosen.type_ids:
            names = {each.id: each.name for each in self._choices.types}
            name = names.get(self._type_id or 0, "One type")
            found.append((name, partial(self.choose_type, None)))
        if chosen.priority_ids:
            named = {row.id: f"{row.code} {row.name}" for row in self._priorities}
            name = named.get(self._priority_id or 0, "one priority")
            found.append((f"Tagged {name}", partial(self.choose_priority, None)))
        if chosen.is_campaign_once:
            off = replace(chosen, is_campaign_once=False)
            found.append((_ONCE, partial(self.take, off)))
        return [(with_hidden_shown(name), run) for name, run in found]

    def _chip(self, words: str, tip: str) -> QPushButton:
        button = QPushButton(words)
        set_look(button, "chip")
        button.setCheckable(True)
        set_tool_tip(button, tip)
        return button

    def _arrange(self) -> None:
        chips = QGridLayout()
        chips.setSpacing(4)
        for place, button in enumerate([self.everything, *self.shelves.values()]):
            chips.addWidget(button, place // 2, place % 2)
        self._chosen.setSpacing(4)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(chips)
        layout.addLayout(self._chosen)

    def _remember(self) -> None:
        keep_filter(self._workspace, KeptFilter(self.filter, self._priority_id, self._type_id))


def _ignoring(run: Callable[[], None], _id: object) -> None:
    run()
