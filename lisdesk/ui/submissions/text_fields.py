"""The texts of a submission on a form: a letter or note, and an answer to each question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from lisdesk.rules.answer_kinds import BETWEEN_CHOICES, answer_faults
from lisdesk.ui.plain import WrappedLabel, with_hidden_shown

if TYPE_CHECKING:
    from lisdesk.queries.calls import QuestionRow
    from lisdesk.rules.answer_kinds import AnswerShape

LETTER = 0
"""Stands for the letter where the others have their question's number."""

_LETTER_PX, _ANSWER_PX = 152, 72
_LONGEST_JUDGED = 5_000
_KEPT = "It is kept as it stands."


class TextField(QPlainTextEdit):
    """A field whose words come out as they were put in, every kind of space among them."""

    def __init__(self) -> None:
        super().__init__()
        self._given = ""
        self.setTabChangesFocus(True)

    def words(self) -> str:
        """Return what is in the field; exactly what was shown, if nothing was typed since."""
        document = self.document()
        if not document.isModified():
            return self._given
        return document.toRawText().replace("\N{PARAGRAPH SEPARATOR}", "\n")

    def show_words(self, words: str) -> None:
        """Show words in place of those in the field."""
        self._given = words
        self.setPlainText(words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Shift+Enter for Enter: a line ends in one way only."""
        if event.matches(QKeySequence.StandardKey.InsertLineSeparator):
            self.textCursor().insertBlock()
            self.ensureCursorVisible()
        else:
            super().keyPressEvent(event)


class TextFields(QScrollArea):
    """Fields below each other; Tab goes to the next."""

    changed = Signal()

    def __init__(self, questions: Sequence[QuestionRow]) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("Texts")
        self.fields: dict[int, TextField] = {}
        self.told: dict[TextField, WrappedLabel] = {}
        """Under a field whose question asks for a kind of answer, what is odd about this one."""
        self.beside_letter = QHBoxLayout()
        """Room at the end of the letter's label."""
        inside = QWidget()
        self._layout = QVBoxLayout(inside)
        self._layout.setContentsMargins(0, 0, 8, 0)
        self._layout.setSpacing(4)
        self._add(
            LETTER,
            "&Letter, or note of what was said",
            "Letter or note",
            _LETTER_PX,
            has_others=bool(questions),
        )
        for row in questions:
            title = f"{row.number}. {row.text}"
            self._add(row.number, title.replace("&", "&&"), title, _ANSWER_PX)
            if row.shape.listed or row.shape.parts:
                self._judge(self.fields[row.number], row.shape)
        if questions:
            self._layout.addStretch()
        self.setWidget(inside)

    def texts(self) -> dict[int, str]:
        """Return what is typed by number of its question, the letter among them."""
        return {number: field.words() for number, field in self.fields.items()}

    def show_texts(self, texts: Mapping[int, str]) -> None:
        """Show texts; fields that none is given for are left as they are."""
        for number, words in texts.items():
            field = self.fields.get(number)
            if field is not None and field.words() != words:
                field.show_words(words)

    def _judge(self, field: TextField, shape: AnswerShape) -> None:
        """Say under a field what it can hold, and what its question did not ask for; all is kept.

        What is long is not judged while it is typed.
        """
        wanted = BETWEEN_CHOICES.join(shape.listed or shape.parts)
        field.setPlaceholderText(f"{shape.words}: {wanted}")
        told = WrappedLabel(look="small")
        told.hide()
        self._layout.addWidget(told)
        self.told[field] = told

        def judge() -> None:
            words = field.words() if field.document().characterCount() < _LONGEST_JUDGED else ""
            faults = answer_faults(shape, words)
            told.setText(with_hidden_shown(" ".join([*faults, _KEPT] if faults else [])))
            told.setVisible(bool(faults))

        field.textChanged.connect(judge)

    def _add(
        self, number: int, title: str, name: str, height: int, *, has_others: bool = True
    ) -> None:
        field = TextField()
        field.setMinimumHeight(height)
        field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        if has_others:
            field.setMaximumHeight(height)
        field.setAccessibleName(name)
        field.textChanged.connect(self.changed)
        label = WrappedLabel(title, "muted")
        label.setBuddy(field)
        self.fields[number] = field
        if number == LETTER:
            self.beside_letter.addWidget(label, 1)
            self._layout.addLayout(self.beside_letter)
        else:
            self._layout.addWidget(label)
        self._layout.addWidget(field)
