"""Correct what a call says of itself."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QLineEdit, QSpinBox, QWidget

from lisdesk.edits.call_details import LARGEST_THRESHOLD, CallCorrection, edit_call
from lisdesk.queries.call_page import CallPage
from lisdesk.queries.calls import CallRow
from lisdesk.rules.vocabulary import CampaignPolicy
from lisdesk.ui.calls.deadline_fields import DayField
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
        self._suggested = page.suggests_priorities
        self.name.setFocus()

    def send(self) -> None:
        """Save; with another opening day, submissions are judged anew."""
        day = self.opens.day()
        if day is None:
            self.say("Say on which day the call opens.")
            return
        suggests = self.suggests.isChecked()
        correction = CallCorrection(
            title=self.name.text(),
            opens_on=day if day != self._call.opens_on else None,
            campaign_policy=_POLICIES[self.policy.currentIndex()],
            small_count_threshold=self.threshold.value(),
            suggests_priorities=suggests if suggests is not self._suggested else None,
        )
        edit = edit_with(edit_call, call_id=self._call.id, correction=correction)
        self.run(edit, f"Corrected {self._call.reference}")
