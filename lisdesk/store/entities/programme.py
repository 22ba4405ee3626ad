"""The programme of strategies: areas in waves, their bodies, what they name and what is known."""

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lisdesk.rules.programme import AreaRole, ThemeKind
from lisdesk.store.entities.calls import LeadBody
from lisdesk.store.entities.entity import Entity, Numbered, Versioned, token_type
from lisdesk.store.entities.strict_types import WordList


class ProgrammeArea(Numbered, Versioned, Entity):
    """An area with one strategy. Dates are partial, in the words of `rules.partial_dates`; the
    target is what was planned, `published` what happened.
    """

    __tablename__ = "programme_area"

    name: Mapped[str]
    name_key: Mapped[str] = mapped_column(unique=True)
    wave: Mapped[int | None]
    announced: Mapped[str]
    target: Mapped[str]
    published: Mapped[str]
    aliases: Mapped[list[str]] = mapped_column(WordList)
    places: Mapped[list[str]] = mapped_column(WordList)

    __table_args__ = (
        CheckConstraint("name <> ''", name="name"),
        CheckConstraint("wave >= 1", name="wave"),
    )


class ProgrammeMember(Numbered, Entity):
    """That a body leads the strategy of an area or is a partner in it, from when until when."""

    __tablename__ = "programme_member"

    area_id: Mapped[int] = mapped_column(ForeignKey(ProgrammeArea.id))
    lead_body_id: Mapped[int] = mapped_column(ForeignKey(LeadBody.id), index=True)
    role: Mapped[AreaRole] = mapped_column(token_type(AreaRole))
    since: Mapped[str]
    until: Mapped[str]
    position: Mapped[int]

    __table_args__ = (UniqueConstraint("area_id", "lead_body_id"),)


class ProgrammeTheme(Numbered, Entity):
    """A priority, emerging theme or specialism that an area, or one body of it, names."""

    __tablename__ = "programme_theme"

    area_id: Mapped[int] = mapped_column(ForeignKey(ProgrammeArea.id), index=True)
    body_id: Mapped[int | None] = mapped_column(ForeignKey(LeadBody.id), index=True)
    kind: Mapped[ThemeKind] = mapped_column(token_type(ThemeKind))
    name: Mapped[str]
    position: Mapped[int]


class ProgrammeDocument(Numbered, Entity):
    """A document; date and link are empty where nobody gave them."""

    __tablename__ = "programme_document"

    area_id: Mapped[int] = mapped_column(ForeignKey(ProgrammeArea.id), index=True)
    body_id: Mapped[int | None] = mapped_column(ForeignKey(LeadBody.id), index=True)
    title: Mapped[str]
    dated: Mapped[str]
    link: Mapped[str]
    position: Mapped[int]


class ProgrammeUpdate(Numbered, Entity):
    """What was said of an area's progress, to the letter, and where; the last one is the latest."""

    __tablename__ = "programme_update"

    area_id: Mapped[int] = mapped_column(ForeignKey(ProgrammeArea.id), index=True)
    body_id: Mapped[int | None] = mapped_column(ForeignKey(LeadBody.id), index=True)
    said: Mapped[str]
    dated: Mapped[str]
    source: Mapped[str]
    position: Mapped[int]


class ProgrammeSpelling(Numbered, Entity):
    """From when until when an area had one of its `aliases`; one without dates has no row."""

    __tablename__ = "programme_spelling"

    area_id: Mapped[int] = mapped_column(ForeignKey(ProgrammeArea.id))
    words_key: Mapped[str]
    since: Mapped[str]
    until: Mapped[str]
    position: Mapped[int]

    __table_args__ = (
        UniqueConstraint("area_id", "words_key"),
        CheckConstraint("since <> '' OR until <> ''", name="dates"),
    )


class BodyName(Numbered, Entity):
    """A further name of a body, or a code, for a time; several bodies may have had the same."""

    __tablename__ = "body_name"

    lead_body_id: Mapped[int] = mapped_column(ForeignKey(LeadBody.id), index=True)
    words: Mapped[str]
    words_key: Mapped[str]
    is_code: Mapped[bool]
    since: Mapped[str]
    until: Mapped[str]
    position: Mapped[int]

    __table_args__ = (
        Index(None, "words_key"),
        CheckConstraint("words <> ''", name="words"),
    )
