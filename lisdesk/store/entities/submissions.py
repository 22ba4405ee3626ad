"""What was received: submissions, their texts and attachments, and what was decided about them."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import LargeBinary

from lisdesk.rules.vocabulary import (
    Channel,
    Content,
    Disposition,
    LateChoice,
    Permission,
    SetAside,
    Timing,
)
from lisdesk.store.entities.entity import Entity, Numbered, Versioned, partial_index, token_type
from lisdesk.store.entities.strict_types import NamedWords, Words


class Submission(Numbered, Versioned, Entity):
    """One thing received: a form row, an e-mail, a letter, a note of a meeting. Never destroyed.

    `timing`, `content` and `disposition` follow from the rest by rule and are kept so that lists
    are quick; every edit that touches what they follow from states them again, and the file check
    compares.
    """

    __tablename__ = "submission"

    call_id: Mapped[int] = mapped_column(ForeignKey("call.id"))
    reference: Mapped[str] = mapped_column(unique=True)
    respondent_id: Mapped[int | None] = mapped_column(ForeignKey("stakeholder.id"), index=True)
    submitted_by: Mapped[str]
    type_id: Mapped[int | None] = mapped_column(ForeignKey("stakeholder_type.id"))
    area_id: Mapped[int | None] = mapped_column(ForeignKey("area.id"))
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
        ),
    )


class SourceText(Numbered, Entity):
    """A piece of a submission's own words: the answer to one question, or a letter that answers
    none.

    The body never changes. A correction is a new text that replaces the old one; `is_current` tells
    which one stands.
    """

    __tablename__ = "source_text"

    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"))
    question_id: Mapped[int | None] = mapped_column(ForeignKey("question.id"))
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
            "ix_source_text_replaces_id",
            "replaces_id",
            where="replaces_id IS NOT NULL",
        ),
    )


class Attendance(Numbered, Entity):
    """That a stakeholder was at the event, the meeting or the call that a submission is the note
    of; nobody's submission besides that one.
    """

    __tablename__ = "attendance"

    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"), index=True)
    stakeholder_id: Mapped[int] = mapped_column(ForeignKey("stakeholder.id"), index=True)
    """As it was found then; who stands for it may be another one since."""

    __table_args__ = (UniqueConstraint("submission_id", "stakeholder_id"),)


class Blob(Entity):
    """The bytes of a file, stored once under their SHA-256."""

    __tablename__ = "blob"

    sha256: Mapped[str] = mapped_column(Words(64), primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)


class Attachment(Numbered, Entity):
    """A file that came with a submission; its name is data, never a path."""

    __tablename__ = "attachment"

    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"), index=True)
    sha256: Mapped[str] = mapped_column(ForeignKey("blob.sha256"), index=True)
    name: Mapped[str]
    size_bytes: Mapped[int]

    __table_args__ = (CheckConstraint("size_bytes >= 0", name="size_bytes"),)


class ConfidentialityRequest(Numbered, Entity):
    """A respondent's request not to disclose: their own reason, and the words it covers if not
    all.
    """

    __tablename__ = "confidentiality_request"

    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"), index=True)
    reason: Mapped[str]
    text_id: Mapped[int | None] = mapped_column(ForeignKey("source_text.id"), index=True)
    start: Mapped[int | None]
    end: Mapped[int | None]
    recorded_at: Mapped[datetime]
    officer: Mapped[str]


class LateDecision(Numbered, Entity):
    """A person's decision on a late submission; the newest one stands."""

    __tablename__ = "late_decision"

    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"), index=True)
    choice: Mapped[LateChoice] = mapped_column(token_type(LateChoice))
    reason: Mapped[str]
    decided_at: Mapped[datetime]
    officer: Mapped[str]


class SetAsideDecision(Numbered, Entity):
    """Why an officer took a submission out of the count, or put it back (no kind); the newest
    stands.
    """

    __tablename__ = "set_aside_decision"

    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"), index=True)
    kind: Mapped[SetAside | None] = mapped_column(token_type(SetAside))
    reason: Mapped[str]
    decided_at: Mapped[datetime]
    officer: Mapped[str]
