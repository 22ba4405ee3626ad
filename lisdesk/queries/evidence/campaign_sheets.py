"""The sheets of campaigns: each with its numbers and its text, and what they say of priorities."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy.orm import Session

from lisdesk.queries.evidence.campaign_numbers import CampaignNumbers, published_cells
from lisdesk.queries.evidence.campaign_texts import received_cells, texts_shown_once
from lisdesk.queries.evidence.campaigns import POLICY_WORDS, CampaignFact, names_told
from lisdesk.queries.evidence.sheets import Heading, Sheet, listed, long_columns, number_columns
from lisdesk.queries.evidence.snapshot import Evidence
from lisdesk.rules.counting import PriorityCount, PriorityNode, priority_counts
from lisdesk.rules.suppression import WITHHELD, suppress_with_total
from lisdesk.rules.vocabulary import Disposition
from lisdesk.store.lookup import campaign_reference
from lisdesk.table import CellKind, Column, Row

_IN_CAMPAIGN = (Disposition.CAMPAIGN_COPY, Disposition.CAMPAIGN_APART)
NAME_NOT_SHOWN = "not shown"
"""In place of a campaign's name in a publication, where nobody permitted to name its seed."""


def campaign_sheets(session: Session, evidence: Evidence) -> tuple[list[Sheet], int]:
    """Return the sheets of the campaigns, and how many numbers are withheld in them; only the first
    if the call has no campaign.
    """
    found = [_campaigns_sheet(session, evidence)]
    if evidence.campaigns:
        found.append(_priorities_sheet(evidence))
    return [sheet for sheet, _ in found], sum(withheld for _, withheld in found)


def _campaigns_sheet(session: Session, evidence: Evidence) -> tuple[Sheet, int]:
    dispositions = {each.submission_id: each.disposition for each in evidence.submissions}
    cells = {
        each.campaign_id: _cells(evidence, _numbers(each, dispositions))
        for each in evidence.campaigns
    }
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
        _columns(evidence.disclosure.is_publication),
        _rows(session, evidence, cells),
    )
    return sheet, sum(isinstance(cell, str) for own in cells.values() for cell in own)


def _columns(is_publication: bool) -> list[Column]:
    received = CellKind.TEXT if is_publication else CellKind.MOMENT
    confirmed = [Column("Confirmed", CellKind.MOMENT), Column("Confirmed by", width=20)]
    return [
        Column("Campaign", width=14),
        *long_columns("Name", width=40),
        Column("Seed", width=14),
        Column("First received", received),
        Column("Last received", received),
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
        *([] if is_publication else confirmed),
        *long_columns("Text shown once", width=80),
    ]


def _rows(
    session: Session, evidence: Evidence, numbers: Mapping[int, list[int | str]]
) -> list[Row]:
    shown_ids = frozenset(key for key, own in numbers.items() if isinstance(own[0], int))
    received = received_cells(evidence, evidence.campaigns, shown_ids)
    texts = texts_shown_once(session, evidence) if evidence.campaigns else {}
    is_public = evidence.disclosure.is_publication
    rows: list[Row] = []
    for each in evidence.campaigns:
        cells = numbers[each.campaign_id]
        tells_variants = all(isinstance(cell, int) for cell in cells[1:3])
        rows.append(
            (
                campaign_reference(each.campaign_id),
                _name(evidence, each),
                each.seed,
                *received[each.campaign_id],
                *cells,
                f"{each.least_likeness:.2f}" if tells_variants else WITHHELD,
                f"{each.threshold:.2f}",
                *(() if is_public else (each.confirmed_at, each.officer)),
                texts.get(each.seed_id),
            )
        )
    return rows


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
