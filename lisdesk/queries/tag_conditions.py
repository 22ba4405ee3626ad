"""The conditions that a filter puts on the tags of a submission: priority, stance and officer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from sqlalchemy import ColumnElement, Select, or_, select

from lisdesk.queries.behind_conditions import has_stance, priorities_below
from lisdesk.queries.register import RegisterFilter
from lisdesk.store.coding_samples import Seen
from lisdesk.store.entities import Submission, Tag


def of_tags(chosen: RegisterFilter, seen: Seen = ()) -> Iterator[ColumnElement[bool]]:
    """Yield the conditions on `Submission` of the tags that a filter wants.

    A submission is tagged to a priority if one of its tags is on it or on one below. With stances,
    those tags must add up to one of them by the rule of counting; with officers, only their tags
    are looked at. What a submission must not be tagged to counts whoever tagged it, and however.
    Tags that are not seen are none.
    """
    tagged = partial(_tagged, chosen, seen)
    for priority_id in chosen.all_priority_ids:
        yield tagged([priority_id])
    if chosen.priority_ids and chosen.stances:
        yield or_(*(tagged([each]) for each in chosen.priority_ids))
    elif chosen.priority_ids:
        yield tagged(chosen.priority_ids)
    elif not chosen.all_priority_ids and (chosen.stances or chosen.officers):
        yield tagged(())
    if chosen.no_priority_ids:
        unwanted = select(Tag.submission_id).where(
            Tag.priority_id.in_(priorities_below(chosen.no_priority_ids)), *seen
        )
        yield Submission.id.not_in(unwanted)


def _tagged(chosen: RegisterFilter, seen: Seen, priority_ids: Sequence[int]) -> ColumnElement[bool]:
    """Return whether a submission is tagged as wanted to one branch; to any priority without."""
    tags = select(Tag.submission_id).where(*seen)
    if priority_ids:
        tags = tags.where(Tag.priority_id.in_(priorities_below(priority_ids)))
    if chosen.officers:
        tags = tags.where(Tag.officer.in_(chosen.officers))
    if chosen.stances:
        tags = _adding_up(tags, chosen, is_one_branch=bool(priority_ids))
    return Submission.id.in_(tags)


def _adding_up(tags: Select[int], chosen: RegisterFilter, *, is_one_branch: bool) -> Select[int]:
    together = (Tag.submission_id,) if is_one_branch else (Tag.submission_id, Tag.priority_id)
    return tags.group_by(*together).having(or_(*map(has_stance, chosen.stances)))
