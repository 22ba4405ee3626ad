"""Who is to be heard, who was written to for it, and where contact details went."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from lisdesk.store.entities.calls import Call, Question
from lisdesk.store.entities.entity import Entity, Numbered, Versioned
from lisdesk.store.entities.people import Area, Stakeholder, StakeholderType
from lisdesk.store.entities.submissions import Submission


class CoverageTarget(Numbered, Versioned, Entity):
    """How many counted submissions a call wants of a type, an area, to a question; None is all."""

    __tablename__ = "coverage_target"

    call_id: Mapped[int] = mapped_column(ForeignKey(Call.id), index=True)
    type_id: Mapped[int | None] = mapped_column(ForeignKey(StakeholderType.id), index=True)
    area_id: Mapped[int | None] = mapped_column(ForeignKey(Area.id), index=True)
    question_id: Mapped[int | None] = mapped_column(ForeignKey(Question.id), index=True)
    wanted: Mapped[int]

    __table_args__ = (CheckConstraint("wanted > 0", name="wanted"),)


class Chase(Numbered, Entity):
    """That a stakeholder was asked for its evidence once more, on a day."""

    __tablename__ = "chase"

    call_id: Mapped[int] = mapped_column(ForeignKey(Call.id), index=True)
    stakeholder_id: Mapped[int] = mapped_column(ForeignKey(Stakeholder.id), index=True)
    chased_on: Mapped[date]
    note: Mapped[str]
    officer: Mapped[str]


class ContactExport(Numbered, Entity):
    """That contact details were written to a file: to whom they went is on record for good."""

    __tablename__ = "contact_export"

    call_id: Mapped[int] = mapped_column(ForeignKey(Call.id), index=True)
    exported_at: Mapped[datetime]
    officer: Mapped[str]
    file_name: Mapped[str]
    """Without folders."""
    contacts: Mapped[int]

    __table_args__ = (CheckConstraint("contacts >= 0", name="contacts"),)


class Acknowledgement(Numbered, Entity):
    """That the sender of a submission was told that it arrived."""

    __tablename__ = "acknowledgement"

    submission_id: Mapped[int] = mapped_column(ForeignKey(Submission.id), unique=True)
    acknowledged_at: Mapped[datetime]
    officer: Mapped[str]


class AcknowledgementText(Numbered, Versioned, Entity):
    """What a call's acknowledgements say, with fields such as {name}."""

    __tablename__ = "acknowledgement_text"

    call_id: Mapped[int] = mapped_column(ForeignKey(Call.id), unique=True)
    subject: Mapped[str]
    body: Mapped[str]

    __table_args__ = (CheckConstraint("subject <> '' AND body <> ''", name="words"),)
