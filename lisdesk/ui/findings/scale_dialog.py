"""The scale of words of a call, a step a line, and at once why it is none."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QWidget

from lisdesk.edits.findings import set_scale
from lisdesk.errors import RefusedError
from lisdesk.queries.findings import FindingsPage
from lisdesk.rules.quantifiers import DEFAULT_SCALE, QuantifierStep, scale_words
from lisdesk.rules.scales import read_scale, written_step
from lisdesk.ui.findings.conclusion_dialog import focus, text_field
from lisdesk.ui.form_dialog import FormDialog
from lisdesk.ui.plain import WrappedLabel
from lisdesk.ui.workspace import Workspace, edit_with

_TEXT_PX = 136
_WORDS = (
    "Write a word and the share at which it begins, a line for each. Each reaches up to the next; "
    "the lowest begins at 0%. “None” always stands for 0."
)


class ScaleDialog(FormDialog):
    """The words that findings use, as the Cover of the workbook prints them."""

    def __init__(self, workspace: Workspace, parent: QWidget, page: FindingsPage) -> None:
        super().__init__(workspace, parent, "Scale of words", _WORDS, "Use this scale")
        self.steps = text_field(_TEXT_PX, _lines(page.scale))
        self.printed = WrappedLabel("", "muted")
        self.add_row("Steps", self.steps)
        self.body.addWidget(self.printed)
        usual = QPushButton("Put in the usual one")
        usual.setAutoDefault(False)
        usual.clicked.connect(lambda: self.steps.setPlainText(_lines(DEFAULT_SCALE)))
        self.foot.insertWidget(0, usual)
        self.steps.textChanged.connect(self._show)
        self._show()
        focus(self.steps)

    def send(self) -> None:
        """Use the scale that stands there."""
        steps = self._show()
        if steps is not None:
            edit = edit_with(set_scale, call_id=self.workspace.call_id, steps=steps)
            self.run(edit, "Changed the scale of words")

    def _show(self) -> tuple[QuantifierStep, ...] | None:
        try:
            steps = read_scale(self.steps.toPlainText().splitlines())
        except RefusedError as error:
            self.say(f"{error.happened} {error.do}")
            self.printed.setText("")
            return None
        self.say("")
        self.printed.setText(f"Printed as: {scale_words(steps)}")
        return steps


def _lines(scale: tuple[QuantifierStep, ...]) -> str:
    return "\n".join(map(written_step, scale))
