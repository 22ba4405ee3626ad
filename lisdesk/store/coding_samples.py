"""What edits and queries have in common about samples: who may be drawn, what is hidden, what was
coded blind.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import ColumnElement, CompoundSelect, Select, and_, bindparam, func, select, union
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from lisdesk.errors import NotFoundError
from lisdesk.rules.passages import CodedUnit, CoderTag, Decision, decisions_of
from lisdesk.rules.sampling import Candidate
from lisdesk.rules.vocabulary import COUNTED, Content
from lisdesk.store.entities import (
    BlindTag,
    Campaign,
    CampaignMember,
    CodedItem,
    CodingSample,
    SampleCoder,
    SampleItem,
    StakeholderType,
    Submission,
    Tag,
)
from lisdesk.telling import told

SAMPLE_PREFIX = "SAM"
_NOT_STATED = "Not stated"
_AT_ONCE = 500
"""Rows that are made without a pause, in which nothing else of the program could go on."""
Seen = tuple[ColumnElement[bool], ...]
"""What a tag must fulfil to be seen by who asks."""


class Eligible(NamedTuple):
    """What a sample is drawn from."""

    candidates: list[Candidate]
    """By stakeholder type, in the order of the list; each campaign as one submission."""
    left_out: int
    """Submissions of campaigns that another one stands for."""


@dataclass(frozen=True, slots=True)
class BlindCoding:
    """What each coder of a sample had done when its blind coding ended."""

    coders: tuple[str, ...]
    decisions: tuple[Decision, ...]


def sample_reference(sample_id: int) -> str:
    """Return the reference of a sample."""
    return f"{SAMPLE_PREFIX}-{sample_id:04d}"


def sample_by_reference(session: Session, reference: str) -> CodingSample:
    """Return a sample by its reference, such as SAM-0001."""
    digits = reference.strip().upper().removeprefix(f"{SAMPLE_PREFIX}-")
    is_number = digits.isascii() and digits.isdecimal() and len(digits) <= 15
    found = session.get(CodingSample, int(digits)) if is_number else None
    if found is None:
        raise NotFoundError(
            f"There is no sample “{reference}” here.",
            do="See what there is with “lisdesk sample list CALL”.",
        )
    return found


def eligible(session: Session, call_id: int) -> Eligible:
    """Return what a sample of a call is drawn from: counted submissions that say something.

    A campaign counts as one, by its seed, or by its first member if the seed is not counted. The
    strata are the stakeholder types at the top of the list.
    """
    parent = aliased(StakeholderType)
    stratum = func.coalesce(parent.label, StakeholderType.label, _NOT_STATED)
    chosen = (
        select(
            Submission.id,
            Submission.reference,
            stratum,
            CampaignMember.campaign_id,
            Campaign.seed_id,
        )
        .outerjoin(StakeholderType, StakeholderType.id == Submission.type_id)
        .outerjoin(parent, parent.id == StakeholderType.parent_id)
        .outerjoin(CampaignMember, CampaignMember.submission_id == Submission.id)
        .outerjoin(Campaign, Campaign.id == CampaignMember.campaign_id)
        .where(
            Submission.call_id == call_id,
            Submission.disposition.in_(COUNTED),
            Submission.content == Content.SOME,
        )
        .order_by(
            func.coalesce(parent.position, StakeholderType.position, 0), stratum, Submission.id
        )
    )
    at_once = chosen.execution_options(yield_per=_AT_ONCE)
    rows = list(told(session.execute(at_once)))
    standing: dict[int, tuple[int, int]] = {}
    for number, _, _, campaign_id, seed_id in rows:
        if campaign_id is not None:
            own = (int(number != seed_id), number)
            standing[campaign_id] = min(standing.get(campaign_id, own), own)
    found = [
        Candidate(number, reference, name)
        for number, reference, name, campaign_id, _ in rows
        if standing.get(campaign_id, (0, number))[1] == number
    ]
    return Eligible(found, len(rows) - len(found))


def is_hidden_from(officer: str | ColumnElement[str]) -> ColumnElement[bool]:
    """Return the condition that a tag is hidden from an officer: another's, on a submission of a
    sample that this officer codes and that is still blind, or on one of a campaign with such.
    """
    return is_work_hidden_from(officer, Tag.officer, Tag.submission_id)


def is_work_hidden_from(
    officer: str | ColumnElement[str],
    by: InstrumentedAttribute[str],
    on: InstrumentedAttribute[int],
) -> ColumnElement[bool]:
    """Return the same condition for any work `by` an officer `on` a submission."""
    return and_(by != officer, on.in_(_with_copies(coded_blind_by(officer))))


def coded_blind_in(call_id: int) -> CompoundSelect[int]:
    """Return a select of the submissions of a call in samples that are blind, whoever codes them,
    and of those of one campaign with such.
    """
    return _with_copies(
        select(SampleItem.submission_id)
        .join(CodingSample, CodingSample.id == SampleItem.sample_id)
        .where(CodingSample.call_id == call_id, CodingSample.ended_at.is_(None))
    )


def is_coded_blind(session: Session, call_id: int) -> bool:
    """Whether a sample of a call is blind."""
    blind = select(CodingSample.id).where(
        CodingSample.call_id == call_id, CodingSample.ended_at.is_(None)
    )
    return session.scalar(blind.limit(1)) is not None


def seen_tags(session: Session, officer: str) -> Seen:
    """Return the conditions of the tags that an officer may see where those of one submission can
    be told: none for who codes nothing blind, and for nobody, an empty name.
    """
    if not officer or session.connection().scalar(_CODED_BLIND, {"officer": officer}) is None:
        return ()
    return (~is_hidden_from(officer),)


def coded_blind_by(officer: str | ColumnElement[str]) -> Select[int]:
    """Return a select of the submissions in samples that an officer codes and that are blind."""
    return (
        select(SampleItem.submission_id)
        .join(CodingSample, CodingSample.id == SampleItem.sample_id)
        .join(SampleCoder, SampleCoder.sample_id == CodingSample.id)
        .where(SampleCoder.officer == officer, CodingSample.ended_at.is_(None))
    )


def _with_copies(own: Select[int]) -> CompoundSelect[int]:
    campaigns = select(CampaignMember.campaign_id).where(CampaignMember.submission_id.in_(own))
    copies = select(CampaignMember.submission_id).where(CampaignMember.campaign_id.in_(campaigns))
    return union(own, copies)


_CODED_BLIND = coded_blind_by(bindparam("officer")).limit(1)
"""Made once: every list that is read asks for it."""


def blind_coding(session: Session, sample_id: int) -> BlindCoding:
    """Return what a sample's coders decided blind, in three statements.

    Before the blind coding has ended there is nothing.
    """
    coders = _coders(session, sample_id)
    done: dict[str, set[int]] = {officer: set() for officer in coders.values()}
    read = (
        select(CodedItem.coder_id, SampleItem.submission_id)
        .join(SampleItem, SampleItem.id == CodedItem.item_id)
        .where(SampleItem.sample_id == sample_id)
    )
    for coder_id, submission_id in session.execute(read):
        done[coders[coder_id]].add(submission_id)
    officers = tuple(coders.values())
    tags = _blind_tags(session, sample_id, coders)
    return BlindCoding(officers, tuple(decisions_of(tags, officers, done)))


def _coders(session: Session, sample_id: int) -> dict[int, str]:
    chosen = select(SampleCoder.id, SampleCoder.officer).where(SampleCoder.sample_id == sample_id)
    return {
        coder_id: officer for coder_id, officer in session.execute(chosen.order_by(SampleCoder.id))
    }


def _blind_tags(session: Session, sample_id: int, coders: dict[int, str]) -> list[CoderTag]:
    chosen = (
        select(
            BlindTag.coder_id,
            BlindTag.priority,
            SampleItem.submission_id,
            BlindTag.text_id,
            BlindTag.start,
            BlindTag.end,
        )
        .join(SampleItem, SampleItem.id == BlindTag.item_id)
        .where(SampleItem.sample_id == sample_id)
        .order_by(BlindTag.id)
    )
    return [
        CoderTag(coders[coder_id], priority, CodedUnit(submission_id, text_id), start, end)
        for coder_id, priority, submission_id, text_id, start, end in session.execute(chosen)
    ]
