"""How many submissions each choice of a filter would leave."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import case, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from lisdesk.queries.register import RegisterFilter
from lisdesk.queries.register_conditions import has_attachment, is_read, is_tagged, narrowed
from lisdesk.rules.vocabulary import Channel, Disposition, Permission, Timing
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
    late_waiting: int
    dispositions: Mapping[Disposition, int]
    timings: Mapping[Timing, int]
    channels: Mapping[Channel, int]
    permissions: Mapping[Permission, int]
    types: Mapping[int | None, int]
    """By the type itself, without those below it; None is an unknown type."""
    priorities: Mapping[int, int]
    """By the priority itself."""


def register_counts(
    session: Session, call_id: int, officer: str, chosen: RegisterFilter
) -> RegisterCounts:
    """Return the counts beside the choices of a filter."""
    listed, unread, untagged, with_attachment, waiting = _marks(session, call_id, officer, chosen)
    lists = _lists(session, call_id, officer, chosen)
    permissions = Counter[Permission]()
    for permission, count in lists["permissions"].items():
        permissions[permission or Permission.NONE] += count
    return RegisterCounts(
        total=session.scalar(select(func.count(Submission.id)).where(Submission.call_id == call_id))
        or 0,
        listed=listed,
        unread=unread,
        untagged=untagged,
        with_attachment=with_attachment,
        late_waiting=waiting,
        dispositions=lists["dispositions"],
        timings=lists["timings"],
        channels=lists["channels"],
        permissions=permissions,
        types=lists["type_ids"],
        priorities=_priorities(session, call_id, officer, replace(chosen, priority_ids=())),
    )


def _lists(
    session: Session, call_id: int, officer: str, chosen: RegisterFilter
) -> dict[str, dict[Any, int]]:
    """Return the counts by field: of all fields that do not narrow in one pass over the rows."""
    free = {name: column for name, column in _FIELDS.items() if not getattr(chosen, name)}
    counts: dict[str, dict[Any, int]] = {name: Counter() for name in _FIELDS}
    together = select(*free.values(), func.count(Submission.id)).group_by(*free.values())
    found = session.execute(narrowed(session, together, call_id, officer, chosen)) if free else ()
    for *values, count in map(tuple, found):
        for name, value in zip(free, values, strict=True):
            counts[name][value] += count
    for name in set(_FIELDS) - set(free):
        column = _FIELDS[name]
        alone = select(column, func.count(Submission.id)).group_by(column)
        emptied: dict[str, Any] = {name: ()}
        rest = replace(chosen, **emptied)
        rows = session.execute(narrowed(session, alone, call_id, officer, rest))
        counts[name] = dict(rows.all())
    return counts


_FIELDS: dict[str, InstrumentedAttribute[Any]] = {
    "dispositions": Submission.disposition,
    "timings": Submission.timing,
    "channels": Submission.channel,
    "permissions": Submission.permission,
    "type_ids": Submission.type_id,
}


def _marks(session: Session, call_id: int, officer: str, chosen: RegisterFilter) -> tuple[int, ...]:
    is_waiting = Submission.disposition == Disposition.LATE_WAITING
    conditions = (~is_read(officer), ~is_tagged(), has_attachment(), is_waiting)
    sums = (func.coalesce(func.sum(case((each, 1), else_=0)), 0) for each in conditions)
    statement = select(func.count(Submission.id), *sums)
    found = session.execute(narrowed(session, statement, call_id, officer, chosen)).one()
    return tuple(int(each) for each in found)


def _priorities(
    session: Session, call_id: int, officer: str, chosen: RegisterFilter
) -> dict[int, int]:
    if chosen == RegisterFilter():
        statement = (
            select(Tag.priority_id, func.count(func.distinct(Tag.submission_id)))
            .join(Priority, Priority.id == Tag.priority_id)
            .where(Priority.call_id == call_id)
            .group_by(Tag.priority_id)
        )
    else:
        inner = narrowed(session, select(Submission.id), call_id, officer, chosen)
        statement = (
            select(Tag.priority_id, func.count(func.distinct(Tag.submission_id)))
            .where(Tag.submission_id.in_(inner))
            .group_by(Tag.priority_id)
        )
    return dict(session.execute(statement).all())
