"""E-mails that were filed as submissions, and where their files were."""

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lisdesk.store.entities.entity import Entity, Numbered
from lisdesk.store.entities.imports import Import
from lisdesk.store.entities.strict_types import Words
from lisdesk.store.entities.submissions import Submission


class Mail(Numbered, Entity):
    """Where an e-mail came from, and what of it is not in its submission's letter."""

    __tablename__ = "mail"

    submission_id: Mapped[int] = mapped_column(ForeignKey(Submission.id))
    import_id: Mapped[int] = mapped_column(ForeignKey(Import.id), index=True)
    message_id: Mapped[str]
    """What its program called it, without brackets; not every mail has one, or its own."""
    sha256: Mapped[str] = mapped_column(Words(64))
    """Of the bytes of the message."""
    file_name: Mapped[str]
    file_place: Mapped[int]
    """Which message of the file it was, from 1."""
    sender_name: Mapped[str]
    sender_address: Mapped[str]
    subject: Mapped[str]
    sent_source: Mapped[str]
    received_source: Mapped[str]
    quoted: Mapped[str]
    """The earlier mails that it carried along."""
    disclaimer: Mapped[str]
    """What a machine put at its end."""
    importer_version: Mapped[str]

    __table_args__ = (
        UniqueConstraint("submission_id"),
        Index(None, "message_id"),
        CheckConstraint("file_place >= 1", name="file_place"),
    )


class MailFile(Numbered, Entity):
    """Where the file of an e-mail was; mails that came in with an earlier version have none."""

    __tablename__ = "mail_file"

    mail_id: Mapped[int] = mapped_column(ForeignKey(Mail.id))
    path: Mapped[str]
    """When it came in, on the computer that brought it in."""

    __table_args__ = (UniqueConstraint("mail_id"),)
