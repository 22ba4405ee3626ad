"""How alike the members of a campaign are to its seed, kept true when a text is corrected."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

from sqlalchemy import or_, select

from lisdesk.rules.alikeness import Shingles, likeness
from lisdesk.store.changes import Operation, RowChange
from lisdesk.store.entities import Campaign, CampaignMember, Tag
from lisdesk.store.said_words import signed_copies
from lisdesk.store.sketches import shingles_of, words_of
from lisdesk.store.work import Work

_AT_ONCE = 500
WHOLE = 1000
"""The likeness of a copy in the same words, in thousandths."""


class Resemblance(NamedTuple):
    """Whether a submission says what a seed says, and how alike it is in thousandths: below 1000
    where it does so with a signature of its own.
    """

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
        signed = signed_copies(work.session, seed_id, chunk)
        for each in chunk:
            is_same = each == seed_id or words.get(each, "") == seed_words != ""
            permille = WHOLE if is_same else min(_thousandths(seed, known[each]), WHOLE - 1)
            found[each] = Resemblance(is_same or each in signed, permille)
    return found


def _thousandths(one: Shingles, other: Shingles) -> int:
    return round(likeness(one, other) * WHOLE)


def judge_members_again(
    work: Work, changes: Collection[RowChange], touched: Collection[int]
) -> set[int]:
    """State anew how members resemble their seed: those whose text, or whose seed's text, has
    changed, and the variants of a campaign that an edit has touched: its name, its members, the
    text of its seed or a tag on the whole of its seed.

    Campaigns of files made before have variants that are copies now: that becomes so in an edit,
    never without one, and is not done where an edit is taken back. Returns those that are copies
    now and were variants before, or the other way round.
    """
    has_other_texts = any(change.table.name == "source_text" for change in changes)
    found = _judge_texts_again(work, touched) if has_other_texts else set()
    if not work.is_taking_back:
        found |= _judge_variants_again(work, changes, touched)
    work.session.flush()
    return found


def _judge_texts_again(work: Work, touched: Collection[int]) -> set[int]:
    changed: set[int] = set()
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
                if member.is_copy is not now.is_copy:
                    changed.add(member.submission_id)
                member.is_copy, member.likeness_permille = now
    return changed


def _judge_variants_again(
    work: Work, changes: Collection[RowChange], touched: Collection[int]
) -> set[int]:
    """Let variants be copies that say what their seed says, whoever signed them."""
    changed: set[int] = set()
    for seed_id, campaign_id in sorted(_touched_campaigns(work, changes, touched)):
        chosen = select(CampaignMember).where(
            CampaignMember.campaign_id == campaign_id, CampaignMember.is_copy.is_(False)
        )
        variants = work.session.scalars(chosen.order_by(CampaignMember.id)).all()
        ids = [each.submission_id for each in variants]
        signed = signed_copies(work.session, seed_id, ids) if ids else set()
        for member in variants:
            member.is_copy = member.submission_id in signed
        changed |= signed
    return changed


def _touched_campaigns(
    work: Work, changes: Collection[RowChange], touched: Collection[int]
) -> set[tuple[int, int]]:
    """Return the seeds, with their campaigns, of which an edit has touched the campaign itself, the
    members or the text of the seed, or has tagged the seed as a whole. Other tags reach copies and
    variants alike, so that none is judged for them.
    """
    tables = {change.table.name for change in changes}
    ids = {each for change in changes if change.table.name == "campaign" for each in change.row_ids}
    which = [Campaign.id.in_(ids)]
    seeds = set(touched) if "source_text" in tables else _tagged_as_a_whole(work, changes)
    which += [Campaign.seed_id.in_(chunk) for chunk in in_chunks(seeds)]
    for chunk in in_chunks(touched) if "campaign_member" in tables else ():
        of_member = CampaignMember.submission_id.in_(chunk)
        which.append(Campaign.id.in_(select(CampaignMember.campaign_id).where(of_member)))
    found: set[tuple[int, int]] = set()
    for condition in which:
        chosen = select(Campaign.seed_id, Campaign.id).where(condition)
        found |= {(seed_id, campaign_id) for seed_id, campaign_id in work.session.execute(chosen)}
    return found


def _tagged_as_a_whole(work: Work, changes: Collection[RowChange]) -> set[int]:
    """Return the submissions that have a new tag on the whole of them."""
    tags = {
        row_id
        for change in changes
        if change.table.name == "tag" and change.operation is Operation.INSERT
        for row_id in change.row_ids
        if isinstance(row_id, int)
    }
    found: set[int] = set()
    for chunk in in_chunks(tags):
        chosen = select(Tag.submission_id).where(Tag.id.in_(chunk), Tag.excerpt_id.is_(None))
        found.update(work.session.scalars(chosen))
    return found


def in_chunks(ids: Collection[int]) -> Iterator[list[int]]:
    """Yield numbers in ascending order, some at a time."""
    ordered = sorted(ids)
    for start in range(0, len(ordered), _AT_ONCE):
        yield ordered[start : start + _AT_ONCE]
