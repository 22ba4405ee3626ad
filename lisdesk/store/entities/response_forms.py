"""The words of a call's response form."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from lisdesk.store.entities.calls import Call
from lisdesk.store.entities.entity import Entity, Numbered, Versioned


class CallWording(Numbered, Versioned, Entity):
    """What a call's response form says before it asks: why, how to send it, to what one agrees."""

    __tablename__ = "call_wording"

    call_id: Mapped[int] = mapped_column(ForeignKey(Call.id), unique=True)
    introduction: Mapped[str]
    sending: Mapped[str]
    consent: Mapped[str]
