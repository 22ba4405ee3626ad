"""The confirmed campaigns of a call, and what the policy makes of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from lisdesk.rules.vocabulary import CampaignPolicy, Permission
from lisdesk.store.entities import Campaign, CampaignMember, Submission

if TYPE_CHECKING:
    from lisdesk.queries.evidence.snapshot import Evidence

POLICY_WORDS = {
    CampaignPolicy.EACH: "Each submission of a campaign is counted as any other.",
    CampaignPolicy.ONCE: "The submissions of a campaign are counted once, together: one of them "
    "is in the tables, the others have a line of their own in the ledger.",
    CampaignPolicy.APART: "The submissions of campaigns are in no table but Campaigns and Campaign "
    "priorities, and have a line of their own in the ledger.",
}


@dataclass(frozen=True, slots=True)
class CampaignFact:
    """A confirmed campaign with its members."""

    campaign_id: int
    name: str
    seed_id: int
    seed: str
    threshold: float
    confirmed_at: datetime
    officer: str
    member_ids: frozenset[int]
    copies: int
    """Members that say what the seed says, itself not among them."""
    least_likeness: float
    """Of the variants; 1 if there are none: how copies are signed is told to nobody."""
    first_received_at: datetime
    last_received_at: datetime


class _Member(NamedTuple):
    submission_id: int
    is_copy: bool
    permille: int
    received_at: datetime


def read_campaigns(session: Session, call_id: int) -> tuple[CampaignFact, ...]:
    """Return the confirmed campaigns of a call, in the order of their confirmation."""
    members: defaultdict[int, list[_Member]] = defaultdict(list)
    chosen = (
        select(
            CampaignMember.campaign_id,
            CampaignMember.submission_id,
            CampaignMember.is_copy,
            CampaignMember.likeness_permille,
            Submission.received_at,
        )
        .join(Campaign, Campaign.id == CampaignMember.campaign_id)
        .join(Submission, Submission.id == CampaignMember.submission_id)
        .where(Campaign.call_id == call_id, Submission.call_id == call_id)
    )
    for campaign_id, member_id, is_copy, permille, received_at in session.execute(chosen):
        members[campaign_id].append(_Member(member_id, is_copy, permille, received_at))
    campaigns = (
        select(Campaign, Submission.reference)
        .join(Submission, Submission.id == Campaign.seed_id)
        .where(Campaign.call_id == call_id)
        .order_by(Campaign.id)
    )
    return tuple(
        CampaignFact(
            campaign_id=each.id,
            name=each.name,
            seed_id=each.seed_id,
            seed=reference,
            threshold=each.threshold_permille / 1000,
            confirmed_at=each.confirmed_at,
            officer=each.officer,
            member_ids=frozenset(member.submission_id for member in members[each.id]),
            copies=sum(member.is_copy for member in members[each.id]) - 1,
            least_likeness=_least_likeness(members[each.id]),
            first_received_at=min(member.received_at for member in members[each.id]),
            last_received_at=max(member.received_at for member in members[each.id]),
        )
        for each, reference in session.execute(campaigns)
    )


def _least_likeness(members: Iterable[_Member]) -> float:
    return min((each.permille for each in members if not each.is_copy), default=1000) / 1000


def policy_words(evidence: Evidence) -> str:
    """Return the policy in force and what it comes to."""
    label = evidence.call.campaign_policy.label
    campaigns = evidence.campaigns
    if not campaigns:
        return label
    ids = frozenset[int]().union(*(each.member_ids for each in campaigns))
    counted = len(ids & evidence.counted)
    many = f"{label}: {len(campaigns):,} campaign{'' if len(campaigns) == 1 else 's'}"
    if evidence.disclosure.is_publication:  # of a single one the sums would be its numbers
        return many
    return f"{many} with {len(ids):,} submissions, {counted:,} of them counted in the tables"


def names_told(evidence: Evidence, campaigns: Iterable[CampaignFact]) -> list[CampaignFact]:
    """Return the campaigns whose name a publication shows: a name may be that of its seed's
    respondent, or begin as the letter does, of which nothing may be redacted then.
    """
    permissions, redacted = evidence.disclosure.permissions, evidence.published.parts
    return [
        each
        for each in campaigns
        if permissions.get(each.seed_id) is Permission.NAMED and each.seed_id not in redacted
    ]
