"""Ways from the group at hand: to the next variant, to Reading, to the register."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from lisdesk.queries.register import RegisterFilter
from lisdesk.ui.plain import with_hidden_shown

if TYPE_CHECKING:
    from lisdesk.ui.campaigns.screen import CampaignsScreen


class Leading(QObject):
    """Leads the officer on."""

    def __init__(self, screen: CampaignsScreen) -> None:
        super().__init__(screen)
        self._screen, self._workspace = screen, screen.workspace

    def to_name(self) -> None:
        """Bring the keyboard to the name."""
        self._screen.pane.name.setFocus()
        self._screen.pane.name.selectAll()

    def to_next_variant(self) -> None:
        """Point at the next variant that has not been marked as read, the first after the last."""
        state, members = self._screen.facts.state, self._screen.members
        unread = set(state.unread_variants if state is not None else ())
        current, ids = members.current_id(), members.members.ids()
        start = max(members.members.row_of(current), 0)
        ordered = [*ids[start + 1 :], *ids[: start + 1]]
        following = next((each for each in ordered if each in unread and each != current), 0)
        if following:
            members.point_at(following)
        else:
            self._workspace.notices.tell("Every other variant of this group is read.")

    def to_reading(self) -> None:
        """Open the member in hand in Reading."""
        current = self._screen.members.current_id()
        if current:
            self._workspace.go_to("reading", current)

    def to_seed(self) -> None:
        """Open the seed in Reading, where its words are tagged."""
        if self._screen.group is not None:
            self._workspace.go_to("reading", self._screen.group.seed_id)

    def to_register(self) -> None:
        """Show the submissions of the campaign in the register."""
        group = self._screen.group
        if group is not None and group.campaign_id is not None:
            words = f"{group.row.campaign} {with_hidden_shown(group.row.name)}"
            chosen = RegisterFilter(campaign_ids=(group.campaign_id,), words=words)
            self._workspace.go_to("submissions", chosen)
