"""What became of suggestions of priorities, and for which calls there are any."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from lisdesk.rules.vocabulary import SuggestionChoice, SuggestionSource
from lisdesk.store.entities.calls import Call
from lisdesk.store.entities.coding import Priority
from lisdesk.store.entities.entity import Entity, Numbered, Versioned, token_type
from lisdesk.store.entities.strict_types import WordList
from lisdesk.store.entities.submissions import SourceText, Submission


class SuggestionDecision(Numbered, Versioned, Entity):
    """That an officer accepted or rejected a suggestion for a span of a text, in code points, end
    exclusive.

    An accepted one has made a tag, which may have been taken off since.
    """

    __tablename__ = "suggestion_decision"

    submission_id: Mapped[int] = mapped_column(ForeignKey(Submission.id), index=True)
    text_id: Mapped[int] = mapped_column(ForeignKey(SourceText.id))
    start: Mapped[int]
    end: Mapped[int]
    priority_id: Mapped[int | None] = mapped_column(ForeignKey(Priority.id), index=True)
    """None once the priority was deleted."""
    priority_code: Mapped[str]
    """As it was then."""
    choice: Mapped[SuggestionChoice] = mapped_column(token_type(SuggestionChoice))
    source: Mapped[SuggestionSource] = mapped_column(token_type(SuggestionSource))
    model_version: Mapped[str]
    """Empty where no learnt model had a say."""
    words: Mapped[list[str]] = mapped_column(WordList)
    """Those that caused it, as they stand in the text."""
    officer: Mapped[str]
    decided_at: Mapped[datetime]

    __table_args__ = (
        CheckConstraint('start >= 0 AND "end" > start', name="span"),
        Index(None, "text_id"),
    )


class SuggestionSwitch(Numbered, Versioned, Entity):
    """Whether priorities are suggested for a call; they are for one without a switch."""

    __tablename__ = "suggestion_switch"

    call_id: Mapped[int] = mapped_column(ForeignKey(Call.id), unique=True)
    is_on: Mapped[bool]
