"""The policy of a call for late submissions, as the rules reckon with it."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from lisdesk.rules.late_policy import LatePolicy
from lisdesk.store.entities import CallLatePolicy


def late_policy_row(session: Session, call_id: int) -> CallLatePolicy | None:
    """Return the row with a call's policy; None for a call that has none."""
    return session.scalar(select(CallLatePolicy).where(CallLatePolicy.call_id == call_id))


def late_policy_of(session: Session, call_id: int) -> LatePolicy:
    """Return the policy of a call: what it proposes, and the grace for post."""
    row = late_policy_row(session, call_id)
    return LatePolicy(row.proposes, row.post_grace) if row is not None else LatePolicy()
