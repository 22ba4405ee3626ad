"""How the submissions of a campaign count, by the policy of their call.

Copies and variants follow the policy alike: what a variant says beyond the others is read and
tagged, and an officer who finds that it speaks for itself takes it out of the campaign.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from heapq import heapify, heappop, heappush

from lisdesk.rules.vocabulary import CampaignPolicy, Disposition


@dataclass(frozen=True, slots=True)
class MemberStanding:
    """A member of a campaign, with the disposition that it would have on its own."""

    submission_id: int
    is_seed: bool
    received_at: datetime
    own: Disposition


def dispositions_in_campaign(
    policy: CampaignPolicy, members: Sequence[MemberStanding]
) -> dict[int, Disposition]:
    """Return the disposition of every member of one campaign.

    Only those change that would be counted on their own. Where the campaign counts once, its seed
    stands for all; if that is not counted, the one received first does.
    """
    found = {each.submission_id: each.own for each in members}
    counted = [each for each in members if each.own.is_counted]
    if policy is CampaignPolicy.EACH or not counted:
        return found
    if policy is CampaignPolicy.APART:
        return found | {each.submission_id: Disposition.CAMPAIGN_APART for each in counted}
    speaker = min(counted, key=_first)
    copies = [each.submission_id for each in counted if each is not speaker]
    return found | dict.fromkeys(copies, Disposition.CAMPAIGN_COPY)


class CampaignTally:
    """Counts the dispositions in one campaign while its members change one at a time, without
    looking at all of them again.
    """

    def __init__(self, policy: CampaignPolicy, members: Iterable[MemberStanding]) -> None:
        self._policy = policy
        self._members = {each.submission_id: each for each in members}
        self._own = Counter(each.own for each in self._members.values())
        self._speakers = [_first(each) for each in self._members.values() if each.own.is_counted]
        heapify(self._speakers)

    def change(self, submission_id: int, own: Disposition) -> None:
        """Let a member have another disposition on its own."""
        member = self._members[submission_id]
        self._own[member.own] -= 1
        self._own[own] += 1
        self._members[submission_id] = changed = replace(member, own=own)
        if own.is_counted and not member.own.is_counted:
            heappush(self._speakers, _first(changed))

    def counts(self) -> Counter[Disposition]:
        """Return how many members have each disposition."""
        counted = sum(number for own, number in self._own.items() if own.is_counted)
        if self._policy is CampaignPolicy.EACH or not counted:
            return +self._own
        found = Counter({own: each for own, each in self._own.items() if not own.is_counted})
        if self._policy is CampaignPolicy.APART:
            found[Disposition.CAMPAIGN_APART] += counted
        else:
            found[self._speaker().own] += 1
            found[Disposition.CAMPAIGN_COPY] += counted - 1
        return +found

    def _speaker(self) -> MemberStanding:
        while True:
            member = self._members[self._speakers[0][-1]]
            if member.own.is_counted:
                return member
            heappop(self._speakers)


def _first(member: MemberStanding) -> tuple[bool, datetime, int]:
    return (not member.is_seed, member.received_at, member.submission_id)
