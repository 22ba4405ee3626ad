"""The priorities at the top of the coding frame, each with everything below it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.orm import Session

from lisdesk.queries.priority_hues import HUES
from lisdesk.rules.vocabulary import COUNTED
from lisdesk.store.entities import Priority, PriorityDetail, Submission, Tag


class PriorityNumber(NamedTuple):
    """A priority at the top of the coding frame; its submissions include those further down."""

    priority_id: int
    code: str
    name: str
    place: int
    """Which one it is among those at the top, from 0."""
    hue: int
    """The place of its hue among those of a theme."""
    submissions: int


def top_priorities(session: Session, call_id: int) -> tuple[PriorityNumber, ...]:
    """Return the priorities at the top of a call's frame, in their order, with their numbers."""
    chosen = (
        select(Priority.id, Priority.parent_id, Priority.code, Priority.name, PriorityDetail.colour)
        .outerjoin(PriorityDetail, PriorityDetail.priority_id == Priority.id)
        .where(Priority.call_id == call_id)
        .order_by(Priority.position, Priority.id)
    )
    frame = session.execute(chosen).all()
    branches = _branches({each.id: each.parent_id for each in frame})
    # Few are not counted, so they are taken off: looking up each tag's submission takes longer.
    is_left_out = Tag.submission_id.in_(
        select(Submission.id).where(
            Submission.call_id == call_id, Submission.disposition.not_in(COUNTED)
        )
    )
    counts = Counter(_tagged_below(session, branches))
    counts.subtract(_tagged_below(session, branches, is_left_out))
    at_top = [each for each in frame if each.parent_id is None]
    return tuple(
        PriorityNumber(
            priority_id=each.id,
            code=each.code,
            name=each.name,
            place=place,
            hue=place if each.colour is None else HUES[each.colour],
            submissions=counts[each.id],
        )
        for place, each in enumerate(at_top)
    )


def _branches(parents: Mapping[int, int | None]) -> dict[int, list[int]]:
    """Return each priority at the top with itself and everything below it."""
    below: defaultdict[int | None, list[int]] = defaultdict(list)
    for priority_id, parent_id in parents.items():
        below[parent_id].append(priority_id)
    branches = {top_id: [top_id] for top_id in below[None]}
    for members in branches.values():
        for priority_id in members:  # grows as it is walked
            members += below[priority_id]
    return branches


def _tagged_below(
    session: Session, branches: Mapping[int, Sequence[int]], *conditions: ColumnElement[bool]
) -> dict[int, int]:
    """Return distinct submissions by priority at the top; most have nothing below, and are quick
    to count in the order of the index.
    """
    number = func.count(Tag.submission_id.distinct())
    alone = [top_id for top_id, members in branches.items() if len(members) == 1]
    top_of = {each: top_id for top_id, members in branches.items() for each in members}
    deep = [each for each, top_id in top_of.items() if len(branches[top_id]) > 1]
    statements = [
        select(Tag.priority_id, number)
        .where(Tag.priority_id.in_(alone), *conditions)
        .group_by(Tag.priority_id)
    ]
    if deep:
        top = case({each: top_of[each] for each in deep}, value=Tag.priority_id)
        statements.append(
            select(top, number).where(Tag.priority_id.in_(deep), *conditions).group_by(top)
        )
    return {
        priority_id: count
        for statement in statements
        for priority_id, count in session.execute(statement)
    }


def most_first(priorities: Sequence[PriorityNumber]) -> list[PriorityNumber]:
    """Return priorities by their submissions, most first, in the frame's order where equal."""
    return sorted(priorities, key=lambda each: (-each.submissions, each.place))
