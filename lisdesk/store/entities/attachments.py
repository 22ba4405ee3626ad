"""Files that came with submissions."""

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import LargeBinary

from lisdesk.store.entities.entity import Entity, Numbered
from lisdesk.store.entities.strict_types import Words
from lisdesk.store.entities.submissions import Submission


class Blob(Entity):
    """The bytes of a file, stored once under their SHA-256."""

    __tablename__ = "blob"

    sha256: Mapped[str] = mapped_column(Words(64), primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)


class Attachment(Numbered, Entity):
    """A file that came with a submission; its name is data, never a path."""

    __tablename__ = "attachment"

    submission_id: Mapped[int] = mapped_column(ForeignKey(Submission.id), index=True)
    sha256: Mapped[str] = mapped_column(ForeignKey(Blob.sha256), index=True)
    name: Mapped[str]
    size_bytes: Mapped[int]

    __table_args__ = (CheckConstraint("size_bytes >= 0", name="size_bytes"),)
