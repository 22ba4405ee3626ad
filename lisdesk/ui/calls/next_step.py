"""What happens next to a call: in words, with the step on and the one back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QMenu, QPushButton, QWidget

from lisdesk.edits.life_cycle import StageStep, edit_of
from lisdesk.queries.calls import CallRow
from lisdesk.queries.life_cycle import next_words, step_warnings
from lisdesk.rules.life_cycle import BY_CLOCK, RULES, Move
from lisdesk.ui.action_button import ActionButton
from lisdesk.ui.form_dialog import FormDialog
from lisdesk.ui.plain import PlainLabel, WrappedLabel, set_look
from lisdesk.ui.workspace import Workspace, edit_with


class NextStep(QFrame):
    """One line of the page of a call; its button takes the next step, its menu leads back."""

    def __init__(self, on: QAction, back: QAction) -> None:
        super().__init__()
        self._on, self._back = on, back
        self.words = WrappedLabel()
        self.go = ActionButton(on)
        set_look(self.go, "primary")
        self.menu = QMenu(self)
        self.menu.addAction(back)
        self.menu.setAccessibleName("Go back")
        self.back = QPushButton("Go back")
        self.back.setMenu(self.menu)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(PlainLabel("What happens next", "strong"))
        layout.addWidget(self.words, 1)
        layout.addWidget(self.go)
        layout.addWidget(self.back)
        self.hide()  # until there is a call

    def show_call(self, call: CallRow) -> None:
        """Show where a call stands, and offer the steps from there."""
        rule = RULES[call.stage]
        self.words.setText(next_words(call))
        for action, move in ((self._on, rule.forward), (self._back, rule.back)):
            action.setText(f"{move.words}…" if move is not None else "")
        self.go.setText(self._on.text())
        self.go.setVisible(rule.forward is not None)
        self.back.setVisible(rule.back is not None)
        self.show()


class StepDialog(FormDialog):
    """A step of a call, with what should be known before it, and its reason."""

    def __init__(self, workspace: Workspace, parent: QWidget, call: CallRow, move: Move) -> None:
        super().__init__(
            workspace, parent, f"{move.words}: {call.reference}", _words(call, move), move.words
        )
        self._call, self._move = call, move
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(
            "Goes on record" if move.is_back else "If there is one; goes on record"
        )
        self.add_row("Reason", self.reason)
        self.waiting = WrappedLabel("", "caution")
        self.waiting.setAccessibleName("What waits")
        self.waiting.hide()
        self.body.addWidget(self.waiting)
        self.reason.setFocus()
        workspace.jobs.read(step_warnings, call, move, owner=self, then=self._tell)

    def send(self) -> None:
        """Take the step; what hinders it is said here."""
        edit = edit_with(edit_of(self._move), call_id=self._call.id, reason=self.reason.text())
        self.run(edit, _done, lambda step: self.workspace.notices.tell(f"{_done(step)}."))

    def _tell(self, warnings: Sequence[str]) -> None:
        self.waiting.setText(" ".join(warnings))
        self.waiting.setVisible(bool(warnings))


def _words(call: CallRow, move: Move) -> str:
    if move.to in BY_CLOCK:
        return f"{call.reference} goes by the clock then."
    return f"{call.reference} goes from “{call.stage.label}” to “{move.to.label}”."


def _done(step: StageStep) -> str:
    return f"{step.reference} is now: {step.stage.label.lower()}"
