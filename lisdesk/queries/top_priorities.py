"""The priorities at the top of the coding frame, each with everything below it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select, true
from sqlalchemy.orm import Session, aliased

from lisdesk.queries.register import COUNTED
from lisdesk.store.entities import Priority, Submission, Tag


@dataclass(frozen=True, slots=True)
class PriorityNumber:
    """A priority at the top of the coding frame; its submissions include those further down."""

    priority_id: int
    code: str
    name: str
    place: int
    """Which one it is among those at the top, from 0: decides its colour."""
    submissions: int


def top_priorities(session: Session, call_id: int) -> tuple[PriorityNumber, ...]:
    """Return the priorities at the top of a call's frame, in their order, with their numbers."""
    chosen = (
        select(Priority.id, Priority.code, Priority.name)
        .where(Priority.call_id == call_id, Priority.parent_id.is_(None))
        .order_by(Priority.position, Priority.id)
    )
    # Few are not counted, so they are taken off: looking up each tag's submission takes longer.
    is_left_out = Tag.submission_id.in_(
        select(Submission.id).where(
            Submission.call_id == call_id, Submission.disposition.not_in(COUNTED)
        )
    )
    counts = Counter(_tagged_below(session, call_id, true()))
    counts.subtract(_tagged_below(session, call_id, is_left_out))
    return tuple(
        PriorityNumber(priority_id, code, name, place, counts[priority_id])
        for place, (priority_id, code, name) in enumerate(session.execute(chosen))
    )


def _tagged_below(session: Session, call_id: int, condition: ColumnElement[bool]) -> dict[int, int]:
    """Return distinct submissions by priority at the top; most have nothing below, and are quick
    to count in the order of the index.
    """
    number = func.count(Tag.submission_id.distinct())
    below = aliased(Priority)
    has_below = select(below.id).where(below.parent_id == Priority.id).exists()
    at_top = (Priority.call_id == call_id, Priority.parent_id.is_(None))
    alone = select(Priority.id).where(*at_top, ~has_below)
    by_itself = (
        select(Tag.priority_id, number)
        .where(Tag.priority_id.in_(alone), condition)
        .group_by(Tag.priority_id)
    )
    branch = (
        select(Priority.id.label("top_id"), Priority.id.label("priority_id"))
        .where(*at_top, has_below)
        .cte(recursive=True)
    )
    branch = branch.union_all(
        select(branch.c.top_id, below.id).join(below, below.parent_id == branch.c.priority_id)
    )
    by_branch = (
        select(branch.c.top_id, number)
        .join(Tag, Tag.priority_id == branch.c.priority_id)
        .where(condition)
        .group_by(branch.c.top_id)
    )
    return {
        priority_id: count
        for statement in (by_itself, by_branch)
        for priority_id, count in session.execute(statement)
    }


def most_first(priorities: Sequence[PriorityNumber]) -> list[PriorityNumber]:
    """Return priorities by their submissions, most first, in the frame's order where equal."""
    return sorted(priorities, key=lambda each: (-each.submissions, each.place))
