"""The register beside the stakeholders themselves: who is one, who speaks for whom, how to reach
them, and what types and areas are called besides.
"""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lisdesk.store.entities.calls import LeadBody
from lisdesk.store.entities.entity import Entity, Numbered, Versioned
from lisdesk.store.entities.people import Area, Stakeholder, StakeholderType
from lisdesk.store.entities.strict_types import NamedWords
from lisdesk.store.entities.submissions import Submission


class StakeholderMerge(Numbered, Entity):
    """That a stakeholder is the same as another one, which stands for both from then on.

    The merged one keeps its row: its name and address are known to mean the other.
    """

    __tablename__ = "stakeholder_merge"

    merged_id: Mapped[int] = mapped_column(ForeignKey(Stakeholder.id), unique=True)
    into_id: Mapped[int] = mapped_column(ForeignKey(Stakeholder.id), index=True)
    former: Mapped[dict[str, str]] = mapped_column(NamedWords)
    """What the other one said before of each field that the merge changed, by the field's key."""
    merged_at: Mapped[datetime]
    officer: Mapped[str]

    __table_args__ = (CheckConstraint("merged_id <> into_id", name="into"),)


class CarriedSubmission(Numbered, Entity):
    """That a submission went to another stakeholder because its own was merged into it."""

    __tablename__ = "carried_submission"

    merge_id: Mapped[int] = mapped_column(ForeignKey(StakeholderMerge.id), index=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey(Submission.id), index=True)


class StakeholderAlias(Numbered, Entity):
    """Another name of a stakeholder, with the address that went with it."""

    __tablename__ = "stakeholder_alias"

    stakeholder_id: Mapped[int] = mapped_column(ForeignKey(Stakeholder.id), index=True)
    name: Mapped[str]
    name_key: Mapped[str] = mapped_column(index=True)
    email: Mapped[str]

    __table_args__ = (CheckConstraint("name <> ''", name="name"),)


class StakeholderContact(Numbered, Versioned, Entity):
    """How to reach a stakeholder: kept apart from what is counted and published."""

    __tablename__ = "stakeholder_contact"

    stakeholder_id: Mapped[int] = mapped_column(ForeignKey(Stakeholder.id), unique=True)
    person: Mapped[str]
    """Whom to ask for."""
    telephone: Mapped[str]
    address: Mapped[str]
    website: Mapped[str]


class Membership(Numbered, Versioned, Entity):
    """For how many members a stakeholder speaks."""

    __tablename__ = "membership"

    stakeholder_id: Mapped[int] = mapped_column(ForeignKey(Stakeholder.id), unique=True)
    members: Mapped[int]

    __table_args__ = (CheckConstraint("members > 0", name="members"),)


class ActingFor(Numbered, Entity):
    """That a stakeholder acts on behalf of another: an adviser, or a person of a body."""

    __tablename__ = "acting_for"

    agent_id: Mapped[int] = mapped_column(ForeignKey(Stakeholder.id), index=True)
    principal_id: Mapped[int] = mapped_column(ForeignKey(Stakeholder.id), index=True)

    __table_args__ = (
        UniqueConstraint("agent_id", "principal_id"),
        CheckConstraint("agent_id <> principal_id", name="principal"),
    )


class KeptApart(Numbered, Entity):
    """An officer's word that two stakeholders are not the same, however alike they look."""

    __tablename__ = "kept_apart"

    one_id: Mapped[int] = mapped_column(ForeignKey(Stakeholder.id), index=True)
    other_id: Mapped[int] = mapped_column(ForeignKey(Stakeholder.id), index=True)
    decided_at: Mapped[datetime]
    officer: Mapped[str]

    __table_args__ = (
        UniqueConstraint("one_id", "other_id"),
        CheckConstraint("one_id < other_id", name="other"),
    )


class TypeRetirement(Numbered, Entity):
    """That a stakeholder type is no longer offered; what has it keeps it."""

    __tablename__ = "type_retirement"

    type_id: Mapped[int] = mapped_column(ForeignKey(StakeholderType.id), unique=True)


class TypeSynonym(Numbered, Entity):
    """Another word for a stakeholder type, as surveys have it."""

    __tablename__ = "type_synonym"

    type_id: Mapped[int] = mapped_column(ForeignKey(StakeholderType.id), index=True)
    word: Mapped[str]
    word_key: Mapped[str] = mapped_column(unique=True)


class SecondLead(Numbered, Entity):
    """The second body in whose area a place lies, where two overlap."""

    __tablename__ = "second_lead"

    area_id: Mapped[int] = mapped_column(ForeignKey(Area.id), unique=True)
    lead_body_id: Mapped[int] = mapped_column(ForeignKey(LeadBody.id), index=True)
