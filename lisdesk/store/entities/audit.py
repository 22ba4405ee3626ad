"""Who did what, when: entries in a chain, their row changes, and the erasable values of those.

An entry's hash covers the hash of the entry before it and its changes: which rows, and a digest of
their values. A digest is salted; salt and values stand in `AuditValue`, which a lawful erasure may
empty without breaking the chain. The values are also what an edit is taken back from.
"""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import LargeBinary

from lisdesk.store.entities.entity import Entity, Numbered
from lisdesk.store.entities.strict_types import Words


class AuditEntry(Numbered, Entity):
    """One edit: who, when, which verb, about what."""

    __tablename__ = "audit_entry"

    at: Mapped[datetime]
    clock_is_set: Mapped[bool]
    officer: Mapped[str]
    verb: Mapped[str]
    verb_version: Mapped[int]
    subject: Mapped[str]
    call_id: Mapped[int | None]
    takes_back_id: Mapped[int | None]
    previous_hash: Mapped[str] = mapped_column(Words(64))
    hash: Mapped[str] = mapped_column(Words(64), unique=True)

    __table_args__ = (Index(None, "call_id", "id"), Index(None, "takes_back_id"))


class AuditChange(Numbered, Entity):
    """The change of one row, or of many rows of one table that were written together."""

    __tablename__ = "audit_change"

    entry_id: Mapped[int] = mapped_column(ForeignKey(AuditEntry.id))
    ordinal: Mapped[int]
    table_name: Mapped[str]
    operation: Mapped[str]
    row_ids: Mapped[str]
    digest: Mapped[str] = mapped_column(Words(64))

    __table_args__ = (UniqueConstraint("entry_id", "ordinal"),)


class AuditValue(Entity):
    """The values of a change before and after; personal, therefore erasable."""

    __tablename__ = "audit_value"

    change_id: Mapped[int] = mapped_column(ForeignKey(AuditChange.id), primary_key=True)
    salt: Mapped[bytes] = mapped_column(LargeBinary)
    payload: Mapped[bytes] = mapped_column(LargeBinary)
