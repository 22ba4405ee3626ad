"""The late submissions of a call: those that wait for a decision, and those decided about."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, bindparam, case, func, select
from sqlalchemy.orm import Session

from lisdesk.rules.deadlines import closing_moment
from lisdesk.rules.late_policy import Close, LatePolicy
from lisdesk.rules.vocabulary import Channel, Disposition, LateChoice, Timing, Token
from lisdesk.store.deadlines import deadline_rule, deadlines_of
from lisdesk.store.entities import Call, LateDecision, Stakeholder, Submission
from lisdesk.store.id_lists import listed_ids
from lisdesk.store.late_policies import late_policy_of


class LateView(Token):
    """Which late submissions of a call are listed."""

    WAITING = ("waiting", "Waiting")
    DECIDED = ("decided", "Decided")
    ALL = ("all", "All late ones")


class LateCall(NamedTuple):
    """What all late submissions of a call are measured by."""

    reference: str
    close: Close
    policy: LatePolicy


class LateRow(NamedTuple):
    """A late submission, and the decision on it that stands, if there is one."""

    id: int
    reference: str
    respondent: str
    channel: Channel
    sent_at: datetime | None
    received_at: datetime
    disposition: Disposition
    choice: LateChoice | None
    reason: str
    officer: str
    decided_at: datetime | None
    decision_id: int | None = None


class LateCounts(NamedTuple):
    """How many late submissions a call has, by whether they wait."""

    waiting: int
    decided: int
    all: int

    def of(self, view: LateView) -> int:
        """Return how many a view lists."""
        return {LateView.WAITING: self.waiting, LateView.DECIDED: self.decided}.get(view, self.all)


class LateHead(NamedTuple):
    """What stands above a list of late submissions."""

    call: LateCall
    counts: LateCounts


_IS_LATE = Submission.timing == Timing.LATE
_WAITS = Submission.disposition == Disposition.LATE_WAITING
_CONDITIONS: dict[LateView, tuple[ColumnElement[bool], ...]] = {
    LateView.WAITING: (_IS_LATE, _WAITS),
    LateView.DECIDED: (_IS_LATE, Submission.late_choice.is_not(None)),
    LateView.ALL: (_IS_LATE,),
}
_NEWEST = (
    select(func.max(LateDecision.id))
    .where(LateDecision.submission_id == Submission.id)
    .correlate(Submission)
    .scalar_subquery()
)
_ROWS: Select[*tuple[Any, ...]] = (
    select(
        Submission.id,
        Submission.reference,
        func.coalesce(Stakeholder.name, ""),
        Submission.channel,
        Submission.sent_at,
        Submission.received_at,
        Submission.disposition,
        Submission.late_choice,
        func.coalesce(LateDecision.reason, ""),
        func.coalesce(LateDecision.officer, ""),
        LateDecision.decided_at,
        case((Submission.late_choice.is_not(None), LateDecision.id)),
    )
    .outerjoin(Stakeholder, Stakeholder.id == Submission.respondent_id)
    .outerjoin(LateDecision, LateDecision.id == _NEWEST)
    .where(Submission.id.in_(bindparam("ids", expanding=True)), _IS_LATE)
)


def late_call(session: Session, call_id: int) -> LateCall | None:
    """Return what a call's late submissions are measured by; None for a call that is gone."""
    call = session.get(Call, call_id)
    if call is None:
        return None
    in_force = deadline_rule(deadlines_of(session, call_id)[-1], call.zone)
    close = Close(in_force, closing_moment(in_force, call.closed_by_hand_at))
    return LateCall(call.reference, close, late_policy_of(session, call_id))


def late_ids(session: Session, call_id: int, view: LateView) -> list[int]:
    """Return the late submissions of a view: those that wait first, then as they came."""
    chosen = select(Submission.id).where(Submission.call_id == call_id, *_CONDITIONS[view])
    order = (Submission.received_at, Submission.id)
    if view is LateView.ALL:
        return listed_ids(session, chosen.order_by(case((_WAITS, 0), else_=1), *order))
    return listed_ids(session, chosen.order_by(*order))


def late_rows(session: Session, ids: Sequence[int]) -> list[LateRow]:
    """Return some late submissions, in any order; a page of some hundreds at a time."""
    found = session.connection().execute(_ROWS, {"ids": list(ids)})
    return [LateRow(*row) for row in found]


def late_counts(session: Session, call_id: int) -> LateCounts:
    """Return how many late submissions wait, are decided about, and are there."""
    groups = session.connection().execute(
        select(Submission.disposition, Submission.late_choice, func.count())
        .where(Submission.call_id == call_id, _IS_LATE)
        .group_by(Submission.disposition, Submission.late_choice)
    )
    waiting = decided = every = 0
    for disposition, choice, count in groups:
        every += count
        waiting += count if disposition is Disposition.LATE_WAITING else 0
        decided += count if choice is not None else 0
    return LateCounts(waiting, decided, every)


def late_head(session: Session, call_id: int) -> LateHead | None:
    """Return what late submissions are measured by, and how many there are; None for a call that is
    gone.
    """
    call = late_call(session, call_id)
    return LateHead(call, late_counts(session, call_id)) if call is not None else None
