"""Correct what a call says of itself."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QLineEdit, QSpinBox, QWidget

from lisdesk.edits.call_details import LARGEST_THRESHOLD, CallCorrection, edit_call
from lisdesk.errors import RefusedError
from lisdesk.queries.call_page import CallPage
from lisdesk.queries.calls import CallRow
from lisdesk.rules.life_cycle import RULES, Act
from lisdesk.rules.reminders import NONE, days_text, parse_days
from lisdesk.rules.vocabulary import CampaignPolicy
from lisdesk.ui.calls.deadline_fields import NOT_CLEAR, DayField, DeadlineField
from lisdesk.ui.choice_box import ChoiceBox
from lisdesk.ui.form_dialog import FormDialog
from lisdesk.ui.theme import GRID_PX
from lisdesk.ui.workspace import Workspace, edit_with

_POLICIES = tuple(CampaignPolicy)


class CallDialog(FormDialog):
    """Name, opening day, how campaigns count, and which small numbers are withheld."""

    def __init__(
        self, workspace: Workspace, parent: QWidget, call: CallRow, page: CallPage
    ) -> None:
        words = "The deadline is moved by “Extend”; the reference stays."
        super().__init__(workspace, parent, f"Edit {call.reference}", words, "Save the call")
        self._call = call
        self.name, self.opens = QLineEdit(call.title), DayField("Opening day", call.opens_on)
        self.policy, self.threshold = ChoiceBox(), QSpinBox()
        self.policy.addItems([policy.label for policy in _POLICIES])
        self.policy.setCurrentIndex(_POLICIES.index(page.campaign_policy))
        self.threshold.lineEdit().setTextMargins(GRID_PX, 0, 0, 0)
        self.threshold.setRange(0, LARGEST_THRESHOLD)
        self.threshold.setValue(page.small_count_threshold)
        self.add_row("Name", self.name)
        self.add_row("Opens", self.opens)
        self.add_row("Campaigns", self.policy)
        self.add_row("Withhold counts below", self.threshold)
        self.suggests = QCheckBox("Suggest priorities while reading")
        self.suggests.setChecked(page.suggests_priorities)
        self.add_row("Suggestions", self.suggests)
        self.remind = QLineEdit(days_text(call.reminder_days))
        self.remind.setPlaceholderText("14,7,3,1, or none")
        self.add_row("Remind, days before the deadline", self.remind)
        self.closes = self._add_deadline()
        self._suggested = page.suggests_priorities
        self.name.setFocus()

    def send(self) -> None:
        """Save; with another opening day, submissions are judged anew."""
        day = self.opens.day()
        if day is None:
            self.say("Say on which day the call opens.")
            return
        deadline = self.closes.deadline() if self.closes is not None else self._call.deadline
        if deadline is None:
            self.say(NOT_CLEAR)
            return
        try:
            days = parse_days(self.remind.text() or NONE)
        except RefusedError as error:
            self.refuse(error)
            self.remind.setFocus()
            return
        suggests = self.suggests.isChecked()
        correction = CallCorrection(
            title=self.name.text(),
            opens_on=day if day != self._call.opens_on else None,
            campaign_policy=_POLICIES[self.policy.currentIndex()],
            small_count_threshold=self.threshold.value(),
            suggests_priorities=suggests if suggests is not self._suggested else None,
            reminder_days=days if days != self._call.reminder_days else None,
            deadline=deadline if deadline != self._call.deadline else None,
        )
        edit = edit_with(edit_call, call_id=self._call.id, correction=correction)
        self.run(edit, f"Corrected {self._call.reference}")

    def _add_deadline(self) -> DeadlineField | None:
        """Let the deadline of a draft be corrected; one that was announced is extended."""
        if Act.SET_DEADLINE not in RULES[self._call.stage].allows:
            return None
        deadline = self._call.deadline
        field = DeadlineField(deadline.closes_on, deadline.zone)
        if deadline.closes_time is not None:
            field.time.setText(f"{deadline.closes_time:%H:%M}")
        self.add_row("Closes", field)
        return field
