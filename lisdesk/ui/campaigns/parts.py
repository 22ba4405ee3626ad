"""How the parts of the screen Campaigns stand, and what they say before there is a group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QSpinBox,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
)

from lisdesk.rules.alikeness import DEFAULT_THRESHOLD
from lisdesk.rules.counted import counted
from lisdesk.rules.vocabulary import CampaignPolicy
from lisdesk.ui.action_button import ActionButton
from lisdesk.ui.choice_box import ChoiceBox
from lisdesk.ui.empty_state import EmptyState
from lisdesk.ui.memory import keep_sizes
from lisdesk.ui.plain import PlainLabel
from lisdesk.ui.theme import GRID_PX

if TYPE_CHECKING:
    from lisdesk.queries.campaign_page import CampaignList
    from lisdesk.ui.campaigns.screen import CampaignsScreen

_SIDES_PX = (416, 632)
_LEAST_PX = (280, 440)
_POLICIES = tuple(CampaignPolicy)
_NONE_ALIKE = (
    "No submissions are alike",
    "Letters that come many times in nearly the same words are proposed here as a campaign. "
    "A lower likeness above finds more.",
)
_READING = ("Comparing the submissions …", "")


class Parts(QObject):
    """Title, likeness and policy on top; the groups beside the one at hand."""

    policy_chosen = Signal(object)
    """The officer chose how campaigns count: a CampaignPolicy."""

    def __init__(self, screen: CampaignsScreen) -> None:
        super().__init__(screen)
        self._screen = screen
        self.told = PlainLabel(look="muted")
        self.threshold = QSpinBox()
        self.threshold.setRange(1, 100)
        self.threshold.setSingleStep(5)
        self.threshold.setValue(round(DEFAULT_THRESHOLD * 100))
        self.threshold.setSuffix("%")
        self.threshold.setAccessibleName("Propose groups from this likeness on, in per cent")
        self.threshold.lineEdit().setTextMargins(GRID_PX, 0, 0, 0)
        self.policy = ChoiceBox()
        self.policy.setAccessibleName("How the campaigns of this call count")
        self.policy.addItems([policy.label for policy in _POLICIES])
        self.policy.activated.connect(self._choose)
        self.compare = ActionButton(screen.actions_here.compare)
        self.compare.hide()
        self._policy = CampaignPolicy.EACH
        self.empty = EmptyState(*_READING)
        self.stack = QStackedWidget()
        self._lay_out()

    def show_list(self, found: CampaignList, threshold: float) -> None:
        """Show how many groups there are, and how they count."""
        groups = found.groups
        proposed, confirmed = len(groups.unconfirmed), len(groups.confirmed)
        words = f"{proposed:,} proposed · {counted(confirmed, 'campaign')}"
        if groups.waiting:
            words += f" · {groups.waiting:,} not compared yet"
        self.told.setText(words)
        self._policy = found.policy
        self.policy.setCurrentIndex(_POLICIES.index(found.policy))
        self.policy.setEnabled(not self._screen.workspace.is_read_only)
        self.show_comparing(is_under_way=self._screen.comparing.is_under_way)
        is_empty = not (proposed or confirmed)
        self.empty.say(*(_READING if groups.waiting else _NONE_ALIKE))
        self.stack.setCurrentIndex(1 if is_empty else 0)

    def show_waiting(self) -> None:
        """Say that the groups are being read."""
        self.told.setText("")
        self.empty.say(*_READING)
        self.stack.setCurrentIndex(1)

    def show_comparing(self, *, is_under_way: bool) -> None:
        """Offer to compare what was left, unless that is under way."""
        found = self._screen.found
        waits = found is not None and bool(found.groups.waiting)
        may = not self._screen.workspace.is_read_only
        self.compare.setVisible(waits and may and not is_under_way)

    def _lay_out(self) -> None:
        screen = self._screen
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(PlainLabel("Campaigns", "title"))
        top.addWidget(self.told)
        top.addWidget(self.compare)
        top.addStretch()
        for words, field in (("Alike from", self.threshold), ("Campaigns", self.policy)):
            label = PlainLabel(words)
            label.setBuddy(field)
            top.addWidget(label)
            top.addWidget(field)
        sides = QSplitter(Qt.Orientation.Horizontal)
        sides.addWidget(screen.groups)
        sides.addWidget(screen.pane)
        for side, least in zip((screen.groups, screen.pane), _LEAST_PX, strict=True):
            side.setMinimumWidth(least)
        sides.setChildrenCollapsible(False)
        sides.setStretchFactor(0, 2)
        sides.setStretchFactor(1, 3)
        sides.setSizes(_SIDES_PX)
        keep_sizes(sides, "campaigns/panes")
        self.stack.addWidget(sides)
        self.stack.addWidget(self.empty)
        layout = QVBoxLayout(screen)
        layout.setContentsMargins(16, 12, 16, 8)
        layout.setSpacing(8)
        layout.addLayout(top)
        layout.addWidget(self.stack, 1)

    def _choose(self, place: int) -> None:
        if _POLICIES[place] is not self._policy:
            self.policy_chosen.emit(_POLICIES[place])
