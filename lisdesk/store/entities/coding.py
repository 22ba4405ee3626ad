"""The coding frame and what was tagged with it."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lisdesk.rules.vocabulary import PriorityStatus, Stance, Strength
from lisdesk.store.entities.calls import Call
from lisdesk.store.entities.entity import Entity, Numbered, Versioned, partial_index, token_type
from lisdesk.store.entities.strict_types import WordList
from lisdesk.store.entities.submissions import SourceText, Submission


class Priority(Numbered, Versioned, Entity):
    """A strategic statement being formed; the priorities of a call are a tree, its coding frame."""

    __tablename__ = "priority"

    call_id: Mapped[int] = mapped_column(ForeignKey(Call.id))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("priority.id"), index=True)
    code: Mapped[str]
    name: Mapped[str]
    definition: Mapped[str]
    include: Mapped[str]
    exclude: Mapped[str]
    keywords: Mapped[list[str]] = mapped_column(WordList)
    status: Mapped[PriorityStatus] = mapped_column(token_type(PriorityStatus))
    position: Mapped[int]

    __table_args__ = (
        UniqueConstraint("call_id", "code"),
        CheckConstraint("code <> '' AND name <> ''", name="named"),
        CheckConstraint("parent_id <> id", name="parent"),
    )


class Excerpt(Numbered, Entity):
    """A span of a source text, in code points, end exclusive, kept with its words."""

    __tablename__ = "excerpt"

    text_id: Mapped[int] = mapped_column(ForeignKey(SourceText.id))
    start: Mapped[int]
    end: Mapped[int]
    quote: Mapped[str]

    __table_args__ = (
        UniqueConstraint("text_id", "start", "end"),
        CheckConstraint('start >= 0 AND "end" > start', name="span"),
    )


class Tag(Numbered, Versioned, Entity):
    """That an officer linked a submission, or an excerpt of it, to a priority."""

    __tablename__ = "tag"

    submission_id: Mapped[int] = mapped_column(ForeignKey(Submission.id))
    priority_id: Mapped[int] = mapped_column(ForeignKey(Priority.id))
    excerpt_id: Mapped[int | None] = mapped_column(ForeignKey(Excerpt.id), index=True)
    stance: Mapped[Stance | None] = mapped_column(token_type(Stance))
    strength: Mapped[Strength | None] = mapped_column(token_type(Strength))
    note: Mapped[str]
    officer: Mapped[str]
    tagged_at: Mapped[datetime]

    __table_args__ = (
        partial_index(
            "uq_tag_excerpt",
            "excerpt_id",
            "priority_id",
            "officer",
            unique=True,
            where="excerpt_id IS NOT NULL",
        ),
        partial_index(
            "uq_tag_whole",
            "submission_id",
            "priority_id",
            "officer",
            unique=True,
            where="excerpt_id IS NULL",
        ),
        Index(None, "submission_id"),
        Index(None, "priority_id", "submission_id"),
        Index(None, "officer", "submission_id"),
    )
