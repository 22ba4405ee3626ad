"""What the officers conclude from the evidence, and what is done about it."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from lisdesk.rules.feedback import FeedbackStatus, OwnerKind
from lisdesk.store.entities.calls import Call
from lisdesk.store.entities.coding import Priority
from lisdesk.store.entities.entity import Entity, Numbered, Versioned, partial_index, token_type
from lisdesk.store.entities.people import StakeholderType
from lisdesk.store.entities.strict_types import NamedWordsList


class Finding(Numbered, Versioned, Entity):
    """What is concluded for a priority, or for what one stakeholder type says of it."""

    __tablename__ = "finding"

    priority_id: Mapped[int] = mapped_column(ForeignKey(Priority.id))
    type_id: Mapped[int | None] = mapped_column(ForeignKey(StakeholderType.id), index=True)
    text: Mapped[str]
    officer: Mapped[str]
    written_at: Mapped[datetime]

    __table_args__ = (
        partial_index("uq_finding_whole", "priority_id", unique=True, where="type_id IS NULL"),
        partial_index(
            "uq_finding_cell",
            "priority_id",
            "type_id",
            unique=True,
            where="type_id IS NOT NULL",
        ),
        CheckConstraint("text <> ''", name="text"),
    )


class Feedback(Numbered, Versioned, Entity):
    """“You said, we did” for a priority. Without `due_on` it is due when a response to the call is;
    without `you_said` the finding of the priority is what was said.
    """

    __tablename__ = "feedback"

    priority_id: Mapped[int] = mapped_column(ForeignKey(Priority.id), unique=True)
    you_said: Mapped[str]
    we_did: Mapped[str]
    owner: Mapped[str]
    owner_kind: Mapped[OwnerKind] = mapped_column(token_type(OwnerKind))
    due_on: Mapped[date | None]
    status: Mapped[FeedbackStatus] = mapped_column(token_type(FeedbackStatus))
    reason: Mapped[str]

    __table_args__ = (CheckConstraint("status <> 'not-taken-up' OR reason <> ''", name="reason"),)


class QuantifierScale(Numbered, Versioned, Entity):
    """A call's own scale of words; a call without one has the default."""

    __tablename__ = "quantifier_scale"

    call_id: Mapped[int] = mapped_column(ForeignKey(Call.id), unique=True)
    steps: Mapped[list[dict[str, str]]] = mapped_column(NamedWordsList)
    """As `lisdesk.rules.scales` stores them."""
