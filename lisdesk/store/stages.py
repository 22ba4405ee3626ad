"""Where the calls of a file stand in their lives, as it is stored, and when to remind of them."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from lisdesk.errors import RefusedError
from lisdesk.rules.life_cycle import Stage
from lisdesk.rules.reminders import DEFAULT_DAYS, parse_days
from lisdesk.store.entities import ReminderDays, StageChange
from lisdesk.store.problems import rows_at_odds


def stored_stages(session: Session) -> dict[int, Stage]:
    """Return the stage that each call came to by the step taken last; calls without one are left
    out.
    """
    chosen = select(StageChange.call_id, StageChange.stage).order_by(StageChange.id)
    return dict(session.execute(chosen).all())


def stored_stage(session: Session, call_id: int) -> Stage | None:
    """Return the stage that one call came to by the step taken last; None without one."""
    chosen = select(StageChange.stage).where(StageChange.call_id == call_id)
    return session.scalar(chosen.order_by(StageChange.id.desc()).limit(1))


def steps_of(session: Session, call_id: int) -> list[StageChange]:
    """Return the steps of a call, oldest first."""
    chosen = select(StageChange).where(StageChange.call_id == call_id).order_by(StageChange.id)
    return list(session.scalars(chosen))


def reminder_days(session: Session) -> dict[int, tuple[int, ...]]:
    """Return the days before its deadline of each call that has its own; see `days_of`."""
    chosen = select(ReminderDays.call_id, ReminderDays.days)
    return {call_id: _days(text) for call_id, text in session.execute(chosen)}


def days_of(own: dict[int, tuple[int, ...]], call_id: int) -> tuple[int, ...]:
    """Return the days before its deadline when officers are reminded of a call."""
    return own.get(call_id, DEFAULT_DAYS)


def _days(text: str) -> tuple[int, ...]:
    try:
        return parse_days(text)
    except RefusedError as error:
        raise rows_at_odds("the reminders of a call are no days") from error
