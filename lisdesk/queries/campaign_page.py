"""The groups of a call as a screen shows them: how each counts, whose it is, what is to be read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lisdesk.queries.campaigns import CallGroups, MemberRow, call_groups, group_members
from lisdesk.queries.signed_copies import told_copies
from lisdesk.queries.submissions import tags
from lisdesk.rules.alikeness import likeness
from lisdesk.rules.grouping import Alike
from lisdesk.rules.vocabulary import COUNTED, CampaignPolicy
from lisdesk.rules.word_differences import Comparison, Word, words_of
from lisdesk.store import sketches
from lisdesk.store.entities import (
    Call,
    Campaign,
    CampaignMember,
    ReadMark,
    SourceText,
    Stakeholder,
    Submission,
)
from lisdesk.store.lookup import campaign_reference

LONGEST_COUNTED = 1_000
"""Words of a text; of a longer variant a list does not tell how many words are its own."""

_CHUNK = 500


@dataclass(frozen=True, slots=True)
class Confirmation:
    """Who confirmed a campaign, when, and how many of it are in the numbers."""

    officer: str
    confirmed_at: datetime
    counted: int


@dataclass(frozen=True, slots=True)
class CampaignList:
    """The groups of a call, with what its policy makes of them."""

    groups: CallGroups
    policy: CampaignPolicy
    confirmations: Mapping[int, Confirmation]
    """By campaign."""
    respondents: Mapping[int, str]
    """By the seed of each group: whose it is; without a name, empty."""


@dataclass(frozen=True, slots=True)
class MemberLine:
    """A submission of a group as a list shows it."""

    id: int
    row: MemberRow
    own_words: int | None
    """Words that the seed does not have; None where the texts are too long to be compared here."""


@dataclass(frozen=True, slots=True)
class GroupState:
    """What is done about a group, and what is left."""

    unread_copies: tuple[int, ...]
    """The seed and its copies that the officer has not marked as read."""
    unread_variants: tuple[int, ...]
    tags: tuple[tuple[str, str], ...]
    """The priorities that the seed is tagged to: code and name."""


@dataclass(frozen=True, slots=True)
class CampaignPlace:
    """The campaign that a submission belongs to."""

    campaign_id: int
    reference: str
    name: str
    is_seed: bool
    is_copy: bool


def campaign_list(session: Session, call_id: int, threshold: float) -> CampaignList:
    """Return the groups of a call and how each counts; `threshold` as for `call_groups`."""
    groups = call_groups(session, call_id, threshold)
    seeds = [row.seed_id for row in (*groups.confirmed, *groups.unconfirmed)]
    return CampaignList(
        groups,
        session.get_one(Call, call_id).campaign_policy,
        _confirmations(session, call_id),
        _respondents(session, seeds),
    )


def member_lines(
    session: Session, seed_id: int, members: Sequence[Alike], officer: str
) -> list[MemberLine]:
    """Return some members of a group, a page of them at a time."""
    rows = group_members(session, seed_id, members, officer)
    wanted = {each.submission_id for each in members}
    differing = [row.submission_id for row in rows if row.is_signed or not row.is_copy]
    texts = _texts(session, [seed_id, *differing]) if differing else {}
    seed = words_of(texts.get(seed_id, ()))
    return [
        MemberLine(row.submission_id, row, _own_words(seed, row, texts))
        for row in rows
        if row.submission_id in wanted
    ]


def group_state(
    session: Session, seed_id: int, members: Sequence[Alike], officer: str
) -> GroupState:
    """Return what of a group is read by an officer, and what its seed is tagged to."""
    unread = _unread(session, [seed_id, *(each.submission_id for each in members)], officer)
    copies = [seed_id, *(each.submission_id for each in members if each.is_copy)]
    call_id = session.get_one(Submission, seed_id).call_id
    tagged = dict.fromkeys(
        (tag.priority, tag.priority_name) for tag in tags(session, call_id, seed_id)
    )
    return GroupState(
        tuple(each for each in copies if each in unread),
        tuple(
            each.submission_id
            for each in members
            if not each.is_copy and each.submission_id in unread
        ),
        tuple(tagged),
    )


def around(session: Session, seed_id: int, submission_ids: Iterable[int]) -> list[Alike]:
    """Return how alike submissions are to one that becomes their seed, the most alike first."""
    ids = [each for each in dict.fromkeys(submission_ids) if each != seed_id]
    words = sketches.words_of(session, [seed_id, *ids])
    known = sketches.shingles_of(session, [seed_id, *ids])
    found = []
    for each in ids:
        is_copy = words.get(each, "") == words.get(seed_id, "") != ""
        how_alike = 1.0 if is_copy else likeness(known[seed_id], known[each])
        found.append(Alike(each, how_alike, is_copy))
    told = told_copies(session, {seed_id: found})[seed_id]
    return sorted(told, key=lambda each: (not each.is_copy, -each.likeness, each.submission_id))


def campaign_place(session: Session, submission_id: int) -> CampaignPlace | None:
    """Return the campaign that a submission belongs to; None if to none."""
    chosen = (
        select(Campaign.id, Campaign.name, Campaign.seed_id, CampaignMember.is_copy)
        .join(CampaignMember, CampaignMember.campaign_id == Campaign.id)
        .where(CampaignMember.submission_id == submission_id)
    )
    found = session.execute(chosen).one_or_none()
    if found is None:
        return None
    campaign_id, name, seed_id, is_copy = found
    reference = campaign_reference(campaign_id)
    return CampaignPlace(campaign_id, reference, name, seed_id == submission_id, is_copy)


def _confirmations(session: Session, call_id: int) -> dict[int, Confirmation]:
    numbers = (
        select(CampaignMember.campaign_id, func.count(Submission.id))
        .join(Submission, Submission.id == CampaignMember.submission_id)
        .where(Submission.call_id == call_id, Submission.disposition.in_(COUNTED))
        .group_by(CampaignMember.campaign_id)
    )
    counted = Counter({campaign_id: count for campaign_id, count in session.execute(numbers)})
    chosen = select(Campaign.id, Campaign.officer, Campaign.confirmed_at).where(
        Campaign.call_id == call_id
    )
    return {
        campaign_id: Confirmation(officer, confirmed_at, counted[campaign_id])
        for campaign_id, officer, confirmed_at in session.execute(chosen)
    }


def _respondents(session: Session, seed_ids: Sequence[int]) -> dict[int, str]:
    found: dict[int, str] = {}
    for chunk in _in_chunks(seed_ids):
        chosen = (
            select(Submission.id, func.coalesce(Stakeholder.name, ""))
            .outerjoin(Stakeholder, Stakeholder.id == Submission.respondent_id)
            .where(Submission.id.in_(chunk))
        )
        found |= {each: name for each, name in session.execute(chosen)}
    return found


def _unread(session: Session, submission_ids: Sequence[int], officer: str) -> set[int]:
    unread = set(submission_ids)
    for chunk in _in_chunks(submission_ids):
        chosen = select(ReadMark.submission_id).where(
            ReadMark.submission_id.in_(chunk), ReadMark.officer == officer
        )
        unread.difference_update(session.scalars(chosen))
    return unread


def _texts(session: Session, submission_ids: Sequence[int]) -> dict[int, list[tuple[int, str]]]:
    found: dict[int, list[tuple[int, str]]] = {}
    for chunk in _in_chunks(submission_ids):
        chosen = (
            select(SourceText.submission_id, SourceText.id, SourceText.body)
            .where(SourceText.submission_id.in_(chunk), SourceText.is_current)
            .order_by(
                SourceText.submission_id,
                SourceText.question_id.is_(None),
                SourceText.question_id,
            )
        )
        for submission_id, text_id, body in session.execute(chosen):
            found.setdefault(submission_id, []).append((text_id, body))
    return found


def _own_words(
    seed: Sequence[Word], row: MemberRow, texts: Mapping[int, list[tuple[int, str]]]
) -> int | None:
    if row.is_copy and not row.is_signed:
        return 0
    own = words_of(texts.get(row.submission_id, ()))
    if max(len(seed), len(own)) > LONGEST_COUNTED:
        return None
    return Comparison(seed, own).added_words()


def _in_chunks(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(ids), _CHUNK):
        yield ids[start : start + _CHUNK]
