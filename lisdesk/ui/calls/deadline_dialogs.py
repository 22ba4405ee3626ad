"""Extend a call, close it now, open it again: what that does to submissions is shown before."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from lisdesk.edits.calls import DeadlineChange, close_call, extend_call, reopen_call
from lisdesk.edits.judging import Judgement
from lisdesk.edits.seen_deadlines import SeenDeadline
from lisdesk.errors import CancelledError, UserError
from lisdesk.queries.calls import CallRow
from lisdesk.rules.counted import counted
from lisdesk.rules.extension_notice import extension_notice
from lisdesk.rules.vocabulary import CallState
from lisdesk.tasks.trying import tried
from lisdesk.ui.calls.deadline_fields import NOT_CLEAR, DeadlineField
from lisdesk.ui.coverage.rows_table import RowColumn, RowsTable
from lisdesk.ui.form_dialog import FormDialog
from lisdesk.ui.jobs import Edit
from lisdesk.ui.plain import PlainLabel, WrappedLabel
from lisdesk.ui.workspace import Workspace, edit_with

_TRIED_AFTER_MS = 150
_LIST_PX, _NOTICE_PX = 152, 72
_TRIAL_REASON = "(to see what would change)"
_COLUMNS = (
    RowColumn("Submission", lambda each: each.reference, 120),
    RowColumn("Timing", lambda each: _becomes(each), 200),
    RowColumn("Stands as", lambda each: each.stands_as, 0),
)


class DeadlineDialog(FormDialog):
    """A reason, and the list of submissions that would be judged anew."""

    def __init__(
        self, workspace: Workspace, parent: QWidget, call: CallRow, heading: str, verb: str
    ) -> None:
        super().__init__(workspace, parent, heading, "", verb)
        self.call = call
        self.reason = QLineEdit()
        self.reason.setPlaceholderText("Goes on record, and into the history of the deadline")
        self.effect = WrappedLabel(look="muted")
        self.judged = RowsTable[Judgement](
            "Submissions that would be judged anew", _COLUMNS, lambda: None, _reference_of
        )
        self.judged.setFixedHeight(_LIST_PX)
        self.judged.hide()
        self._turn = 0
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_TRIED_AFTER_MS)
        self._soon.timeout.connect(self._try)

    def edit(self, reason: str) -> Edit | None:
        """Return the edit that is meant; None while it is not clear."""
        raise TypeError(f"{type(self).__name__} has no edit")

    def becomes(self, change: DeadlineChange) -> str:
        """Return in a sentence what becomes of the call."""
        return f"The call will be {change.state.label.lower()}."

    def try_soon(self) -> None:
        """Find out what the edit would do, once the fields rest."""
        self._turn += 1
        self._soon.start()

    def _try(self) -> None:
        edit, turn = self.edit(_TRIAL_REASON), self._turn
        self.judged.hide()
        if edit is None:
            self.effect.setText("")
            return
        self.workspace.jobs.run(
            partial(tried, edit=edit),
            owner=self,
            then=lambda change: self._show(turn, change),
            otherwise=lambda error: self._show_refusal(turn, error),
        )

    def _show(self, turn: int, change: DeadlineChange) -> None:
        if turn != self._turn:
            return
        self.say("")
        count = len(change.judgements)
        if not count:
            words = "No submission is judged otherwise."
        else:
            noun = "submission is" if count == 1 else "submissions are"
            words = f"{count:,} {noun} judged anew:"
        self.effect.setText(f"{self.becomes(change)} {words}")
        self.judged.show_rows(change.judgements)
        self.judged.setVisible(count > 0)

    def _show_refusal(self, turn: int, error: BaseException) -> None:
        if turn != self._turn or isinstance(error, CancelledError):
            return
        self.effect.setText("")
        if isinstance(error, UserError):
            self.say(error.in_window())
        else:
            self.refuse(error)


class ExtendDialog(DeadlineDialog):
    """A later, or another, deadline with its reason and a notice to hand out."""

    def __init__(self, workspace: Workspace, parent: QWidget, call: CallRow) -> None:
        super().__init__(workspace, parent, call, f"Extend {call.reference}", "Extend the call")
        self._written = ""
        self.old = PlainLabel(f"{call.deadline.words()} ({call.deadline.zone})")
        self.new = DeadlineField(zone=call.deadline.zone)
        self.notice = QPlainTextEdit()
        self.notice.setTabChangesFocus(True)
        self.notice.setFixedHeight(_NOTICE_PX)
        self.copy = QPushButton("Copy the notice")
        self.copy.setAutoDefault(False)
        self.add_row("Closes now", self.old)
        self.add_row("New deadline", self.new)
        self.add_row("Reason", self.reason)
        self.add_row("Notice", self.notice)
        row = QHBoxLayout()
        row.addWidget(self.effect, 1)
        row.addWidget(self.copy)
        self.body.addLayout(row)
        self.body.addWidget(self.judged)
        self.new.changed.connect(self._change)
        self.copy.clicked.connect(self._copy)
        self.new.setFocus()

    def edit(self, reason: str) -> Edit | None:
        """Return the extension; None without a deadline."""
        deadline = self.new.deadline()
        if deadline is None:
            return None
        return edit_with(
            extend_call,
            call_id=self.call.id,
            deadline=deadline,
            reason=reason,
            notice=self.notice.toPlainText(),
            seen=SeenDeadline(self.call.deadline, self.call.closed_by_hand_at),
        )

    def becomes(self, change: DeadlineChange) -> str:
        """Say it if a call that is closed stays closed: few mean to extend it into the past."""
        if change.state is CallState.CLOSED and self.call.state is CallState.CLOSED:
            return "That moment has passed: the call stays closed."
        return super().becomes(change)

    def send(self) -> None:
        """Extend the call; its submissions are judged anew with it."""
        edit = self.edit(self.reason.text())
        if edit is None:
            self.say(NOT_CLEAR)
            self.new.setFocus()
            return
        self.run(edit, lambda change: _moved(change, self.call), self._tell)

    def _tell(self, change: DeadlineChange) -> None:
        count = len(change.judgements)
        were = counted(count, "submission was", "submissions were")
        judged = f" {were} judged anew." if count else ""
        self.workspace.notices.tell(f"{_moved(change, self.call)}.{judged}")

    def _change(self) -> None:
        """Write the notice for the new deadline, unless the officer has written another."""
        deadline = self.new.deadline()
        if self.notice.toPlainText() == self._written:
            call = self.call
            self._written = (
                extension_notice(call.title, call.deadline, deadline) if deadline else ""
            )
            self.notice.setPlainText(self._written)
        self.try_soon()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.notice.toPlainText())
        self.copy.setText("Copied")


class CloseDialog(DeadlineDialog):
    """Close a call now, before its deadline."""

    def __init__(self, workspace: Workspace, parent: QWidget, call: CallRow) -> None:
        super().__init__(workspace, parent, call, f"Close {call.reference} now", "Close the call")
        self.words.setText(
            f"Its deadline is {call.deadline.words()}. What arrives after it is closed is late; "
            "it closes by itself on its deadline, so this is only to end it earlier."
        )
        self.words.show()
        self.add_row("Reason", self.reason)
        self.body.addWidget(self.effect)
        self.body.addWidget(self.judged)
        self.reason.setFocus()
        self.try_soon()

    def edit(self, reason: str) -> Edit:
        """Return the closing."""
        return edit_with(close_call, call_id=self.call.id, reason=reason)

    def send(self) -> None:
        """Close the call."""
        self.run(self.edit(self.reason.text()), f"Closed {self.call.reference}")


class ReopenDialog(DeadlineDialog):
    """Open a call again that was closed by hand."""

    def __init__(self, workspace: Workspace, parent: QWidget, call: CallRow) -> None:
        super().__init__(workspace, parent, call, f"Reopen {call.reference}", "Reopen the call")
        self.words.setText(f"It is then open until its deadline: {call.deadline.words()}.")
        self.words.show()
        self.add_row("Reason", self.reason)
        self.body.addWidget(self.effect)
        self.body.addWidget(self.judged)
        self.reason.setFocus()
        self.try_soon()

    def edit(self, reason: str) -> Edit:
        """Return the reopening."""
        return edit_with(reopen_call, call_id=self.call.id, reason=reason)

    def send(self) -> None:
        """Reopen the call."""
        self.run(self.edit(self.reason.text()), f"Reopened {self.call.reference}")


def _moved(change: DeadlineChange, call: CallRow) -> str:
    return f"Moved the deadline of {call.reference} to {change.deadline.words()}"


def _becomes(each: Judgement) -> str:
    return f"{each.was.label.lower()} becomes {each.becomes.label.lower()}"


def _reference_of(each: Judgement) -> str:
    return each.reference
