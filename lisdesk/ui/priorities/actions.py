"""What can be done with priorities: the commands of the screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence

from lisdesk.edits.coding_frame import move_priority
from lisdesk.edits.priority_removal import delete_priority
from lisdesk.queries.priority_page import FrameRow
from lisdesk.rules.deadlines import LONDON
from lisdesk.ui.priorities.delete_dialog import DeletePriorityDialog
from lisdesk.ui.priorities.list_files import bring_in_list, write_codebook, write_list
from lisdesk.ui.priorities.merge_dialog import MergePriorityDialog
from lisdesk.ui.priorities.priority_dialog import EditPriorityDialog, NewPriorityDialog
from lisdesk.ui.priorities.split_dialog import SplitPriorityDialog
from lisdesk.ui.priorities.then_dialog import CountsThenDialog
from lisdesk.ui.workspace import edit_with

if TYPE_CHECKING:
    from lisdesk.ui.priorities.screen import PrioritiesScreen

_INSIDE = Qt.ShortcutContext.WidgetWithChildrenShortcut


class FrameActions(QObject):
    """The commands of the screen Priorities; each knows whether it can be done."""

    def __init__(self, screen: PrioritiesScreen) -> None:
        super().__init__(screen)
        self.screen, self.workspace = screen, screen.workspace
        self.add = self._action("Add a priority…", lambda: self._add(None), "Ins")
        self.add_below = self._action(
            "Add one below…", lambda: self._add(self._current()), "Shift+Ins"
        )
        self.edit = self._action("Edit…", self._edit, "F2")
        self.merge = self._action("Merge into…", self._merge, "Ctrl+M")
        self.split = self._action("Split…", self._split, "Ctrl+Shift+P")
        self.up = self._action("Move up", lambda: self._step(-1), "Alt+Up")
        self.down = self._action("Move down", lambda: self._step(1), "Alt+Down")
        self.in_ = self._action("Move below the one above", self._move_in, "Alt+Right")
        self.out = self._action("Move out", self._move_out, "Alt+Left")
        self.delete = self._action("Delete", self._delete, "Del")
        self.history = self._action("History", screen.toggle_history, "Ctrl+H")
        self.then = self._action("Counts as of…", self._show_then, "Ctrl+D")
        self.bring_in = self._action(
            "Import a list…", lambda: bring_in_list(self.workspace, screen.window()), "Ctrl+Shift+O"
        )
        self.write = self._action(
            "Export as a list…", lambda: write_list(self.workspace), "Ctrl+Shift+S"
        )
        self.codebook = self._action(
            "Export as a codebook (.qdc)…", lambda: write_codebook(self.workspace), "Ctrl+Shift+X"
        )

    def all(self) -> list[QAction]:
        """Return every command."""
        return [
            self.add, self.add_below, self.edit, self.merge, self.split, self.delete,
            self.up, self.down, self.in_, self.out, self.history, self.then,
            self.bring_in, self.write, self.codebook,
        ]  # fmt: skip

    def enable(self, each: FrameRow | None) -> None:
        """Offer what can be done with the priority that is chosen."""
        can = not self.workspace.is_read_only
        others = len(self.screen.tree.frame.rows) > 1
        self.add.setEnabled(can)
        self.bring_in.setEnabled(can)
        for action in (
            self.add_below, self.edit, self.delete, self.up, self.down, self.in_, self.out
        ):  # fmt: skip
            action.setEnabled(can and each is not None)
        self.merge.setEnabled(can and each is not None and others)
        self.split.setEnabled(can and each is not None and each.row.tags > 0)
        self.history.setEnabled(each is not None)
        self.then.setEnabled(bool(self.screen.tree.frame.rows))

    def move_to(self, priority_id: int, parent_id: int | None, place: int) -> None:
        """Hang a priority elsewhere."""
        self.workspace.do(
            edit_with(move_priority, priority_id=priority_id, parent_id=parent_id, place=place),
            lambda code: f"Moved the priority {code}",
        )

    def ask_about_drop(self, dragged: FrameRow, on: FrameRow) -> None:
        """Ask whether one that was dropped on another is to be merged into it, or hung below."""
        if self.workspace.is_read_only:
            return
        last = len(self.screen.tree.siblings(on.row.id)) + 1
        MergePriorityDialog(
            self.workspace,
            self.screen.window(),
            self.screen.tree.frame,
            dragged,
            on,
            lambda: self.move_to(dragged.row.id, on.row.id, last),
        ).open()

    def _current(self) -> FrameRow | None:
        return self.screen.tree.current()

    def _action(self, words: str, do: Callable[[], None], keys: str) -> QAction:
        action = QAction(words, self.screen)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(_INSIDE)
        action.triggered.connect(lambda _checked: do())
        self.screen.addAction(action)
        return action

    def _add(self, below: FrameRow | None) -> None:
        frame = self.screen.tree.frame
        NewPriorityDialog(self.workspace, self.screen.window(), frame, below).open()

    def _edit(self) -> None:
        self._open(EditPriorityDialog)

    def _merge(self) -> None:
        self._open(MergePriorityDialog)

    def _split(self) -> None:
        self._open(SplitPriorityDialog)

    def _open(
        self, dialog: type[EditPriorityDialog | MergePriorityDialog | SplitPriorityDialog]
    ) -> None:
        each = self._current()
        if each is not None:
            dialog(self.workspace, self.screen.window(), self.screen.tree.frame, each).open()

    def _step(self, step: int) -> None:
        each, tree = self._current(), self.screen.tree
        if each is not None and 1 <= each.place + step <= len(tree.siblings(each.parent_id)):
            self.move_to(each.row.id, each.parent_id, each.place + step)

    def _move_in(self) -> None:
        each, tree = self._current(), self.screen.tree
        if each is not None and each.place > 1:
            above = tree.siblings(each.parent_id)[each.place - 2]
            self.move_to(each.row.id, above.row.id, len(tree.siblings(above.row.id)) + 1)

    def _move_out(self) -> None:
        each, tree = self._current(), self.screen.tree
        parent = tree.row(each.parent_id) if each and each.parent_id is not None else None
        if each is not None and parent is not None:
            self.move_to(each.row.id, parent.parent_id, parent.place + 1)

    def _delete(self) -> None:
        each, tree = self._current(), self.screen.tree
        if each is None:
            return
        if each.row.tags or tree.siblings(each.row.id):
            DeletePriorityDialog(self.workspace, self.screen.window(), tree.frame, each).open()
        else:
            self.workspace.do(
                edit_with(delete_priority, priority_id=each.row.id),
                f"Deleted the priority {each.row.code}",
            )

    def _show_then(self) -> None:
        call = self.workspace.call
        zone = call.deadline.zone if call is not None else LONDON
        CountsThenDialog(self.workspace, self.screen.window(), zone).open()
