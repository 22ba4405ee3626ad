"""One call as its page shows it: its questions with their answers, and how its deadline moved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lisdesk.queries.calls import QuestionRow, questions
from lisdesk.queries.file import handed_over_words
from lisdesk.queries.life_cycle import steps
from lisdesk.queries.suggesting import suggests_priorities
from lisdesk.rules.late_policy import LatePolicy
from lisdesk.rules.vocabulary import CampaignPolicy
from lisdesk.store.deadlines import deadline_rule
from lisdesk.store.entities import (
    Call,
    Closing,
    ClosingKind,
    Deadline,
    Framework,
    LeadBody,
    Question,
    SourceText,
)
from lisdesk.store.late_policies import late_policy_of


@dataclass(frozen=True, slots=True)
class DeadlineEvent:
    """One line of the story of a call's deadline."""

    at: datetime
    what: str
    reason: str
    notice: str
    officer: str


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question of a call, and how many submissions answer it."""

    row: QuestionRow
    answered_by: int


@dataclass(frozen=True, slots=True)
class CallPage:
    """What the page of one call shows beside its card."""

    campaign_policy: CampaignPolicy
    small_count_threshold: int
    suggests_priorities: bool
    late_policy: LatePolicy
    events: tuple[DeadlineEvent, ...]
    """Oldest first."""
    questions: tuple[AskedQuestion, ...]
    origin: str = ""
    """What was handed over, if the file is one body's part of a joint call."""
    framework: str = ""
    """The key of its framework; an empty text without one."""
    frameworks: Mapping[str, str] = field(default_factory=dict)
    """The names of those that the file has, by key."""


@dataclass(frozen=True, slots=True)
class BodyName:
    """A body that may run a call, by its everyday and its short name."""

    name: str
    short_name: str


def call_page(session: Session, call_id: int) -> CallPage | None:
    """Return what the page of a call shows; None for a call that was taken back meanwhile."""
    call = session.get(Call, call_id)
    if call is None:
        return None
    answered = dict(
        session.execute(
            select(SourceText.question_id, func.count(SourceText.submission_id.distinct()))
            .join(Question, Question.id == SourceText.question_id)
            .where(Question.call_id == call_id)
            .group_by(SourceText.question_id)
        ).all()
    )
    known = session.scalars(select(Framework).order_by(Framework.id)).all()
    asked = [AskedQuestion(row, answered.get(row.id, 0)) for row in questions(session, call_id)]
    return CallPage(
        call.campaign_policy,
        call.small_count_threshold,
        suggests_priorities(session, call_id),
        late_policy_of(session, call_id),
        tuple(_events(session, call)),
        tuple(asked),
        handed_over_words(session),
        next((each.key for each in known if each.id == call.framework_id), ""),
        {each.key: each.name for each in known},
    )


def body_names(session: Session) -> list[BodyName]:
    """Return every body of the file that may run a call, by name."""
    chosen = select(LeadBody.name, LeadBody.short_name).order_by(LeadBody.name)
    return [BodyName(name, short) for name, short in session.execute(chosen)]


def _events(session: Session, call: Call) -> list[DeadlineEvent]:
    events = []
    deadlines = select(Deadline).where(Deadline.call_id == call.id).order_by(Deadline.ordinal)
    for line in session.scalars(deadlines):
        words = deadline_rule(line, call.zone).words()
        what = f"Closes {words}" if line.ordinal == 1 else f"Moved to {words}"
        events.append(DeadlineEvent(line.decided_at, what, line.reason, line.notice, line.officer))
    closings = select(Closing).where(Closing.call_id == call.id).order_by(Closing.id)
    for closing in session.scalars(closings):
        is_due = closing.kind is ClosingKind.DUE
        what, reason = (closing.reason, "") if is_due else (closing.kind.label, closing.reason)
        events.append(DeadlineEvent(closing.recorded_at, what, reason, "", closing.officer))
    for step in steps(session, call.id):
        events.append(DeadlineEvent(step.decided_at, step.words, step.reason, "", step.officer))
    return sorted(events, key=lambda event: event.at)
