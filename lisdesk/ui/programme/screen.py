"""The screen Programme: areas in waves, who leads, what is due, and calls started from them."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from lisdesk.edits.programme import remove_area
from lisdesk.outcome import Kind
from lisdesk.queries.programme import ProgrammeRow, counted
from lisdesk.queries.programme_calls import CallStages, programme_with_stages
from lisdesk.queries.programme_start import call_start
from lisdesk.tasks.programme import take_in_shipped_programme
from lisdesk.tasks.programme_lists import ProgrammeContent
from lisdesk.ui.action_button import ActionButton
from lisdesk.ui.calls.new_call import NewCallDialog
from lisdesk.ui.empty_state import EmptyState
from lisdesk.ui.memory import keep_sizes
from lisdesk.ui.plain import PlainLabel, set_look
from lisdesk.ui.programme.area_dialog import AreaDialog
from lisdesk.ui.programme.filter_bar import ProgrammeFilterBar
from lisdesk.ui.programme.list_files import bring_in_list, report_words, write_list
from lisdesk.ui.programme.pane import AreaPane
from lisdesk.ui.programme.table import AreaTable
from lisdesk.ui.screen import Screen
from lisdesk.ui.stage_clock import StageClock
from lisdesk.ui.workspace import Workspace, edit_with

_PARTS_PX = (336, 224)


class ProgrammeScreen(Screen):
    """The areas above, the one in hand in full below."""

    key = "programme"
    title = "Programme"
    help_page = "programme"
    shows = frozenset({Kind.PROGRAMME, Kind.CALL})
    needs_call = False

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.rows: tuple[ProgrammeRow, ...] = ()
        self.stages: CallStages = {}
        self.table, self.pane, self.stack = AreaTable(), AreaPane(), QStackedWidget()
        self.bar, self.count = ProgrammeFilterBar(), PlainLabel("", "muted")
        self._clock = StageClock(workspace, self)
        self._make_actions()
        self._lay_out()
        self._clock.passed.connect(self.refresh_soon)
        self.bar.changed.connect(self._filter)
        self.table.turned.connect(self._show_area)
        self.table.opened.connect(self.edit.trigger)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.table.addActions(self.commands())

    def load(self) -> None:
        """Read the programme, and where its calls stand now."""
        self.workspace.jobs.read(
            programme_with_stages,
            self.workspace.clock.now(),
            owner=self,
            then=self._show,
            topic="programme",
        )

    def commands(self) -> list[QAction]:
        """Return what can be done with the programme."""
        return [
            self.start_call, self.edit, self.add, self.remove, self.take_in, self.bring_in,
            self.export, *self.lists,
        ]  # fmt: skip

    def start_with(self) -> QWidget:
        """Return the table."""
        return self.table if self.rows else self.empty

    def _make_actions(self) -> None:
        window = self.workspace
        self.start_call = self.new_action("New call from this area…", self._start_call, "F3")
        self.edit = self.new_action("Edit the area…", self._edit, "F2")
        self.add = self.new_action("Add an area…", lambda: self._open_dialog(None), "Ctrl+D")
        self.remove = self.new_action("Remove", self._remove, "Del")
        self.take_in = self.new_action("Take the programme in", self._take_in)
        self.bring_in = self.new_action("Import a list…", lambda: bring_in_list(window))
        self.export = self.new_action("Export…", lambda: write_list(window))
        self.lists = [
            self.new_action(f"Export a list of {what.label.casefold()}…",
                            partial(write_list, window, what))
            for what in ProgrammeContent
            if what is not ProgrammeContent.AREAS
        ]  # fmt: skip

    def _lay_out(self) -> None:
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.addWidget(self.table)
        parts.addWidget(self.pane)
        parts.setSizes(_PARTS_PX)
        parts.setStretchFactor(0, 1)
        parts.setChildrenCollapsible(False)
        keep_sizes(parts, "programme/parts")
        self.empty = EmptyState(
            "No programme yet",
            "Take in the 38 LEPs with their areas, waves, targets and what each has named, as of "
            "January 2019; it is one step that can be undone. Or import a list of your own.",
            [self.take_in, self.bring_in],
        )
        self.stack.addWidget(parts)
        self.stack.addWidget(self.empty)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(PlainLabel("Programme", "title"))
        top.addStretch()
        for action in (self.export, self.bring_in, self.add, self.edit, self.start_call):
            button = ActionButton(action)
            if action is self.start_call:
                set_look(button, "primary")
            top.addWidget(button)
        chosen = QHBoxLayout()
        chosen.setSpacing(12)
        chosen.addWidget(self.bar)
        chosen.addWidget(self.count)
        chosen.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 8)
        layout.setSpacing(12)
        layout.addLayout(top)
        layout.addLayout(chosen)
        layout.addWidget(self.stack, 1)

    def _show(self, found: tuple[tuple[ProgrammeRow, ...], CallStages]) -> None:
        rows, self.stages = found
        self.rows = rows
        self.bar.offer(rows, self.stages)
        self._clock.wait()
        held = QApplication.focusWidget()
        had_keyboard = held is not None and self.empty.isAncestorOf(held)
        self.stack.setCurrentIndex(0 if rows else 1)
        self.bar.setVisible(bool(rows))
        self._filter()
        if rows and had_keyboard:
            self.table.setFocus()

    def _filter(self) -> None:
        wanted = self.bar.wanted()
        shown = [row for row in self.rows if wanted.fits(row, self.stages)]
        self.count.setText(counted(shown) if self.rows else "")
        self.table.show_areas(shown, self.stages)

    def _show_area(self) -> None:
        row, can = self.table.in_hand(), not self.workspace.is_read_only
        for action in (self.start_call, self.edit, self.remove):
            action.setEnabled(can and row is not None)
        for action in (self.add, self.take_in, self.bring_in):
            action.setEnabled(can)
        for action in (self.export, *self.lists):
            action.setEnabled(bool(self.rows))
        self.pane.setVisible(row is not None)
        if row is not None:
            self.pane.show_area(row, self.stages)

    def _start_call(self) -> None:
        row = self.table.in_hand()
        if row is not None:
            NewCallDialog(self.workspace, self.window(), call_start(row)).open()

    def _edit(self) -> None:
        row = self.table.in_hand()
        if row is not None:
            self._open_dialog(row)

    def _open_dialog(self, row: ProgrammeRow | None) -> None:
        AreaDialog(self.workspace, self.window(), row).open()

    def _remove(self) -> None:
        row = self.table.in_hand()
        if row is not None:
            edit = edit_with(remove_area, area_id=row.id, seen=row.seen)
            self.workspace.do(edit, lambda name: f"Removed {name} from the programme")

    def _take_in(self) -> None:
        self.workspace.do(take_in_shipped_programme, report_words)


SCREEN = ProgrammeScreen
