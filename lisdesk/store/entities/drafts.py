"""Forms that are not finished."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lisdesk.store.entities.entity import Entity, Numbered
from lisdesk.store.entities.strict_types import NamedWords


class Draft(Numbered, Entity):
    """What an officer has typed into a form and not saved yet; no evidence, so not in the audit."""

    __tablename__ = "draft"

    officer: Mapped[str]
    form: Mapped[str]
    """Which form it is, with what it is about, such as "log LLEP-2018-01"."""
    content: Mapped[dict[str, str]] = mapped_column(NamedWords)
    saved_at: Mapped[datetime]

    __table_args__ = (UniqueConstraint("officer", "form"),)
