"""Who was at the events that submissions are notes of."""

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lisdesk.store.entities.entity import Entity, Numbered
from lisdesk.store.entities.people import Stakeholder
from lisdesk.store.entities.submissions import Submission


class Attendance(Numbered, Entity):
    """That a stakeholder was at the event, the meeting or the call that a submission is the note
    of; nobody's submission besides that one.
    """

    __tablename__ = "attendance"

    submission_id: Mapped[int] = mapped_column(ForeignKey(Submission.id), index=True)
    stakeholder_id: Mapped[int] = mapped_column(ForeignKey(Stakeholder.id), index=True)
    """As it was found then; who stands for it may be another one since."""

    __table_args__ = (UniqueConstraint("submission_id", "stakeholder_id"),)
