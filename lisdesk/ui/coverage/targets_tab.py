"""The targets of a call with what was heard, and who was not heard in words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from lisdesk.edits.targets import TargetReport, import_targets, remove_target
from lisdesk.queries.coverage_lists import CoveragePage
from lisdesk.rules.counted import counted
from lisdesk.rules.coverage import CoverageLine, coverage_words
from lisdesk.tasks.targets import listed_targets, write_targets
from lisdesk.ui.calls.tables import button_row
from lisdesk.ui.coverage.rows_table import RowColumn, RowsTable
from lisdesk.ui.coverage.target_dialog import TargetDialog
from lisdesk.ui.empty_state import EmptyState
from lisdesk.ui.plain import WrappedLabel, with_hidden_shown
from lisdesk.ui.target import target_file
from lisdesk.ui.workspace import Workspace, edit_with

_LISTS = ("Spreadsheets (*.csv *.xlsx *.xlsm *.xls *.ods *.tsv)",)
_KINDS = ("List, CSV (*.csv)",)
_COLUMNS = (
    RowColumn("Stakeholder type", lambda line: line.type or "All", 280),
    RowColumn("Area", lambda line: line.area or "All", 176),
    RowColumn(
        "Question",
        lambda line: line.question or "All",
        88,
        order=lambda line: int(line.question.removeprefix("Q") or 0),
    ),
    RowColumn("Heard", lambda line: line.heard, 80),
    RowColumn("Target", lambda line: line.wanted, 80),
    RowColumn("In words", lambda line: _words(line), 0),
)
_NOTHING = (
    "Say how many submissions you want of a stakeholder type, from an area, to "
    "a question, or of everybody: this list, Home and the steering group’s page then show who was "
    "not heard."
)


class TargetsTab(QWidget):
    """The table, and what can be done with targets."""

    def __init__(self, workspace: Workspace, action: Callable[..., QAction]) -> None:
        super().__init__()
        self._workspace = workspace
        self.page: CoveragePage | None = None
        self.words = WrappedLabel("", "strong")
        self.add = action("Add a target…", self._add, "Ctrl+D")
        self.edit = action("Change the target…", self._edit, "F2")
        self.remove = action("Remove the target", self._remove)
        self.bring_in = action("Import targets…", self._bring_in)
        self.export = action("Export targets…", self._export)
        self.table = RowsTable[CoverageLine](
            "Targets", _COLUMNS, self.edit.trigger, lambda line: line.target_id, sorts=True
        )
        self.table.setSelectionMode(RowsTable.SelectionMode.SingleSelection)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.addLayout(button_row(self.actions_of_tab()))
        layout.addWidget(self.words)
        self.lists = QStackedWidget()
        self.empty = EmptyState("No targets are set", _NOTHING, [self.add, self.bring_in])
        self.lists.addWidget(self.table)
        self.lists.addWidget(self.empty)
        layout.addWidget(self.lists, 1)

    def actions_of_tab(self) -> list[QAction]:
        """Return what can be done here."""
        return [self.add, self.edit, self.remove, self.bring_in, self.export]

    def in_view(self) -> QWidget:
        """Return the list, or what stands there while it is empty."""
        return self.table if self.table.rows else self.empty

    def show_page(self, page: CoveragePage) -> None:
        """Show the targets as they stand."""
        self.page = page
        self.words.setText(coverage_words(page.lines) if page.lines else "")
        self.words.setVisible(bool(page.lines))
        self.lists.setCurrentWidget(self.table if page.lines else self.empty)
        self.table.show_rows(page.lines)
        can = not self._workspace.is_read_only
        for each in (self.add, self.bring_in):
            each.setEnabled(can)
        for each in (self.edit, self.remove):
            each.setEnabled(can and bool(page.lines))
        self.export.setEnabled(bool(page.lines))

    def _add(self) -> None:
        if self.page is not None:
            TargetDialog(self._workspace, self.window(), self.page).open()

    def _edit(self) -> None:
        line = self.table.in_hand()
        if line is not None and self.page is not None and not self._workspace.is_read_only:
            TargetDialog(self._workspace, self.window(), self.page, line).open()

    def _remove(self) -> None:
        for line in self.table.chosen():  # one at most
            edit = edit_with(remove_target, target_id=line.target_id)
            self._workspace.do(edit, f"Removed the target for {with_hidden_shown(line.who)}")

    def _bring_in(self) -> None:
        workspace = self._workspace
        paths = workspace.ask.files_to_open("Import a list of targets", _LISTS, Path.home())
        if not paths:
            return
        path, call_id = paths[0], workspace.call_id

        def take(entries: object) -> None:
            edit = edit_with(import_targets, call_id=call_id, entries=entries)
            workspace.do(
                edit, _report_words, lambda done: workspace.notices.tell(f"{_report_words(done)}.")
            )

        workspace.run(lambda *_: listed_targets(path), "Reading", "targets", take)

    def _export(self) -> None:
        workspace = self._workspace
        assert workspace.call is not None
        call_id = workspace.call_id
        suggested = Path.home() / f"{workspace.call.reference}-targets.csv"
        path = target_file(workspace.ask, "Export the targets", _KINDS, suggested, (".csv",))
        if path is not None:
            name = with_hidden_shown(path.name)
            workspace.run(
                lambda database, _desk, _tell: write_targets(database, call_id, path),
                "Writing the targets",
                "targets",
                lambda number: workspace.notices.tell(
                    f"Wrote {counted(number, 'target')} to {name}."
                ),
            )


def _words(line: CoverageLine) -> str:
    words = line.reached.value
    return f"{words}, {line.gap:,} missing" if line.gap else words


def _report_words(report: TargetReport) -> str:
    return (
        f"Targets: {report.added:,} added, {report.changed:,} changed, "
        f"{report.already_here:,} as before"
    )
