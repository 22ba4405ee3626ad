"""What officers keep of how they look at the submissions of a call."""

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lisdesk.store.entities.calls import Call
from lisdesk.store.entities.entity import Entity, Numbered, Versioned


class SavedView(Numbered, Versioned, Entity):
    """A filter of a call's register under a name, with its order and columns, for all officers."""

    __tablename__ = "saved_view"

    call_id: Mapped[int] = mapped_column(ForeignKey(Call.id))
    name: Mapped[str]
    definition: Mapped[str]
    """JSON, as `lisdesk.queries.saved_views` writes it."""

    __table_args__ = (
        UniqueConstraint("call_id", "name"),
        CheckConstraint("name <> ''", name="name"),
    )
