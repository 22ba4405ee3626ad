"""Calls for evidence: who runs them, what they ask, when they close."""

from datetime import date, datetime, time

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lisdesk.rules.vocabulary import CampaignPolicy, LeadBodyKind, QuestionKind, Token
from lisdesk.store.entities.entity import Entity, Numbered, Versioned, partial_index, token_type
from lisdesk.store.entities.strict_types import WordList, Zone


class BodyRole(Token):
    """What a body is to a call."""

    LEAD = ("lead", "Lead")
    PARTNER = ("partner", "Partner")


class Framework(Numbered, Entity):
    """A set of national labels that questions and priorities hang on."""

    __tablename__ = "framework"

    key: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]


class LeadBody(Numbered, Versioned, Entity):
    """Who may run a call: a Local Enterprise Partnership, a combined authority or a council."""

    __tablename__ = "lead_body"

    name: Mapped[str] = mapped_column(unique=True)
    official_name: Mapped[str]
    short_name: Mapped[str] = mapped_column(default="")
    kind: Mapped[LeadBodyKind] = mapped_column(token_type(LeadBodyKind))
    wave: Mapped[int | None]
    joint_area: Mapped[str] = mapped_column(default="")
    announced: Mapped[str] = mapped_column(default="")
    target: Mapped[str] = mapped_column(default="")


class Call(Numbered, Versioned, Entity):
    """A time-limited invitation to submit information."""

    __tablename__ = "call"

    reference: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    prefix: Mapped[str]
    zone: Mapped[str] = mapped_column(Zone)
    opens_on: Mapped[date]
    closed_by_hand_at: Mapped[datetime | None]
    campaign_policy: Mapped[CampaignPolicy] = mapped_column(token_type(CampaignPolicy))
    small_count_threshold: Mapped[int]
    framework_id: Mapped[int | None] = mapped_column(ForeignKey(Framework.id), index=True)

    __table_args__ = (
        CheckConstraint("title <> ''", name="title"),
        CheckConstraint("small_count_threshold >= 0", name="small_count_threshold"),
    )


class CallBody(Numbered, Entity):
    """That a body leads a call or is a partner in it."""

    __tablename__ = "call_body"

    call_id: Mapped[int] = mapped_column(ForeignKey(Call.id))
    lead_body_id: Mapped[int] = mapped_column(ForeignKey(LeadBody.id), index=True)
    role: Mapped[BodyRole] = mapped_column(token_type(BodyRole))
    position: Mapped[int]

    __table_args__ = (
        UniqueConstraint("call_id", "lead_body_id"),
        partial_index(
            "uq_call_body_lead",
            "call_id",
            unique=True,
            where="role = 'lead'",
        ),
    )


class Deadline(Numbered, Entity):
    """One line of a call's deadline history; the highest ordinal is in force, 1 is the original."""

    __tablename__ = "deadline"

    call_id: Mapped[int] = mapped_column(ForeignKey(Call.id))
    ordinal: Mapped[int]
    closes_on: Mapped[date]
    closes_time: Mapped[time | None]
    fold: Mapped[int]
    reason: Mapped[str]
    notice: Mapped[str]
    decided_at: Mapped[datetime]
    officer: Mapped[str]

    __table_args__ = (
        UniqueConstraint("call_id", "ordinal"),
        CheckConstraint("ordinal >= 1", name="ordinal"),
        CheckConstraint("fold in (0, 1)", name="fold"),
    )


class Question(Numbered, Versioned, Entity):
    """A numbered prompt of a call."""

    __tablename__ = "question"

    call_id: Mapped[int] = mapped_column(ForeignKey(Call.id))
    number: Mapped[int]
    text: Mapped[str]
    kind: Mapped[QuestionKind] = mapped_column(token_type(QuestionKind))
    choices: Mapped[list[str]] = mapped_column(WordList)

    __table_args__ = (
        UniqueConstraint("call_id", "number"),
        CheckConstraint("number >= 1", name="number"),
        CheckConstraint("text <> ''", name="text"),
    )
