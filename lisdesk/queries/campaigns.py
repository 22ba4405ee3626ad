"""Submissions that are alike: groups that could be campaigns, those that are, and what differs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from lisdesk.queries.signed_copies import told_copies
from lisdesk.rules.alikeness import DEFAULT_THRESHOLD, likeness
from lisdesk.rules.grouping import Alike, groups
from lisdesk.rules.vocabulary import Disposition
from lisdesk.rules.word_differences import Comparison, Piece, words_of
from lisdesk.store import sketches
from lisdesk.store.entities import (
    Campaign,
    CampaignMember,
    ReadMark,
    SourceText,
    Stakeholder,
    Submission,
)
from lisdesk.store.lookup import campaign_reference, current_texts
from lisdesk.store.said_words import signed_copies

MOST_ALIKE = 5_000
"""So many different texts, the likeliest, are compared with one."""

_CHUNK = 500
_FIRST_WORDS = 160


@dataclass(frozen=True, slots=True)
class GroupRow:
    """Submissions that are alike: a confirmed campaign, or a group that could become one."""

    campaign_id: int | None
    campaign: str
    """Its reference; empty for a group that nobody has confirmed."""
    name: str
    seed_id: int
    seed: str
    """The reference of the submission that the others resemble."""
    beginning: str
    """The first words of its text."""
    submissions: int
    copies: int
    """Those that say the same, the seed not among them."""
    variants: int
    least_likeness: float
    """Of the members but the seed, 0 to 1; 1 if all are copies."""
    most_likeness: float
    more: int = 0
    """Submissions that are like a confirmed campaign's seed and belong to no campaign."""


@dataclass(frozen=True, slots=True)
class CallGroups:
    """The groups of a call, the largest first."""

    confirmed: tuple[GroupRow, ...]
    unconfirmed: tuple[GroupRow, ...]
    waiting: int
    """Submissions that are in no group yet because their sketches are still to be made."""
    members: Mapping[int, tuple[Alike, ...]] = field(default_factory=dict)
    """By the seed of each group: its other submissions, copies first, the most alike first."""
    more: Mapping[int, tuple[Alike, ...]] = field(default_factory=dict)
    """By the seed of each campaign: those that are like it and belong to no campaign."""


@dataclass(frozen=True, slots=True)
class MemberRow:
    """One submission of a group beside its seed."""

    submission_id: int
    reference: str
    respondent: str
    received_at: datetime
    disposition: Disposition
    is_seed: bool
    is_copy: bool
    is_signed: bool
    """Whether it is a copy that differs from the seed in its signature."""
    likeness: float
    is_read: bool
    """Whether the officer who asks has marked it as read."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A submission beside its seed, word by word."""

    pieces: tuple[Piece, ...]
    added_words: int
    """Words of the variant that the seed does not have: still to be read."""
    is_cut: bool
    """Whether a text was too long to be compared to its end."""
    is_in_signature: bool
    """Whether the two differ in what their signers put there, and in nothing else."""


def call_groups(session: Session, call_id: int, threshold: float = DEFAULT_THRESHOLD) -> CallGroups:
    """Return the campaigns of a call, and the groups among the submissions of no campaign.

    `threshold` is a likeness above 0 and up to 1. Submissions set aside are in no new group.
    """
    members = _members(session, call_id)
    in_campaigns = {each.submission_id for own in members.values() for each in own}
    seeds = _seeds(session, call_id)
    more = {
        seed_id: tuple(
            each
            for each in alike(session, seed_id, threshold)
            if each.submission_id not in in_campaigns
        )
        for seed_id in seeds
    }
    taken = in_campaigns.union(each.submission_id for own in more.values() for each in own)
    free = [each for each in sketches.sketched(session, call_id) if each.submission_id not in taken]
    proposed = groups(free, lambda ids: sketches.shingles_of(session, ids), threshold)
    found = told_copies(session, {each.seed_id: each.members for each in proposed})
    told = _seed_words(session, [*seeds, *found])
    confirmed = [
        _row(campaign, seed_id, members[campaign.id], told, len(more[seed_id]))
        for seed_id, campaign in seeds.items()
    ]
    return CallGroups(
        tuple(sorted(confirmed, key=lambda row: (-row.submissions, row.seed_id))),
        tuple(_row(None, seed_id, own, told, 0) for seed_id, own in found.items()),
        waiting=len(sketches.unsketched(session, call_id)),
        members={
            **{seed_id: _others(members[each.id], seed_id) for seed_id, each in seeds.items()},
            **{seed_id: _others(own, seed_id) for seed_id, own in found.items()},
        },
        more=more,
    )


