"""The targets of a call with who was heard so far."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, func, literal, select
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

NOT_STATED_KEY = "not-stated"
"""Of the type that stands for one that is not stated."""
_COUNTED = Submission.disposition.in_(COUNTED)


def coverage(session: Session, call_id: int) -> tuple[CoverageLine, ...]:
    """Return a call's targets, by type, area and question, with what was heard; nothing more is
    read where there are none.
    """
    rows = session.execute(_targets(call_id)).all()
    if not rows:
        return ()
    targets = [Target(row[1], row[2], row[3], row[7]) for row in rows]
    parents, not_stated = _types(session)
    heard = [
        HeardFrom(not_stated if type_id is None else type_id, area_id, question_id, submissions)
        for chosen in _cells(call_id, targets)
        for type_id, area_id, question_id, submissions in session.execute(chosen)
    ]
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


def _cells(call_id: int, targets: Sequence[Target]) -> list[Select[*tuple[Any, ...]]]:
    """Return what counts submissions by type and area, and by question where targets name any."""
    own = Submission.call_id == call_id, _COUNTED
    groups: list[Select[*tuple[Any, ...]]] = []
    if any(target.question_id is None for target in targets):
        counted = func.count()
        nothing = literal(None)
        groups.append(
            select(Submission.type_id, Submission.area_id, nothing, counted)
            .where(*own)
            .group_by(Submission.type_id, Submission.area_id)
        )
    questions = {target.question_id for target in targets} - {None}
    if questions:
        groups.append(
            select(
                Submission.type_id,
                Submission.area_id,
                SourceText.question_id,
                func.count(SourceText.submission_id.distinct()),
            )
            .join(Submission, Submission.id == SourceText.submission_id)
            .where(
                *own,
                SourceText.question_id.in_(sorted(each for each in questions if each is not None)),
                SourceText.is_current,
                SourceText.is_non_answer.is_(False),
            )
            .group_by(Submission.type_id, Submission.area_id, SourceText.question_id)
        )
    return groups
