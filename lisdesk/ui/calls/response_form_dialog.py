"""Word a call's response form, keep its words, and write it as a Word document."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QWidget

from lisdesk.edits.form_wording import FormWording, set_form_wording
from lisdesk.queries.calls import CallRow
from lisdesk.queries.form_wording import WordingRow, form_wording
from lisdesk.rules.form_words import USUAL_CONSENT
from lisdesk.tasks.response_forms import WrittenForm, write_call_form
from lisdesk.ui.form_dialog import FormDialog
from lisdesk.ui.plain import WrappedLabel, with_hidden_shown
from lisdesk.ui.workspace import Workspace, edit_with

_FIELD_PX, _CONSENT_PX = 80, 128
_FILES = ("Word documents (*.docx)",)
_ENDING = ".docx"
_ABOUT = (
    "A Word document that is filled in on screen or printed. Drop it on the window when it comes "
    "back: it is known again, and proposed as one submission."
)
_KEPT_WHERE = (
    "“Save the words” keeps all three with this call, in the consultation file, and writes no "
    "document; “Write the form…” does both. A template made of the call takes the consent along."
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
        self.consent.setPlaceholderText("Left empty, the form has the usual words")
        for words, field in (
            ("Introduction", self.introduction),
            ("How to send it", self.sending),
            ("Consent", self.consent),
        ):
            field.setTabChangesFocus(True)
            field.setFixedHeight(_FIELD_PX)
            field.setReadOnly(workspace.is_read_only)
            self.add_row(words, field)
        self.consent.setFixedHeight(_CONSENT_PX)
        self.body.addWidget(WrappedLabel(_KEPT_WHERE, "small"))
        self.save = QPushButton("Save the words")
        self.save.setAutoDefault(False)
        self.save.clicked.connect(self._save)
        self.savers.append(self.save)
        self.foot.insertWidget(self.foot.count() - 1, self.save)
        for each in self.savers:
            each.setEnabled(False)  # until it is known what is kept
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
        self._keep(lambda: self._write(path))

    def _save(self) -> None:
        """Keep the words with the call, and write nothing."""
        self._keep(lambda: None)

    def _keep(self, then: Callable[[], None]) -> None:
        said = self._said()
        if said == self._before:
            then()
            self.accept()
            return
        wording = FormWording(said.introduction, said.sending, said.consent)
        edit = edit_with(set_form_wording, call_id=self._call.id, wording=wording)
        words = f"Worded the response form of {self._call.reference}"
        self.run(edit, words, lambda _reference: then())

    def _said(self) -> WordingRow:
        """Return the words as they are kept: the usual consent is no words of the call's own."""
        return _as_kept(*(each.toPlainText() for each in self._fields()))

    def _fields(self) -> tuple[QPlainTextEdit, ...]:
        return self.introduction, self.sending, self.consent

    def _fill(self, wording: WordingRow) -> None:
        self._before = _as_kept(wording.introduction, wording.sending, wording.consent)
        kept = wording.introduction, wording.sending, wording.consent or USUAL_CONSENT
        for field, words in zip(self._fields(), kept, strict=True):
            if not field.toPlainText():
                field.setPlainText(words)
        self.go.setEnabled(True)
        self.save.setEnabled(not self.workspace.is_read_only)

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


def _as_kept(introduction: str, sending: str, consent: str) -> WordingRow:
    said = consent.strip()
    kept = "" if said == USUAL_CONSENT else said
    return WordingRow(introduction.strip(), sending.strip(), kept)
