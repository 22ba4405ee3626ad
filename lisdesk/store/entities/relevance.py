"""Joint calls: what officers set of the bodies that submissions are relevant to, and what was
handed over to one of them.
"""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lisdesk.store.entities.calls import Call, LeadBody
from lisdesk.store.entities.entity import Entity, Numbered
from lisdesk.store.entities.strict_types import Words
from lisdesk.store.entities.submissions import Submission


class SetRelevance(Numbered, Entity):
    """An officer's word that a submission is relevant to a body of its call, or to all of them.

    One without any is relevant to what its area says.
    """

    __tablename__ = "set_relevance"

    submission_id: Mapped[int] = mapped_column(ForeignKey(Submission.id))
    lead_body_id: Mapped[int | None] = mapped_column(ForeignKey(LeadBody.id), index=True)
    """None for all bodies, whichever the call has."""
    officer: Mapped[str]
    set_at: Mapped[datetime]

    __table_args__ = (UniqueConstraint("submission_id", "lead_body_id"),)


class HandOver(Numbered, Entity):
    """That one body's part of a joint call was written to a file of its own: the receipt of it."""

    __tablename__ = "hand_over"

    call_id: Mapped[int] = mapped_column(ForeignKey(Call.id), index=True)
    lead_body_id: Mapped[int] = mapped_column(ForeignKey(LeadBody.id), index=True)
    file_name: Mapped[str]
    sha256: Mapped[str] = mapped_column(Words(64))
    submissions: Mapped[int]
    left_out: Mapped[int]
    confidential: Mapped[int]
    """How many of the submissions in it are confidential."""
    made_at: Mapped[datetime]
    officer: Mapped[str]

    __table_args__ = (
        CheckConstraint("submissions >= 0", name="submissions"),
        CheckConstraint("left_out >= 0", name="left_out"),
        CheckConstraint("confidential >= 0", name="confidential"),
    )
