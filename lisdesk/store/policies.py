"""How a call is run, gathered from where each part of it is stored."""

from __future__ import annotations

from sqlalchemy.orm import Session

from lisdesk.rules.call_policies import CallPolicies
from lisdesk.store.entities import Call
from lisdesk.store.late_policies import late_policy_of
from lisdesk.store.stages import days_of, reminder_days


def policies_of(session: Session, call: Call) -> CallPolicies:
    """Return how a call is run."""
    late = late_policy_of(session, call.id)
    return CallPolicies(
        campaign_policy=call.campaign_policy,
        small_count_threshold=call.small_count_threshold,
        late_proposal=late.proposes,
        post_grace=late.post_grace,
        reminder_days=days_of(reminder_days(session), call.id),
    )
