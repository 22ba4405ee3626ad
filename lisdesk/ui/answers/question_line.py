"""Which question's answers are shown, and which of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from lisdesk.queries.answers import AnswersFilter, QuestionRow
from lisdesk.ui.choice_box import ChoiceBox
from lisdesk.ui.plain import PlainLabel, as_tool_tip, set_look, set_tool_tip, with_hidden_shown

_ROLE = Qt.ItemDataRole
_LEAST_PX = 160


class QuestionLine(QWidget):
    """The question with its neighbours, chips that narrow, and the count."""

    changed = Signal()
    """Other answers are wanted."""

    def __init__(self, officer: str) -> None:
        super().__init__()
        self._officer = officer
        self.question = _Questions()
        self.untagged = _chip("Untagged  Shift+U", "Only answers in which nothing is tagged yet")
        self.non_answers = _chip("Non-answers  H", "“n/a”, “nothing to add” and the like, too")
        self.count = PlainLabel(look="muted")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.question, 1)
        for each in (self.untagged, self.non_answers, self.count):
            layout.addWidget(each)
        self.question.currentIndexChanged.connect(lambda _at: self.changed.emit())
        for chip in (self.untagged, self.non_answers):
            chip.clicked.connect(lambda _on: self.changed.emit())

    def show_questions(self, rows: Sequence[QuestionRow], wanted_id: int | None) -> None:
        """Offer questions; the one that is chosen stays, or is the wanted one, or the first that
        was answered.
        """
        chosen = wanted_id or self.question_id()
        ids = [row.id for row in rows]
        first = next((row.id for row in rows if row.answers), ids[0] if ids else None)
        self.question.blockSignals(True)
        self.question.clear()
        for row in rows:
            words = f"Q{row.number}  {with_hidden_shown(' '.join(row.text.split()))}"
            self.question.addItem(f"{words}  ({row.answers:,})", row.id)
            self.question.setItemData(
                self.question.count() - 1, as_tool_tip(words), _ROLE.ToolTipRole
            )
        place = self.question.findData(chosen if chosen in ids else first)
        self.question.setCurrentIndex(place)
        self.question.blockSignals(False)
        set_tool_tip(self.question, self.question.currentText())

    def choose(self, question_id: int) -> None:
        """Turn to a question, if it is there."""
        place = self.question.findData(question_id)
        if place >= 0:
            self.question.setCurrentIndex(place)

    def step(self, questions: int) -> bool:
        """Turn to the next question, or the previous one; return whether there is one."""
        wanted = self.question.currentIndex() + questions
        if not 0 <= wanted < self.question.count():
            return False
        self.question.setCurrentIndex(wanted)
        return True

    def question_id(self) -> int | None:
        """Return the question whose answers are wanted; None if there is none."""
        chosen: object = self.question.currentData()
        return chosen if isinstance(chosen, int) else None

    def filter(self) -> AnswersFilter | None:
        """Return which answers are wanted; None without a question."""
        question_id = self.question_id()
        if question_id is None:
            return None
        return AnswersFilter(
            question_id, self.non_answers.isChecked(), self.untagged.isChecked(), self._officer
        )

    def show_count(self, count: int | None) -> None:
        """Say how many answers there are; None while that is not known."""
        words = "…" if count is None else f"{count:,} answer{'' if count == 1 else 's'}"
        self.count.setText(words)


class _Questions(ChoiceBox):
    """The questions; however long one is, the box takes no more room than there is."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Question")
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        """Ask for room for a few words."""
        return QSize(_LEAST_PX, super().minimumSizeHint().height())


def _chip(words: str, tip: str) -> QPushButton:
    chip = QPushButton(words)
    set_look(chip, "chip")
    chip.setCheckable(True)
    set_tool_tip(chip, tip)
    return chip
