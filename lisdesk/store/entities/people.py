"""Who speaks: stakeholders, the sectors they speak from, the areas they are in."""

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from lisdesk.rules.vocabulary import StakeholderKind
from lisdesk.store.entities.calls import LeadBody
from lisdesk.store.entities.entity import Entity, Numbered, Versioned, token_type


class StakeholderType(Numbered, Versioned, Entity):
    """The sector a stakeholder speaks from: a two-level list."""

    __tablename__ = "stakeholder_type"

    key: Mapped[str] = mapped_column(unique=True)
    label: Mapped[str]
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("stakeholder_type.id"), index=True)
    position: Mapped[int]


class Area(Numbered, Versioned, Entity):
    """A place that submissions come from, as officers and respondents name it."""

    __tablename__ = "area"

    name: Mapped[str]
    name_key: Mapped[str] = mapped_column(unique=True)
    lead_body_id: Mapped[int | None] = mapped_column(ForeignKey(LeadBody.id), index=True)


class Stakeholder(Numbered, Versioned, Entity):
    """A person or body with an interest, whether or not they respond."""

    __tablename__ = "stakeholder"

    name: Mapped[str]
    name_key: Mapped[str]
    kind: Mapped[StakeholderKind | None] = mapped_column(token_type(StakeholderKind))
    type_id: Mapped[int | None] = mapped_column(ForeignKey(StakeholderType.id), index=True)
    area_id: Mapped[int | None] = mapped_column(ForeignKey(Area.id), index=True)
    email: Mapped[str]

    __table_args__ = (
        Index(None, "name_key"),
        CheckConstraint("name <> ''", name="name"),
    )
