"""The days that officers put into the calendar of a call."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from lisdesk.rules.call_dates import DateKind
from lisdesk.store.entities.calls import Call
from lisdesk.store.entities.entity import Entity, Numbered, Versioned, token_type


class CallDate(Numbered, Versioned, Entity):
    """An event, a pre-election period, or a request for information with the day it came."""

    __tablename__ = "call_date"

    call_id: Mapped[int] = mapped_column(ForeignKey(Call.id), index=True)
    kind: Mapped[DateKind] = mapped_column(token_type(DateKind))
    first_day: Mapped[date]
    last_day: Mapped[date]
    """Counts; the first day again for what lasts one."""
    name: Mapped[str]

    __table_args__ = (
        CheckConstraint("last_day >= first_day", name="days"),
        CheckConstraint("name <> ''", name="name"),
    )
