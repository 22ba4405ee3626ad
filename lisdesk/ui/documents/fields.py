"""What is said of the chosen documents: whose they are, how and when they came, what is open."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from lisdesk.rules.vocabulary import Channel, Permission
from lisdesk.ui.documents.decisions import DocumentDecisions
from lisdesk.ui.documents.words import respondent_line
from lisdesk.ui.intake.fields import IntakeFields
from lisdesk.ui.intake.standings import Standing
from lisdesk.ui.submissions.choice_field import ChoiceField
from lisdesk.ui.submissions.moment_field import MomentField
from lisdesk.ui.workspace import Workspace

_ASKED = "Type a name, or accept it without one."


class DocumentFields(IntakeFields):
    """Shows what was said of the document in view; what is changed holds for all chosen ones."""

    channel_chosen = Signal(object)
    """A `Channel`."""
    received_chosen = Signal(object)
    """A moment in UTC; None leaves it to the moment of filing."""
    permission_chosen = Signal(object)
    """A `Permission`, or None if that was not answered."""

    def __init__(self, workspace: Workspace, window: QWidget, zone: str) -> None:
        super().__init__(workspace, window)
        self._workspace = workspace
        self._is_showing = False
        self.channel = ChoiceField([(each.label, each) for each in Channel])
        self.channel.setAccessibleName("Channel")
        self.received = MomentField("Received", zone, may_be_unknown=True)
        self.permission = ChoiceField(
            [("Not answered: not published", None), *((each.label, each) for each in Permission)]
        )
        self.permission.setAccessibleName("Permission")
        self.add_row("C&hannel", self.channel)
        self.add_row("&Received", self.received)
        self.add_row("&Permission", self.permission)
        self.channel.currentIndexChanged.connect(lambda _place: self._take_channel())
        self.permission.currentIndexChanged.connect(lambda _place: self._take_permission())
        self.received.changed.connect(self._take_received)

    def show_document(
        self, decisions: DocumentDecisions, place: int, chosen: Sequence[int]
    ) -> None:
        """Show what stands for a document, one of those that are chosen; if all of these are here
        already they can only be looked at.
        """
        said = decisions.said(place)
        self._is_showing = True
        self.setEnabled(any(decisions.is_open(each) for each in chosen))
        self.respondent.show_name(said.name, said.stakeholder_id)
        self.channel.pick(said.channel)
        self.permission.pick(said.permission)
        self.received.show_moment(said.received_at, self._workspace.clock.now())
        self.show_why(decisions, place, chosen)
        self._is_showing = False

    def show_why(self, decisions: DocumentDecisions, place: int, chosen: Sequence[int]) -> None:
        """Say what is still to be said, and of how many documents it is said."""
        said, standing = decisions.said(place), decisions.standing(place)
        words = ""
        if said.name:
            is_new = said.stakeholder_id is None
            words = "New to the register: added with the document." if is_new else "Known."
        elif standing is not Standing.KNOWN:
            words = _ASKED
        if len(chosen) > 1:
            words = f"For the {len(chosen):,} chosen documents. {words}".strip()
        self.why.setText(words)
        self.why.setAccessibleName(f"{respondent_line(decisions, place)}. {words}")

    def is_clear(self) -> bool:
        """Whether it is clear when the document was received; else the keyboard goes there."""
        if not self.isEnabled() or self.received.is_clear():
            return True
        self.received.edit.setFocus()
        return False

    def _take_channel(self) -> None:
        if not self._is_showing:
            self.channel_chosen.emit(self.channel.currentData())

    def _take_permission(self) -> None:
        if not self._is_showing:
            self.permission_chosen.emit(self.permission.currentData())

    def _take_received(self) -> None:
        if not self._is_showing:
            is_clear = self.received.is_clear()
            self.received_chosen.emit(self.received.moment() if is_clear else None)
