"""When calls were closed and reopened."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from lisdesk.rules.vocabulary import Token
from lisdesk.store.entities.calls import Call
from lisdesk.store.entities.entity import Entity, Numbered, token_type


class ClosingKind(Token):
    """What was recorded about the end of a call."""

    CLOSED = ("closed", "Closed by an officer")
    REOPENED = ("reopened", "Reopened by an officer")
    DUE = ("due", "Closed on its deadline")


class Closing(Numbered, Entity):
    """A recorded end or new beginning of a call; open or closed itself is computed from the
    clock.
    """

    __tablename__ = "closing"

    call_id: Mapped[int] = mapped_column(ForeignKey(Call.id), index=True)
    kind: Mapped[ClosingKind] = mapped_column(token_type(ClosingKind))
    effective_at: Mapped[datetime]
    reason: Mapped[str]
    recorded_at: Mapped[datetime]
    officer: Mapped[str]
