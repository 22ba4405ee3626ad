"""What the decisions on a call's late submissions changed in its ledger."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from lisdesk.rules.late_effects import Decided, Effect, Standing, late_effects
from lisdesk.rules.vocabulary import Timing
from lisdesk.store.entities import Call, Campaign, CampaignMember, LateDecision, Submission


def late_effects_of(session: Session, call_id: int) -> list[Effect]:
    """Return what all late decisions of a call changed, then each in its turn; see the rule."""
    call = session.get(Call, call_id)
    if call is None:
        return []
    connection = session.connection()
    chosen = (
        select(
            LateDecision.submission_id,
            LateDecision.choice,
            LateDecision.reason,
            LateDecision.officer,
            LateDecision.decided_at,
        )
        .join(Submission, Submission.id == LateDecision.submission_id)
        .where(Submission.call_id == call_id)
        .order_by(LateDecision.id)
    )
    decisions = [Decided(*row) for row in connection.execute(chosen)]
    if not decisions:
        return []
    counts = connection.execute(
        select(Submission.disposition, func.count())
        .where(Submission.call_id == call_id)
        .group_by(Submission.disposition)
    )
    standings = [Standing(*row) for row in connection.execute(_standings(call_id))]
    ledger = {disposition: count for disposition, count in counts}
    return late_effects(ledger, standings, decisions, call.campaign_policy)


def _standings(call_id: int) -> Select[*tuple[Any, ...]]:
    """Select every late submission, and every member of a campaign that has a late one."""
    is_late = (Submission.call_id == call_id) & (Submission.timing == Timing.LATE)
    with_late = (
        select(CampaignMember.campaign_id)
        .join(Submission, Submission.id == CampaignMember.submission_id)
        .where(is_late)
    )
    return (
        select(
            Submission.id,
            Submission.set_aside,
            Submission.content,
            Submission.timing,
            Submission.received_at,
            CampaignMember.campaign_id,
            func.coalesce(Campaign.seed_id, 0) == Submission.id,
        )
        .outerjoin(CampaignMember, CampaignMember.submission_id == Submission.id)
        .outerjoin(Campaign, Campaign.id == CampaignMember.campaign_id)
        .where(
            Submission.call_id == call_id,
            is_late | CampaignMember.campaign_id.in_(with_late),
        )
    )
