"""The edits about the group at hand, each of which one undo takes back."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from lisdesk.queries.coding import PriorityRow
from lisdesk.rules.counted import counted
from lisdesk.rules.vocabulary import CampaignPolicy, PriorityStatus
from lisdesk.ui.plain import with_hidden_shown
from lisdesk.ui.reading.picker import PriorityPicker
from lisdesk.ui.workspace import edit_with

if TYPE_CHECKING:
    from lisdesk.edits.campaigns import CampaignStanding
    from lisdesk.rules.grouping import Alike
    from lisdesk.ui.campaigns.at_hand import GroupAtHand
    from lisdesk.ui.campaigns.screen import CampaignsScreen


class Handling(QObject):
    """Confirms, names, tags, and says who belongs to a campaign."""

    def __init__(self, screen: CampaignsScreen) -> None:
        super().__init__(screen)
        self._screen, self._workspace = screen, screen.workspace
        self.priorities: list[PriorityRow] = []
        self.is_confirming = False
        """Whether the group at hand is being confirmed: what is tagged meanwhile is inherited."""

    def take_priorities(self, rows: Sequence[PriorityRow]) -> None:
        """Take the priorities that can be tagged to."""
        self.priorities = [row for row in rows if row.status is not PriorityStatus.DROPPED]
        self._screen.actions_here.name_priorities(rows)
        self._screen.actions_here.enable()

    def confirm(self) -> None:
        """Confirm the proposed group by the name that stands in its line."""
        from lisdesk.edits.campaigns import confirm_campaign

        screen, group = self._screen, self._screen.group
        if group is None or group.campaign_id is not None or self.is_confirming:
            return
        edit = edit_with(
            confirm_campaign,
            call_id=self._workspace.call_id,
            seed_id=group.seed_id,
            submission_ids=[each.submission_id for each in group.kept],
            name=screen.pane.name.text(),
            threshold=screen.threshold(),
        )
        self.is_confirming = True
        screen.want_seed(group.seed_id)
        self._workspace.do(
            edit, lambda standing: _said("Confirmed", standing), otherwise=self._refuse
        )
        screen.actions_here.enable()
        screen.groups.setFocus()

    def _refuse(self, error: BaseException) -> None:
        self.is_confirming = False
        self._screen.actions_here.enable()
        self._workspace.explain(error)

    def rename(self) -> None:
        """Give the campaign the name that stands in its line."""
        from lisdesk.edits.campaigns import rename_campaign

        group, name = self._screen.group, self._screen.pane.name.text()
        if group is None or group.campaign_id is None or name.strip() == group.row.name:
            return
        self._workspace.do(
            edit_with(rename_campaign, campaign_id=group.campaign_id, name=name),
            lambda standing: f"Renamed {standing.reference} to “{standing.name}”",
        )
        self._screen.groups.setFocus()

    def take_out(self) -> None:
        """Leave the selected members out; of a campaign they are taken out at once."""
        from lisdesk.edits.campaigns import remove_campaign_members

        group = self._screen.group
        if group is None:
            return
        chosen = [
            each
            for each in self._screen.members.selected_ids()
            if each not in group.left_out and each != group.seed_id
        ]
        if not chosen:
            return
        if group.campaign_id is None:
            self._screen.show_changed(group.without(chosen))
            return
        edit = edit_with(
            remove_campaign_members, campaign_id=group.campaign_id, submission_ids=chosen
        )
        self._workspace.do(edit, lambda it: f"Took {_many(chosen)} out of {it.reference}")

    def add(self) -> None:
        """Let the selected ones that are left out belong to the group."""
        from lisdesk.edits.campaigns import add_campaign_members

        group = self._screen.group
        if group is None:
            return
        chosen = [each for each in self._screen.members.selected_ids() if each in group.left_out]
        if not chosen:
            return
        if group.campaign_id is None:
            self._screen.show_changed(group.with_again(chosen))
            return
        edit = edit_with(add_campaign_members, campaign_id=group.campaign_id, submission_ids=chosen)
        self._workspace.do(edit, lambda it: f"Added {_many(chosen)} to {it.reference}")

    def make_seed(self) -> None:
        """Compare the members of the group with the selected one instead of its seed."""
        group, chosen = self._screen.group, self._screen.members.selected_ids()
        if group is None or len(chosen) != 1 or chosen[0] in (group.seed_id, *group.left_out):
            return
        if group.campaign_id is None:
            self._propose_seed(group, chosen[0])
            return
        from lisdesk.edits.campaign_seed import choose_campaign_seed

        self._screen.want_seed(chosen[0])
        edit = edit_with(
            choose_campaign_seed, campaign_id=group.campaign_id, submission_id=chosen[0]
        )
        words = (
            f"{self._screen.members.reference_of(chosen[0])} is the seed of {group.row.campaign}"
        )
        self._workspace.do(edit, words)

    def _propose_seed(self, group: GroupAtHand, seed_id: int) -> None:
        from lisdesk.queries.campaign_page import around

        reference = self._screen.members.reference_of(seed_id)
        ids = [group.seed_id, *(each.submission_id for each in group.members)]

        def show(members: Sequence[Alike]) -> None:
            if self._screen.group is group:
                self._screen.show_changed(group.around(seed_id, reference, members))

        self._workspace.jobs.read(around, seed_id, ids, owner=self, then=show, topic="seed")

    def dissolve(self) -> None:
        """Undo that the submissions are a campaign."""
        from lisdesk.edits.campaigns import dissolve_campaign

        group = self._screen.group
        if group is None or group.campaign_id is None:
            return
        self._screen.want_seed(group.seed_id)
        self._workspace.do(
            edit_with(dissolve_campaign, campaign_id=group.campaign_id),
            lambda standing: f"Dissolved “{standing.name}” ({standing.reference})",
        )

    def tag(self, number: int) -> None:
        """Tag the seed, and with it every copy, to the priority of a number key."""
        if 1 <= number <= len(self.priorities):
            self._tag(self.priorities[number - 1])

    def pick(self) -> None:
        """Tag the seed, and with it every copy, to a priority found by typing."""
        group = self._screen.group
        if group is None:
            return
        what = f"{group.seed} and all that inherit from it"
        picker = PriorityPicker(self._screen, self.priorities, what)
        picker.picked.connect(self._tag_picked)
        picker.open()

    def _tag_picked(self, priority_id: int) -> None:
        self._tag(next(row for row in self.priorities if row.id == priority_id))

    def _tag(self, priority: PriorityRow) -> None:
        from lisdesk.edits.tags import TagDraft, add_tag

        group = self._screen.group
        if group is None:
            return
        edit = edit_with(
            add_tag, submission_id=group.seed_id, priority_id=priority.id, draft=TagDraft()
        )
        name = with_hidden_shown(priority.name)
        size = counted(1 + group.copies, "submission")
        words = f"Tagged {size} of the campaign to {priority.code} {name}"
        self._workspace.do(edit, words)

    def mark_copies_read(self) -> None:
        """Mark the seed and its copies as read; what variants say of their own stays unread."""
        state = self._screen.facts.state
        if state is None or not state.unread_copies:
            self._workspace.notices.tell("The seed and its copies are read already.")
            return
        self._mark(state.unread_copies)

    def mark_read_and_go_on(self) -> None:
        """Mark the submission at hand as read, and go to the next variant that is not."""
        current = self._screen.members.current_id()
        if current:
            self._mark([current])
            self._screen.leading.to_next_variant()

    def _mark(self, submission_ids: Sequence[int]) -> None:
        from lisdesk.edits.reading import mark_read

        self._workspace.do(
            edit_with(mark_read, submission_ids=list(submission_ids)),
            lambda count: f"Marked {counted(count, 'submission')} as read",
        )

    def choose_policy(self, policy: CampaignPolicy) -> None:
        """Let the campaigns of the call count otherwise, in every number."""
        from lisdesk.edits.call_details import CallCorrection, edit_call

        edit = edit_with(
            edit_call,
            call_id=self._workspace.call_id,
            correction=CallCorrection(campaign_policy=policy),
        )
        said = f"Campaigns: {policy.label[:1].lower()}{policy.label[1:]}"
        self._workspace.do(edit, said, otherwise=partial(self._put_back_policy))

    def _put_back_policy(self, error: BaseException) -> None:
        self._workspace.explain(error)
        self._screen.refresh_soon()


def _many(ids: Sequence[int]) -> str:
    return counted(len(ids), "submission")


def _said(verb: str, standing: CampaignStanding) -> str:
    parts = f"{counted(standing.copies, 'copy', 'copies')}, {counted(standing.variants, 'variant')}"
    return f"{verb} {standing.reference} “{with_hidden_shown(standing.name)}”: {parts}"
