"""Texts that were taken out of attachments."""

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lisdesk.store.entities.attachments import Attachment
from lisdesk.store.entities.entity import Entity, Numbered
from lisdesk.store.entities.strict_types import WordList
from lisdesk.store.entities.submissions import SourceText


class Extraction(Numbered, Entity):
    """A span of a source text, in code points, end exclusive, that was taken out of an
    attachment.

    The attachment's own hash ties it to the file as it was received.
    """

    __tablename__ = "extraction"

    text_id: Mapped[int] = mapped_column(ForeignKey(SourceText.id))
    attachment_id: Mapped[int] = mapped_column(ForeignKey(Attachment.id), index=True)
    start: Mapped[int]
    end: Mapped[int]
    reader: Mapped[str]
    """What took it out, with its version."""
    media_type: Mapped[str]
    notes: Mapped[list[str]] = mapped_column(WordList)
    """What was done on the way, such as leaving out tracked deletions."""
    problems: Mapped[list[str]] = mapped_column(WordList)
    """What of the file the text lacks."""

    __table_args__ = (
        UniqueConstraint("text_id", "attachment_id"),
        CheckConstraint('start >= 0 AND "end" > start', name="span"),
    )
