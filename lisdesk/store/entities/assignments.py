"""Who is to work on what."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from lisdesk.store.entities.entity import Entity, Numbered
from lisdesk.store.entities.submissions import Submission


class Assignment(Numbered, Entity):
    """That a submission is an officer's to work on: by whom it was given, and when."""

    __tablename__ = "assignment"

    submission_id: Mapped[int] = mapped_column(ForeignKey(Submission.id), unique=True)
    officer: Mapped[str] = mapped_column(index=True)
    assigned_by: Mapped[str]
    assigned_at: Mapped[datetime]

    __table_args__ = (CheckConstraint("officer <> ''", name="officer"),)
