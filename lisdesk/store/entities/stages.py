"""The steps that officers took with a call, and when they are reminded of its deadline."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from lisdesk.rules.life_cycle import Stage
from lisdesk.store.entities.calls import Call
from lisdesk.store.entities.entity import Entity, Numbered, Versioned, token_type


class StageChange(Numbered, Entity):
    """A step: the stage that a call came to by it. The newest counts.

    A stage that the clock tells stands for the clock, which is asked from then on.
    """

    __tablename__ = "stage_change"

    call_id: Mapped[int] = mapped_column(ForeignKey(Call.id), index=True)
    stage: Mapped[Stage] = mapped_column(token_type(Stage))
    is_back: Mapped[bool]
    reason: Mapped[str]
    decided_at: Mapped[datetime]
    officer: Mapped[str]


class ReminderDays(Numbered, Versioned, Entity):
    """How many days before its deadline officers are reminded of a call; without a row, the usual
    ones.
    """

    __tablename__ = "reminder_days"

    call_id: Mapped[int] = mapped_column(ForeignKey(Call.id), unique=True)
    days: Mapped[str]
    """Such as “14,7,3,1”, or “none”."""
