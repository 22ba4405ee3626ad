"""The screen Campaigns: submissions that are alike, what differs in them, and how they count."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QTableView, QWidget

from lisdesk.outcome import Kind
from lisdesk.queries.campaign_page import CampaignList, campaign_list
from lisdesk.queries.campaigns import GroupRow
from lisdesk.queries.coding import priorities
from lisdesk.ui.campaigns.actions import CampaignActions
from lisdesk.ui.campaigns.at_hand import GroupAtHand, group_at_hand
from lisdesk.ui.campaigns.comparing import Comparing
from lisdesk.ui.campaigns.facts import GroupFacts
from lisdesk.ui.campaigns.group_pane import GroupPane
from lisdesk.ui.campaigns.groups_table import GroupsModel, GroupsTable
from lisdesk.ui.campaigns.handling import Handling
from lisdesk.ui.campaigns.leading import Leading
from lisdesk.ui.campaigns.members_table import MembersModel, MembersTable
from lisdesk.ui.campaigns.parts import Parts
from lisdesk.ui.campaigns.words import about_words, proposed_name
from lisdesk.ui.screen import Screen
from lisdesk.ui.workspace import Workspace

_THRESHOLD_PAUSE_MS = 400
_OWN_STEPS = frozenset({Kind.TAG, Kind.READING})
"""What changes while a group is worked on: who is in which group stays as it is."""


class CampaignsScreen(Screen):
    """The groups at the left; at the right the one at hand, its members and their words."""

    key = "campaigns"
    title = "Campaigns"
    help_page = "campaigns"
    shows = _OWN_STEPS | {
        Kind.CAMPAIGN, Kind.SUBMISSION, Kind.IMPORT, Kind.STAKEHOLDER, Kind.PRIORITY
    }  # fmt: skip

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.group: GroupAtHand | None = None
        self.found: CampaignList | None = None
        self._call_id = 0
        self._changed: set[Kind] = set()
        self._wanted_seed = self._wanted_campaign = 0
        self.groups = GroupsTable(GroupsModel(self))
        self.members = MembersTable(MembersModel(workspace, self))
        self.handling, self.comparing = Handling(self), Comparing(self)
        self.facts, self.leading = GroupFacts(self), Leading(self)
        self.actions_here = CampaignActions(self)
        self.pane = GroupPane(self.members, self.actions_here)
        self.parts = Parts(self)
        self._soon_groups = self.pause(_THRESHOLD_PAUSE_MS, self._read_groups)
        self._connect()
        self.actions_here.enable()

    def _connect(self) -> None:
        self.workspace.jobs.changed.connect(self._changed.update)
        self.groups.pointed_at.connect(self._point)
        self.groups.opened.connect(self.leading.to_seed)
        self.members.pointed_at.connect(lambda _id: self.facts.read_difference_soon())
        self.members.selection_told.connect(self.actions_here.enable)
        self.members.opened.connect(partial(self.workspace.go_to, "reading"))
        self.pane.name.returnPressed.connect(self._take_name)
        self.pane.rename.clicked.connect(lambda _on: self.handling.rename())
        self.parts.threshold.valueChanged.connect(lambda _value: self._soon_groups.start())
        self.parts.policy_chosen.connect(self.handling.choose_policy)
        for table in (self.groups, self.members):
            table.customContextMenuRequested.connect(partial(self._show_menu, table))

    def load(self) -> None:
        """Read the groups, or what is done about the one at hand if no more can differ."""
        self._take_call()
        changed = frozenset(self._changed)
        self._changed.clear()
        if changed and changed <= _OWN_STEPS and self.group is not None:
            self.members.members.refresh_rows()
            self.facts.read_state()
            return
        self._read_groups()
        self.workspace.jobs.read(
            priorities, self._call_id,
            owner=self, then=self.handling.take_priorities, topic="priorities",
        )  # fmt: skip

    def commands(self) -> list[QAction]:
        """Return what can be done here."""
        return self.actions_here.all()

    def start_with(self) -> QWidget:
        """Return the list of groups: the keys work from there."""
        return self.groups

    def show_target(self, target: object) -> None:
        """Bring a campaign into view, by its number."""
        if isinstance(target, int):
            self._take_call()
            self._wanted_campaign = target
            if self.found is not None:
                self._take_groups(self._call_id, self.found)

    def threshold(self) -> float:
        """Return the likeness from which on groups are proposed, 0 to 1."""
        return self.parts.threshold.value() / 100

    def want_seed(self, seed_id: int) -> None:
        """Point at the group around a seed when the groups are next read."""
        self._wanted_seed = seed_id

    def show_changed(self, group: GroupAtHand) -> None:
        """Show a proposed group with other members or another seed, which nobody confirmed yet."""
        current = self.members.current_id()
        self._show_group(group)
        self.members.point_at(current)

    def _take_call(self) -> None:
        """Let go of everything about another call than the one at hand."""
        if self._call_id != self.workspace.call_id:
            self._call_id = self.workspace.call_id
            self._changed.clear()
            self.found = None
            self._wanted_seed = self._wanted_campaign = 0
            self.groups.groups.show_list(None)
            self._point(None)
            self.parts.show_waiting()

    def _read_groups(self) -> None:
        if self._call_id:
            self.workspace.jobs.read(
                campaign_list, self._call_id, self.threshold(),
                owner=self, then=partial(self._take_groups, self._call_id), topic="groups",
            )  # fmt: skip

    def _take_groups(self, call_id: int, found: CampaignList) -> None:
        if call_id != self._call_id:
            return
        self.found = found
        self.handling.is_confirming = False
        self.groups.groups.show_list(found)
        self.parts.show_list(found, self.threshold())
        row = self._row_to_point_at()
        is_there = row == self.groups.currentIndex().row()
        self.groups.point_at(row)
        if is_there and row >= 0:
            self._point(self.groups.groups.rows[row])
        if not self.groups.groups.rows:
            self._point(None)
        self.comparing.begin_if_new(found.groups.waiting)

    def _row_to_point_at(self) -> int:
        groups = self.groups.groups
        place = groups.row_of_campaign(self._wanted_campaign) if self._wanted_campaign else -1
        if place < 0 and self._wanted_seed:
            place = groups.row_of_seed(self._wanted_seed)
        if place < 0 and self.group is not None and self.group.campaign_id is not None:
            place = groups.row_of_campaign(self.group.campaign_id)
        if place < 0 and self.group is not None:
            place = groups.row_of_seed(self.group.row.seed_id)
        if place >= 0:
            self._wanted_campaign = self._wanted_seed = 0
        return max(place, 0) if groups.rows else -1

    def _point(self, row: GroupRow | None) -> None:
        """Show a group as it was read; what was changed about a proposed one stays if it can."""
        if row is None or self.found is None:
            self.group = None
            self.facts.forget()
            self.members.members.show_group(None)
            self.pane.difference.show_difference("", None)
            self.actions_here.enable()
            return
        groups = self.found.groups
        read = group_at_hand(row, groups.members[row.seed_id], groups.more.get(row.seed_id, ()))
        before, current = self.group, self.members.current_id()
        if before is not None and row.campaign_id is None and _is_same(before, read):
            read = before
        self._show_group(read)
        if (
            before is None
            or before.row.seed_id != row.seed_id
            or not self.members.point_at(current)
        ):
            self.members.point_at(_first_to_look_at(read))

    def _show_group(self, group: GroupAtHand) -> None:
        if self.group is None or self.group.seed_id != group.seed_id:
            self.facts.forget()
        self.group = group
        assert self.found is not None
        whose = self.found.respondents.get(group.row.seed_id, "")
        confirmation = self.found.confirmations.get(group.campaign_id or 0)
        about = about_words(group, whose, confirmation, self._zone())
        name = group.row.name or proposed_name(group.row)
        self.pane.show_group(group, about, name)
        self.members.members.show_group(group)
        self.actions_here.enable()
        self.facts.read_state()
        self.facts.read_difference_soon()

    def _take_name(self) -> None:
        if self.group is not None and self.group.campaign_id is None:
            self.handling.confirm()
        else:
            self.handling.rename()

    def _show_menu(self, table: QTableView, point: QPoint) -> None:
        self.actions_here.menu.popup(table.viewport().mapToGlobal(point))

    def _zone(self) -> str:
        assert self.workspace.call is not None
        return self.workspace.call.deadline.zone


def _is_same(before: GroupAtHand, read: GroupAtHand) -> bool:
    """Whether a proposed group is of the same submissions as before."""
    ids = {each.submission_id for each in read.members} | {read.seed_id}
    known = {each.submission_id for each in before.members} | {before.seed_id}
    return before.row.campaign_id is None and ids == known


def _first_to_look_at(group: GroupAtHand) -> int:
    """Return the first variant, whose words differ; of copies alone the seed."""
    variants = (each.submission_id for each in group.members if not each.is_copy)
    return next(variants, group.seed_id)


SCREEN = CampaignsScreen
