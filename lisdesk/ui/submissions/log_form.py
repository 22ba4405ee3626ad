"""Log a submission by hand: a telephone call, a letter, a note of a workshop."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QWidget

from lisdesk.errors import UserError
from lisdesk.queries.register_lists import RegisterLists
from lisdesk.rules.event_notes import written_note
from lisdesk.ui.submissions.form import TEXT, SubmissionForm
from lisdesk.ui.submissions.text_fields import LETTER
from lisdesk.ui.workspace import Workspace, edit_with

if TYPE_CHECKING:
    from lisdesk.edits.submissions import SubmissionDraft, SubmissionStanding

_FOUND_AGAIN = "What you had typed and not saved is here again."


class LogForm(SubmissionForm):
    """An empty form, or the one that was not finished."""

    logged = Signal(str)
    """The reference of what was logged."""

    def __init__(self, parent: QWidget, workspace: Workspace, lists: RegisterLists) -> None:
        assert workspace.call is not None
        super().__init__(
            parent,
            workspace,
            lists,
            title=f"Log a submission to {workspace.call.reference}",
            draft_of=f"log {workspace.call.reference}",
            verb="Save",
            is_new=True,
        )
        self.call_id = workspace.call.id
        self.another = QPushButton("Save and log another")
        self.another.setAutoDefault(False)
        self.buttons.insertWidget(3, self.another)
        self.another.clicked.connect(lambda _on: self.save(is_last=False))
        QShortcut(QKeySequence("Ctrl+Shift+Return"), self, lambda: self.save(is_last=False))
        self.empty.clicked.connect(lambda _on: self.start_empty())
        self._show_empty()
        self.begin()

    def open_with_draft(self) -> None:
        """Open the form, with what was typed before the program ended if it was not saved."""
        self.open()
        self.who.respondent.line.setFocus()
        self.keeper.find(self._take_draft)

    def start_empty(self) -> None:
        """Empty the form and forget what was kept of it."""
        self.keeper.drop()
        self.told.hide()
        self.empty.hide()
        self._show_empty()
        self.begin()
        self.who.respondent.line.setFocus()

    def save(self, *, is_last: bool = True) -> None:
        """Log it; the form stays for another one unless this is the last."""
        if self.is_saving:
            return
        try:
            draft = self._draft()
        except UserError as error:
            self.show_fault(error)
            return
        self.with_files(lambda files: self._log(replace(draft, attachments=files), is_last=is_last))

    def _log(self, draft: SubmissionDraft, *, is_last: bool) -> None:
        from lisdesk.edits.submissions import add_submission

        self.workspace.do(
            edit_with(add_submission, call_id=self.call_id, draft=draft),
            lambda standing: f"Logged {standing.reference}: {standing.disposition.label.lower()}",
            then=lambda standing: self._go_on(standing, is_last=is_last),
            otherwise=self.show_fault,
        )

    def _go_on(self, standing: SubmissionStanding, *, is_last: bool) -> None:
        self.set_saving(is_saving=False)
        self.logged.emit(standing.reference)
        if is_last:
            self.accept()
        else:
            self.start_empty()

    def _draft(self) -> SubmissionDraft:
        from lisdesk.edits.submissions import SubmissionDraft

        who, texts = self.who, self.texts.texts()
        letter = written_note(texts.pop(LETTER))
        values = who.values()
        return SubmissionDraft(
            respondent=values["respondent"],
            respondent_id=who.respondent.picked_id,
            kind=who.chosen_kind() if who.respondent.is_new else None,
            type_token=values["type"],
            area=values["area"],
            email=values["email"],
            submitted_by=values["submitted_by"],
            channel=who.chosen_channel(),
            received_at=who.received.moment(),
            sent_at=who.sent.moment(),
            permission=who.chosen_permission(),
            answers={number: words for number, words in texts.items() if words.strip()},
            letter=letter,
            attendees=self.attendees.attendees(),
        )

    def _show_empty(self) -> None:
        from lisdesk.rules.vocabulary import Channel

        self.show_values(
            {
                "respondent": "", "kind": "", "email": "", "type": "", "area": "", "sent": "",
                "submitted_by": "", "channel": Channel.TELEPHONE.key, "permission": "", "files": "",
                "attendees": "",
                **dict.fromkeys((f"{TEXT}{number}" for number in self.texts.fields), ""),
            }
        )  # fmt: skip
        self.who.show_moments(self.workspace.clock.now(), None)
        self.attendees.show_typed_type()

    def _take_draft(self, kept: dict[str, str] | None) -> None:
        if kept is None or self.has_changed():
            return
        self.show_values(kept)
        self.told.setText(_FOUND_AGAIN)
        self.told.show()
        self.empty.show()
