"""The screen Findings: the framework grid, and what became of what was said."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from lisdesk.edits.feedback import remove_feedback
from lisdesk.edits.findings import remove_finding
from lisdesk.outcome import Kind
from lisdesk.queries.findings import FindingsPage, findings_page
from lisdesk.ui.action_button import ActionButton
from lisdesk.ui.empty_state import EmptyState
from lisdesk.ui.findings.feedback_dialog import FeedbackDialog, draft_of
from lisdesk.ui.findings.finding_dialog import FindingDialog
from lisdesk.ui.findings.grid import FindingsGrid
from lisdesk.ui.findings.pane import FindingPane
from lisdesk.ui.findings.scale_dialog import ScaleDialog
from lisdesk.ui.memory import keep_sizes
from lisdesk.ui.plain import PlainLabel, set_look
from lisdesk.ui.screen import Screen
from lisdesk.ui.workspace import Workspace, edit_with

_PARTS_PX = (400, 168)


class FindingsScreen(Screen):
    """The grid above, the cell in hand in full below it."""

    key = "findings"
    title = "Findings"
    help_page = "findings"
    shows = frozenset(
        {
            Kind.FINDING, Kind.PRIORITY, Kind.TAG, Kind.SUBMISSION, Kind.STAKEHOLDER,
            Kind.IMPORT, Kind.CAMPAIGN,
        }
    )  # fmt: skip

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._wanted: tuple[int, int | None] | str | None = None
        self.grid, self.pane = FindingsGrid(), FindingPane()
        self.write = self.new_action("Write the finding…", self._write, "F2")
        self.answer = self.new_action("You said, we did…", self._answer, "F3")
        self.remove = self.new_action("Remove", self._remove, "Del")
        self.scale = self.new_action("Scale of words…", self._change_scale, "Ctrl+D")
        self.stack = QStackedWidget()
        self._lay_out()
        self.grid.turned.connect(self._show_cell)
        self.grid.opened.connect(self._open)
        self.grid.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.grid.addActions(self.commands())

    def load(self) -> None:
        """Read the grid with its numbers."""
        self.workspace.jobs.read(
            findings_page, self.workspace.call_id, owner=self, then=self._show, topic="findings"
        )

    def show_target(self, target: object) -> None:
        """Take a cell in hand: a priority with a stakeholder type or None, or as a draft of it is
        named, such as "P2" or "P2 5".
        """
        if isinstance(target, tuple | str):
            self._wanted = target
            self._point()
            if not self._is_stale:  # else what is about to be read is pointed at
                self._wanted = None

    def commands(self) -> list[QAction]:
        """Return what can be done with findings."""
        return [self.write, self.answer, self.remove, self.scale]

    def start_with(self) -> QWidget:
        """Return the grid."""
        return self.grid

    def _lay_out(self) -> None:
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.addWidget(self.grid)
        parts.addWidget(self.pane)
        parts.setSizes(_PARTS_PX)
        parts.setStretchFactor(0, 1)
        parts.setChildrenCollapsible(False)
        keep_sizes(parts, "findings/parts")
        self.stack.addWidget(parts)
        words = "Findings are written on priorities. Add some on the screen Priorities."
        self.stack.addWidget(EmptyState("No priorities yet", words))
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(PlainLabel("Findings", "title"))
        top.addStretch()
        for action in (self.scale, self.remove, self.answer, self.write):
            button = ActionButton(action)
            if action is self.write:
                set_look(button, "primary")
            top.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 8)
        layout.setSpacing(12)
        layout.addLayout(top)
        layout.addWidget(self.stack, 1)

    def _show(self, page: FindingsPage) -> None:
        self.stack.setCurrentIndex(0 if page.rows else 1)
        self.grid.show_page(page)
        self._point()
        self._wanted = None

    def _point(self) -> None:
        wanted, page = self._wanted, self.grid.page
        if isinstance(wanted, tuple):
            self.grid.point_at(wanted)
        elif wanted is not None and page is not None:
            code, _, type_id = wanted.partition(" ")
            for row in page.rows:
                if row.code == code:
                    self.grid.point_at((row.priority_id, int(type_id) if type_id else None))

    def _show_cell(self) -> None:
        page, row, call = self.grid.page, self.grid.row_in_hand(), self.workspace.call
        can = not self.workspace.is_read_only and row is not None
        self.write.setEnabled(can)
        self.answer.setEnabled(can)
        self.scale.setEnabled(can)
        self.pane.setVisible(row is not None)
        if page is None or row is None or call is None:
            self.remove.setEnabled(False)
            return
        cell = self.grid.cell_in_hand(row)
        is_there = row.feedback is not None if self.grid.is_on_feedback else bool(cell.text)
        self.remove.setEnabled(can and is_there)
        self.pane.show_cell(page, row, cell, call.deadline.zone)

    def _open(self) -> None:
        (self.answer if self.grid.is_on_feedback else self.write).trigger()

    def _write(self) -> None:
        page, row = self.grid.page, self.grid.row_in_hand()
        if page is not None and row is not None:
            cell = self.grid.cell_in_hand(row)
            FindingDialog(self.workspace, self.window(), page, row, cell).open_with_draft()

    def _answer(self) -> None:
        page, row = self.grid.page, self.grid.row_in_hand()
        if page is not None and row is not None:
            FeedbackDialog(self.workspace, self.window(), page, row).open_with_draft()

    def _change_scale(self) -> None:
        if self.grid.page is not None:
            ScaleDialog(self.workspace, self.window(), self.grid.page).open()

    def _remove(self) -> None:
        row = self.grid.row_in_hand()
        if row is None:
            return
        if self.grid.is_on_feedback:
            seen = draft_of(row.feedback)
            edit = edit_with(remove_feedback, priority_id=row.priority_id, seen=seen)
            self.workspace.do(edit, lambda code: f"Took back what is done about {code}")
            return
        cell = self.grid.cell_in_hand(row)
        edit = edit_with(
            remove_finding, priority_id=row.priority_id, type_id=cell.type_id, seen=cell.text
        )
        self.workspace.do(edit, lambda code: f"Removed the finding on {code}")


SCREEN = FindingsScreen
