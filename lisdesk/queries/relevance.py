"""Joint calls as screens and the command line show them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import SQLColumnExpression, func, select
from sqlalchemy.orm import Session

from lisdesk.rules.relevance import JointNumbers, Relevance, bodies_words, joint_numbers
from lisdesk.store.entities import Area, SetRelevance, Submission
from lisdesk.store.relevance import parts_of_call, relevances


def relevance_words(session: Session, ids: Sequence[int]) -> dict[int, str]:
    """Return to which bodies submissions of one call are relevant, in words; nothing if the call is
    not joint.
    """
    call_id = _call_of(session, ids)
    parts = {} if call_id is None else parts_of_call(session, call_id)
    if call_id is None or not parts:
        return {}
    found = relevances(session, call_id, parts, ids)
    return {each: shown(parts, relevance) for each, relevance in found.items()}


def relevance_of(session: Session, submission_id: int) -> tuple[dict[int, str], Relevance] | None:
    """Return the bodies of a joint call and what one of its submissions is relevant to; None if the
    call is not joint.
    """
    call_id = _call_of(session, [submission_id])
    parts = {} if call_id is None else parts_of_call(session, call_id)
    if call_id is None or not parts:
        return None
    return parts, relevances(session, call_id, parts, [submission_id])[submission_id]


def relevance_line(session: Session, submission_id: int) -> str:
    """Return what a submission is relevant to, and why: “Both (set by hand: both)”; empty if its
    call is not joint.
    """
    found = relevance_of(session, submission_id)
    return "" if found is None else f"{shown(*found)} ({found[1].reason})"


def numbers_of_joint_call(session: Session, call_id: int) -> JointNumbers | None:
    """Return how the counted submissions of a call divide among its bodies; None if it is not
    joint.
    """
    parts = parts_of_call(session, call_id)
    if not parts:
        return None
    chosen = select(Submission.id, Submission.disposition).where(Submission.call_id == call_id)
    counted = [each for each, standing in session.execute(chosen) if standing.is_counted]
    return numbers_of(parts, relevances(session, call_id, parts), counted)


def numbers_of(
    parts: Mapping[int, str], found: Mapping[int, Relevance], submission_ids: Iterable[int]
) -> JointNumbers:
    """Return how some submissions divide among the bodies of a joint call."""
    return joint_numbers(parts, (found[each] for each in submission_ids))


def shown(parts: Mapping[int, str], relevance: Relevance) -> str:
    """Return what a submission is relevant to as lists show it: “Black Country”, “not stated”."""
    if not relevance.body_ids:
        return relevance.basis.label
    words = bodies_words(parts, relevance.body_ids)
    return words[0].upper() + words[1:]


def first_relevant() -> SQLColumnExpression[int]:
    """Return what submissions, joined with their areas, are sorted by so that those come together
    that are relevant to the same body first.
    """
    by_hand = (
        select(func.min(func.coalesce(SetRelevance.lead_body_id, 0)))
        .where(SetRelevance.submission_id == Submission.id)
        .correlate(Submission)
        .scalar_subquery()
    )
    return func.coalesce(by_hand, Area.lead_body_id, -1)


def _call_of(session: Session, ids: Sequence[int]) -> int | None:
    if not ids:
        return None
    return session.scalar(select(Submission.call_id).where(Submission.id == ids[0]))
