"""The right side of the screen Campaigns: the group at hand, its members, and what differs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from lisdesk.ui.action_button import ActionButton
from lisdesk.ui.campaigns.difference_view import DifferenceView
from lisdesk.ui.campaigns.members_table import MembersTable
from lisdesk.ui.elided import ElidedLabel
from lisdesk.ui.memory import keep_sizes
from lisdesk.ui.plain import PlainLabel, WrappedLabel, set_look
from lisdesk.ui.submissions.menu_button import MenuButton

if TYPE_CHECKING:
    from lisdesk.ui.campaigns.actions import CampaignActions
    from lisdesk.ui.campaigns.at_hand import GroupAtHand

_ROWS_PX = (232, 240)
_LONGEST_NAME = 200


class GroupPane(QWidget):
    """Shows a group, and takes its name."""

    def __init__(self, members: MembersTable, actions: CampaignActions) -> None:
        super().__init__()
        self.members, self.difference = members, DifferenceView()
        self.name = QLineEdit()
        self.name.setAccessibleName("Name of the campaign")
        self.name.setMaxLength(_LONGEST_NAME)
        self.confirm = ActionButton(actions.confirm)
        set_look(self.confirm, "primary")
        self.rename = QPushButton("Rename")
        self.about = WrappedLabel("", "muted")
        self.tags, self.unread = ElidedLabel(), ElidedLabel()
        self.change = MenuButton("Change ▾", actions.menu)
        self.change.setAccessibleName("Change the group")
        self._actions = actions
        self._known_name = ""
        self._lay_out()
        self.name.textChanged.connect(lambda _text: self._offer_rename())

    def _lay_out(self) -> None:
        label = PlainLabel("Name")
        label.setBuddy(self.name)
        top = QHBoxLayout()
        top.setSpacing(8)
        for each in (label, self.name):
            top.addWidget(each)
        for button in (self.confirm, self.rename, self.change):
            top.addWidget(button)
        facts = QGridLayout()
        facts.setHorizontalSpacing(8)
        facts.setVerticalSpacing(4)
        facts.setColumnStretch(0, 1)
        pick, read = ActionButton(self._actions.pick), ActionButton(self._actions.read_copies)
        pick.setText("Tag all…")
        for row, (words, button) in enumerate(((self.tags, pick), (self.unread, read))):
            facts.addWidget(words, row, 0)
            facts.addWidget(button, row, 1)
        rows = QSplitter(Qt.Orientation.Vertical)
        rows.addWidget(self.members)
        rows.addWidget(self.difference)
        rows.setChildrenCollapsible(False)
        rows.setSizes(_ROWS_PX)
        keep_sizes(rows, "campaigns/rows")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(top)
        layout.addWidget(self.about)
        layout.addLayout(facts)
        layout.addWidget(rows, 1)

    def show_group(self, group: GroupAtHand, about: str, name: str) -> None:
        """Show what a group is; a name that is being typed stays."""
        self.about.setText(about)
        is_campaign = group.campaign_id is not None
        self.confirm.setVisible(not is_campaign)
        self.rename.setVisible(is_campaign)
        if name != self._known_name:
            self._known_name = name
            self.name.setText(name)
            self.name.setCursorPosition(0)
        self._offer_rename()

    def show_state(self, lines: tuple[str, str], *, has_unread: bool) -> None:
        """Show what the seed is tagged to, and what is still to be read."""
        tags, unread = lines
        self.tags.setText(tags)
        self.unread.setText(unread)
        self.unread.set_look("strong" if has_unread else "muted")

    def _offer_rename(self) -> None:
        words = self.name.text().strip()
        self.rename.setEnabled(bool(words) and words != self._known_name and self._may_name())

    def _may_name(self) -> bool:
        return self._actions.name.isEnabled()
