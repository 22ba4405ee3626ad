"""Acknowledgements: who is to be told that their evidence arrived, as drafts, marked once sent."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
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
from lisdesk.queries.acknowledging import (
    HEAD_ROWS,
    AcknowledgeHead,
    DueOrder,
    acknowledge_head,
    due_head,
    due_ids,
    unreached,
)
from lisdesk.rules.acknowledgements import FIELDS, LONGEST_SUBJECT, LetterText
from lisdesk.tasks.contacting import WrittenDrafts, write_chosen_drafts
from lisdesk.ui.calls.tables import button_row
from lisdesk.ui.coverage.acknowledge_table import AcknowledgeTable
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

    def __init__(self, workspace: Workspace, action: Callable[..., QAction]) -> None:
        super().__init__()
        self._workspace = workspace
        self.head: AcknowledgeHead | None = None
        self._unreached: int | None = None
        self._listed: tuple[int, bool] | None = None
        self.words = WrappedLabel("", "strong")
        self.sent = QCheckBox("Show those already sent")
        self.write = action("Write drafts…", self._write, "Ctrl+Shift+D")
        self.mark = action("Mark as sent", self._mark, "F4")
        self.text = action("Edit the text…", self._edit)
        self.table = AcknowledgeTable(workspace)
        self.table.opened.connect(lambda _id: self.mark.trigger())
        self.table.order_changed.connect(self.load)
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
        self.sent.toggled.connect(lambda _is_on: self.load())
        workspace.call_changed.connect(self._forget_other_call)
        self.table.lines.modelReset.connect(self._show_lines)
        self.table.lines.listed.connect(lambda _count: self._show_lines())

    def actions_of_tab(self) -> list[QAction]:
        """Return what can be done here."""
        return [self.write, self.mark, self.text]

    def in_view(self) -> QWidget:
        """Return the list, or what stands there while it is empty."""
        return self.table if self.table.lines.rowCount() else self.empty

    def load(self) -> None:
        """Read who is to be told, or who was: the first of them, then all their numbers."""
        jobs, call, is_sent = self._workspace.jobs, self._workspace.call, self.sent.isChecked()
        if call is None:
            return
        is_another = self._listed != self._asked()
        if is_another:
            self._unreached = None
        self.table.of_call = call.id
        chosen = DueOrder(is_sent, *self.table.order())
        self.table.lines.reload_head_first(
            due_head, due_ids, call.id, chosen, is_another=is_another, head_rows=HEAD_ROWS
        )
        show = partial(self._show_head, call.id)
        jobs.read(acknowledge_head, call.id, owner=self, then=show, topic="head")
        if not is_sent:
            show_unreached = partial(self._show_unreached, call.id)
            jobs.read(
                unreached, call.id, owner=self, then=show_unreached, topic="unreached",
                is_behind=True,
            )  # fmt: skip
        self._show_counts()

    def _asked(self) -> tuple[int, bool] | None:
        """Return the call that is asked about, and whether those sent are."""
        call = self._workspace.call
        return None if call is None else (call.id, self.sent.isChecked())

    def _is_at_hand(self, call_id: int) -> bool:
        return self._workspace.call is not None and self._workspace.call.id == call_id

    def _forget_other_call(self) -> None:
        """Offer nothing of the call that was at hand before, until the other one's is read."""
        if not self._is_at_hand(self.table.of_call):
            self.head = None
            self._show_counts()

    def _show_head(self, call_id: int, head: AcknowledgeHead) -> None:
        if self._is_at_hand(call_id):
            self.head = head
            self._show_counts()

    def _show_unreached(self, call_id: int, number: int) -> None:
        if self._is_at_hand(call_id):
            self._unreached = number
            self._show_counts()

    def _show_lines(self) -> None:
        """Show the list, or what stands there while it is empty."""
        self._listed = self.table.of_call, self.sent.isChecked()
        has_lines = bool(self.table.lines.rowCount())
        self.lists.setCurrentWidget(self.table if has_lines else self.empty)
        if self.sent.isChecked():
            self.empty.say("No acknowledgement was sent yet", _NONE_SENT)
        else:
            self.empty.say("No acknowledgement is due", _ALL_TOLD)
        self._show_counts()

    def _show_counts(self) -> None:
        is_there = self._listed is not None and self._listed == self._asked()
        due, lines = is_there and not self.sent.isChecked(), self.table.lines.rowCount()
        words, missing = [f"{self.head.sent:,} sent"] if self.head is not None else [], 0
        if due and self.table.lines.is_whole:
            words, missing = [f"{lines:,} due", *words], self._unreached or 0
        said = ", ".join(words)
        self.words.setText(f"{said}; {missing:,} due cannot be sent by e-mail" if missing else said)
        can, unreached = not self._workspace.is_read_only, self._unreached
        is_whole = due and self.table.lines.is_whole
        self.write.setEnabled(is_whole and unreached is not None and lines > unreached)
        self.mark.setEnabled(can and due and lines > 0)
        self.text.setEnabled(can and self.head is not None)

    def _chosen_ids(self) -> list[int]:
        """Return the chosen submissions; all of them if none is."""
        return self.table.selected_ids() or list(self.table.lines.ids())

    def _write(self) -> None:
        workspace = self._workspace
        call_id, only = workspace.call_id, frozenset(self._chosen_ids())
        drafts = "1 draft" if len(only) == 1 else f"{len(only):,} drafts"
        folder = workspace.ask.folder_to_open(f"Write {drafts} into a folder", Path.home())
        if folder is None:
            return
        name = with_hidden_shown(folder.name)
        workspace.run(
            partial(write_chosen_drafts, call_id=call_id, folder=folder, only=only),
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
        ids = self.table.selected_ids()
        if ids and self.mark.isEnabled():
            self._mark_sent(self._workspace.call_id, ids)

    def _mark_sent(self, call_id: int, ids: list[int]) -> None:
        edit = edit_with(mark_acknowledged, call_id=call_id, submission_ids=ids)
        self._workspace.do(edit, _marked_words)

    def _edit(self) -> None:
        if self.head is not None:
            TextDialog(self._workspace, self.window(), self.head).open()


class TextDialog(FormDialog):
    """What the acknowledgements of a call say."""

    def __init__(self, workspace: Workspace, parent: QWidget, found: AcknowledgeHead) -> None:
        fields = "; ".join(f"{{{name}}}: {what}" for name, what in FIELDS.items())
        words = f"Fields: {fields}. A late submission is told so even without {{late}}."
        heading = "Text of acknowledgements"
        super().__init__(workspace, parent, heading, words, "Save the text")
        self._call_id, self._seen = workspace.call_id, found.text
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
        edit = edit_with(
            set_acknowledgement_text, call_id=self._call_id, text=text, seen=self._seen
        )
        self.run(edit, "Changed the text of acknowledgements")


def _marked_words(number: int) -> str:
    return f"Marked {number:,} acknowledgement{'' if number == 1 else 's'} as sent"


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
