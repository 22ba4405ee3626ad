"""Where a call stands in its life, and what an officer should know before the next step."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lisdesk.queries.calls import CallRow
from lisdesk.rules.life_cycle import Move, Stage, StageFacts, happens_next, warnings
from lisdesk.rules.vocabulary import Disposition
from lisdesk.rules.wall_time import weekday_words
from lisdesk.store.entities import StageChange, Submission
from lisdesk.store.stages import steps_of


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step of a call's life, as it went on record."""

    words: str
    reason: str
    decided_at: datetime
    officer: str


def next_words(call: CallRow) -> str:
    """Return what happens next to a call, in a sentence or two."""
    zone = call.deadline.zone
    opens = f"{weekday_words(call.opens_on)}, 00:00 ({zone})"
    return happens_next(call.stage, opens, f"{call.deadline.words()} ({zone})")


def steps(session: Session, call_id: int) -> list[StepRow]:
    """Return the steps that officers took with a call, oldest first."""
    return [
        StepRow(_step_words(each), each.reason, each.decided_at, each.officer)
        for each in steps_of(session, call_id)
    ]


def step_warnings(session: Session, call: CallRow, move: Move) -> list[str]:
    """Return what an officer should know before a step.

    Before a publication suspected personal data is looked for, which takes some seconds the first
    time in a large call.
    """
    late = select(func.count()).where(
        Submission.call_id == call.id, Submission.disposition == Disposition.LATE_WAITING
    )
    to_settle = 0
    if move.to is Stage.PUBLISHED and not move.is_back:
        from lisdesk.queries.evidence.personal_data import call_to_settle

        to_settle = call_to_settle(session, call.id).count
    facts = StageFacts(
        deadline_has_passed=call.days_left < 0,
        late_waiting=session.scalar(late) or 0,
        to_settle=to_settle,
    )
    return warnings(move, facts)


def _step_words(step: StageChange) -> str:
    if step.is_back:
        return f"Back to {step.stage.label.lower()}"
    return "Ready" if step.stage is Stage.SCHEDULED else step.stage.label
