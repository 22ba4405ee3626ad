"""What was received: submissions and their texts."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from lisdesk.rules.vocabulary import (
    Channel,
    Content,
    Disposition,
    LateChoice,
    Permission,
    SetAside,
    Timing,
)
from lisdesk.store.entities.calls import Call, Question
from lisdesk.store.entities.entity import Entity, Numbered, Versioned, partial_index, token_type
from lisdesk.store.entities.people import Area, Stakeholder, StakeholderType
from lisdesk.store.entities.strict_types import NamedWords, Words


class Submission(Numbered, Versioned, Entity):
    """One thing received: a form row, an e-mail, a letter, a note of a meeting. Never destroyed.

    `timing`, `content` and `disposition` follow from the rest by rule and are kept so that lists
    are quick; every edit that touches what they follow from states them again, and the file check
    compares.
    """

    __tablename__ = "submission"

    call_id: Mapped[int] = mapped_column(ForeignKey(Call.id))
    reference: Mapped[str] = mapped_column(unique=True)
    respondent_id: Mapped[int | None] = mapped_column(ForeignKey(Stakeholder.id), index=True)
    submitted_by: Mapped[str]
    type_id: Mapped[int | None] = mapped_column(ForeignKey(StakeholderType.id))
    area_id: Mapped[int | None] = mapped_column(ForeignKey(Area.id))
    channel: Mapped[Channel] = mapped_column(token_type(Channel))
    sent_at: Mapped[datetime | None]
    received_at: Mapped[datetime]
    permission: Mapped[Permission | None] = mapped_column(token_type(Permission))
    is_confidential: Mapped[bool]
    set_aside: Mapped[SetAside | None] = mapped_column(token_type(SetAside))
    late_choice: Mapped[LateChoice | None] = mapped_column(token_type(LateChoice))
    content: Mapped[Content] = mapped_column(token_type(Content))
    timing: Mapped[Timing] = mapped_column(token_type(Timing))
    disposition: Mapped[Disposition] = mapped_column(token_type(Disposition))
    extras: Mapped[dict[str, str]] = mapped_column(NamedWords)
    """Columns of an imported sheet that are no field of ours, by heading."""
    unread: Mapped[dict[str, str]] = mapped_column(NamedWords)
    """Raw text of fields that could not be read, by field."""

    __table_args__ = (
        Index(None, "call_id", "received_at", "id"),
        Index(
            "ix_submission_fields",
            "call_id",
            "disposition",
            "timing",
            "channel",
            "permission",
            "type_id",
            "id",  # so that what is looked up of each comes in order
            "area_id",
            "received_at",
        ),
    )


class SourceText(Numbered, Entity):
    """A piece of a submission's own words: the answer to one question, or a letter that answers
    none.

    The body never changes. A correction is a new text that replaces the old one; `is_current` tells
    which one stands.
    """

    __tablename__ = "source_text"

    submission_id: Mapped[int] = mapped_column(ForeignKey(Submission.id))
    question_id: Mapped[int | None] = mapped_column(ForeignKey(Question.id))
    body: Mapped[str]
    sha256: Mapped[str] = mapped_column(Words(64))
    is_non_answer: Mapped[bool]
    is_current: Mapped[bool]
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("source_text.id"))

    __table_args__ = (
        Index(None, "submission_id"),
        partial_index(
            "uq_source_text_answer",
            "submission_id",
            "question_id",
            unique=True,
            where="is_current = 1 AND question_id IS NOT NULL",
        ),
        partial_index(
            "uq_source_text_letter",
            "submission_id",
            unique=True,
            where="is_current = 1 AND question_id IS NULL",
        ),
        partial_index(
            "ix_source_text_answers",
            "question_id",
            "is_non_answer",
            "submission_id",
            where="is_current = 1 AND question_id IS NOT NULL",
        ),
        partial_index(
            "ix_source_text_replaces_id",
            "replaces_id",
            where="replaces_id IS NOT NULL",
        ),
    )
