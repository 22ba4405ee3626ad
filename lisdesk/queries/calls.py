"""Calls as screens and the command line show them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lisdesk.rules.answer_kinds import AnswerShape
from lisdesk.rules.deadlines import (
    Deadline,
    call_state,
    closing_moment,
    days_left,
    opening_moment,
)
from lisdesk.rules.life_cycle import Stage, stage_of
from lisdesk.rules.reminders import DEFAULT_DAYS
from lisdesk.rules.vocabulary import CallState, QuestionKind
from lisdesk.store import entities as tables
from lisdesk.store.deadlines import deadline_rule
from lisdesk.store.entities import (
    BodyRole,
    Call,
    CallBody,
    LeadBody,
    Question,
    QuestionDetail,
    Submission,
)
from lisdesk.store.problems import rows_at_odds
from lisdesk.store.stages import days_of, reminder_days, stored_stages


@dataclass(frozen=True, slots=True)
class DeadlineLine:
    """One line of a call's deadline history."""

    deadline: Deadline
    reason: str
    notice: str
    decided_at: datetime
    officer: str


@dataclass(frozen=True, slots=True)
class CallRow:
    """One call, by the clock that was given."""

    id: int
    reference: str
    title: str
    lead: str
    partners: tuple[str, ...]
    opens_on: date
    deadlines: tuple[DeadlineLine, ...]
    """The original first, the one in force last."""
    closed_by_hand_at: datetime | None
    closes_at: datetime
    """The closing moment that stands: the deadline in force, or an earlier closing by hand."""
    state: CallState
    days_left: int
    """Days from today to the closing date, by the calendar; negative once it has passed."""
    submissions: int
    stored_stage: Stage | None = None
    """What the step taken last says; None without one."""
    reminder_days: tuple[int, ...] = DEFAULT_DAYS

    @property
    def stage(self) -> Stage:
        """Where the call stands in its life."""
        return stage_of(self.stored_stage, self.state, is_extended=len(self.deadlines) > 1)

    @property
    def deadline(self) -> Deadline:
        """The deadline in force."""
        return self.deadlines[-1].deadline


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """One question of a call."""

    id: int
    number: int
    text: str
    kind: QuestionKind
    choices: tuple[str, ...]
    parts: tuple[str, ...] = ()
    most: int | None = None
    takes_file: bool = False

    @property
    def shape(self) -> AnswerShape:
        """What an answer to it looks like."""
        return AnswerShape(self.kind, self.choices, self.parts, self.most, self.takes_file)


def calls(session: Session, now: datetime, call_ids: Sequence[int] | None = None) -> list[CallRow]:
    """Return the calls of the file in the order in which they were made, or only some of them.

    Raises DamagedFileError for a call without a lead body or a deadline.
    """
    chosen = select(Call).order_by(Call.id)
    if call_ids is not None:
        chosen = chosen.where(Call.id.in_(call_ids))
    bodies, deadlines = _bodies(session), _deadlines(session)
    counts = dict(
        session.execute(
            select(Submission.call_id, func.count(Submission.id)).group_by(Submission.call_id)
        ).all()
    )
    stages, own_days = stored_stages(session), reminder_days(session)
    return [
        replace(
            _call_row(call, bodies[call.id], deadlines[call.id], counts.get(call.id, 0), now),
            stored_stage=stages.get(call.id),
            reminder_days=days_of(own_days, call.id),
        )
        for call in session.scalars(chosen)
    ]


def questions(session: Session, call_id: int) -> list[QuestionRow]:
    """Return a call's questions by number."""
    chosen = select(Question).where(Question.call_id == call_id).order_by(Question.number)
    detailed = (
        select(QuestionDetail)
        .join(Question, Question.id == QuestionDetail.question_id)
        .where(Question.call_id == call_id)
    )
    details = {each.question_id: each for each in session.scalars(detailed)}
    return [_question_row(each, details.get(each.id)) for each in session.scalars(chosen)]


def _question_row(question: Question, detail: QuestionDetail | None) -> QuestionRow:
    row = QuestionRow(
        question.id, question.number, question.text, question.kind, tuple(question.choices)
    )
    if detail is None:
        return row
    return replace(row, parts=tuple(detail.parts), most=detail.most, takes_file=detail.takes_file)


def _call_row(
    call: Call,
    bodies: Sequence[tuple[BodyRole, str]],
    history: Sequence[tables.Deadline],
    submissions: int,
    now: datetime,
) -> CallRow:
    lead = next((name for role, name in bodies if role is BodyRole.LEAD), None)
    if lead is None or not history:
        raise rows_at_odds(f"{call.reference} has no lead body or no deadline")
    lines = tuple(
        DeadlineLine(
            deadline_rule(line, call.zone), line.reason, line.notice, line.decided_at, line.officer
        )
        for line in history
    )
    closes_at = closing_moment(lines[-1].deadline, call.closed_by_hand_at)
    return CallRow(
        id=call.id,
        reference=call.reference,
        title=call.title,
        lead=lead,
        partners=tuple(name for role, name in bodies if role is BodyRole.PARTNER),
        opens_on=call.opens_on,
        deadlines=lines,
        closed_by_hand_at=call.closed_by_hand_at,
        closes_at=closes_at,
        state=call_state(now, opening_moment(call.opens_on, call.zone), closes_at),
        days_left=days_left(now, lines[-1].deadline),
        submissions=submissions,
    )


def _bodies(session: Session) -> dict[int, list[tuple[BodyRole, str]]]:
    found: defaultdict[int, list[tuple[BodyRole, str]]] = defaultdict(list)
    rows = session.execute(
        select(CallBody.call_id, CallBody.role, LeadBody.name)
        .join(LeadBody, LeadBody.id == CallBody.lead_body_id)
        .order_by(CallBody.call_id, CallBody.position)
    )
    for call_id, role, name in rows:
        found[call_id].append((role, name))
    return found


def _deadlines(session: Session) -> dict[int, list[tables.Deadline]]:
    found: defaultdict[int, list[tables.Deadline]] = defaultdict(list)
    chosen = select(tables.Deadline).order_by(tables.Deadline.call_id, tables.Deadline.ordinal)
    for line in session.scalars(chosen):
        found[line.call_id].append(line)
    return found
