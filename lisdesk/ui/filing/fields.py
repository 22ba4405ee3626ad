"""What can be changed about the mail in view: whose it is, and when it came if nothing says so."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from lisdesk.ui.elided import ElidedLabel
from lisdesk.ui.filing.decisions import Decisions
from lisdesk.ui.filing.words import received_line, respondent_line, why_line
from lisdesk.ui.intake.fields import IntakeFields
from lisdesk.ui.submissions.moment_field import MomentField
from lisdesk.ui.workspace import Workspace


class MailFields(IntakeFields):
    """The respondent by type-ahead, and a moment of receipt for a mail that names none."""

    received_chosen = Signal(object)
    """A moment in UTC; None leaves it to the moment of filing."""

    def __init__(self, workspace: Workspace, window: QWidget, zone: str) -> None:
        super().__init__(workspace, window)
        self._workspace, self._zone = workspace, zone
        self._is_showing = False
        self.received = MomentField("Received", self._zone, may_be_unknown=True)
        self.found = ElidedLabel()
        self.add_row("Received", self.received, self.found)
        self.received.changed.connect(self._take_received)

    def show_mail(self, decisions: Decisions, place: int) -> None:
        """Show what stands for a mail; one that is here already can only be looked at."""
        item = decisions.item(place)
        self._is_showing = True
        self.setEnabled(item.will_be_filed)
        self.respondent.show_name(decisions.respondent_name(place), decisions.respondent_id(place))
        self.show_why(decisions, place)
        self.received.setVisible(item.received_at is None)
        self.found.setVisible(item.received_at is not None)
        if item.received_at is None:
            now = self._workspace.clock.now()
            self.received.show_moment(decisions.received_at(place), item.mail.sent_at or now)
        else:
            when = received_line(decisions, place, self._zone)
            self.found.setText(f"{when}, found in {decisions.received_from(place)}")
            self.found.setAccessibleName(f"Received: {self.found.text()}")
        self._is_showing = False

    def show_why(self, decisions: Decisions, place: int) -> None:
        """Say whose the mail is taken to be, and why."""
        words = why_line(decisions, place)
        if decisions.is_new(place):
            words = f"{words} Added with the mail."
        self.why.setText(words)
        self.why.setAccessibleName(f"{respondent_line(decisions, place)}. {words}")

    def is_clear(self) -> bool:
        """Whether it is clear when the mail was received; else the keyboard goes there."""
        if self.received.isHidden() or not self.isEnabled() or self.received.is_clear():
            return True
        self.received.edit.setFocus()
        return False

    def _take_received(self) -> None:
        if not self._is_showing:
            is_clear = self.received.is_clear()
            self.received_chosen.emit(self.received.moment() if is_clear else None)
