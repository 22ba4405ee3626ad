"""The group at hand: its seed, its members, and who is left out of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from lisdesk.queries.campaigns import GroupRow
from lisdesk.rules.grouping import Alike


@dataclass(frozen=True, slots=True)
class GroupAtHand:
    """A group as it would be confirmed, or as it is if it is a campaign.

    Of a campaign `left_out` are those that are like its seed and belong to no campaign; of a
    proposed group, those that the officer has taken out of it.
    """

    row: GroupRow
    seed_id: int
    seed: str
    """The reference of the seed; of a proposed group another one may be chosen."""
    members: tuple[Alike, ...]
    """Everyone but the seed: those kept, and after them those left out."""
    left_out: frozenset[int]

    @property
    def campaign_id(self) -> int | None:
        """The campaign; None for a proposed group."""
        return self.row.campaign_id

    @property
    def kept(self) -> list[Alike]:
        """Return the members that are not left out."""
        return [each for each in self.members if each.submission_id not in self.left_out]

    @property
    def copies(self) -> int:
        """Return how many say what the seed says, the seed not among them."""
        return sum(each.is_copy for each in self.kept)

    @property
    def signed(self) -> int:
        """Return how many of the copies differ from the seed in their signature."""
        return sum(each.is_signed for each in self.kept)

    @property
    def variants(self) -> int:
        """Return how many say nearly the seed's words."""
        return sum(not each.is_copy for each in self.kept)

    def without(self, submission_ids: Sequence[int]) -> GroupAtHand:
        """Return a proposed group without some of its members."""
        gone = frozenset(submission_ids) - {self.seed_id}
        return replace(self, left_out=self.left_out | gone)

    def with_again(self, submission_ids: Sequence[int]) -> GroupAtHand:
        """Return a proposed group with members that were left out."""
        return replace(self, left_out=self.left_out - frozenset(submission_ids))

    def around(self, seed_id: int, seed: str, members: Sequence[Alike]) -> GroupAtHand:
        """Return a proposed group with another seed, and its members as they resemble that one."""
        left_out = self.left_out - {seed_id}
        return replace(self, seed_id=seed_id, seed=seed, members=tuple(members), left_out=left_out)


def group_at_hand(
    row: GroupRow, members: Sequence[Alike], more: Sequence[Alike] = ()
) -> GroupAtHand:
    """Return a group as it was found, with those that could join it."""
    left_out = frozenset(each.submission_id for each in more)
    return GroupAtHand(row, row.seed_id, row.seed, (*members, *more), left_out)
