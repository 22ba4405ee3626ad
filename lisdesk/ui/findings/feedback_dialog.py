"""Say what was said on a priority and what is done about it, by whom and by when."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from lisdesk.edits.feedback import FeedbackDraft, set_feedback
from lisdesk.queries.evidence.conclusions import FeedbackFact
from lisdesk.queries.findings import FindingRow, FindingsPage
from lisdesk.rules.feedback import FeedbackStatus, OwnerKind
from lisdesk.rules.wall_time import day_words
from lisdesk.ui.calls.deadline_fields import DayLine
from lisdesk.ui.choice_box import ChoiceBox
from lisdesk.ui.findings.conclusion_dialog import ConclusionDialog, focus, text_field
from lisdesk.ui.findings.pane import place_words
from lisdesk.ui.plain import set_tool_tip
from lisdesk.ui.workspace import Workspace, edit_with

_WIDTH_PX, _TEXT_PX = 648, 64
_KINDS, _STATUSES = tuple(OwnerKind), tuple(FeedbackStatus)
_KIND_WORDS = {
    OwnerKind.OFFICER: "Officer, never published",
    OwnerKind.BODY: "Body, named in a publication",
}


class FeedbackDialog(ConclusionDialog):
    """“You said” is the finding as long as nothing else is said."""

    def __init__(
        self, workspace: Workspace, parent: QWidget, page: FindingsPage, row: FindingRow
    ) -> None:
        call = workspace.call
        super().__init__(
            workspace,
            parent,
            f"You said, we did: {place_words(row, row.whole)}",
            "",
            f"feedback {call.reference if call else ''} {row.code}",
        )
        self.setMinimumWidth(_WIDTH_PX)
        self._row, self._usual_day = row, page.due_on
        self._seen = seen = draft_of(row.feedback)
        self.you_said, self.we_did = (
            text_field(_TEXT_PX, text) for text in (seen.you_said, seen.we_did)
        )
        self.you_said.setPlaceholderText(row.whole.text or "What those who responded said.")
        self.owner, self.kind, self.status = QLineEdit(seen.owner), ChoiceBox(), ChoiceBox()
        self.kind.addItems([_KIND_WORDS[each] for each in _KINDS])
        self.kind.setAccessibleName("Kind of owner")
        self.kind.setCurrentIndex(_KINDS.index(seen.owner_kind))
        self.due = DayLine(seen.due_on or page.due_on)
        self.status.addItems([each.label for each in _STATUSES])
        self.status.setCurrentIndex(_STATUSES.index(seen.status))
        self.reason = text_field(_TEXT_PX, seen.reason)
        self.status.currentIndexChanged.connect(self._show_reason)
        self._lay_out()
        focus(self.we_did if row.whole.text else self.you_said)

    def values(self) -> dict[str, str]:
        """Return what stands in the fields."""
        return {
            "you_said": self.you_said.toPlainText(),
            "we_did": self.we_did.toPlainText(),
            "owner": self.owner.text(),
            "kind": _KINDS[self.kind.currentIndex()].key,
            "due": self.due.text(),
            "status": _STATUSES[self.status.currentIndex()].key,
            "reason": self.reason.toPlainText(),
        }

    def take(self, values: dict[str, str]) -> None:
        """Put a draft into the fields."""
        for field in ("you_said", "we_did", "reason"):
            getattr(self, field).setPlainText(values.get(field, ""))
        self.owner.setText(values.get("owner", ""))
        self.due.setText(values.get("due", ""))
        for box, choices, field in (
            (self.kind, _KINDS, "kind"),
            (self.status, _STATUSES, "status"),
        ):
            keys = [each.key for each in choices]
            box.setCurrentIndex(keys.index(values[field]) if values.get(field) in keys else 0)

    def take_standing(self, page: FindingsPage) -> str:
        """Note what stands now."""
        row = page.row(self._row.priority_id)
        self._seen = draft_of(row.feedback if row else None)
        return f"“{self._seen.we_did or self._seen.you_said or self._seen.status.label}”."

    def send(self) -> None:
        """Save what stands in the fields."""
        day = self.due.day()
        if self.due.text().strip() and day is None:
            self.say(self.due.fault())
            focus(self.due)
            return
        draft = FeedbackDraft(
            you_said=self.you_said.toPlainText(),
            we_did=self.we_did.toPlainText(),
            owner=self.owner.text(),
            owner_kind=_KINDS[self.kind.currentIndex()],
            due_on=None if day == self._usual_day else day,
            status=_STATUSES[self.status.currentIndex()],
            reason=self.reason.toPlainText(),
        )
        edit = edit_with(
            set_feedback, priority_id=self._row.priority_id, draft=draft, seen=self._seen
        )
        self.run(edit, lambda code: f"Said what is done about {code}")

    def _lay_out(self) -> None:
        owner = QWidget()
        beside = QHBoxLayout(owner)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(8)
        beside.addWidget(self.owner, 1)
        beside.addWidget(self.kind)
        owner.setFocusProxy(self.owner)
        self.owner.setAccessibleName("Owner")
        for words, field in (
            ("You said", self.you_said),
            ("We did", self.we_did),
            ("Owner", owner),
            ("Due", self.due),
            ("Status", self.status),
            ("Reason", self.reason),
        ):
            self.add_row(words, field)
        set_tool_tip(self.due, f"12 weeks after the call closes: {day_words(self._usual_day)}")
        self.body.addWidget(self.told)
        self._show_reason()

    def _show_reason(self) -> None:
        is_refused = _STATUSES[self.status.currentIndex()] is FeedbackStatus.NOT_TAKEN_UP
        self.form.setRowVisible(self.reason, is_refused or bool(self.reason.toPlainText()))


def draft_of(found: FeedbackFact | None) -> FeedbackDraft:
    """Return what stands as a draft; an empty one for nothing."""
    if found is None:
        return FeedbackDraft()
    fields: dict[str, Any] = {
        field: getattr(found, field) for field in FeedbackDraft.__dataclass_fields__
    }
    return FeedbackDraft(**fields)
