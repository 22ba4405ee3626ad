"""Campaigns of near-identical submissions, what leads to what, and tags that copies inherit."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from lisdesk.store.entities.calls import Call
from lisdesk.store.entities.coding import Tag
from lisdesk.store.entities.decisions import SetAsideDecision
from lisdesk.store.entities.entity import Entity, Numbered, Versioned
from lisdesk.store.entities.submissions import Submission


class Campaign(Numbered, Versioned, Entity):
    """Near-identical submissions from one organiser, confirmed by an officer.

    The seed is the submission whose text the members resemble; it is a member too.
    """

    __tablename__ = "campaign"

    call_id: Mapped[int] = mapped_column(ForeignKey(Call.id), index=True)
    name: Mapped[str]
    seed_id: Mapped[int] = mapped_column(ForeignKey(Submission.id), unique=True)
    threshold_permille: Mapped[int]
    """The likeness from which on texts were proposed, in thousandths."""
    confirmed_at: Mapped[datetime]
    officer: Mapped[str]

    __table_args__ = (
        CheckConstraint("name <> ''", name="name"),
        CheckConstraint(
            "threshold_permille > 0 AND threshold_permille <= 1000", name="threshold_permille"
        ),
    )


class CampaignMember(Numbered, Entity):
    """That a submission belongs to a campaign: as a copy of the seed's words, or as a variant."""

    __tablename__ = "campaign_member"

    campaign_id: Mapped[int] = mapped_column(ForeignKey(Campaign.id), index=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey(Submission.id), unique=True)
    is_copy: Mapped[bool]
    likeness_permille: Mapped[int]
    """How alike it is to the seed, in thousandths."""

    __table_args__ = (
        CheckConstraint(
            "likeness_permille >= 0 AND likeness_permille <= 1000", name="likeness_permille"
        ),
    )


class InheritedTag(Numbered, Entity):
    """That a member of a campaign has a tag because its seed has one.

    Checked when a transaction ends: a tag may go before what it was inherited from, and after.
    """

    __tablename__ = "inherited_tag"

    tag_id: Mapped[int] = mapped_column(
        ForeignKey(Tag.id, deferrable=True, initially="DEFERRED"), unique=True
    )
    from_tag_id: Mapped[int] = mapped_column(
        ForeignKey(Tag.id, deferrable=True, initially="DEFERRED"), index=True
    )


class SubmissionLink(Numbered, Entity):
    """Which submission a decision leads to: the one that another duplicates or was merged into."""

    __tablename__ = "submission_link"

    decision_id: Mapped[int] = mapped_column(ForeignKey(SetAsideDecision.id), unique=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey(Submission.id), index=True)
    other_id: Mapped[int] = mapped_column(ForeignKey(Submission.id), index=True)

    __table_args__ = (CheckConstraint("other_id <> submission_id", name="other"),)
