"""The screen Priorities: the coding frame, and what is tagged to each of its priorities."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from lisdesk.outcome import Kind
from lisdesk.queries.finding import Found, FoundKind
from lisdesk.queries.frame_lineage import HistoryRow, frame_history
from lisdesk.queries.priority_page import ExcerptRow, Frame, FrameRow, excerpt_ids, frame
from lisdesk.rules.counted import counted
from lisdesk.ui.action_button import ActionButton
from lisdesk.ui.empty_state import EmptyState
from lisdesk.ui.memory import keep_sizes
from lisdesk.ui.plain import PlainLabel, set_look
from lisdesk.ui.priorities.actions import FrameActions
from lisdesk.ui.priorities.details import ExcerptHeading, ExcerptTable, PriorityCard
from lisdesk.ui.priorities.frame_tree import FrameTree
from lisdesk.ui.priorities.history_table import HistoryTable
from lisdesk.ui.screen import Screen
from lisdesk.ui.submissions.menu_button import MenuButton
from lisdesk.ui.workspace import Workspace

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
        self.tree, self.card = FrameTree(), PriorityCard()
        self.heading, self.excerpts = ExcerptHeading(), ExcerptTable(workspace.jobs)
        self.history = HistoryTable()
        self.does = FrameActions(self)
        self.below = QStackedWidget()
        self.below.addWidget(self.excerpts)
        self.below.addWidget(self.history)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(8, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.card)
        column.addLayout(self.heading)
        column.addWidget(self.below, 1)
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
                [self.does.add, self.does.bring_in],
            )
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 8)
        layout.setSpacing(12)
        layout.addLayout(self._top())
        layout.addWidget(self.stack, 1)
        self.tree.chosen.connect(self._choose)
        self.tree.moved.connect(self.does.move_to)
        self.tree.dropped.connect(self.does.ask_about_drop, Qt.ConnectionType.QueuedConnection)
        self.tree.itemDoubleClicked.connect(lambda *_item: self.does.edit.trigger())
        self.tree.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.tree.addActions(self.commands())
        self.excerpts.opened.connect(self._open)
        self.excerpts.rows.listed.connect(self._count)
        self.heading.history.toggled.connect(lambda _on: self._read_history())
        self.heading.below.toggled.connect(lambda _on: self._choose(self.tree.current()))

    def load(self) -> None:
        """Read the coding frame with its numbers."""
        self.workspace.jobs.read(
            frame,
            self.workspace.call_id,
            self.workspace.officer,
            owner=self,
            then=self._show,
            topic="frame",
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
        return self.does.all()

    def toggle_history(self) -> None:
        """Show what happened to the priority instead of its excerpts, or those again."""
        self.heading.history.toggle()

    def _top(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(PlainLabel("Priorities", "title"))
        row.addStretch()
        does = self.does
        more = MenuButton("More ▾")
        more.opens.addActions(
            [does.add_below, does.history, does.bring_in, does.write, does.codebook]
        )
        row.addWidget(more)
        for action in (does.then, does.edit, does.merge, does.split, does.delete, does.add):
            button = ActionButton(action)
            if action is does.add:
                set_look(button, "primary")
            row.addWidget(button)
        return row

    def _show(self, found: Frame) -> None:
        self.stack.setCurrentIndex(0 if found.rows else 1)
        self.tree.show_frame(found)
        if self._wanted is not None:
            self.tree.point_at(self._wanted)
            self._wanted = None

    def _choose(self, each: FrameRow | None) -> None:
        self.does.enable(each)
        self.card.show_priority(each)
        with_below = self.heading.below.isChecked()
        ids = [] if each is None else [each.row.id]
        if each is not None and with_below:
            ids = self.tree.frame.branch(each.row.id)
        self.excerpts.rows.reload(excerpt_ids, ids, self.workspace.officer)
        self._read_history()

    def _read_history(self) -> None:
        each, is_shown = self.tree.current(), self.heading.history.isChecked()
        self.below.setCurrentIndex(int(is_shown))
        self.heading.below.setVisible(not is_shown)
        self._count(self.excerpts.rows.rowCount())
        if is_shown and each is not None:
            self.workspace.jobs.read(
                frame_history,
                self.workspace.call_id,
                each.row.id,
                owner=self,
                then=lambda rows: self._show_history(rows, each.row.id),
                topic="history",
            )

    def _count(self, excerpts: int) -> None:
        if not self.heading.history.isChecked():
            self.heading.show_count(excerpts)

    def _show_history(self, rows: Sequence[HistoryRow], priority_id: int) -> None:
        call = self.workspace.call
        if call is not None and self.heading.history.isChecked():
            self.history.show_rows(rows, priority_id, call.deadline.zone)
            self.heading.words.setText(counted(len(rows), "change", "changes"))

    def _open(self, row: ExcerptRow) -> None:
        self.workspace.go_to("reading", row.reference)


SCREEN = PrioritiesScreen
