"""What else is said of a priority of the coding frame."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from lisdesk.rules.vocabulary import PriorityColour
from lisdesk.store.entities.coding import Priority
from lisdesk.store.entities.entity import Entity, Numbered, Versioned, token_type


class PriorityDetail(Numbered, Versioned, Entity):
    """Examples of what belongs to a priority, and a hue of its own; without either no row."""

    __tablename__ = "priority_detail"

    priority_id: Mapped[int] = mapped_column(ForeignKey(Priority.id), unique=True)
    examples: Mapped[str]
    colour: Mapped[PriorityColour | None] = mapped_column(token_type(PriorityColour))
