"""The deadlines of a call as they are stored, and as the rules reckon with them."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from lisdesk.rules.deadlines import Deadline as DeadlineRule
from lisdesk.store.entities import Deadline
from lisdesk.store.problems import rows_at_odds


def deadlines_of(session: Session, call_id: int) -> list[Deadline]:
    """Return a call's deadlines, the original first and the one in force last.

    Every call has one; raises DamagedFileError if it is gone.
    """
    chosen = select(Deadline).where(Deadline.call_id == call_id).order_by(Deadline.ordinal)
    found = list(session.scalars(chosen))
    if not found:
        raise rows_at_odds("a call has no deadline")
    return found


def deadline_rule(deadline: Deadline, zone: str) -> DeadlineRule:
    """Return a stored deadline as the value that the rules reckon with."""
    return DeadlineRule(deadline.closes_on, deadline.closes_time, deadline.fold, zone)
