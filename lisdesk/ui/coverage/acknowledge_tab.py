"""Acknowledgements: who is to be told that their evidence arrived, as drafts, marked once sent."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QCheckBox,
    QLineEdit,
    QPlainTextEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from lisdesk.edits.contacting import mark_acknowledged, set_acknowledgement_text
from lisdesk.queries.acknowledging import Acknowledging, DueRow
from lisdesk.rules.acknowledgements import FIELDS, LONGEST_SUBJECT, LetterText
from lisdesk.rules.wall_time import local_words
from lisdesk.tasks.contacting import WrittenDrafts, write_acknowledgements
from lisdesk.ui.calls.tables import button_row
from lisdesk.ui.coverage.rows_table import RowColumn, RowsTable
from lisdesk.ui.empty_state import EmptyState
from lisdesk.ui.form_dialog import FormDialog
from lisdesk.ui.plain import WrappedLabel, with_hidden_shown
from lisdesk.ui.workspace import Workspace, edit_with

_BODY_PX = 240
_MOST_TOLD = 5
_ALL_TOLD = (
    "Each submission that comes in stands here until its sender was told that it arrived. What "
    "they are told can be changed at any time."
)
_NONE_SENT = "Write drafts, send them with your mail program, and mark those that you sent."


class AcknowledgeTab(QWidget):
    """The list of those due, or of those sent."""

    def __init__(
        self, workspace: Workspace, action: Callable[..., QAction], reload: Callable[[], None]
    ) -> None:
        super().__init__()
        self._workspace = workspace
        self.found: Acknowledging | None = None
        self.words = WrappedLabel("", "strong")
        self.sent = QCheckBox("Those already sent")
        self.write = action("Write drafts…", self._write, "Ctrl+Shift+D")
        self.mark = action("Mark as sent", self._mark, "F4")
        self.text = action("Edit the text…", self._edit)
        columns = (
            RowColumn("Submission", lambda row: row.reference, 128),
            RowColumn("Name", lambda row: row.name, 0),
            RowColumn("Address", lambda row: row.address, 240),
            RowColumn(
                "Received",
                lambda row: local_words(row.received_at, self._zone()),
                152,
                order=lambda row: row.received_at,
            ),
            RowColumn("In words", self._in_words, 320),
        )
        self.table = RowsTable[DueRow](
            "Acknowledgements", columns, self.mark.trigger, _id_of, sorts=True
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.addLayout(button_row(self.actions_of_tab()))
        layout.addWidget(self.words)
        layout.addWidget(self.sent)
        self.lists = QStackedWidget()
        self.empty = EmptyState("No acknowledgement is due", _ALL_TOLD, [self.text])
        self.lists.addWidget(self.table)
        self.lists.addWidget(self.empty)
        layout.addWidget(self.lists, 1)
        self.sent.toggled.connect(lambda _is_on: reload())

    def actions_of_tab(self) -> list[QAction]:
        """Return what can be done here."""
        return [self.write, self.mark, self.text]

    def in_view(self) -> QWidget:
        """Return the list, or what stands there while it is empty."""
        return self.table if self.table.rows else self.empty

    def show_found(self, found: Acknowledging, *, is_sent: bool) -> None:
        """Show who is to be told, or who was."""
        self.found = found
        can, due = not self._workspace.is_read_only, not is_sent
        unreached = sum(bool(row.fault) for row in found.rows)
        words = f"{found.sent:,} sent"
        if due:
            words = f"{len(found.rows):,} due, {words}"
            words += f"; {unreached:,} due cannot be sent by e-mail" if unreached else ""
        self.words.setText(words)
        self.table.show_rows(found.rows)
        self.lists.setCurrentWidget(self.table if found.rows else self.empty)
        if due:
            self.empty.say("No acknowledgement is due", _ALL_TOLD)
        else:
            self.empty.say("No acknowledgement was sent yet", _NONE_SENT)
        self.write.setEnabled(due and any(not row.fault for row in found.rows))
        self.mark.setEnabled(can and due and bool(found.rows))
        self.text.setEnabled(can)

    def _zone(self) -> str:
        call = self._workspace.call
        return call.deadline.zone if call else "Europe/London"

    def _in_words(self, row: DueRow) -> str:
        if row.acknowledged_at is not None:
            return f"sent {local_words(row.acknowledged_at, self._zone())}"
        return row.fault or ("told that it is late" if row.lateness else "due")

    def _chosen_ids(self) -> list[int]:
        """Return the chosen submissions; all of them if none is."""
        return [row.submission_id for row in self.table.chosen() or self.table.rows]

    def _write(self) -> None:
        workspace = self._workspace
        call_id, only = workspace.call_id, frozenset(self._chosen_ids())
        drafts = "1 draft" if len(only) == 1 else f"{len(only):,} drafts"
        folder = workspace.ask.folder_to_open(f"Write {drafts} into a folder", Path.home())
        if folder is None:
            return
        name = with_hidden_shown(folder.name)
        workspace.run(
            lambda database, desk, tell: write_acknowledgements(
                database,
                call_id,
                desk.clock.now(),
                folder,
                only=only,
                tell=lambda done: tell(done, len(only)),
            ),
            "Writing drafts",
            "drafts",
            lambda done: self._offer_to_mark(call_id, done, folder),
            cancelled_words=f"Cancelled. Drafts that were written until then stand in {name}; "
            "none is marked as sent.",
        )

    def _offer_to_mark(self, call_id: int, done: WrittenDrafts, folder: Path) -> None:
        """Say what was written; those drafts, and no others, are marked by the button."""
        notices, ids = self._workspace.notices, list(done.submission_ids)
        words = _done_words(done, folder)
        if not ids or self._workspace.is_read_only:
            notices.tell(words)
            return
        verb = "Mark it as sent" if len(ids) == 1 else f"Mark these {len(ids):,} as sent"
        notices.offer(words, [(verb, lambda: self._mark_sent(call_id, ids))])

    def _mark(self) -> None:
        chosen = self.table.chosen()
        if chosen and self.mark.isEnabled():
            self._mark_sent(self._workspace.call_id, [row.submission_id for row in chosen])

    def _mark_sent(self, call_id: int, ids: list[int]) -> None:
        edit = edit_with(mark_acknowledged, call_id=call_id, submission_ids=ids)
        self._workspace.do(edit, _marked_words)

    def _edit(self) -> None:
        if self.found is not None:
            TextDialog(self._workspace, self.window(), self.found).open()


class TextDialog(FormDialog):
    """What the acknowledgements of a call say."""

    def __init__(self, workspace: Workspace, parent: QWidget, found: Acknowledging) -> None:
        fields = "; ".join(f"{{{name}}}: {what}" for name, what in FIELDS.items())
        words = f"Fields: {fields}. A late submission is told so even without {{late}}."
        heading = "Text of acknowledgements"
        super().__init__(workspace, parent, heading, words, "Save the text")
        self._seen = found.text if found.is_own_text else None
        self.subject, self.text = QLineEdit(found.text.subject), QPlainTextEdit(found.text.body)
        self.subject.setMaxLength(LONGEST_SUBJECT)
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(_BODY_PX)
        self.add_row("Subject", self.subject)
        self.add_row("Text", self.text)
        self.subject.setFocus()

    def send(self) -> None:
        """Save the text, if its fields are known."""
        text = LetterText(self.subject.text(), self.text.toPlainText())
        call_id = self.workspace.call_id
        edit = edit_with(set_acknowledgement_text, call_id=call_id, text=text, seen=self._seen)
        self.run(edit, "Changed the text of acknowledgements")


def _marked_words(number: int) -> str:
    return f"Marked {number:,} acknowledgement{'' if number == 1 else 's'} as sent"


def _id_of(row: DueRow) -> int:
    return row.submission_id


def _done_words(done: WrittenDrafts, folder: Path) -> str:
    number = len(done.submission_ids)
    drafts = "1 draft" if number == 1 else f"{number:,} drafts"
    words = f"Wrote {drafts} to {with_hidden_shown(folder.name)}."
    if done.left_out:
        told = "; ".join(f"{each}: {why}" for each, why in done.left_out[:_MOST_TOLD])
        more = len(done.left_out) - _MOST_TOLD
        rest = f"; and {more:,} more" if more > 0 else ""
        words = f"{words} {len(done.left_out):,} left out: {told}{rest}."
    them = "it once it is" if number == 1 else "them once they are"
    return f"{words} Mark {them} sent." if number else words
