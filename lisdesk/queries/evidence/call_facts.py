"""What a call is: who runs it, what it asks, when it opens and closes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from lisdesk.queries.frameworks import call_heading_word
from lisdesk.rules.deadlines import Deadline as DeadlineRule
from lisdesk.rules.deadlines import call_state, closing_moment, opening_moment
from lisdesk.rules.frameworks import DEFAULT_HEADING
from lisdesk.rules.life_cycle import Stage, stage_of
from lisdesk.rules.vocabulary import CallState, CampaignPolicy
from lisdesk.store.entities import (
    BodyRole,
    Call,
    CallBody,
    Deadline,
    FileFact,
    LeadBody,
    Question,
)
from lisdesk.store.stages import stored_stage


@dataclass(frozen=True, slots=True)
class DeadlineFact:
    """One deadline of a call's history, with why it was set, how that was announced, and when."""

    rule: DeadlineRule
    reason: str
    notice: str
    decided_at: datetime


@dataclass(frozen=True, slots=True)
class CallFacts:
    """A call without its submissions."""

    call_id: int
    reference: str
    title: str
    zone: str
    opens_on: date
    closed_by_hand_at: datetime | None
    campaign_policy: CampaignPolicy
    small_count_threshold: int
    lead: str
    partners: tuple[str, ...]
    deadlines: tuple[DeadlineFact, ...]
    """The original first, the one in force last."""
    questions: dict[int, tuple[int, str]]
    """Number and text by the question's id, in the order of the numbers."""
    file_id: str
    stored_stage: Stage | None = None
    """What the step taken last says; None without one."""
    heading_word: str = DEFAULT_HEADING
    """What the headings of its framework are called."""

    @property
    def closing_at(self) -> datetime:
        """The moment at which the call closes or closed."""
        return closing_moment(self.deadlines[-1].rule, self.closed_by_hand_at)

    def state(self, now: datetime) -> CallState:
        """Return where the call stands at a moment."""
        return call_state(now, opening_moment(self.opens_on, self.zone), self.closing_at)

    def stage(self, now: datetime) -> Stage:
        """Return where the call stands in its life at a moment."""
        is_extended = len(self.deadlines) > 1
        return stage_of(self.stored_stage, self.state(now), is_extended=is_extended)


def read_call(session: Session, call_id: int) -> CallFacts:
    """Return the facts of a call."""
    row = session.execute(
        select(
            Call.id,
            Call.reference,
            Call.title,
            Call.zone,
            Call.opens_on,
            Call.closed_by_hand_at,
            Call.campaign_policy,
            Call.small_count_threshold,
        ).where(Call.id == call_id)
    ).one()
    bodies = _bodies(session, call_id)
    file_id = session.scalar(select(FileFact.value).where(FileFact.name == "file_id"))
    return CallFacts(
        *row,
        lead="; ".join(name for name, role in bodies if role is BodyRole.LEAD),
        partners=tuple(name for name, role in bodies if role is BodyRole.PARTNER),
        deadlines=_deadlines(session, call_id, row.zone),
        questions=_questions(session, call_id),
        file_id=file_id or "",
        stored_stage=stored_stage(session, call_id),
        heading_word=call_heading_word(session, call_id),
    )


def _bodies(session: Session, call_id: int) -> list[tuple[str, BodyRole]]:
    chosen = (
        select(LeadBody.official_name, LeadBody.name, CallBody.role)
        .join(CallBody, CallBody.lead_body_id == LeadBody.id)
        .where(CallBody.call_id == call_id)
        .order_by(CallBody.position, CallBody.id)
    )
    return [(official or name, role) for official, name, role in session.execute(chosen)]


def _deadlines(session: Session, call_id: int, zone: str) -> tuple[DeadlineFact, ...]:
    chosen = (
        select(
            Deadline.closes_on,
            Deadline.closes_time,
            Deadline.fold,
            Deadline.reason,
            Deadline.notice,
            Deadline.decided_at,
        )
        .where(Deadline.call_id == call_id)
        .order_by(Deadline.ordinal)
    )
    return tuple(
        DeadlineFact(
            DeadlineRule(row.closes_on, row.closes_time, row.fold, zone),
            row.reason,
            row.notice,
            row.decided_at,
        )
        for row in session.execute(chosen)
    )


def _questions(session: Session, call_id: int) -> dict[int, tuple[int, str]]:
    chosen = (
        select(Question.id, Question.number, Question.text)
        .where(Question.call_id == call_id)
        .order_by(Question.number)
    )
    return {question_id: (number, text) for question_id, number, text in session.execute(chosen)}
