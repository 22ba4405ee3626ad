"""The conditions that a filter of the register stands for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVarTuple

from sqlalchemy import ColumnElement, Select, func, or_, select, union_all
from sqlalchemy.orm import Session

from lisdesk.queries.behind_conditions import answered, of_number, one_of
from lisdesk.queries.passages import matching_seen
from lisdesk.queries.register import RegisterFilter
from lisdesk.queries.shares import is_assigned_to
from lisdesk.queries.tag_conditions import of_tags
from lisdesk.rules.vocabulary import Permission
from lisdesk.store.coding_samples import Seen, seen_tags
from lisdesk.store.entities import (
    Attachment,
    CampaignMember,
    ReadMark,
    SourceText,
    StakeholderType,
    Submission,
    Tag,
)
from lisdesk.store.relevance import is_relevant_to, is_relevant_to_none

Values = TypeVarTuple("Values")


def narrowed(
    session: Session,
    statement: Select[*Values],
    call_id: int,
    officer: str,
    chosen: RegisterFilter,
    seen: Seen | None = None,
) -> Select[*Values]:
    """Return a select from submissions narrowed to a call and a filter, as an officer sees them;
    `seen` if it is known already which tags these are.
    """
    seen = seen_tags(session, officer) if seen is None else seen
    conditions = [*field_conditions(chosen, call_id, officer, seen)]
    matching = matching_seen(session, chosen.search, seen, officer)
    if matching is not None:
        named = select(Submission.id).where(Submission.reference == chosen.search.strip().upper())
        conditions.append(Submission.id.in_(union_all(matching, named)))
    return statement.where(*conditions)


def field_conditions(
    chosen: RegisterFilter, call_id: int, officer: str, seen: Seen
) -> Iterator[ColumnElement[bool]]:
    """Yield the conditions of a call and a filter, but for its search."""
    yield Submission.call_id == call_id
    yield from chip_conditions(chosen, seen)
    yield from _of_marks(chosen, officer, seen)


def chip_conditions(chosen: RegisterFilter, seen: Seen = ()) -> Iterator[ColumnElement[bool]]:
    """Yield the conditions of a filter, but for its search and its marks; `seen` tells which tags
    there are for who asks.
    """
    yield from _of_fields(chosen)
    yield from _of_lists(chosen)
    yield from of_tags(chosen, seen)


def is_read(officer: str) -> ColumnElement[bool]:
    """Return the condition that an officer has read a submission."""
    return (
        select(ReadMark.id)
        .where(ReadMark.submission_id == Submission.id, ReadMark.officer == officer)
        .exists()
    )


def is_tagged(seen: Seen = ()) -> ColumnElement[bool]:
    """Return the condition that a submission has a tag."""
    return select(Tag.id).where(Tag.submission_id == Submission.id, *seen).exists()


def has_attachment() -> ColumnElement[bool]:
    """Return the condition that a file came with a submission."""
    return select(Attachment.id).where(Attachment.submission_id == Submission.id).exists()


def is_in_campaign() -> ColumnElement[bool]:
    """Return the condition that a submission belongs to a campaign."""
    return select(CampaignMember.id).where(CampaignMember.submission_id == Submission.id).exists()


def standing_answers() -> ColumnElement[int]:
    """Return how many texts of a submission stand."""
    return (
        select(func.count(SourceText.id))
        .where(SourceText.submission_id == Submission.id, SourceText.is_current)
        .correlate(Submission)
        .scalar_subquery()
    )


def tags_of_submission(seen: Seen = ()) -> ColumnElement[int]:
    """Return how many tags a submission has."""
    return (
        select(func.count(Tag.id))
        .where(Tag.submission_id == Submission.id, *seen)
        .correlate(Submission)
        .scalar_subquery()
    )


def attachments_of_submission() -> ColumnElement[int]:
    """Return how many files came with a submission."""
    return (
        select(func.count(Attachment.id))
        .where(Attachment.submission_id == Submission.id)
        .correlate(Submission)
        .scalar_subquery()
    )


def _of_fields(chosen: RegisterFilter) -> Iterator[ColumnElement[bool]]:
    if chosen.dispositions:
        yield Submission.disposition.in_(chosen.dispositions)
    if chosen.timings:
        yield Submission.timing.in_(chosen.timings)
    if chosen.channels:
        yield Submission.channel.in_(chosen.channels)
    if chosen.permissions:
        is_one = Submission.permission.in_(chosen.permissions)
        is_unanswered = Submission.permission.is_(None)
        yield or_(is_one, is_unanswered) if Permission.NONE in chosen.permissions else is_one
    if chosen.received_from is not None:
        yield Submission.received_at >= chosen.received_from
    if chosen.received_before is not None:
        yield Submission.received_at < chosen.received_before


def _of_lists(chosen: RegisterFilter) -> Iterator[ColumnElement[bool]]:
    if chosen.type_ids:
        known = [each for each in chosen.type_ids if each is not None]
        is_one = Submission.type_id.in_(_types_below(known))
        yield or_(is_one, Submission.type_id.is_(None)) if None in chosen.type_ids else is_one
    if chosen.area_ids:
        yield one_of(Submission.area_id, chosen.area_ids)
    if chosen.relevant_body_ids:
        yield or_(
            *(
                is_relevant_to_none() if each is None else is_relevant_to(each)
                for each in chosen.relevant_body_ids
            )
        )
    if chosen.respondent_ids:
        yield Submission.respondent_id.in_(chosen.respondent_ids)
    if chosen.question_ids:
        yield Submission.id.in_(answered(chosen.question_ids))
    if chosen.submission_ids:
        yield Submission.id.in_(chosen.submission_ids)
    if chosen.campaign_ids:
        yield Submission.id.in_(
            select(CampaignMember.submission_id).where(
                CampaignMember.campaign_id.in_(chosen.campaign_ids)
            )
        )


def _of_marks(chosen: RegisterFilter, officer: str, seen: Seen) -> Iterator[ColumnElement[bool]]:
    if chosen.is_unread:
        yield ~is_read(officer)
    if chosen.is_untagged:
        yield ~is_tagged(seen)
    if chosen.is_mine:
        yield is_assigned_to(officer)
    if chosen.has_attachment:
        yield has_attachment()
    if chosen.is_in_campaign:
        yield is_in_campaign()
    if chosen.behind is not None:
        yield from of_number(chosen.behind, seen)


def _types_below(type_ids: Sequence[int]) -> Select[int]:
    return select(StakeholderType.id).where(
        or_(StakeholderType.id.in_(type_ids), StakeholderType.parent_id.in_(type_ids))
    )
