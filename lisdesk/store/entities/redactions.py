"""What of texts is kept out of every publication, and what was looked at and may stay in."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from lisdesk.rules.vocabulary import KeptBack, PersonalData
from lisdesk.store.entities.entity import Entity, Numbered, Versioned, token_type
from lisdesk.store.entities.publications import Publication
from lisdesk.store.entities.submissions import SourceText


class Redaction(Numbered, Versioned, Entity):
    """A span of a text, in code points, end exclusive, that no publication shows; it stands until
    it is lifted.

    One on an earlier version of a text keeps the whole of the newer one back: where its words are
    now could not be told.
    """

    __tablename__ = "redaction"

    text_id: Mapped[int] = mapped_column(ForeignKey(SourceText.id), index=True)
    start: Mapped[int]
    end: Mapped[int]
    kind: Mapped[KeptBack] = mapped_column(token_type(KeptBack))
    reason: Mapped[str]
    officer: Mapped[str]
    redacted_at: Mapped[datetime]
    newest_publication: Mapped[int]
    """The number of the call's newest publication when it was made, 0 if there was none: each later
    one was made with it."""
    lifted_at: Mapped[datetime | None]
    lifted_by: Mapped[str]
    lifted_because: Mapped[str]

    __table_args__ = (
        CheckConstraint('start >= 0 AND "end" > start', name="span"),
        CheckConstraint("reason <> ''", name="reason"),
    )


class UnsettledPublication(Numbered, Entity):
    """That a publication was made while suspected personal data waited to be settled, and why."""

    __tablename__ = "unsettled_publication"

    publication_id: Mapped[int] = mapped_column(ForeignKey(Publication.id), unique=True)
    waiting: Mapped[int]
    reason: Mapped[str]


class KeptWords(Numbered, Entity):
    """That an officer looked at suspected personal data and decided that it may be published."""

    __tablename__ = "kept_words"

    text_id: Mapped[int] = mapped_column(ForeignKey(SourceText.id), index=True)
    start: Mapped[int]
    end: Mapped[int]
    kind: Mapped[PersonalData] = mapped_column(token_type(PersonalData))
    reason: Mapped[str]
    officer: Mapped[str]
    kept_at: Mapped[datetime]

    __table_args__ = (CheckConstraint('start >= 0 AND "end" > start', name="span"),)
