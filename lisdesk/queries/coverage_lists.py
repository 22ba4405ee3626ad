"""What a target, or a list of those not heard, can be about."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from lisdesk.queries.coverage import coverage
from lisdesk.queries.register_lists import TypeRow, stakeholder_types
from lisdesk.rules.coverage import CoverageLine
from lisdesk.store.entities import Area, Question


class Choice(NamedTuple):
    """Something to choose, by its number."""

    id: int
    words: str


class CoveragePage(NamedTuple):
    """The targets of a call, and all that targets can be about."""

    lines: tuple[CoverageLine, ...]
    types: tuple[TypeRow, ...]
    areas: tuple[Choice, ...]
    questions: tuple[Choice, ...]


def coverage_page(session: Session, call_id: int) -> CoveragePage:
    """Return the targets of a call with what was heard, and what they can be about."""
    areas = select(Area.id, Area.name).order_by(Area.name_key)
    questions = (
        select(Question.id, Question.number, Question.text)
        .where(Question.call_id == call_id)
        .order_by(Question.number)
    )
    return CoveragePage(
        coverage(session, call_id),
        tuple(each for each in stakeholder_types(session) if not each.is_retired),
        tuple(Choice(number, name) for number, name in session.execute(areas)),
        tuple(
            Choice(number, f"Q{place} {text}") for number, place, text in session.execute(questions)
        ),
    )
