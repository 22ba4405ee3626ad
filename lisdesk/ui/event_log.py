"""The event log of the call at hand: what happened, in plain words, the newest first."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from lisdesk.queries.event_log import CallEvent, event_log
from lisdesk.rules.counted import counted
from lisdesk.rules.wall_time import local_words
from lisdesk.ui.action_button import ActionButton, tell_keys_in_list
from lisdesk.ui.coverage.rows_table import RowColumn, RowsTable
from lisdesk.ui.plain import WrappedLabel, with_hidden_shown
from lisdesk.ui.workspace import Workspace

_SIZE_PX, _EVENT_PX = (960, 560), (640, 400)


class EventLogDialog(QDialog):
    """A table to be read; Enter tells the whole of a line, each edit of a run."""

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(parent)
        assert workspace.call is not None
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Event log")
        self.resize(*_SIZE_PX)
        call = workspace.call
        self._zone = call.deadline.zone
        columns = (
            RowColumn("When", partial(_when, call.deadline.zone), 168),
            RowColumn("Who", lambda event: event.officer, 152),
            RowColumn("What", lambda event: event.words, 0),
        )
        words = (
            f"What happened to {with_hidden_shown(call.reference)}, the newest first. Similar "
            "edits in a row are one line; Enter shows each of them, Ctrl+C copies lines. It is a "
            "sheet of the internal workbook too."
        )
        self.table = RowsTable[CallEvent]("Event log", columns, self._open, lambda event: event)
        self.close_button = QPushButton("Close")
        self.close_button.setAutoDefault(False)
        self.close_button.clicked.connect(self.accept)
        whole = QAction("Show in full", self)
        tell_keys_in_list(whole, "Enter in the list")
        whole.triggered.connect(lambda _on: self._open())
        self.addAction(whole)
        show = ActionButton(whole)
        show.setAutoDefault(False)
        foot = QHBoxLayout()
        foot.addWidget(show)
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

    def _open(self) -> None:
        event = self.table.in_hand()
        if event is not None:
            EventDialog(self, event, self._zone).open()


class EventDialog(QDialog):
    """One event in full: when, who, and what each edit of it did."""

    def __init__(self, parent: QWidget, event: CallEvent, zone: str) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Event")
        self.resize(*_EVENT_PX)
        officer = with_hidden_shown(event.officer)
        about = f"{_when(zone, event)} · {officer} · {counted(event.edits, 'edit')}"
        self.told = QPlainTextEdit(event_text(event, zone))
        self.told.setReadOnly(True)
        self.told.setTabChangesFocus(True)
        self.told.setAccessibleName("What was done")
        shut = QPushButton("Close")
        shut.clicked.connect(self.accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        layout.addWidget(WrappedLabel(about, "strong"))
        layout.addWidget(self.told, 1)
        layout.addWidget(shut, 0, Qt.AlignmentFlag.AlignRight)
        self.told.setFocus()


def event_text(event: CallEvent, zone: str) -> str:
    """Return the whole of an event: its words, or a line for each edit of a run."""
    if len(event.each) < 2:  # noqa: PLR2004 (one edit is no run)
        return with_hidden_shown(event.words)
    lines = (f"{local_words(at, zone)}  {with_hidden_shown(words)}" for at, words in event.each)
    return "\n".join(lines)


def _when(zone: str, event: CallEvent) -> str:
    return local_words(event.at, zone)
