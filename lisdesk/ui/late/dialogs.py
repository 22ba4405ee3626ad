"""The dialogs of the screen Late: when it was sent, the policy, what decisions changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QSpinBox, QVBoxLayout, QWidget

from lisdesk.edits.call_details import CallCorrection, edit_call
from lisdesk.edits.correcting import NOTHING
from lisdesk.edits.submissions import SubmissionCorrection, edit_submission
from lisdesk.errors import UserError
from lisdesk.queries.late_queue import LateCall
from lisdesk.rules.late_effects import Effect
from lisdesk.rules.late_policy import LARGEST_GRACE, LatePolicy
from lisdesk.rules.vocabulary import Channel, LateChoice
from lisdesk.rules.wall_time import local_words
from lisdesk.tasks.late_queue import LateLine
from lisdesk.ui.choice_box import ChoiceBox
from lisdesk.ui.form_dialog import FormDialog
from lisdesk.ui.plain import WrappedLabel
from lisdesk.ui.plain_table import PlainTable
from lisdesk.ui.submissions.moment_field import MomentField
from lisdesk.ui.theme import GRID_PX
from lisdesk.ui.workspace import Workspace, edit_with

_PROPOSALS: tuple[LateChoice | None, ...] = (None, *LateChoice)
_MOST_TOLD = 200
_NOT_WRITTEN = "Write when it was sent, or take the tick from “Known” if nobody knows."
_SIZE_PX = (1120, 480)
_HEADINGS = ("When", "Decision", "Why", "Submissions", "Ledger line", "Before", "After")
_WIDTHS_PX = (152, 176, 0, 112, 216, 80, 80)


class SentDialog(FormDialog):
    """When a late submission was sent, or postmarked; what it is proposed to be may follow."""

    def __init__(
        self, workspace: Workspace, parent: QWidget, line: LateLine, call: LateCall
    ) -> None:
        row = line.row
        is_post = row.channel is Channel.POST
        name = "Postmarked" if is_post else "Sent"
        words = "The day of the postmark; a time of day need not be given." if is_post else ""
        super().__init__(workspace, parent, f"When {row.reference} was sent", words, "Save")
        self._line = line
        self.field = MomentField(name, call.close.deadline.zone, may_be_unknown=True)
        self.field.show_moment(row.sent_at, call.close.closed_at)
        self.field.known.setChecked(True)
        if row.sent_at is None:
            self.field.edit.line.clear()  # no day is made up
        self.add_row(name, self.field)
        self.field.edit.line.setFocus()
        self.field.edit.line.selectAll()

    def send(self) -> None:
        """Save when it was sent, or that this is not known."""
        try:
            moment = self.field.moment()
        except UserError as error:
            is_empty = not self.field.edit.line.text().strip()
            self.say(_NOT_WRITTEN if is_empty else error.happened)
            return
        correction = SubmissionCorrection(sent_at=NOTHING if moment is None else moment)
        edit = edit_with(edit_submission, submission_id=self._line.id, correction=correction)
        self.run(edit, f"Corrected when {self._line.row.reference} was sent")


class PolicyDialog(FormDialog):
    """What a call proposes for late submissions, and the grace for post."""

    def __init__(self, workspace: Workspace, parent: QWidget, call: LateCall) -> None:
        super().__init__(
            workspace,
            parent,
            f"Late submissions of {call.reference}",
            "It proposes, with a reason. A person decides about each; no number moves by it.",
            "Save the policy",
        )
        self.proposes, self.grace = ChoiceBox(), QSpinBox()
        self.proposes.addItems([each.label if each else "Nothing" for each in _PROPOSALS])
        self.proposes.setCurrentIndex(_PROPOSALS.index(call.policy.proposes))
        self.grace.setRange(0, LARGEST_GRACE)
        self.grace.setValue(call.policy.post_grace)
        self.grace.setSuffix(" working days")
        self.grace.setSpecialValueText("No grace for post")
        self.grace.lineEdit().setTextMargins(GRID_PX, 0, 0, 0)
        self.add_row("Propose", self.proposes)
        self.add_row("Post arrives within", self.grace)
        self._reference = call.reference
        self.proposes.setFocus()

    def send(self) -> None:
        """Save the policy."""
        policy = LatePolicy(_PROPOSALS[self.proposes.currentIndex()], self.grace.value())
        correction = CallCorrection(late_policy=policy)
        edit = edit_with(edit_call, call_id=self.workspace.call_id, correction=correction)
        self.run(edit, f"Changed the policy for late submissions of {self._reference}")


class ChangesDialog(QDialog):
    """What decisions about late submissions changed in the ledger, all together and one by one."""

    def __init__(
        self, parent: QWidget, reference: str, zone: str, effects: Sequence[Effect]
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("What late decisions changed")
        self.resize(*_SIZE_PX)
        self.table = PlainTable("Lines of the ledger that changed", _HEADINGS, _WIDTHS_PX)
        self.table.fill(list(_rows(_told(effects), zone)))
        words = f"Lines of the ledger of {reference}, by what holds now. All together come first."
        left = len(effects) - len(_told(effects))
        if left:
            words += f" {left:,} earlier decisions are left out: “lisdesk late changes” has them."
        if not effects:
            words = f"Nobody has decided about a late submission of {reference}."
        close = QPushButton("Close")
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        layout.addWidget(WrappedLabel("What late decisions changed", "heading"))
        layout.addWidget(WrappedLabel(words, "muted"))
        layout.addWidget(self.table, 1)
        layout.addLayout(foot)
        self.table.setFocus()


def _told(effects: Sequence[Effect]) -> list[Effect]:
    """Return all of them together, and the newest ones by themselves, the newest last."""
    return [*effects[:1], *effects[1:][-_MOST_TOLD:]]


def _rows(effects: Sequence[Effect], zone: str) -> Iterator[tuple[str | int, ...]]:
    for each in effects:
        when = local_words(each.decided_at, zone) if each.decided_at else "All decisions"
        about = (when, each.choice.label if each.choice else "", each.reason, each.submissions)
        if not each.lines:
            yield (*about, "No line changed", "", "")
        for line in each.lines:
            yield (*about, line.disposition.label, line.before, line.after)
