"""Whether the members of campaigns stand as the policy of their call says."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from lisdesk.rules.campaign_policy import MemberStanding, dispositions_in_campaign
from lisdesk.rules.vocabulary import CampaignPolicy, Disposition
from lisdesk.store.entities import Call, Campaign, CampaignMember, Submission


class CampaignCheck:
    """One campaign, filled with its members as they are looked at."""

    def __init__(self, seed_id: int, policy: CampaignPolicy) -> None:
        self._seed_id, self._policy = seed_id, policy
        self._members: list[MemberStanding] = []
        self._stated: dict[int, tuple[str, Disposition]] = {}

    def add(self, submission: Submission, own: Disposition) -> None:
        """Note a member with the disposition that it would have on its own."""
        is_seed = submission.id == self._seed_id
        self._members.append(MemberStanding(submission.id, is_seed, submission.received_at, own))
        self._stated[submission.id] = (submission.reference, submission.disposition)

    def misstated(self) -> Iterator[str | None]:
        """Yield, for each member, None or the reference of one that stands otherwise."""
        ruled = dispositions_in_campaign(self._policy, self._members)
        for submission_id, (reference, disposition) in self._stated.items():
            yield None if ruled[submission_id] is disposition else reference


def campaigns_of(session: Session) -> dict[int, CampaignCheck]:
    """Return the campaign of every submission that belongs to one, each still empty."""
    chosen = select(Campaign.id, Campaign.seed_id, Call.campaign_policy).join(
        Call, Call.id == Campaign.call_id
    )
    checks = {
        campaign_id: CampaignCheck(seed_id, policy)
        for campaign_id, seed_id, policy in session.execute(chosen)
    }
    members = select(CampaignMember.submission_id, CampaignMember.campaign_id)
    return {each: checks[campaign_id] for each, campaign_id in session.execute(members)}
