"""How a call means to deal with what comes after it closed."""

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from lisdesk.rules.vocabulary import LateChoice
from lisdesk.store.entities.calls import Call
from lisdesk.store.entities.entity import Entity, Numbered, Versioned, token_type


class CallLatePolicy(Numbered, Versioned, Entity):
    """What is proposed for late submissions of a call; nothing is for one without such a row."""

    __tablename__ = "late_policy"

    call_id: Mapped[int] = mapped_column(ForeignKey(Call.id), unique=True)
    proposes: Mapped[LateChoice | None] = mapped_column(token_type(LateChoice))
    post_grace: Mapped[int]
    """In working days."""

    __table_args__ = (CheckConstraint("post_grace >= 0", name="post_grace"),)
