"""The event log of the call at hand: what happened, in plain words, the newest first."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from lisdesk.queries.event_log import CallEvent, event_log
from lisdesk.rules.wall_time import local_words
from lisdesk.ui.coverage.rows_table import RowColumn, RowsTable
from lisdesk.ui.plain import WrappedLabel, with_hidden_shown
from lisdesk.ui.workspace import Workspace

_SIZE_PX = (960, 560)


class EventLogDialog(QDialog):
    """A table to be read."""

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(parent)
        assert workspace.call is not None
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Event log")
        self.resize(*_SIZE_PX)
        call = workspace.call
        columns = (
            RowColumn("When", partial(_when, call.deadline.zone), 168),
            RowColumn("Who", lambda event: event.officer, 152),
            RowColumn("What", lambda event: event.words, 0),
        )
        words = (
            f"What happened to {with_hidden_shown(call.reference)}, the newest first. Similar "
            "edits in a row are one line. It is a sheet of the internal workbook too."
        )
        self.table = RowsTable[CallEvent]("Event log", columns, lambda: None, lambda event: event)
        self.close_button = QPushButton("Close")
        self.close_button.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        layout.addWidget(WrappedLabel(words, "muted"))
        layout.addWidget(self.table, 1)
        layout.addLayout(foot)
        workspace.jobs.read(event_log, call.id, owner=self, then=self._show, topic="event log")
        self.table.setFocus()

    def _show(self, events: list[CallEvent]) -> None:
        self.table.show_rows(events[::-1])


def _when(zone: str, event: CallEvent) -> str:
    return local_words(event.at, zone)
