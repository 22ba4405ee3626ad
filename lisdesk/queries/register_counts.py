"""How many submissions each choice of a filter would leave."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, FromClause, case, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from lisdesk.queries.behind_conditions import has_stance
from lisdesk.queries.register import RegisterFilter
from lisdesk.queries.register_conditions import (
    has_attachment,
    is_in_campaign,
    is_read,
    is_tagged,
    narrowed,
)
from lisdesk.queries.shares import is_assigned_to
from lisdesk.rules.vocabulary import Channel, Disposition, Permission, Timing
from lisdesk.store.coding_samples import Seen, seen_tags
from lisdesk.store.entities import Priority, Submission, Tag


@dataclass(frozen=True, slots=True)
class RegisterCounts:
    """Each list's counts are taken under the rest of the filter, so that they tell what choosing
    another member of that list would leave.
    """

    total: int
    """In the whole call."""
    listed: int
    unread: int
    untagged: int
    with_attachment: int
    in_campaign: int
    mine: int
    """Assigned to the officer at work."""
    late_waiting: int
    dispositions: Mapping[Disposition, int]
    timings: Mapping[Timing, int]
    channels: Mapping[Channel, int]
    permissions: Mapping[Permission, int]
    types: Mapping[int | None, int]
    """By the type itself, without those below it; None is an unknown type."""


def register_counts(
    session: Session, call_id: int, officer: str, chosen: RegisterFilter
) -> RegisterCounts:
    """Return the counts beside the choices of a filter, but for those of the priorities."""
    alike = _alike(session, call_id, officer, chosen)
    lists = {
        name: _of_list(session, call_id, officer, chosen, name)
        if getattr(chosen, name)
        else _added_up(alike, place)
        for place, name in enumerate(_FIELDS)
    }
    permissions = Counter[Permission]()
    for permission, count in lists["permissions"].items():
        permissions[permission or Permission.NONE] += count
    return RegisterCounts(
        total=session.scalar(select(func.count(Submission.id)).where(Submission.call_id == call_id))
        or 0,
        listed=sum(each.submissions for each in alike),
        unread=sum(each.unread for each in alike),
        untagged=sum(each.untagged for each in alike),
        with_attachment=sum(each.with_attachment for each in alike),
        in_campaign=sum(each.in_campaign for each in alike),
        mine=sum(each.mine for each in alike),
        late_waiting=sum(
            each.submissions for each in alike if each.disposition is Disposition.LATE_WAITING
        ),
        dispositions=lists["dispositions"],
        timings=lists["timings"],
        channels=lists["channels"],
        permissions=permissions,
        types=lists["type_ids"],
    )


def priority_counts(
    session: Session, call_id: int, officer: str, chosen: RegisterFilter
) -> dict[int, int]:
    """Return the counts by the priority itself, under the rest of the filter, of the tags that the
    officer may see.
    """
    rest = replace(chosen, priority_ids=(), stances=(), officers=())
    tags = _tags_meant(chosen, seen_tags(session, officer))
    statement = select(tags.c.priority_id, func.count(func.distinct(tags.c.submission_id)))
    if rest.is_empty:
        statement = statement.join(Priority, Priority.id == tags.c.priority_id).where(
            Priority.call_id == call_id
        )
    else:
        inner = narrowed(session, select(Submission.id), call_id, officer, rest)
        # A sum and no column, so that the tags are read in the order of their priorities: found by
        # their submissions, they would have to be sorted by them.
        statement = statement.where((tags.c.submission_id + 0).in_(inner))
    return dict(session.execute(statement.group_by(tags.c.priority_id)).all())


def _tags_meant(chosen: RegisterFilter, seen: Seen) -> FromClause:
    """Return the tags of the officers that are chosen; with stances, where they add up to one."""
    if not chosen.officers and not chosen.stances and not seen:
        return Tag.__table__
    tags = select(Tag.priority_id, Tag.submission_id).where(*seen)
    if chosen.officers:
        tags = tags.where(Tag.officer.in_(chosen.officers))
    if chosen.stances:
        is_one = or_(*map(has_stance, chosen.stances))
        tags = tags.group_by(Tag.priority_id, Tag.submission_id).having(is_one)
    return tags.subquery()


_FIELDS: dict[str, InstrumentedAttribute[Any]] = {
    "dispositions": Submission.disposition,
    "timings": Submission.timing,
    "channels": Submission.channel,
    "permissions": Submission.permission,
    "type_ids": Submission.type_id,
}
"""In the order of the index that they are counted from."""


class _Alike(NamedTuple):
    """The submissions that a filter leaves with the same five fields."""

    disposition: Disposition
    timing: Timing
    channel: Channel
    permission: Permission | None
    type_id: int | None
    submissions: int
    unread: int
    untagged: int
    with_attachment: int
    in_campaign: int
    mine: int


def _alike(session: Session, call_id: int, officer: str, chosen: RegisterFilter) -> list[_Alike]:
    marks = (
        ~is_read(officer),
        ~is_tagged(seen_tags(session, officer)),
        has_attachment(),
        is_in_campaign(),
        is_assigned_to(officer),
    )
    statement = select(
        *_FIELDS.values(), func.count(Submission.id), *(_how_many(each) for each in marks)
    ).group_by(*_FIELDS.values())
    found = session.execute(narrowed(session, statement, call_id, officer, chosen))
    return [_Alike(*values) for values in map(tuple, found)]


def _how_many(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((condition, 1), else_=0))


def _added_up(alike: list[_Alike], place: int) -> dict[Any, int]:
    """Return the submissions by the field at a place."""
    counts = Counter[Any]()
    for each in alike:
        counts[each[place]] += each.submissions
    return counts


def _of_list(
    session: Session, call_id: int, officer: str, chosen: RegisterFilter, name: str
) -> dict[Any, int]:
    """Return the submissions by a field that itself does not narrow them."""
    statement = select(_FIELDS[name], func.count(Submission.id)).group_by(_FIELDS[name])
    emptied: dict[str, Any] = {name: ()}
    rest = replace(chosen, **emptied)
    return dict(session.execute(narrowed(session, statement, call_id, officer, rest)).all())
