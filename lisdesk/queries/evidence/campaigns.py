"""Campaigns with their numbers, apart from those of the other sheets, whatever the policy."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from lisdesk.queries.evidence.campaign_numbers import (
    CampaignNumbers,
    published_cells,
)
from lisdesk.queries.evidence.sheets import Heading, Sheet, listed, number_columns
from lisdesk.rules.counting import PriorityCount, PriorityNode, priority_counts
from lisdesk.rules.suppression import WITHHELD, suppress_with_total
from lisdesk.rules.vocabulary import CampaignPolicy, Disposition, Permission
from lisdesk.store.entities import Campaign, CampaignMember, Submission
from lisdesk.store.lookup import campaign_reference
from lisdesk.table import CellKind, Column, Row

if TYPE_CHECKING:
    from lisdesk.queries.evidence.snapshot import Evidence

_IN_CAMPAIGN = (Disposition.CAMPAIGN_COPY, Disposition.CAMPAIGN_APART)
NAME_NOT_SHOWN = "not shown"
"""In place of a campaign's name in a publication, where nobody permitted to name its seed."""
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
            seed_id=each.seed_id,
            seed=reference,
            threshold=each.threshold_permille / 1000,
            confirmed_at=each.confirmed_at,
            officer=each.officer,
            member_ids=frozenset(submission_id for submission_id, *_ in members[each.id]),
            copies=sum(is_copy for _, is_copy, _ in members[each.id]) - 1,
            least_likeness=_least_likeness(members[each.id]),
        )
        for each, reference in session.execute(campaigns)
    )


def _least_likeness(members: Iterable[tuple[int, bool, int]]) -> float:
    return min((permille for _, is_copy, permille in members if not is_copy), default=1000) / 1000


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


def campaign_sheets(evidence: Evidence) -> tuple[list[Sheet], int]:
    """Return the sheets of the campaigns, and how many numbers are withheld in them; none if the
    call has no campaign.
    """
    if not evidence.campaigns:
        return [], 0
    found = [_campaigns_sheet(evidence), _priorities_sheet(evidence)]
    return [sheet for sheet, _ in found], sum(withheld for _, withheld in found)


def _campaigns_sheet(evidence: Evidence) -> tuple[Sheet, int]:
    is_public = evidence.disclosure.is_publication
    dispositions = {each.submission_id: each.disposition for each in evidence.submissions}
    rows: list[Row] = []
    withheld = 0
    for each in evidence.campaigns:
        cells = _cells(evidence, _numbers(each, dispositions))
        withheld += sum(isinstance(cell, str) for cell in cells)
        tells_variants = all(isinstance(cell, int) for cell in cells[1:3])
        rows.append(
            (
                campaign_reference(each.campaign_id),
                _name(evidence, each),
                each.seed,
                *cells,
                f"{each.least_likeness:.2f}" if tells_variants else WITHHELD,
                f"{each.threshold:.2f}",
                *(() if is_public else (each.confirmed_at, each.officer)),
            )
        )
    confirmed = [Column("Confirmed", CellKind.MOMENT), Column("Confirmed by", width=20)]
    sheet = listed(
        Heading(
            "Campaigns",
            "Campaigns",
            "Near-identical submissions that an officer confirmed as campaigns, and how they "
            f"count. {POLICY_WORDS[evidence.call.campaign_policy]}",
            "Copies say what the seed says, but for greeting and signature. "
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
    return sheet, withheld


def _numbers(campaign: CampaignFact, dispositions: Mapping[int, Disposition]) -> CampaignNumbers:
    counts = Counter(dispositions[member_id] for member_id in campaign.member_ids)
    counted = sum(number for found, number in counts.items() if found.is_counted)
    once, apart = (counts[found] for found in _IN_CAMPAIGN)
    size = len(campaign.member_ids)
    rest = size - counted - once - apart
    variants = size - campaign.copies - 1
    return CampaignNumbers(size, campaign.copies, variants, counted, once, apart, rest)


def _cells(evidence: Evidence, numbers: CampaignNumbers) -> list[int | str]:
    if not evidence.disclosure.is_publication:
        return list(numbers)
    return published_cells(numbers, evidence.call.campaign_policy, evidence.disclosure.threshold)


def _name(evidence: Evidence, campaign: CampaignFact) -> str:
    is_told = bool(names_told(evidence, [campaign]))
    return campaign.name if is_told or not evidence.disclosure.is_publication else NAME_NOT_SHOWN


def _priorities_sheet(evidence: Evidence) -> tuple[Sheet, int]:
    nodes = [PriorityNode(each.priority_id, each.parent_id) for each in evidence.frame]
    rows: list[Row] = []
    withheld = 0
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
                cells = _stances(evidence, found)
                withheld += sum(isinstance(cell, str) for cell in cells)
                rows.append(
                    (
                        campaign_reference(campaign.campaign_id),
                        _name(evidence, campaign),
                        priority.code,
                        priority.name,
                        *cells,
                    )
                )
    sheet = listed(
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
    return sheet, withheld


def _stances(evidence: Evidence, count: PriorityCount) -> list[int | str]:
    """Return the submissions on a priority and their stances, which add up to them."""
    total = count.submissions
    stances = (count.support, count.oppose, count.mixed, count.neutral, count.unstated)
    if not evidence.disclosure.is_publication:
        return [total, *stances]
    return suppress_with_total(total, stances, evidence.disclosure.threshold)
