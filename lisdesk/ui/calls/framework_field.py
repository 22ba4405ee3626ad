"""The framework of a call, and below it what choosing another one does to what hangs on it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QVBoxLayout, QWidget

from lisdesk.queries.framework_choice import FrameworkChoice, framework_choice
from lisdesk.rules.counted import counted
from lisdesk.ui.choice_box import ChoiceBox
from lisdesk.ui.plain import LONGEST_TOLD, WrappedLabel, shortened, with_hidden_shown
from lisdesk.ui.workspace import Workspace

_NO_FRAMEWORK = "None"


class FrameworkField(QWidget):
    """A choice of the file's frameworks; one that would cut links says so before it is saved."""

    def __init__(
        self, workspace: Workspace, call_id: int, known: Mapping[str, str], key: str
    ) -> None:
        """`known` are the names of the frameworks by their keys; `key` is that of the call's."""
        super().__init__()
        self._workspace, self._call_id, self._key = workspace, call_id, key
        self._keys = ["", *known]
        self.choice, self.told = ChoiceBox(), WrappedLabel()
        self.choice.setAccessibleName("Framework")
        self.choice.addItems([_NO_FRAMEWORK, *known.values()])
        self.choice.setCurrentIndex(self._keys.index(key))
        self.told.hide()
        self.setFocusProxy(self.choice)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.choice)
        layout.addWidget(self.told)
        self.choice.currentIndexChanged.connect(lambda _place: self._ask())

    def other(self) -> str | None:
        """Return the key of the framework that was chosen instead; None if none was."""
        key = self._keys[self.choice.currentIndex()]
        return key if key != self._key else None

    def _ask(self) -> None:
        self._workspace.jobs.read(
            framework_choice,
            self._call_id,
            self._keys[self.choice.currentIndex()],
            owner=self,
            then=self._tell,
            topic="framework",
        )

    def _tell(self, choice: FrameworkChoice | None) -> None:
        self.told.setText(shortened(choice_words(choice), LONGEST_TOLD) if choice else "")
        self.told.set_look("caution" if choice is not None and choice.lost else "small")
        self.told.setVisible(choice is not None)
        self.choice.setAccessibleDescription(self.told.text())


def choice_words(choice: FrameworkChoice) -> str:
    """Return what a choice does to links, what is lost first."""
    name = with_hidden_shown(choice.name)
    told = []
    if choice.lost:
        owners = _owners(choice.questions_lost, choice.priorities_lost)
        why = f"“{name}” has no" if name else "without a framework nothing hangs on"
        lost = ", ".join(with_hidden_shown(each) for each in choice.lost)
        told.append(f"Saving cuts links of {owners} to headings: {why} {lost}.")
    if choice.questions_kept or choice.priorities_kept:
        owners = _owners(choice.questions_kept, choice.priorities_kept)
        told.append(f"Links to headings of the same name are kept: {owners}.")
    return " ".join(told) or "Nothing of this call hangs on a heading, so no link is lost."


def _owners(questions: int, priorities: int) -> str:
    parts = (
        (questions, counted(questions, "question")),
        (priorities, counted(priorities, "priority", "priorities")),
    )
    return " and ".join(words for number, words in parts if number)
