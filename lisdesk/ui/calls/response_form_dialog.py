"""Word a call's response form, and write it as a Word document."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from lisdesk.edits.form_wording import FormWording, set_form_wording
from lisdesk.queries.calls import CallRow
from lisdesk.queries.form_wording import WordingRow, form_wording
from lisdesk.rules.form_words import USUAL_CONSENT
from lisdesk.tasks.response_forms import WrittenForm, write_call_form
from lisdesk.ui.form_dialog import FormDialog
from lisdesk.ui.plain import with_hidden_shown
from lisdesk.ui.workspace import Workspace, edit_with

_FIELD_PX = 88
_FILES = ("Word documents (*.docx)",)
_ENDING = ".docx"
_ABOUT = (
    "A Word document that is filled in on screen or printed. Drop it on the window when it comes "
    "back: it is known again, and proposed as one submission. These words are kept with the call."
)


class ResponseFormDialog(FormDialog):
    """Why the call asks, how an answer is sent, and to what a respondent agrees."""

    def __init__(self, workspace: Workspace, parent: QWidget, call: CallRow) -> None:
        heading = f"Response form of {call.reference}"
        super().__init__(workspace, parent, heading, _ABOUT, "Write the form…")
        self._call = call
        self._before = WordingRow()
        self.introduction, self.sending, self.consent = (
            QPlainTextEdit(),
            QPlainTextEdit(),
            QPlainTextEdit(),
        )
        self.introduction.setPlaceholderText("Why you ask, and what becomes of the answers")
        self.sending.setPlaceholderText("Such as: Send this form to evidence@lep.example.")
        self.consent.setPlaceholderText(USUAL_CONSENT)
        for words, field in (
            ("Introduction", self.introduction),
            ("How to send it", self.sending),
            ("Consent", self.consent),
        ):
            field.setTabChangesFocus(True)
            field.setFixedHeight(_FIELD_PX)
            field.setReadOnly(workspace.is_read_only)
            self.add_row(words, field)
        self.introduction.setFocus()
        workspace.jobs.read(form_wording, call.id, owner=self, then=self._fill)

    def send(self) -> None:
        """Ask for the place, keep the words if they are others, and write the form."""
        suggested = Path.home() / f"{self._call.reference}-response-form{_ENDING}"
        path = self.workspace.ask.file_to_save("Write the response form", _FILES, suggested)
        if path is None:
            return
        if path.suffix.casefold() != _ENDING:
            path = path.with_name(path.name + _ENDING)
        said = WordingRow(*(each.toPlainText().strip() for each in self._fields()))
        if said == self._before:
            self._write(path)
            self.accept()
            return
        wording = FormWording(said.introduction, said.sending, said.consent)
        edit = edit_with(set_form_wording, call_id=self._call.id, wording=wording)
        words = f"Worded the response form of {self._call.reference}"
        self.run(edit, words, lambda _reference: self._write(path))

    def _fields(self) -> tuple[QPlainTextEdit, ...]:
        return self.introduction, self.sending, self.consent

    def _fill(self, wording: WordingRow) -> None:
        self._before = wording
        for field, words in zip(
            self._fields(), (wording.introduction, wording.sending, wording.consent), strict=True
        ):
            if not field.toPlainText():
                field.setPlainText(words)

    def _write(self, path: Path) -> None:
        reference, now = self._call.reference, self.workspace.clock.now()
        notices = self.workspace.notices

        def tell(written: WrittenForm) -> None:
            many = "1 question" if written.questions == 1 else f"{written.questions} questions"
            notices.tell(f"Wrote the response form with {many} to {with_hidden_shown(path.name)}.")

        self.workspace.run(
            lambda database, _desk, _tell: write_call_form(database, reference, now, path),
            "Writing the response form",
            "forms",
            tell,
        )
