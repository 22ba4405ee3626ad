"""Ask something, or correct what is asked."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QPlainTextEdit, QSpinBox, QWidget

from lisdesk.edits.question_changes import QuestionCorrection, edit_question
from lisdesk.edits.questions import LARGEST_MOST, AskedDetail, add_question
from lisdesk.queries.calls import QuestionRow
from lisdesk.rules.vocabulary import QuestionKind
from lisdesk.ui.choice_box import ChoiceBox
from lisdesk.ui.form_dialog import FormDialog
from lisdesk.ui.theme import GRID_PX
from lisdesk.ui.workspace import Workspace, edit_with

_FIELD_PX = 80
_KINDS = tuple(QuestionKind)
_HINTS = {
    QuestionKind.CHOICE: "One choice a line; one that begins with “Other” takes own words",
    QuestionKind.CHOICES: "One choice a line; one that begins with “Other” takes own words",
    QuestionKind.RATING: "One step of the scale a line, the lowest first; 1 to 5 if none is given",
}


class QuestionDialog(FormDialog):
    """The words of a question, its kind, and what that kind asks for."""

    def __init__(
        self, workspace: Workspace, parent: QWidget, question: QuestionRow | None = None
    ) -> None:
        heading = f"Question {question.number}" if question else "New question"
        verb = "Save the question" if question else "Add the question"
        words = "Answers that do not fit are kept as they came, and told of." if question else ""
        super().__init__(workspace, parent, heading, words, verb)
        self._question = question
        self.text, self.choices, self.parts = QPlainTextEdit(), QPlainTextEdit(), QPlainTextEdit()
        self.kind, self.most = ChoiceBox(), QSpinBox()
        self.file = QCheckBox("A file may be the answer")
        self.kind.addItems([kind.label for kind in _KINDS])
        for field in (self.text, self.choices, self.parts):
            field.setTabChangesFocus(True)
            field.setFixedHeight(_FIELD_PX)
        self.parts.setPlaceholderText("None, or one part a line, such as Urban areas")
        self.most.setRange(0, LARGEST_MOST)
        self.most.setSpecialValueText("Any number")
        self.most.lineEdit().setTextMargins(GRID_PX, 0, 0, 0)
        self.add_row("Question", self.text)
        self.add_row("Kind", self.kind)
        self._choices_label = self.add_row("Choices", self.choices)
        self.add_row("At most", self.most)
        self.add_row("Parts", self.parts)
        self.add_row("File", self.file)
        self.keep_rows_together()
        self.kind.currentIndexChanged.connect(self._show_fields)
        if question is not None:
            self._fill(question)
        self._show_fields()
        self.text.setFocus()

    def send(self) -> None:
        """Save what stands in the fields that the kind has."""
        text, kind = self.text.toPlainText(), _KINDS[self.kind.currentIndex()]
        choices = _lines(self.choices) if kind in _HINTS else []
        is_open = kind is QuestionKind.OPEN
        detail = AskedDetail(
            _lines(self.parts) if is_open else (),
            (self.most.value() or None) if kind is QuestionKind.CHOICES else None,
            is_open and self.file.isChecked(),
        )
        if self._question is None:
            asked = {"text": text, "kind": kind, "choices": choices, "detail": detail}
            edit = edit_with(add_question, call_id=self.workspace.call_id, **asked)
            self.run(edit, lambda number: f"Added question {number}")
            return
        correction = QuestionCorrection(text=text, kind=kind, choices=choices, detail=detail)
        edit = edit_with(edit_question, question_id=self._question.id, correction=correction)
        self.run(edit, f"Corrected question {self._question.number}")

    def _fill(self, question: QuestionRow) -> None:
        self.text.setPlainText(question.text)
        self.kind.setCurrentIndex(_KINDS.index(question.kind))
        self.choices.setPlainText("\n".join(question.choices))
        self.parts.setPlainText("\n".join(question.parts))
        self.most.setValue(question.most or 0)
        self.file.setChecked(question.takes_file)

    def _show_fields(self) -> None:
        kind = _KINDS[self.kind.currentIndex()]
        name = "Steps" if kind is QuestionKind.RATING else "Choices"
        self._choices_label.setText(name)
        self.choices.setAccessibleName(name)
        self.choices.setPlaceholderText(_HINTS.get(kind, ""))
        self.form.setRowVisible(self.choices, kind in _HINTS)
        self.form.setRowVisible(self.most, kind is QuestionKind.CHOICES)
        self.form.setRowVisible(self.parts, kind is QuestionKind.OPEN)
        self.form.setRowVisible(self.file, kind is QuestionKind.OPEN)


def _lines(field: QPlainTextEdit) -> list[str]:
    return [line.strip() for line in field.toPlainText().splitlines() if line.strip()]
