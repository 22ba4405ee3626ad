"""The targets of a call with who was heard so far."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any
from typing import cast as typed

from sqlalchemy import BigInteger, Select, cast, func, select
from sqlalchemy.orm import Session

from lisdesk.rules.coverage import CoverageLine, HeardFrom, Target, heard_by_target
from lisdesk.rules.vocabulary import COUNTED
from lisdesk.store.entities import (
    Area,
    CoverageTarget,
    Question,
    SourceText,
    StakeholderType,
    Submission,
)
from lisdesk.store.id_lists import listed_columns, listed_ids, reckoned

NOT_STATED_KEY = "not-stated"
"""Of the type that stands for one that is not stated."""
_APART = 1_000_000_000
"""More areas than a file can have."""


def coverage(session: Session, call_id: int) -> tuple[CoverageLine, ...]:
    """Return a call's targets, by type, area and question, with what was heard; nothing more is
    read where there are none.
    """
    rows = session.execute(_targets(call_id)).all()
    if not rows:
        return ()
    targets = [Target(row[1], row[2], row[3], row[7]) for row in rows]
    parents, _ = _types(session)
    heard = _heard(session, call_id, targets)
    numbers = heard_by_target(targets, heard, parents)
    return tuple(_line(row, number) for row, number in zip(rows, numbers, strict=True))


def _line(row: Sequence[Any], heard: int) -> CoverageLine:
    target_id, type_id, area_id, question_id, label, area, place, wanted = row
    question = "" if place is None else f"Q{place}"
    return CoverageLine(
        target_id, type_id, area_id, question_id, label, area, question, wanted, heard
    )


def _targets(call_id: int) -> Select[*tuple[Any, ...]]:
    return (
        select(
            CoverageTarget.id,
            CoverageTarget.type_id,
            CoverageTarget.area_id,
            CoverageTarget.question_id,
            func.coalesce(StakeholderType.label, ""),
            func.coalesce(Area.name, ""),
            Question.number,
            CoverageTarget.wanted,
        )
        .outerjoin(StakeholderType, StakeholderType.id == CoverageTarget.type_id)
        .outerjoin(Area, Area.id == CoverageTarget.area_id)
        .outerjoin(Question, Question.id == CoverageTarget.question_id)
        .where(CoverageTarget.call_id == call_id)
        .order_by(
            func.coalesce(StakeholderType.position, -1),
            func.coalesce(Area.name_key, ""),
            func.coalesce(Question.number, 0),
            CoverageTarget.id,
        )
    )


def _types(session: Session) -> tuple[dict[int, int | None], int | None]:
    """Return the parent of each type, and the type that stands for one not stated."""
    parents: dict[int, int | None] = {}
    not_stated = None
    chosen = select(StakeholderType.id, StakeholderType.parent_id, StakeholderType.key)
    for type_id, parent_id, key in session.execute(chosen):
        parents[type_id] = parent_id
        not_stated = type_id if key == NOT_STATED_KEY else not_stated
    return parents, not_stated


def _heard(session: Session, call_id: int, targets: Sequence[Target]) -> Iterator[HeardFrom]:
    """Yield counted submissions by type and area, and by question where targets name any."""
    _, not_stated = _types(session)
    for (type_id, area_id, question_id), number in _cells(session, call_id, targets):
        stated = not_stated if type_id is None else type_id
        yield HeardFrom(stated, area_id, question_id, number)


def _cells(
    session: Session, call_id: int, targets: Sequence[Target]
) -> Iterator[tuple[tuple[int | None, int | None, int | None], int]]:
    questions = sorted({each.question_id for each in targets if each.question_id is not None})
    cell_of = _cells_of_submissions(session, call_id)
    for cell, number in Counter(cell_of.values()).items():
        yield (*_unpacked(cell), None), number
    for question_id in questions:
        # A join would look up each answer's submission: three times as long with 100,000.
        answered = select(SourceText.submission_id).where(
            SourceText.question_id == question_id,
            SourceText.is_non_answer.is_(False),
            SourceText.is_current,
        )
        for answered_cell, number in Counter(
            map(cell_of.get, listed_ids(session, answered))
        ).items():
            if answered_cell is not None:
                yield (*_unpacked(answered_cell), question_id), number


def _cells_of_submissions(session: Session, call_id: int) -> dict[int, int]:
    """Return the type and area of each counted submission of a call, as one number: pairs take
    twice as long to count.
    """
    type_id = cast(func.coalesce(Submission.type_id, 0), BigInteger)
    cell = type_id * _APART + func.coalesce(Submission.area_id, 0)
    columns = Submission.type_id.expression, Submission.area_id.expression
    facts = select(Submission.id, reckoned(session, cell, *columns)).where(
        Submission.call_id == call_id, Submission.disposition.in_(COUNTED)
    )
    ids, cells = listed_columns(session, facts)
    return typed("dict[int, int]", dict(zip(ids, cells, strict=True)))


def _unpacked(cell: int) -> tuple[int | None, int | None]:
    type_id, area_id = divmod(cell, _APART)
    return type_id or None, area_id or None
