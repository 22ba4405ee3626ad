"""What the calendar of a call is made from."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from lisdesk.rules.call_dates import CallDates, PutIn
from lisdesk.store.deadlines import deadline_rule, deadlines_of
from lisdesk.store.entities import Call, CallDate


@dataclass(frozen=True, slots=True)
class DatedCall:
    """A call with its own days and those that officers put in, in the order of their numbers."""

    reference: str
    title: str
    zone: str
    own: CallDates
    put_in: tuple[PutIn, ...]


def dated_call(session: Session, call_id: int) -> DatedCall | None:
    """Return the days of a call; None for one that was taken back meanwhile."""
    call = session.get(Call, call_id)
    if call is None:
        return None
    deadlines = [deadline_rule(each, call.zone) for each in deadlines_of(session, call_id)]
    chosen = select(CallDate).where(CallDate.call_id == call_id).order_by(CallDate.id)
    put_in = tuple(
        PutIn(each.id, each.kind, each.first_day, each.last_day, each.name)
        for each in session.scalars(chosen)
    )
    own = CallDates(call.opens_on, deadlines, call.closed_by_hand_at)
    return DatedCall(call.reference, call.title, call.zone, own, put_in)
