"""Ask something, or correct what is asked."""

from __future__ import annotations

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from lisdesk.edits.question_changes import QuestionCorrection, edit_question
from lisdesk.edits.questions import add_question
from lisdesk.queries.calls import QuestionRow
from lisdesk.rules.vocabulary import QuestionKind
from lisdesk.ui.choice_box import ChoiceBox
from lisdesk.ui.form_dialog import FormDialog
from lisdesk.ui.workspace import Workspace, edit_with

_FIELD_PX = 80
_KINDS = tuple(QuestionKind)
_WITH_CHOICES = (QuestionKind.CHOICE, QuestionKind.CHOICES)


class QuestionDialog(FormDialog):
    """The words of a question, its kind, and the choices if it has some."""

    def __init__(
        self, workspace: Workspace, parent: QWidget, question: QuestionRow | None = None
    ) -> None:
        heading = f"Question {question.number}" if question else "New question"
        verb = "Save the question" if question else "Add the question"
        super().__init__(workspace, parent, heading, "", verb)
        self._question = question
        self.text, self.choices = QPlainTextEdit(), QPlainTextEdit()
        self.kind = ChoiceBox()
        self.kind.addItems([kind.label for kind in _KINDS])
        for field in (self.text, self.choices):
            field.setTabChangesFocus(True)
            field.setFixedHeight(_FIELD_PX)
        self.choices.setPlaceholderText("One choice a line")
        self.add_row("Words", self.text)
        self.add_row("Kind", self.kind)
        self.add_row("Choices", self.choices)
        self.kind.currentIndexChanged.connect(self._show_choices)
        if question is not None:
            self.text.setPlainText(question.text)
            self.kind.setCurrentIndex(_KINDS.index(question.kind))
            self.choices.setPlainText("\n".join(question.choices))
        self._show_choices()
        self.text.setFocus()

    def send(self) -> None:
        """Save what stands in the fields."""
        text, kind = self.text.toPlainText(), _KINDS[self.kind.currentIndex()]
        lines = self.choices.toPlainText().splitlines() if kind in _WITH_CHOICES else []
        choices = [line.strip() for line in lines if line.strip()]
        if self._question is None:
            edit = edit_with(
                add_question, call_id=self.workspace.call_id, text=text, kind=kind, choices=choices
            )
            self.run(edit, lambda number: f"Added question {number}")
            return
        correction = QuestionCorrection(text=text, kind=kind, choices=choices)
        edit = edit_with(edit_question, question_id=self._question.id, correction=correction)
        self.run(edit, f"Corrected question {self._question.number}")

    def _show_choices(self) -> None:
        has_choices = _KINDS[self.kind.currentIndex()] in _WITH_CHOICES
        self.form.setRowVisible(self.choices, has_choices)
