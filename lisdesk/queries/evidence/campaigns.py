"""Campaigns with their numbers, apart from those of the other sheets, whatever the policy."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from lisdesk.queries.evidence.sheets import Heading, Sheet, listed, number_columns
from lisdesk.rules.counting import PriorityNode, priority_counts
from lisdesk.rules.suppression import suppressed_text
from lisdesk.rules.vocabulary import CampaignPolicy, Disposition
from lisdesk.store.entities import Campaign, CampaignMember, Submission
from lisdesk.store.lookup import campaign_reference
from lisdesk.table import Cell, CellKind, Column, Row

if TYPE_CHECKING:
    from lisdesk.queries.evidence.snapshot import Evidence

_IN_CAMPAIGN = (Disposition.CAMPAIGN_COPY, Disposition.CAMPAIGN_APART)
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
    seed: str
    threshold: float
    confirmed_at: datetime
    officer: str
    member_ids: frozenset[int]
    copies: int
    """Members in the seed's words, itself not among them."""
    least_likeness: float


def read_campaigns(session: Session, call_id: int) -> tuple[CampaignFact, ...]:
    """Return the confirmed campaigns of a call, in the order of their confirmation."""
    members: defaultdict[int, list[tuple[int, bool, int]]] = defaultdict(list)
    chosen = (
        select(
            CampaignMember.campaign_id,
            CampaignMember.submission_id,
            CampaignMember.is_copy,
            CampaignMember.likeness_permille,
        )
        .join(Campaign, Campaign.id == CampaignMember.campaign_id)
        .join(Submission, Submission.id == CampaignMember.submission_id)
        .where(Campaign.call_id == call_id, Submission.call_id == call_id)
    )
    for campaign_id, member_id, is_copy, permille in session.execute(chosen):
        members[campaign_id].append((member_id, is_copy, permille))
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
            seed=reference,
            threshold=each.threshold_permille / 1000,
            confirmed_at=each.confirmed_at,
            officer=each.officer,
            member_ids=frozenset(submission_id for submission_id, *_ in members[each.id]),
            copies=sum(is_copy for _, is_copy, _ in members[each.id]) - 1,
            least_likeness=min((likeness for *_, likeness in members[each.id]), default=0) / 1000,
        )
        for each, reference in session.execute(campaigns)
    )


def policy_words(evidence: Evidence) -> str:
    """Return the policy in force and what it comes to."""
    label = evidence.call.campaign_policy.label
    campaigns = evidence.campaigns
    if not campaigns:
        return label
    ids = frozenset[int]().union(*(each.member_ids for each in campaigns))
    counted = len(ids & evidence.counted)
    many = "campaign" if len(campaigns) == 1 else "campaigns"
    return (
        f"{label}: {len(campaigns):,} {many} with {len(ids):,} submissions, {counted:,} of them "
        "counted in the tables"
    )


def campaign_sheets(evidence: Evidence) -> list[Sheet]:
    """Return the sheets of the campaigns; none if the call has no campaign."""
    if not evidence.campaigns:
        return []
    return [_campaigns_sheet(evidence), _priorities_sheet(evidence)]


def _campaigns_sheet(evidence: Evidence) -> Sheet:
    is_public = evidence.disclosure.is_publication
    dispositions = {each.submission_id: each.disposition for each in evidence.submissions}
    rows: list[Row] = []
    for each in evidence.campaigns:
        counts = Counter(dispositions[member_id] for member_id in each.member_ids)
        counted = sum(number for found, number in counts.items() if found.is_counted)
        apart = [counts[found] for found in _IN_CAMPAIGN]
        size = len(each.member_ids)
        numbers = (size, each.copies, size - each.copies - 1, counted, *apart)
        rest = size - counted - sum(apart)
        rows.append(
            (
                campaign_reference(each.campaign_id),
                each.name,
                each.seed,
                *(_shown(evidence, number) for number in (*numbers, rest)),
                f"{each.least_likeness:.2f}",
                f"{each.threshold:.2f}",
                *(() if is_public else (each.confirmed_at, each.officer)),
            )
        )
    confirmed = [Column("Confirmed", CellKind.MOMENT), Column("Confirmed by", width=20)]
    return listed(
        Heading(
            "Campaigns",
            "Campaigns",
            "Near-identical submissions that an officer confirmed as campaigns, and how they "
            f"count. {POLICY_WORDS[evidence.call.campaign_policy]}",
            "Unit: submissions; those of a campaign are counted, counted once with another, "
            "reported separately, or not counted for a reason of their own.",
        ),
        [
            Column("Campaign", width=14),
            Column("Name", CellKind.LONG_TEXT, width=40),
            Column("Seed", width=14),
            *number_columns(
                [
                    "Submissions",
                    "Copies",
                    "Variants",
                    "Counted",
                    "Counted once",
                    "Separately",
                    "Not counted",
                ]
            ),
            Column("Least likeness", width=16),
            Column("Threshold", width=12),
            *([] if is_public else confirmed),
        ],
        rows,
    )


def _priorities_sheet(evidence: Evidence) -> Sheet:
    nodes = [PriorityNode(each.priority_id, each.parent_id) for each in evidence.frame]
    rows: list[Row] = []
    for campaign in evidence.campaigns:
        facts = [
            replace(each, disposition=Disposition.COUNTED)
            for each in evidence.submissions
            if each.submission_id in campaign.member_ids
            and (each.disposition.is_counted or each.disposition in _IN_CAMPAIGN)
        ]
        tags = [tag for tag in evidence.tags if tag.submission_id in campaign.member_ids]
        counts = priority_counts(facts, tags, nodes)
        for priority in evidence.frame:
            found = counts[priority.priority_id]
            if found.submissions:
                numbers = (
                    found.submissions,
                    found.support,
                    found.oppose,
                    found.mixed,
                    found.neutral,
                    found.unstated,
                )
                rows.append(
                    (
                        campaign_reference(campaign.campaign_id),
                        campaign.name,
                        priority.code,
                        priority.name,
                        *(_shown(evidence, number) for number in numbers),
                    )
                )
    return listed(
        Heading(
            "Campaign priorities",
            "Campaigns by priority",
            "What the submissions of each campaign say of the priorities, whatever the policy; a "
            "priority includes those below it.",
            "Unit: submissions of the campaign that are counted, or would be on their own.",
        ),
        [
            Column("Campaign", width=14),
            Column("Name", CellKind.LONG_TEXT, width=40),
            Column("Code", width=10),
            Column("Priority", CellKind.LONG_TEXT, width=34),
            *number_columns(["Submissions", "Support", "Oppose", "Mixed", "Neutral", "Unstated"]),
        ],
        rows,
    )


def _shown(evidence: Evidence, number: int) -> Cell:
    """Return a number, or in a publication what stands for a small one."""
    threshold = evidence.disclosure.threshold
    if evidence.disclosure.is_publication and 0 < number < threshold:
        return suppressed_text(threshold)
    return number
