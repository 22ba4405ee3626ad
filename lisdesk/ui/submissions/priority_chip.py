"""The chip of the priorities: tagged to any of some, to all of some, to none of some."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QWidget

from lisdesk.ui.plain import as_menu_text, set_tool_tip
from lisdesk.ui.submissions.chips import ListChip

WAYS = {
    "priority_ids": ("Tick: &any of these", "", " or "),
    "all_priority_ids": ("Tick: a&ll of these", "all of ", " and "),
    "no_priority_ids": ("Tick: n&one of these", "not ", " or "),
}
"""The fields of a filter: what the menu says, what stands before the ones chosen so, and between.
"""
_MARKS = {"priority_ids": "any", "all_priority_ids": "all", "no_priority_ids": "none"}
_CODE_LETTERS = 12


class PriorityChip(ListChip):
    """A menu whose first lines say in which way the lines below them are ticked."""

    def __init__(self, title: str, parent: QWidget) -> None:
        self._way = "priority_ids"
        self._taken: dict[Hashable, str] = {}
        super().__init__(title, parent)

    def ways(self) -> dict[str, tuple[Hashable, ...]]:
        """Return the values that are ticked in each way, by the field of a filter."""
        return {
            way: tuple(value for value, taken in self._taken.items() if taken == way)
            for way in WAYS
        }

    def choose_ways(self, ways: dict[str, Sequence[Hashable]]) -> None:
        """Tick some values, each in its way, and no others, without telling."""
        self._taken = {value: way for way, values in ways.items() for value in values}
        self.choose(tuple(self._taken))
        self._show_counts()

    def _show_choices(self) -> None:
        super()._show_choices()
        if not self._actions:
            return
        first = next(iter(self._actions.values()))
        if self.opens.actions()[0] is not first:
            return
        group = QActionGroup(self.opens)
        for way, (words, _, _) in WAYS.items():
            action = QAction(words, self.opens)
            action.setCheckable(True)
            action.setChecked(way == self._way)
            action.setActionGroup(group)
            action.triggered.connect(lambda _on, way=way: self._go_on(way))
            self.opens.insertAction(first, action)
        self.opens.insertSeparator(first)

    def _go_on(self, way: str) -> None:
        self._way = way

    def _show_counts(self) -> None:
        super()._show_counts()
        for value, way in self._taken.items():
            action = self._actions.get(value)
            if action is not None:
                action.setText(f"{action.text()} · {_MARKS[way]}")

    def _take(self) -> None:
        for value, action in self._actions.items():
            if action.isChecked() != (value in self._taken):
                if self._taken.get(value) in (None, self._way):
                    self._taken.pop(value, None)
                    if action.isChecked():
                        self._taken[value] = self._way
                else:  # ticked in another way before
                    self._taken[value] = self._way
                    action.setChecked(True)
        self._chosen = tuple(self._taken)
        self._show_counts()
        self._name()
        self.changed.emit()

    def _name(self) -> None:
        known = {each.value: each.label for each in self._choices}
        parts: list[str] = []
        wholes: list[str] = []
        for way, (_, before, between) in WAYS.items():
            labels = [known.get(value, "…") for value, own in self._taken.items() if own == way]
            codes = [label.split(" ")[0][:_CODE_LETTERS] for label in labels]
            if len(labels) == 1 and not parts and way == "priority_ids":
                codes = labels
            if labels:
                parts.append(before + between.join(codes))
                wholes.append(before + between.join(labels))
        words = f"{self._title}: {', '.join(parts)}" if parts else self._title
        whole = f"{self._title}: {', '.join(wholes)}" if parts else self._title
        short = words if len(words) <= 32 else f"{words[:31]}…"
        self.setText(as_menu_text(f"{short} ▾"))
        self.setChecked(bool(parts))
        self.setAccessibleName(f"Filter: {whole}")
        set_tool_tip(self, whole if parts else "")
