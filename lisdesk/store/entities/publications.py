"""What was handed over for publication, so that it can be made again and be known again."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from lisdesk.rules.vocabulary import Edition
from lisdesk.store.entities.calls import Call
from lisdesk.store.entities.entity import Entity, Numbered, token_type
from lisdesk.store.entities.strict_types import Words


class Publication(Numbered, Entity):
    """A file that was written for publication, with what it was made from.

    `content_hash` is that of the call's content, `sha256` that of the file, and `made_at` the
    moment that the file bears: the same content at the same moment gives the same file.
    """

    __tablename__ = "publication"

    call_id: Mapped[int] = mapped_column(ForeignKey(Call.id), index=True)
    edition: Mapped[Edition] = mapped_column(token_type(Edition))
    filter: Mapped[str]
    file_name: Mapped[str]
    sha256: Mapped[str] = mapped_column(Words(64))
    content_hash: Mapped[str] = mapped_column(Words(64))
    made_at: Mapped[datetime]
    officer: Mapped[str]


class PublicationCheck(Numbered, Entity):
    """That a publication passed the check of the finished file, and what that one looked at.

    Publications of before there was a check have none.
    """

    __tablename__ = "publication_check"

    publication_id: Mapped[int] = mapped_column(ForeignKey(Publication.id), unique=True)
    check_version: Mapped[int]
    parts: Mapped[int]
    """Of the package, or files of a folder."""
    pieces: Mapped[int]
    """Cells, names, titles and the like."""
    secrets: Mapped[int]
    """Texts, names, contact details and the like that were looked for."""
    hints: Mapped[int]
    """Names in the permitted words of others that were told to the officer."""