def alike(
    session: Session,
    submission_id: int,
    threshold: float = DEFAULT_THRESHOLD,
    most: int = MOST_ALIKE,
) -> list[Alike]:
    """Return the submissions that are like one, the most alike first; copies before variants.

    At most `most` different texts are compared. Empty for one without a sketch: it is set aside,
    has too few words, or came in with a large import whose sketches are still to be made.
    """
    own = sketches.sketch_of(session, submission_id)
    if own is None or not own.values:
        return []
    call_id = session.get_one(Submission, submission_id).call_id
    near = sketches.neighbours(session, call_id, own, threshold, most)
    known = sketches.shingles_of(session, [submission_id, *(ids[0] for ids in near.values())])
    found = []
    for key, ids in near.items():
        how_alike = likeness(known[submission_id], known[ids[0]])
        if key == own.key or how_alike >= threshold:
            found += [Alike(each, how_alike, key == own.key) for each in ids]
    others = _others(found, submission_id)
    return list(
        _others(told_copies(session, {submission_id: others})[submission_id], submission_id)
    )


def _others(members: Iterable[Alike], seed_id: int) -> tuple[Alike, ...]:
    """Return members but the seed, copies first, the most alike before others."""
    others = (each for each in members if each.submission_id != seed_id)
    ordered = sorted(
        others, key=lambda each: (not each.is_copy, -each.likeness, each.submission_id)
    )
    return tuple(ordered)


def group_members(
    session: Session, seed_id: int, members: Iterable[Alike], officer: str
) -> list[MemberRow]:
    """Return the submissions of a group as rows, the seed first, the others in the order given."""
    given = [Alike(seed_id, 1.0, is_copy=True), *members]
    facts = _facts(session, [each.submission_id for each in given], officer)
    return [
        MemberRow(
            each.submission_id,
            *facts[each.submission_id][:4],
            is_seed=each.submission_id == seed_id,
            is_copy=each.is_copy,
            is_signed=each.is_signed,
            likeness=each.likeness,
            is_read=facts[each.submission_id][4],
        )
        for each in given
        if each.submission_id in facts
    ]


def campaign_members(session: Session, campaign_id: int) -> list[Alike]:
    """Return the members of a campaign but its seed, copies first, the most alike before others."""
    chosen = (
        select(
            CampaignMember.submission_id, CampaignMember.likeness_permille, CampaignMember.is_copy
        )
        .join(Campaign, Campaign.id == CampaignMember.campaign_id)
        .where(
            CampaignMember.campaign_id == campaign_id,
            CampaignMember.submission_id != Campaign.seed_id,
        )
        .order_by(
            CampaignMember.is_copy.desc(),
            CampaignMember.likeness_permille.desc(),
            CampaignMember.submission_id,
        )
    )
    return [
        Alike(submission_id, permille / 1000, is_copy)
        for submission_id, permille, is_copy in session.execute(chosen)
    ]


def difference(
    session: Session, seed_id: int, submission_id: int, *, as_written: bool = False
) -> Difference:
    """Return in which words a submission differs from a seed.

    The words are told folded, or as they were written with the signs and lines between them.
    """
    seed, own = (
        {text.id: text.body for text in _in_order(session, each)}
        for each in (seed_id, submission_id)
    )
    comparison = Comparison(words_of(seed.items()), words_of(own.items()))
    pieces = comparison.written(seed, own) if as_written else comparison.pieces()
    is_same = all(piece.is_same for piece in pieces)
    return Difference(
        tuple(pieces),
        comparison.added_words(),
        comparison.is_cut,
        is_in_signature=not is_same
        and submission_id in signed_copies(session, seed_id, [submission_id]),
    )


