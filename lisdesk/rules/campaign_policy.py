"""How the submissions of a campaign count, by the policy of their call.

Copies and variants follow the policy alike: what a variant says beyond the others is read and
tagged, and an officer who finds that it speaks for itself takes it out of the campaign.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

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


def _first(member: MemberStanding) -> tuple[bool, datetime, int]:
    return (not member.is_seed, member.received_at, member.submission_id)
