"""Excerpts that are to be quoted."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from lisdesk.store.entities.coding import Excerpt
from lisdesk.store.entities.entity import Entity, Numbered


class Bookmark(Numbered, Entity):
    """That an officer chose an excerpt as a quotation.

    Checked when a transaction ends: an excerpt may go before its bookmark.
    """

    __tablename__ = "bookmark"

    excerpt_id: Mapped[int] = mapped_column(
        ForeignKey(Excerpt.id, deferrable=True, initially="DEFERRED"), unique=True
    )
    officer: Mapped[str]
    bookmarked_at: Mapped[datetime]
