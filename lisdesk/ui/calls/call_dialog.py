"""Correct what a call says of itself."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QLineEdit, QSpinBox, QWidget

from lisdesk.edits.call_details import LARGEST_THRESHOLD, CallCorrection, edit_call
from lisdesk.edits.calls import DeadlineChange
from lisdesk.errors import RefusedError
from lisdesk.queries.call_page import BodyName, CallPage, body_names
from lisdesk.queries.calls import CallRow
from lisdesk.rules.life_cycle import RULES, Act
from lisdesk.rules.reminders import NONE, days_text, parse_days
from lisdesk.rules.vocabulary import CampaignPolicy
from lisdesk.ui.calls.bodies import BodiesLine, body_completer
from lisdesk.ui.calls.deadline_fields import NOT_CLEAR, DayField, DeadlineField
from lisdesk.ui.calls.framework_field import FrameworkField
from lisdesk.ui.choice_box import ChoiceBox
from lisdesk.ui.form_dialog import FormDialog
from lisdesk.ui.theme import GRID_PX
from lisdesk.ui.workspace import Workspace, edit_with

_POLICIES = tuple(CampaignPolicy)


class CallDialog(FormDialog):
    """Name, bodies, opening day, how campaigns count, and which small numbers are withheld."""

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
        self.lead, self.partners = QLineEdit(call.lead), BodiesLine()
        self.partners.setText("; ".join(call.partners))
        self.add_row("Led by", self.lead)
        self.add_row("With", self.partners)
        self.add_row("Opens", self.opens)
        self.add_row("Campaigns", self.policy)
        self.add_row("Withhold counts below", self.threshold)
        self.framework = FrameworkField(workspace, call.id, page.frameworks, page.framework)
        self.add_row("Framework", self.framework)
        self.suggests = QCheckBox("Suggest priorities while reading")
        self.suggests.setChecked(page.suggests_priorities)
        self.add_row("Suggestions", self.suggests)
        self.remind = QLineEdit(days_text(call.reminder_days))
        self.remind.setPlaceholderText("14,7,3,1, or none")
        self.add_row("Remind, days before the deadline", self.remind)
        self.closes = self._add_deadline()
        self._suggested = page.suggests_priorities
        self.name.setFocus()
        workspace.jobs.read(body_names, owner=self, then=self._offer)

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
        lead, partners = self.lead.text().strip(), self.partners.names()
        if not lead:
            self.say("Say which body leads the call.")
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
            lead=lead if lead != self._call.lead else None,
            partners=partners if tuple(partners) != self._call.partners else None,
            framework=self.framework.other(),
        )
        edit = edit_with(edit_call, call_id=self._call.id, correction=correction)
        self.run(edit, f"Corrected {self._call.reference}", self._tell)

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

    def _offer(self, bodies: Sequence[BodyName]) -> None:
        self.lead.setCompleter(body_completer(bodies, self.lead))
        self.partners.offer(bodies)

    def _tell(self, change: DeadlineChange) -> None:
        if change.consequence:
            self.workspace.notices.tell(change.consequence)
