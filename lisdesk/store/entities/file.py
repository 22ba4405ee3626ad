"""Facts about the consultation file itself."""

from sqlalchemy.orm import Mapped, mapped_column

from lisdesk.store.entities.entity import Entity, Versioned


class Setting(Versioned, Entity):
    """A setting of this consultation file that differs from its default."""

    __tablename__ = "setting"

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]


class FileFact(Entity):
    """What identifies the file: its id, when it was made, by which version."""

    __tablename__ = "file_fact"

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]


class ReferenceCounter(Entity):
    """The last number given out under a prefix; it only ever grows, so no reference is used
    twice.
    """

    __tablename__ = "reference_counter"

    prefix: Mapped[str] = mapped_column(primary_key=True)
    last_number: Mapped[int]
