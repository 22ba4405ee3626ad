"""The targets of a call with who was heard so far."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, cast

from sqlalchemy import Select, func, select
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
from lisdesk.store.id_lists import listed_columns, listed_ids

NOT_STATED_KEY = "not-stated"
"""Of the type that stands for one that is not stated."""


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
    groups = _ids_by_type_and_area(session, call_id)
    for (type_id, area_id), ids in groups.items():
        yield (type_id, area_id, None), len(ids)
    for question_id in questions:
        # A join would look up each answer's submission: three times as long with 100,000.
        answered = select(SourceText.submission_id).where(
            SourceText.question_id == question_id,
            SourceText.is_non_answer.is_(False),
            SourceText.is_current,
        )
        those = set(listed_ids(session, answered))
        for (type_id, area_id), ids in groups.items() if those else ():
            yield (type_id, area_id, question_id), len(ids & those)


def _ids_by_type_and_area(
    session: Session, call_id: int
) -> dict[tuple[int | None, int | None], set[int]]:
    """Return the counted submissions of a call by what they are targeted by."""
    facts = select(Submission.id, Submission.type_id, Submission.area_id).where(
        Submission.call_id == call_id, Submission.disposition.in_(COUNTED)
    )
    groups: defaultdict[tuple[int | None, int | None], set[int]] = defaultdict(set)
    ids, types, areas = listed_columns(session, facts)
    known = cast("list[int]", ids)
    for number, key in zip(known, zip(types, areas, strict=True), strict=True):
        groups[key].add(number)
    return groups
