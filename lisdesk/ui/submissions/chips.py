"""Chips: small buttons that narrow a list, each telling how many things its choice would leave."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from lisdesk.ui.plain import as_menu_text, set_look, set_tool_tip
from lisdesk.ui.submissions.menu_button import MenuButton


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of a chip's menu."""

    value: Hashable
    label: str
    count: int | None
    """None where it is not counted."""
    depth: int = 0


class StayingMenu(QMenu):
    """A menu in which several things are ticked before it is closed."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tick without closing."""
        action: QAction | None = self.actionAt(event.position().toPoint())
        if action is not None and action.isEnabled() and action.isCheckable():
            action.trigger()
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick with Space without closing; Enter ticks and closes."""
        action: QAction | None = self.activeAction()
        if event.key() == Qt.Key.Key_Space and action is not None and action.isCheckable():
            action.trigger()
        else:
            super().keyPressEvent(event)


class ListChip(MenuButton):
    """A chip with a menu of choices, of which any number hold at once."""

    changed = Signal()

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(menu=StayingMenu(parent), parent=parent)
        self._title = title
        self._choices: Sequence[Choice] = ()
        self._actions: dict[Hashable, QAction] = {}
        self._chosen: tuple[Hashable, ...] = ()
        self.setCheckable(True)
        set_look(self, "chip")
        self.opens.aboutToShow.connect(self._show_choices)
        self._name()

    def chosen(self) -> tuple[Hashable, ...]:
        """Return the values that are ticked."""
        return self._chosen

    def choose(self, values: Sequence[Hashable]) -> None:
        """Tick some values and no others, without telling."""
        self._chosen = tuple(values)
        for value, action in self._actions.items():
            action.setChecked(value in self._chosen)
        self._name()

    def offer(self, choices: Sequence[Choice]) -> None:
        """Show what can be chosen now, with counts.

        An open menu keeps its lines, so that none moves under the hand: what comes in or is gone
        waits until it is opened again.
        """
        self._choices = tuple(choices)
        if not self.opens.isVisible():
            self._show_choices()
        self._show_counts()
        self._name()

    def open_menu(self) -> None:
        """Open the menu; the chip stays marked only while something is ticked."""
        self.setChecked(bool(self._chosen))
        super().open_menu()

    def _show_choices(self) -> None:
        """Let the menu have a line for each choice that would leave something, or is taken."""
        offered = [
            each.value for each in self._choices if each.count != 0 or each.value in self._chosen
        ]
        if self._actions and offered == list(self._actions):
            return
        self.opens.clear()
        self._actions = {value: self.opens.addAction("") for value in offered}
        for value, action in self._actions.items():
            action.setCheckable(True)
            action.setChecked(value in self._chosen)
            action.triggered.connect(self._take)
        if not offered:
            self.opens.addAction("Nothing to choose").setEnabled(False)
        self._show_counts()

    def _show_counts(self) -> None:
        for each in self._choices:
            if each.value in self._actions:
                words = f"{'    ' * each.depth}{as_menu_text(each.label)}"
                number = "" if each.count is None else f"\t{each.count:,}"
                self._actions[each.value].setText(f"{words}{number}")

    def _take(self) -> None:
        self._chosen = tuple(value for value, each in self._actions.items() if each.isChecked())
        self._name()
        self.changed.emit()

    def _name(self) -> None:
        known = {each.value: each.label for each in self._choices}
        labels = [known.get(value, "") for value in self._chosen]
        words = self._title
        if len(labels) == 1 and labels[0]:
            words = f"{self._title}: {labels[0]}"
        elif labels:
            words = f"{self._title}: {len(labels)} chosen"
        short = words if len(words) <= 32 else f"{words[:31]}…"
        self.setText(as_menu_text(f"{short} ▾"))
        self.setChecked(bool(labels))
        self.setAccessibleName(f"Filter: {words}")
        set_tool_tip(self, f"{self._title}: {', '.join(labels)}" if labels else "")


class MarkChip(QToolButton):
    """A chip that is on or off, with the number of things that have the mark."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._title = title
        self.setCheckable(True)
        set_look(self, "chip")
        self.count(0)

    def count(self, number: int) -> None:
        """Show how many things have the mark."""
        self.setText(as_menu_text(f"{self._title} {number:,}"))
        self.setAccessibleName(f"Filter: {self._title}, {number:,}")
