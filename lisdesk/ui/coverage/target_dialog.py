"""Set a target, or change one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QSpinBox, QWidget

from lisdesk.edits.targets import MOST_WANTED, TargetDraft, set_target
from lisdesk.queries.coverage_lists import CoveragePage
from lisdesk.rules.coverage import CoverageLine
from lisdesk.ui.choice_box import ChoiceBox
from lisdesk.ui.form_dialog import FormDialog
from lisdesk.ui.plain import with_hidden_shown
from lisdesk.ui.theme import GRID_PX
from lisdesk.ui.workspace import Workspace, edit_with

_ALL = "All"
_INDENT = "   "


class TargetDialog(FormDialog):
    """Of whom, from where, to which question, and how many."""

    def __init__(
        self,
        workspace: Workspace,
        parent: QWidget,
        page: CoveragePage,
        seen: CoverageLine | None = None,
    ) -> None:
        heading = "Change a target" if seen else "New target"
        words = (
            "How many counted submissions the call is to have. A type counts with the types below "
            "it; a question counts those who answered it with more than a non-answer."
        )
        super().__init__(workspace, parent, heading, words, "Save the target")
        self._seen = seen
        self.type, self.area, self.question = ChoiceBox(), ChoiceBox(), ChoiceBox()
        self.wanted = QSpinBox()
        self.wanted.setRange(1, MOST_WANTED)
        self.wanted.lineEdit().setTextMargins(GRID_PX, 0, 0, 0)
        types = [(each.id, _INDENT * each.depth + each.label) for each in page.types]
        fill_choices(self.type, _ALL, types)
        fill_choices(self.area, _ALL, page.areas)
        fill_choices(self.question, _ALL, page.questions)
        self.add_row("Stakeholder type", self.type)
        self.add_row("Area", self.area)
        self.add_row("Question", self.question)
        self.add_row("Submissions wanted", self.wanted)
        if seen is not None:
            for box, number, label in (
                (self.type, seen.type_id, seen.type),
                (self.area, seen.area_id, seen.area),
                (self.question, seen.question_id, seen.question),
            ):
                if box.findData(number) < 0:
                    box.addItem(with_hidden_shown(label), number)
                box.setCurrentIndex(box.findData(number))
                box.setEnabled(False)
            self.wanted.setValue(seen.wanted)
        (self.wanted if seen else self.type).setFocus()
        self.wanted.selectAll()

    def send(self) -> None:
        """Save what stands in the fields."""
        draft = TargetDraft(
            self.wanted.value(),
            self.type.currentData(),
            self.area.currentData(),
            self.question.currentData(),
        )
        seen = self._seen.wanted if self._seen else None
        call_id = self.workspace.call_id
        edit = edit_with(set_target, call_id=call_id, draft=draft, seen=seen)
        self.run(edit, f"Set a target of {draft.wanted:,}")


def fill_choices(box: ChoiceBox, everything: str, choices: Sequence[tuple[int, str]]) -> None:
    """Offer everything and some choices; what was chosen stays chosen if it is still there."""
    before = box.currentData()
    box.blockSignals(True)
    box.clear()
    box.addItem(everything, None)
    for number, words in choices:
        box.addItem(with_hidden_shown(words), number)
    box.setCurrentIndex(max(box.findData(before), 0))
    box.blockSignals(False)