def _in_order(session: Session, submission_id: int) -> list[SourceText]:
    """Return the texts as they are compared: by question, a letter last."""
    texts = current_texts(session, submission_id)
    return sorted(texts, key=lambda text: (text.question_id is None, text.question_id or 0))


def _seeds(session: Session, call_id: int) -> dict[int, Campaign]:
    chosen = select(Campaign).where(Campaign.call_id == call_id).order_by(Campaign.id)
    return {each.seed_id: each for each in session.scalars(chosen)}


def _members(session: Session, call_id: int) -> dict[int, list[Alike]]:
    chosen = (
        select(
            CampaignMember.campaign_id,
            CampaignMember.submission_id,
            CampaignMember.likeness_permille,
            CampaignMember.is_copy,
        )
        .join(Campaign, Campaign.id == CampaignMember.campaign_id)
        .where(Campaign.call_id == call_id)
    )
    found: dict[int, list[Alike]] = {}
    for campaign_id, submission_id, permille, is_copy in session.execute(chosen):
        found.setdefault(campaign_id, []).append(Alike(submission_id, permille / 1000, is_copy))
    return found


def _row(
    campaign: Campaign | None,
    seed_id: int,
    members: Sequence[Alike],
    told: dict[int, tuple[str, str]],
    more: int,
) -> GroupRow:
    others = [each for each in members if each.submission_id != seed_id]
    copies = sum(each.is_copy for each in others)
    degrees = [each.likeness for each in others] or [1.0]
    return GroupRow(
        campaign.id if campaign else None,
        campaign_reference(campaign.id) if campaign else "",
        campaign.name if campaign else "",
        seed_id,
        *told[seed_id],
        submissions=1 + len(others),
        copies=copies,
        variants=len(others) - copies,
        least_likeness=min(degrees),
        most_likeness=max(degrees),
        more=more,
    )


def _seed_words(session: Session, seed_ids: Sequence[int]) -> dict[int, tuple[str, str]]:
    found: dict[int, tuple[str, str]] = {}
    for start in range(0, len(seed_ids), _CHUNK):
        chunk = seed_ids[start : start + _CHUNK]
        chosen = select(Submission.id, Submission.reference).where(Submission.id.in_(chunk))
        references = {each: reference for each, reference in session.execute(chosen)}
        texts = (
            select(SourceText.submission_id, SourceText.body)
            .where(
                SourceText.submission_id.in_(chunk),
                SourceText.is_current,
                SourceText.is_non_answer.is_(False),
            )
            .order_by(SourceText.id.desc())
        )
        bodies = {each: body for each, body in session.execute(texts)}
        found |= {
            each: (reference, " ".join(bodies.get(each, "").split())[:_FIRST_WORDS])
            for each, reference in references.items()
        }
    return found


def _facts(
    session: Session, submission_ids: Sequence[int], officer: str
) -> dict[int, tuple[str, str, datetime, Disposition, bool]]:
    found: dict[int, tuple[str, str, datetime, Disposition, bool]] = {}
    for start in range(0, len(submission_ids), _CHUNK):
        chosen = (
            select(
                Submission.id,
                Submission.reference,
                Stakeholder.name,
                Submission.received_at,
                Submission.disposition,
                ReadMark.id,
            )
            .outerjoin(Stakeholder, Stakeholder.id == Submission.respondent_id)
            .outerjoin(
                ReadMark,
                (ReadMark.submission_id == Submission.id) & (ReadMark.officer == officer),
            )
            .where(Submission.id.in_(submission_ids[start : start + _CHUNK]))
        )
        for row in session.execute(chosen):
            found[row.id] = (row.reference, row.name or "", *row[3:5], row[5] is not None)
    return found
