"""Samples that several officers code blind: how drawn, by whom coded, what came of it."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lisdesk.rules.vocabulary import Settled
from lisdesk.store.entities.calls import Call
from lisdesk.store.entities.entity import Entity, Numbered, Versioned, token_type
from lisdesk.store.entities.submissions import SourceText, Submission


class CodingSample(Numbered, Versioned, Entity):
    """A sample of a call's submissions that officers code without seeing each other's tags.

    It is blind until `ended_at`: when its last coder was done, or when an officer revealed it,
    who is named then.
    """

    __tablename__ = "coding_sample"

    call_id: Mapped[int] = mapped_column(ForeignKey(Call.id), index=True)
    seed: Mapped[str]
    candidates: Mapped[int]
    """Submissions that it was drawn from, each campaign as one."""
    left_out: Mapped[int]
    """Submissions of campaigns that another one stood for."""
    drawn_at: Mapped[datetime]
    officer: Mapped[str]
    ended_at: Mapped[datetime | None]
    revealed_by: Mapped[str]
    reason: Mapped[str]


class SampleStratum(Numbered, Entity):
    """How many of the candidates of one stakeholder type are in a sample."""

    __tablename__ = "sample_stratum"

    sample_id: Mapped[int] = mapped_column(ForeignKey(CodingSample.id))
    name: Mapped[str]
    candidates: Mapped[int]
    drawn: Mapped[int]

    __table_args__ = (
        UniqueConstraint("sample_id", "name"),
        CheckConstraint("drawn >= 0 AND drawn <= candidates", name="drawn"),
    )


class SampleCoder(Numbered, Versioned, Entity):
    """An officer who codes a sample, and when they said that they were done."""

    __tablename__ = "sample_coder"

    sample_id: Mapped[int] = mapped_column(ForeignKey(CodingSample.id))
    officer: Mapped[str]
    finished_at: Mapped[datetime | None]

    __table_args__ = (UniqueConstraint("sample_id", "officer"),)


class SampleItem(Numbered, Entity):
    """A submission of a sample."""

    __tablename__ = "sample_item"

    sample_id: Mapped[int] = mapped_column(ForeignKey(CodingSample.id))
    submission_id: Mapped[int] = mapped_column(ForeignKey(Submission.id), index=True)

    __table_args__ = (UniqueConstraint("sample_id", "submission_id"),)


class CodedItem(Numbered, Entity):
    """That a coder had tagged or read a submission of the sample when the blind coding ended."""

    __tablename__ = "coded_item"

    item_id: Mapped[int] = mapped_column(ForeignKey(SampleItem.id))
    coder_id: Mapped[int] = mapped_column(ForeignKey(SampleCoder.id), index=True)

    __table_args__ = (UniqueConstraint("item_id", "coder_id"),)


class BlindTag(Numbered, Entity):
    """A coder's tag as it was when the blind coding ended: what agreement is measured on.

    The tags themselves are settled later. The priority is told by its code of that time; places
    count code points, 0 to 0 for a whole submission, which has no text.
    """

    __tablename__ = "blind_tag"

    item_id: Mapped[int] = mapped_column(ForeignKey(SampleItem.id), index=True)
    coder_id: Mapped[int] = mapped_column(ForeignKey(SampleCoder.id), index=True)
    text_id: Mapped[int | None] = mapped_column(ForeignKey(SourceText.id), index=True)
    start: Mapped[int]
    end: Mapped[int]
    priority: Mapped[str]


class Settlement(Numbered, Entity):
    """What was decided about a place on which coders differed: by whom, when and why."""

    __tablename__ = "settlement"

    item_id: Mapped[int] = mapped_column(ForeignKey(SampleItem.id), index=True)
    text_id: Mapped[int | None] = mapped_column(ForeignKey(SourceText.id), index=True)
    start: Mapped[int]
    end: Mapped[int]
    priority: Mapped[str]
    choice: Mapped[Settled] = mapped_column(token_type(Settled))
    moved_to: Mapped[str]
    """The code of the priority that the tags went to; empty unless they were moved."""
    reason: Mapped[str]
    officer: Mapped[str]
    decided_at: Mapped[datetime]
