"""The questions and stakeholder types of a call, by which what there is to read can be narrowed."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from lisdesk.store.entities import Question, StakeholderType


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that a list can be narrowed to."""

    id: int
    name: str
    below: tuple[int, ...] = ()
    """What belongs to it, such as the types below a type."""


@dataclass(frozen=True, slots=True)
class ReadingChoices:
    """The questions and stakeholder types that the list can be narrowed to."""

    questions: tuple[Choice, ...]
    types: tuple[Choice, ...]


def reading_choices(session: Session, call_id: int) -> ReadingChoices:
    """Return what the list of a call can be narrowed to, in two statements."""
    asked = select(Question.id, Question.number, Question.text).where(Question.call_id == call_id)
    questions = tuple(
        Choice(question_id, f"Q{number}  {text}")
        for question_id, number, text in session.execute(asked.order_by(Question.number))
    )
    stored = session.execute(
        select(StakeholderType.id, StakeholderType.parent_id, StakeholderType.label).order_by(
            StakeholderType.position
        )
    ).all()
    types = tuple(
        Choice(type_id, label, tuple(own for own, parent, _ in stored if parent == type_id))
        for type_id, _, label in stored
    )
    return ReadingChoices(questions, types)
