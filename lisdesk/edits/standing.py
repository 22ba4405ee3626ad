"""State again what follows by rule: content, timing and disposition of submissions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from lisdesk.edits.campaign_standing import campaign_of, restate_campaigns
from lisdesk.rules.deadlines import closing_moment, opening_moment
from lisdesk.rules.lateness import Received, judge, rejudge
from lisdesk.rules.ledger import content_of, disposition_of
from lisdesk.rules.vocabulary import Disposition, Timing
from lisdesk.store.entities import (
    Call,
    ConfidentialityRequest,
    LateDecision,
    SetAsideDecision,
    Submission,
)
from lisdesk.store.lookup import current_texts, deadline_rule, deadlines_of, has_attachment
from lisdesk.store.work import Work


@dataclass(frozen=True, slots=True)
class Judgement:
    """A submission whose timing changed because its call's closing moment did."""

    reference: str
    was: Timing
    becomes: Timing
    disposition: Disposition


def state_again(work: Work, submission: Submission, call: Call) -> None:
    """State a submission's content, timing and disposition anew from its texts, dates and
    decisions.
    """
    bodies = [text.body for text in current_texts(work.session, submission.id)]
    submission.content = content_of(bodies, has_attachment(work.session, submission.id))
    opens_at, closes_at = window(work, call)
    submission.timing = judge(submission.received_at, opens_at, closes_at)
    campaign_id = campaign_of(work, submission.id)
    if campaign_id is None:
        _dispose(submission)
        work.session.flush()
    else:  # who is counted for a campaign may be another one now
        restate_campaigns(work, call, [campaign_id])


def stand_by_decisions(work: Work, submission: Submission) -> None:
    """Let a submission's newest decisions and its requests stand, then state it again."""
    own = submission.id
    submission.late_choice = work.session.scalar(
        select(LateDecision.choice)
        .where(LateDecision.submission_id == own)
        .order_by(LateDecision.id.desc())
        .limit(1)
    )
    submission.set_aside = work.session.scalar(
        select(SetAsideDecision.kind)
        .where(SetAsideDecision.submission_id == own)
        .order_by(SetAsideDecision.id.desc())
        .limit(1)
    )
    requests = select(ConfidentialityRequest.id).where(ConfidentialityRequest.submission_id == own)
    submission.is_confidential = work.session.scalar(requests.limit(1)) is not None
    state_again(work, submission, work.session.get_one(Call, submission.call_id))


def judge_call_again(work: Work, call: Call) -> list[Judgement]:
    """Judge every submission of a call by the closing moment that stands now; list what changed."""
    work.session.flush()
    opens_at, closes_at = window(work, call)
    stored = work.session.execute(
        select(Submission.id, Submission.received_at, Submission.timing)
        .where(Submission.call_id == call.id)
        .order_by(Submission.id)
    )
    changed = rejudge((Received(*row) for row in stored), opens_at, closes_at)
    for item in changed:
        submission = work.session.get_one(Submission, item.submission_id)
        submission.timing = item.becomes
        _dispose(submission)
    work.session.flush()
    restate_campaigns(work, call)
    judged = [(item, work.session.get_one(Submission, item.submission_id)) for item in changed]
    return [
        Judgement(each.reference, item.was, item.becomes, each.disposition) for item, each in judged
    ]


def window(work: Work, call: Call) -> tuple[datetime, datetime]:
    """Return the moments from which and until which a submission to the call is in time.

    On a server the call is held until the transaction ends, so that its deadline cannot move while
    submissions are judged by it.
    """
    work.session.scalar(select(Call.id).where(Call.id == call.id).with_for_update(read=True))
    in_force = deadline_rule(deadlines_of(work.session, call.id)[-1], call.zone)
    return opening_moment(call.opens_on, call.zone), closing_moment(
        in_force, call.closed_by_hand_at
    )


def _dispose(submission: Submission) -> None:
    submission.disposition = disposition_of(
        submission.set_aside, submission.content, submission.timing, submission.late_choice
    )
