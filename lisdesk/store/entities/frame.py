"""How a coding frame came to be what it is."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from lisdesk.rules.vocabulary import FrameEventKind
from lisdesk.store.entities.calls import Call
from lisdesk.store.entities.entity import Entity, Numbered, token_type
from lisdesk.store.entities.strict_types import NamedWordsList


class FrameEvent(Numbered, Entity):
    """A change of a coding frame, with what it changed as that was before.

    Priorities are told by bare numbers, which are never used again: one may be gone since.
    """

    __tablename__ = "frame_event"

    call_id: Mapped[int] = mapped_column(ForeignKey(Call.id), index=True)
    kind: Mapped[FrameEventKind] = mapped_column(token_type(FrameEventKind))
    priority_id: Mapped[int]
    other_id: Mapped[int | None]
    """Where it was moved, merged or split to; for one that was added by a split, from where."""
    at: Mapped[datetime]
    officer: Mapped[str]
    reason: Mapped[str]
    before: Mapped[list[dict[str, str]]] = mapped_column(NamedWordsList)
    """For each priority it changed its `id`, and its values before, as text, of what changed."""


class CarriedOver(Numbered, Entity):
    """That a change of the frame hung a tag on another priority.

    With `joined_to_id` the tag is gone: it stood on the same words as that one of the same officer.
    """

    __tablename__ = "carried_over"

    event_id: Mapped[int] = mapped_column(ForeignKey(FrameEvent.id), index=True)
    tag_id: Mapped[int]
    from_id: Mapped[int]
    """The priority on which it was."""
    joined_to_id: Mapped[int | None]

    __table_args__ = (CheckConstraint("joined_to_id <> tag_id", name="joined"),)
