"""The frame of the dialogs that hold a list: of areas, of types, of frameworks, of templates."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from lisdesk.outcome import Kind
from lisdesk.ui.action_button import ActionButton
from lisdesk.ui.plain import WrappedLabel, as_tool_tip, with_hidden_shown
from lisdesk.ui.theme import ROW_PX
from lisdesk.ui.workspace import Workspace

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_SIZE_PX, _NUMBER_PX = (880, 560), 112
_KEY_ROLE = Qt.ItemDataRole.UserRole
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class ListDialog(QDialog):
    """Every change is saved at once and can be undone; the dialog stays open."""

    def __init__(
        self,
        workspace: Workspace,
        parent: QWidget,
        title: str,
        about: str,
        headings: tuple[Sequence[str], Sequence[str]],
    ) -> None:
        """`headings` are those of columns of words and, after them, of columns of numbers."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.workspace = workspace
        self.setWindowTitle(title)
        self.resize(*_SIZE_PX)
        self.words = WrappedLabel(about, "muted")
        self.list = QTreeWidget()
        self.list.setAccessibleName(title)
        self.list.setTabKeyNavigation(False)
        for keys, is_undo in (("Ctrl+Z", True), ("Ctrl+Y", False), ("Ctrl+Shift+Z", False)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(partial(workspace.history.step, is_undo=is_undo))
        of_words, of_numbers = headings
        self.list.setHeaderLabels([*of_words, *of_numbers])
        self.list.header().setStretchLastSection(False)
        for place in range(len(of_words) + len(of_numbers)):
            is_number = place >= len(of_words)
            mode = QHeaderView.ResizeMode
            self.list.header().setSectionResizeMode(
                place, mode.Fixed if is_number else mode.Stretch
            )
            if is_number:
                self.list.header().resizeSection(place, _NUMBER_PX)

    def add_action(self, words: str, do: Callable[[], None], keys: str = "") -> QAction:
        """Return a command of the dialog."""
        action = QAction(words, self)
        action.setShortcut(QKeySequence(keys))
        action.triggered.connect(lambda _on: do())
        self.addAction(action)
        return action

    def lay_out(self, *rows: tuple[Sequence[QAction], Sequence[QAction]]) -> None:
        """Put rows of commands, on the left and on the right, below the list; the last ends with
        the way out.
        """
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        layout.addWidget(self.words)
        layout.addWidget(self.list, 1)
        for left, right in rows:
            row = QHBoxLayout()
            row.setSpacing(8)
            for action in left:
                row.addWidget(ActionButton(action))
            row.addStretch()
            for action in right:
                row.addWidget(ActionButton(action))
            layout.addLayout(row)
        close = QPushButton("Close")
        close.clicked.connect(self.accept)
        row.addWidget(close)

    def follow(
        self,
        read: Callable[[Session], Any],
        show: Callable[[Any], None],
        kinds: Collection[Kind],
        opened_by: QAction,
    ) -> None:
        """Show what is read, now and when things of these kinds change; a double click on a line
        does what `opened_by` does.
        """

        def again() -> None:
            self.workspace.jobs.read(read, owner=self, then=show, topic="list")

        def note(changed: frozenset[Kind]) -> None:
            if not changed.isdisjoint(kinds):
                again()

        self.list.currentItemChanged.connect(lambda *_items: self.enable())
        self.list.itemDoubleClicked.connect(lambda *_item: opened_by.trigger())
        self.workspace.jobs.changed.connect(note)
        again()

    def enable(self) -> None:
        """Offer what can be done with the line in hand; each dialog says what that is."""

    def show_lines(
        self, lines: Iterable[tuple[object, Sequence[str], Sequence[int]]], wanted: object = None
    ) -> None:
        """Show lines of a list without levels, each told by its key; the one in hand stays so,
        unless another is `wanted`.
        """
        current = wanted or self.current_key()
        self.list.clear()
        for key, cells, numbers in lines:
            item = self.line(key, cells, numbers)
            self.list.addTopLevelItem(item)
            if key == current:
                self.list.setCurrentItem(item)
        self.choose_first()
        self.enable()

    def current_key(self) -> object:
        """Return what the line in hand was made for; None without one."""
        item = self.list.currentItem()
        return item.data(0, _KEY_ROLE) if item is not None else None

    def line(self, key: object, cells: Sequence[str], numbers: Sequence[int]) -> QTreeWidgetItem:
        """Return a line of the list; `key` tells it from others."""
        shown = [with_hidden_shown(each) for each in cells]
        item = QTreeWidgetItem([*shown, *(f"{each:,}" for each in numbers)])
        item.setData(0, _KEY_ROLE, key)
        item.setSizeHint(0, QSize(0, ROW_PX))
        for place, cell in enumerate(shown):
            item.setToolTip(place, as_tool_tip(cell))
        for place in range(len(shown), len(shown) + len(numbers)):
            item.setTextAlignment(place, _RIGHT)
        return item

    def choose_first(self) -> None:
        """Take the first line in hand if none is."""
        first = self.list.topLevelItem(0)
        if self.list.currentItem() is None and first is not None:
            self.list.setCurrentItem(first)
