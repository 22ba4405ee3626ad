"""How alike the members of a campaign are to its seed, kept true when a text is corrected."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

from sqlalchemy import or_, select

from lisdesk.rules.alikeness import likeness
from lisdesk.store.changes import RowChange
from lisdesk.store.entities import Campaign, CampaignMember
from lisdesk.store.sketches import shingles_of, words_of
from lisdesk.store.work import Work

_AT_ONCE = 500
WHOLE = 1000
"""The likeness of a copy, in thousandths."""


class Resemblance(NamedTuple):
    """Whether a submission says the same words as a seed, and how alike it is in thousandths."""

    is_copy: bool
    likeness_permille: int


def resemblances(
    work: Work, seed_id: int, submission_ids: Collection[int]
) -> dict[int, Resemblance]:
    """Return how submissions resemble a seed; without a word nothing is a copy but the seed."""
    seed_words = words_of(work.session, [seed_id]).get(seed_id, "")
    seed = shingles_of(work.session, [seed_id])[seed_id]
    found = {}
    for chunk in in_chunks(submission_ids):
        words = words_of(work.session, chunk)
        known = shingles_of(work.session, chunk)
        for each in chunk:
            is_copy = each == seed_id or words.get(each, "") == seed_words != ""
            permille = WHOLE if is_copy else round(likeness(seed, known[each]) * WHOLE)
            found[each] = Resemblance(is_copy, permille)
    return found


def judge_members_again(work: Work, changes: Collection[RowChange], touched: set[int]) -> None:
    """State anew how alike those members are whose text, or whose seed's text, has changed."""
    if not any(change.table.name == "source_text" for change in changes):
        return
    for chunk in in_chunks(touched):
        chosen = (
            select(CampaignMember, Campaign.seed_id)
            .join(Campaign, Campaign.id == CampaignMember.campaign_id)
            .where(or_(CampaignMember.submission_id.in_(chunk), Campaign.seed_id.in_(chunk)))
            .order_by(CampaignMember.id)
        )
        by_seed: dict[int, list[CampaignMember]] = {}
        for member, seed_id in work.session.execute(chosen):
            by_seed.setdefault(seed_id, []).append(member)
        for seed_id, members in by_seed.items():
            found = resemblances(work, seed_id, [each.submission_id for each in members])
            for member in members:
                now = found[member.submission_id]
                member.is_copy, member.likeness_permille = now
        work.session.flush()


def in_chunks(ids: Collection[int]) -> Iterator[list[int]]:
    """Yield numbers in ascending order, some at a time."""
    ordered = sorted(ids)
    for start in range(0, len(ordered), _AT_ONCE):
        yield ordered[start : start + _AT_ONCE]
