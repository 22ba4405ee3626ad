"""Who has read what."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lisdesk.store.entities.entity import Entity, Numbered
from lisdesk.store.entities.submissions import Submission


class ReadMark(Numbered, Entity):
    """That an officer has read a submission."""

    __tablename__ = "read_mark"

    submission_id: Mapped[int] = mapped_column(ForeignKey(Submission.id))
    officer: Mapped[str]
    read_at: Mapped[datetime]

    __table_args__ = (UniqueConstraint("submission_id", "officer"),)
