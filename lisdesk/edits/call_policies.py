"""How a call is run beyond what it says of itself: late submissions, reminders, a template's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import select

from lisdesk.rules.call_policies import POLICIES, PolicyValue
from lisdesk.rules.late_policy import LatePolicy
from lisdesk.rules.reminders import DEFAULT_DAYS, days_text
from lisdesk.store.entities import Call, CallLatePolicy, ReminderDays
from lisdesk.store.late_policies import late_policy_row
from lisdesk.store.policies import policies_of
from lisdesk.store.work import Work


def write_policies(work: Work, call: Call, values: Mapping[str, PolicyValue]) -> None:
    """Run a call by the policies of a template; one that it leaves out stays as it is."""
    stands = policies_of(work.session, call)
    read: dict[str, Any] = {
        policy.field: policy.read(values[policy.key]) for policy in POLICIES if policy.key in values
    }
    wanted = replace(stands, **read)
    call.campaign_policy = wanted.campaign_policy
    call.small_count_threshold = wanted.small_count_threshold
    write_late_policy(work, call, LatePolicy(wanted.late_proposal, wanted.post_grace))
    write_reminders(work, call, wanted.reminder_days)


def write_late_policy(work: Work, call: Call, policy: LatePolicy) -> None:
    """Give a call a policy for late submissions, which proposes and moves no submission."""
    row = late_policy_row(work.session, call.id)
    if row is not None:
        row.proposes, row.post_grace = policy.proposes, policy.post_grace
    elif policy != LatePolicy():
        work.add(
            CallLatePolicy(call_id=call.id, proposes=policy.proposes, post_grace=policy.post_grace)
        )


def write_reminders(work: Work, call: Call, days: tuple[int, ...]) -> None:
    """Remind officers so many days before the deadline of a call."""
    own = work.session.scalar(select(ReminderDays).where(ReminderDays.call_id == call.id))
    if own is not None:
        own.days = days_text(days)
    elif days != DEFAULT_DAYS:
        work.add(ReminderDays(call_id=call.id, days=days_text(days)))
