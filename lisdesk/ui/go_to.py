"""One box for everything, on Ctrl+K: go to a thing by its name, or run a command by its words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QDialog,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from lisdesk.ui.clearable_line import ClearableLine
from lisdesk.ui.list_keys import ListKeys
from lisdesk.ui.plain import as_tool_tip, with_hidden_shown
from lisdesk.ui.theme import ROW_PX
from lisdesk.ui.workspace import Workspace

if TYPE_CHECKING:
    from lisdesk.queries.finding import Found

_SIZE_PX = (560, 400)
_MOST_COMMANDS = 12


@dataclass(frozen=True, slots=True)
class Destination:
    """One line of the box, and what Enter does there."""

    words: str
    detail: str
    go: Callable[[], None]


class GoToBox(QDialog):
    """A line to type in, and below it what fits, best first."""

    def __init__(
        self, parent: QWidget, workspace: Workspace | None, commands: Sequence[QAction]
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Go to, or do")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*_SIZE_PX)
        self._workspace = workspace
        self._commands = [each for each in commands if each.isEnabled() and each.text()]
        self.line = ClearableLine()
        self.line.setPlaceholderText(
            "A reference, a call, a name, a priority, a screen or a command"
        )
        self.line.setAccessibleName("What to go to or to do")
        self.list = QTreeWidget()
        self.list.setColumnCount(2)
        self.list.setHeaderHidden(True)
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.header().setStretchLastSection(False)
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.list.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.list.setAccessibleName("What fits")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.addWidget(self.line)
        layout.addWidget(self.list, 1)
        self.line.textChanged.connect(self._search)
        self.line.returnPressed.connect(self._go)
        self.list.itemActivated.connect(self._go)
        ListKeys(self.line, self.list)
        self._destinations: list[Destination] = []
        self._things: list[Destination] = []
        self._with_words: list[Destination] = []
        self._search("")

    def lines(self) -> list[str]:
        """Return what is offered, best first."""
        return [each.words for each in self._destinations]

    def _search(self, typed: str) -> None:
        self._things, self._with_words = [], []
        self._show_fitting()
        if self._workspace is None or self._workspace.call is None or not typed.strip():
            self._tell_nothing()
            return
        from lisdesk.queries.finding import found, submissions_with_words
        from lisdesk.ui.submissions.filter_bar import search_of

        read, call_id = self._workspace.jobs.read, self._workspace.call_id
        read(found, call_id, typed, owner=self, then=self._add, topic="found")
        search = search_of(typed)
        add = partial(self._add_words, typed, search)
        about = (call_id, search, self._workspace.officer)
        read(submissions_with_words, *about, owner=self, then=add, topic="words")

    def _fitting_calls(self, typed: str) -> list[Destination]:
        """Return the calls of the file whose reference or title has what was typed."""
        workspace, words = self._workspace, typed.casefold().split()
        if workspace is None or not words:
            return []
        return [
            Destination(
                f"{call.reference} · {call.title}",
                f"Call {call.state.label.casefold()}",
                partial(workspace.choose_call, call.id),
            )
            for call in workspace.calls
            if all(word in f"{call.reference} {call.title}".casefold() for word in words)
        ]

    def _fitting_commands(self, typed: str) -> list[Destination]:
        words = typed.casefold().split()
        fitting = [
            action
            for action in self._commands
            if all(word in _words_of(action).casefold() for word in words)
        ]
        return [
            Destination(_words_of(action), action.shortcut().toString(), action.trigger)
            for action in fitting[:_MOST_COMMANDS]
        ]

    def _add(self, things: list[Found]) -> None:
        self._things = [
            Destination(
                thing.name,
                " · ".join(filter(None, (thing.kind.value, thing.detail))),
                partial(self._lead_to, thing),
            )
            for thing in things
        ]
        self._show_fitting()
        self._tell_nothing()

    def _add_words(self, typed: str, search: str, count: int) -> None:
        if count and typed == self.line.text():
            from lisdesk.queries.register import RegisterFilter

            assert self._workspace is not None
            row = max(0, self.list.currentIndex().row())
            go = partial(self._workspace.go_to, "submissions", RegisterFilter(search=search))
            detail = f"{count:,} submission{'' if count == 1 else 's'}"
            words = f"Search the texts for “{typed.strip()}”"
            self._with_words = [Destination(words, detail, go)]
            self._show_fitting()
            self.list.setCurrentIndex(self.list.model().index(row, 0))

    def _show_fitting(self) -> None:
        """Show what fits: things, calls, commands, and last a search of the texts."""
        typed = self.line.text()
        own = [*self._fitting_calls(typed), *self._fitting_commands(typed)]
        self._show([*self._things, *own, *self._with_words])

    def _tell_nothing(self) -> None:
        """Say so if nothing fits."""
        if not self._destinations:
            nothing = QTreeWidgetItem(["Nothing found"])
            nothing.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addTopLevelItem(nothing)

    def _lead_to(self, thing: Found) -> None:
        assert self._workspace is not None
        screens = {"SUBMISSION": "reading", "STAKEHOLDER": "stakeholders", "PRIORITY": "priorities"}
        self._workspace.go_to(screens[thing.kind.name], thing)

    def _show(self, destinations: list[Destination]) -> None:
        self._destinations = destinations
        self.list.clear()
        for each in destinations:
            shown = with_hidden_shown(" ".join(each.words.split()))
            item = QTreeWidgetItem([shown, each.detail])
            item.setToolTip(0, as_tool_tip(shown))
            item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            item.setSizeHint(0, QSize(0, ROW_PX))
            self.list.addTopLevelItem(item)
        first = self.list.topLevelItem(0)
        if first is not None:
            self.list.setCurrentItem(first)

    def _go(self) -> None:
        row = self.list.currentIndex().row()
        if 0 <= row < len(self._destinations):
            destination = self._destinations[row]
            self.accept()
            destination.go()


def _words_of(action: QAction) -> str:
    return action.text().replace("&&", "\0").replace("&", "").replace("\0", "&").rstrip("…. ")
