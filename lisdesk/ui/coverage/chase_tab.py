"""Who has not been heard: listed, written to, marked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from lisdesk.edits.contacting import LONGEST_NOTE, mark_chased
from lisdesk.queries.chasing import EVERYBODY, ChaseFilter, ChaseRow
from lisdesk.queries.coverage_lists import CoveragePage
from lisdesk.rules.counted import counted
from lisdesk.rules.wall_time import local_day
from lisdesk.tasks.contacting import write_chase_list
from lisdesk.ui.calls.deadline_fields import DayLine
from lisdesk.ui.calls.tables import button_row
from lisdesk.ui.choice_box import ChoiceBox
from lisdesk.ui.coverage.rows_table import RowColumn, RowsTable
from lisdesk.ui.coverage.target_dialog import fill_choices
from lisdesk.ui.empty_state import EmptyState
from lisdesk.ui.form_dialog import FormDialog
from lisdesk.ui.plain import PlainLabel, set_look, with_hidden_shown
from lisdesk.ui.target import target_file
from lisdesk.ui.workspace import Workspace, edit_with

_KINDS = ("Excel workbook (*.xlsx)", "List, CSV (*.csv)")
_INDENT = "   "
_COLUMNS = (
    RowColumn("Name", lambda row: row.name, 0),
    RowColumn("Type", lambda row: row.type, 128),
    RowColumn("Area", lambda row: row.area, 112),
    RowColumn("Person", lambda row: row.person, 72),
    RowColumn("E-mail", lambda row: row.email, 208),
    RowColumn(
        "Last contact",
        lambda row: row.last_touch.words if row.last_touch else "never",
        240,
        order=lambda row: row.last_touch.on.toordinal() if row.last_touch else 0,
    ),
    RowColumn("Chased", lambda row: row.chases, 72),
)
_ALL_HEARD = (
    "Everybody in the register of stakeholders has sent something that counts, or there is nobody "
    "in it yet. Bring in a list of those whom you want to hear on Stakeholders, or say with a "
    "target how many of a type you want."
)
_NONE_OF_THESE = "Nobody whom the choices above leave is still to be heard."


class ChaseTab(QWidget):
    """The list with its filters; what is chosen is marked together."""

    def __init__(
        self,
        workspace: Workspace,
        action: Callable[..., QAction],
        reload: Callable[[], None],
        add_target: Callable[[], None],
    ) -> None:
        super().__init__()
        self._workspace, self._reload = workspace, reload
        self._read_by: tuple[int, ChaseFilter] | None = None
        self.type, self.area = ChoiceBox(), ChoiceBox()
        self.type.setAccessibleName("Stakeholder type")
        self.area.setAccessibleName("Area")
        self.never, self.count = QCheckBox("Never chased"), PlainLabel("", "muted")
        self.mark = action("Mark as chased…", self._mark, "F3")
        self.export = action("Export for mail merge…", self._export)
        self.table = RowsTable[ChaseRow](
            "Not heard from", _COLUMNS, self.mark.trigger, lambda row: row.id, sorts=True
        )
        self.lists, self.empty = QStackedWidget(), self._empty(add_target)
        self.lists.addWidget(self.table)
        self.lists.addWidget(self.empty)
        self._lay_out()
        self.type.currentIndexChanged.connect(lambda _index: reload())
        self.area.currentIndexChanged.connect(lambda _index: reload())
        self.never.toggled.connect(lambda _is_on: reload())

    def _empty(self, add_target: Callable[[], None]) -> EmptyState:
        """Return what stands there while the list is empty; `show_rows` says which offers fit."""
        offers = [QAction("Show everybody", self), QAction("Show the register", self)]
        offers.append(QAction("Add a target…", self))
        offers[0].triggered.connect(lambda _on: self._show_everybody())
        offers[1].triggered.connect(lambda _on: self._workspace.go_to("stakeholders"))
        offers[2].triggered.connect(lambda _on: add_target())
        empty = EmptyState("Nobody is left to be heard", _ALL_HEARD, offers)
        set_look(empty.buttons[1], "primary")  # it is not shown beside the first
        return empty

    def _lay_out(self) -> None:
        chosen = QHBoxLayout()
        chosen.setSpacing(12)
        for each in (self.type, self.area, self.never, self.count):
            chosen.addWidget(each)
        chosen.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.addLayout(button_row(self.actions_of_tab()))
        layout.addLayout(chosen)
        layout.addWidget(self.lists, 1)

    def actions_of_tab(self) -> list[QAction]:
        """Return what can be done here."""
        return [self.mark, self.export]

    def in_view(self) -> QWidget:
        """Return the list, or what stands there while it is empty."""
        return self.table if self.table.rows else self.empty

    def filter(self) -> ChaseFilter:
        """Return what the list is narrowed to."""
        return ChaseFilter(self.type.currentData(), self.area.currentData(), self.never.isChecked())

    def show_choices(self, page: CoveragePage) -> None:
        """Offer types and areas; the list is read again if what it was narrowed to has gone."""
        before = self.filter()
        types = [(each.id, _INDENT * each.depth + each.label) for each in page.types]
        fill_choices(self.type, "All types", types)
        fill_choices(self.area, "All areas", page.areas)
        if self.filter() != before:
            self._reload()

    def show_rows(
        self, rows: Sequence[ChaseRow], call_id: int = 0, chosen: ChaseFilter = EVERYBODY
    ) -> None:
        """Show who has not been heard in a call, of those that were chosen when it was asked."""
        self._read_by = call_id, chosen
        self.table.show_rows(rows)
        self.lists.setCurrentWidget(self.table if rows else self.empty)
        is_narrowed = chosen != EVERYBODY
        self.empty.say(
            "Nobody of these is left to be heard" if is_narrowed else "Nobody is left to be heard",
            _NONE_OF_THESE if is_narrowed else _ALL_HEARD,
        )
        everybody, register, target = self.empty.buttons
        everybody.setVisible(is_narrowed)
        for each in (register, target):
            each.setVisible(not is_narrowed)
        target.setEnabled(not self._workspace.is_read_only)
        unreached = sum(not row.email for row in rows)
        words = f"{len(rows):,} not heard from"
        self.count.setText(f"{words}, {unreached:,} without an e-mail address" if rows else words)
        self.mark.setEnabled(bool(rows) and not self._workspace.is_read_only)
        self.export.setEnabled(bool(rows) and not self._workspace.is_read_only)

    def _show_everybody(self) -> None:
        self.type.setCurrentIndex(0)
        self.area.setCurrentIndex(0)
        self.never.setChecked(False)
        self.table.setFocus()

    def _is_of_call_at_hand(self) -> bool:
        """Whether the list is that of the call at hand: after another was chosen it is read."""
        call, read_by = self._workspace.call, self._read_by
        return call is not None and read_by is not None and read_by[0] == call.id

    def _mark(self) -> None:
        chosen = self.table.chosen()
        if chosen and self._is_of_call_at_hand() and not self._workspace.is_read_only:
            ChasedDialog(self._workspace, self.window(), chosen).open()

    def _export(self) -> None:
        workspace = self._workspace
        if self._read_by is None or workspace.call is None or not self._is_of_call_at_hand():
            return
        call_id, chosen = self._read_by
        suggested = Path.home() / f"{workspace.call.reference}-not-heard.xlsx"
        title = "Export contact details for mail merge"
        path = target_file(workspace.ask, title, _KINDS, suggested, (".xlsx", ".csv"))
        if path is not None:
            name = with_hidden_shown(path.name)
            workspace.run(
                lambda database, desk, _tell: write_chase_list(
                    database, desk, call_id, path, chosen=chosen
                ),
                "Writing the list",
                "contacts",
                lambda number: workspace.notices.tell(
                    f"Wrote {counted(number, 'contact')} to {name}. That is on record."
                ),
            )


class ChasedDialog(FormDialog):
    """When they were written to, and a note."""

    def __init__(self, workspace: Workspace, parent: QWidget, rows: Sequence[ChaseRow]) -> None:
        many = f"{len(rows):,} stakeholders"
        who = with_hidden_shown(rows[0].name) if len(rows) == 1 else many
        words = "That they were asked for their evidence stays with this call; undo takes it back."
        super().__init__(workspace, parent, f"Mark {who} as chased", words, "Mark as chased")
        assert workspace.call is not None
        self._ids, self._who = [row.id for row in rows], who
        self.on = DayLine(local_day(workspace.clock.now(), workspace.call.deadline.zone))
        self.note = QLineEdit()
        self.note.setMaxLength(LONGEST_NOTE)
        self.add_row("Written to on", self.on)
        self.add_row("Note", self.note)
        self.note.setFocus()

    def send(self) -> None:
        """Record it."""
        day = self.on.day()
        if day is None:
            self.say(self.on.fault())
            self.on.setFocus()
            return
        edit = edit_with(
            mark_chased,
            call_id=self.workspace.call_id,
            stakeholder_ids=self._ids,
            chased_on=day,
            note=self.note.text(),
        )
        self.run(edit, f"Marked {self._who} as chased")
