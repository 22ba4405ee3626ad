"""What officers note on words of submissions, or on the whole of one, without tagging them."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from lisdesk.store.entities.entity import Entity, Numbered, Versioned
from lisdesk.store.entities.submissions import SourceText, Submission


class Memo(Numbered, Versioned, Entity):
    """A note of an officer on a span of a text, in code points, end exclusive, or on a whole
    submission, which has no text here.

    One on an earlier version of a text is kept: its words do not stand in the newer one, or stand
    there more than once.
    """

    __tablename__ = "memo"

    submission_id: Mapped[int] = mapped_column(ForeignKey(Submission.id), index=True)
    text_id: Mapped[int | None] = mapped_column(ForeignKey(SourceText.id), index=True)
    start: Mapped[int | None]
    end: Mapped[int | None]
    words: Mapped[str]
    """What the officer wrote."""
    officer: Mapped[str]
    written_at: Mapped[datetime]
    changed_at: Mapped[datetime | None]
    """When its officer last wrote it anew."""

    __table_args__ = (
        CheckConstraint(
            '(text_id IS NULL AND start IS NULL AND "end" IS NULL) OR '
            '(text_id IS NOT NULL AND start >= 0 AND "end" > start)',
            name="span",
        ),
        CheckConstraint("words <> ''", name="words"),
    )
