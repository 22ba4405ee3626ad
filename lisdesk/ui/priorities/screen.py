"""The screen Priorities: the coding frame, and what is tagged to each of its priorities."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from lisdesk.edits.coding_frame import move_priority
from lisdesk.edits.priority_removal import delete_priority
from lisdesk.outcome import Kind
from lisdesk.queries.finding import Found, FoundKind
from lisdesk.queries.priority_page import ExcerptRow, Frame, FrameRow, excerpt_ids, frame
from lisdesk.ui.action_button import ActionButton
from lisdesk.ui.empty_state import EmptyState
from lisdesk.ui.memory import keep_sizes
from lisdesk.ui.plain import PlainLabel, set_look
from lisdesk.ui.priorities.delete_dialog import DeletePriorityDialog
from lisdesk.ui.priorities.details import ExcerptHeading, ExcerptTable, PriorityCard
from lisdesk.ui.priorities.frame_tree import FrameTree
from lisdesk.ui.priorities.priority_dialog import EditPriorityDialog, NewPriorityDialog
from lisdesk.ui.screen import Screen
from lisdesk.ui.workspace import Workspace, edit_with

_SIDES_PX = (456, 704)


class PrioritiesScreen(Screen):
    """The tree at the left; at the right the current priority with its excerpts."""

    key = "priorities"
    title = "Priorities"
    help_page = "priorities"
    shows = frozenset({Kind.PRIORITY, Kind.TAG, Kind.SUBMISSION, Kind.IMPORT})

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._wanted: int | None = None
        self._make_actions()
        self.tree, self.card = FrameTree(), PriorityCard()
        self.heading, self.excerpts = ExcerptHeading(), ExcerptTable(workspace.jobs)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(8, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.card)
        column.addLayout(self.heading)
        column.addWidget(self.excerpts, 1)
        sides = QSplitter(Qt.Orientation.Horizontal)
        sides.addWidget(self.tree)
        sides.addWidget(right)
        sides.setSizes(_SIDES_PX)
        sides.setStretchFactor(1, 1)
        sides.setChildrenCollapsible(False)
        keep_sizes(sides, "priorities/panes")
        self.stack = QStackedWidget()
        self.stack.addWidget(sides)
        self.stack.addWidget(
            EmptyState(
                "No priorities yet",
                "Add the first one. Then tag quotations to it while reading.",
                [self.add],
            )
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 8)
        layout.setSpacing(12)
        layout.addLayout(self._top())
        layout.addWidget(self.stack, 1)
        self.tree.chosen.connect(self._choose)
        self.tree.moved.connect(self._move_to)
        self.tree.itemDoubleClicked.connect(lambda *_item: self.edit.trigger())
        self.tree.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.tree.addActions(self.commands())
        self.excerpts.opened.connect(self._open)
        self.excerpts.rows.listed.connect(self.heading.show_count)
        self.heading.below.toggled.connect(lambda _on: self._choose(self.tree.current()))

    def load(self) -> None:
        """Read the coding frame with its numbers."""
        self.workspace.jobs.read(
            frame, self.workspace.call_id, owner=self, then=self._show, topic="frame"
        )

    def show_target(self, target: object) -> None:
        """Point at a priority."""
        if isinstance(target, Found) and target.kind is FoundKind.PRIORITY:
            target = target.id
        if isinstance(target, int):
            self._wanted = target
            self.tree.point_at(target)

    def start_with(self) -> QWidget:
        """Return the tree."""
        return self.tree

    def commands(self) -> list[QAction]:
        """Return what can be done with priorities."""
        return [
            self.add, self.add_below, self.edit, self.delete,
            self.up, self.down, self.in_, self.out,
        ]  # fmt: skip

    def _top(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(PlainLabel("Priorities", "title"))
        row.addStretch()
        for action in (self.edit, self.delete, self.add_below, self.add):
            button = ActionButton(action)
            if action is self.add:
                set_look(button, "primary")
            row.addWidget(button)
        return row

    def _make_actions(self) -> None:
        self.add = self._action("Add a priority…", lambda: self._add(None), "Ins")
        self.add_below = self._action(
            "Add one below…", lambda: self._add(self.tree.current()), "Shift+Ins"
        )
        self.edit = self._action("Edit…", self._edit, "F2")
        self.up = self._action("Move up", lambda: self._step(-1), "Alt+Up")
        self.down = self._action("Move down", lambda: self._step(1), "Alt+Down")
        self.in_ = self._action("Move below the one above", self._move_in, "Alt+Right")
        self.out = self._action("Move out", self._move_out, "Alt+Left")
        self.delete = self._action("Delete", self._delete, "Del")

    def _action(self, words: str, do: Callable[[], None], keys: str) -> QAction:
        action = QAction(words, self)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda _checked: do())
        self.addAction(action)
        return action

    def _show(self, found: Frame) -> None:
        self.stack.setCurrentIndex(0 if found.rows else 1)
        self.tree.show_frame(found)
        if self._wanted is not None:
            self.tree.point_at(self._wanted)
            self._wanted = None

    def _choose(self, each: FrameRow | None) -> None:
        can = not self.workspace.is_read_only
        self.add.setEnabled(can)
        for action in self.commands()[1:]:
            action.setEnabled(can and each is not None)
        self.card.show_priority(each)
        with_below = self.heading.below.isChecked()
        ids = [] if each is None else [each.row.id]
        if each is not None and with_below:
            ids = self.tree.frame.branch(each.row.id)
        self.excerpts.rows.reload(excerpt_ids, ids)

    def _open(self, row: ExcerptRow) -> None:
        self.workspace.go_to("reading", row.reference)

    def _add(self, below: FrameRow | None) -> None:
        NewPriorityDialog(self.workspace, self.window(), self.tree.frame, below).open()

    def _edit(self) -> None:
        each = self.tree.current()
        if each is not None:
            EditPriorityDialog(self.workspace, self.window(), self.tree.frame, each).open()

    def _step(self, step: int) -> None:
        each = self.tree.current()
        if each is not None and 1 <= each.place + step <= len(self.tree.siblings(each.parent_id)):
            self._move_to(each.row.id, each.parent_id, each.place + step)

    def _move_in(self) -> None:
        each = self.tree.current()
        if each is not None and each.place > 1:
            above = self.tree.siblings(each.parent_id)[each.place - 2]
            self._move_to(each.row.id, above.row.id, len(self.tree.siblings(above.row.id)) + 1)

    def _move_out(self) -> None:
        each = self.tree.current()
        parent = self.tree.row(each.parent_id) if each and each.parent_id is not None else None
        if each is not None and parent is not None:
            self._move_to(each.row.id, parent.parent_id, parent.place + 1)

    def _move_to(self, priority_id: int, parent_id: int | None, place: int) -> None:
        self.workspace.do(
            edit_with(move_priority, priority_id=priority_id, parent_id=parent_id, place=place),
            lambda code: f"Moved the priority {code}",
        )

    def _delete(self) -> None:
        each = self.tree.current()
        if each is None:
            return
        if each.row.tags or self.tree.siblings(each.row.id):
            DeletePriorityDialog(self.workspace, self.window(), self.tree.frame, each).open()
        else:
            self.workspace.do(
                edit_with(delete_priority, priority_id=each.row.id),
                f"Deleted the priority {each.row.code}",
            )


SCREEN = PrioritiesScreen
