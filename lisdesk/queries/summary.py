"""The numbers of a call at a glance: its ledger, and its counted submissions broken down."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import ScalarSelect, Select, func, select
from sqlalchemy.orm import Session

from lisdesk.rules.ledger import Ledger, ledger_of_counts
from lisdesk.rules.vocabulary import COUNTED, Token
from lisdesk.store.entities import (
    Area,
    Call,
    FrameworkLabel,
    Priority,
    PriorityLabel,
    Question,
    SourceText,
    StakeholderType,
    Submission,
    Tag,
)


class Breakdown(Token):
    """What the counted submissions of a call can be broken down by."""

    TYPE = ("type", "Stakeholder type")
    QUESTION = ("question", "Question")
    AREA = ("area", "Area")
    CHANNEL = ("channel", "Channel")
    FOUNDATION = ("foundation", "Foundation")


@dataclass(frozen=True, slots=True)
class CountRow:
    """One line of a breakdown: counted submissions, and distinct known stakeholders among them."""

    label: str
    submissions: int
    stakeholders: int


_COUNTED = Submission.disposition.in_(COUNTED)
_SUBMISSIONS = func.count(Submission.id.distinct())
_STAKEHOLDERS = func.count(Submission.respondent_id.distinct())


def ledger(session: Session, call_id: int) -> Ledger:
    """Return how a call's submissions divide into counted ones and each kind of not counted
    ones.
    """
    statement = (
        select(Submission.disposition, func.count(Submission.id))
        .where(Submission.call_id == call_id)
        .group_by(Submission.disposition)
    )
    return ledger_of_counts(dict(session.execute(statement).all()))


def breakdown(session: Session, call_id: int, by: Breakdown) -> list[CountRow]:
    """Return a call's counted submissions by a characteristic.

    By question: those that answer it with more than a non-answer. By foundation: those tagged to a
    priority that hangs on it, or to one below such a priority; a submission may stand in several
    lines.
    """
    return _BREAKDOWNS[by](session, call_id)


def _by_type(session: Session, call_id: int) -> list[CountRow]:
    statement = (
        select(func.coalesce(StakeholderType.label, "Not stated"), _SUBMISSIONS, _STAKEHOLDERS)
        .select_from(Submission)
        .outerjoin(StakeholderType, StakeholderType.id == Submission.type_id)
        .where(Submission.call_id == call_id, _COUNTED)
        .group_by(StakeholderType.label)
    )
    return _most_first(session, statement)


def _by_area(session: Session, call_id: int) -> list[CountRow]:
    statement = (
        select(func.coalesce(Area.name, "Not stated"), _SUBMISSIONS, _STAKEHOLDERS)
        .select_from(Submission)
        .outerjoin(Area, Area.id == Submission.area_id)
        .where(Submission.call_id == call_id, _COUNTED)
        .group_by(Area.name)
    )
    return _most_first(session, statement)


def _by_channel(session: Session, call_id: int) -> list[CountRow]:
    statement = (
        select(Submission.channel, _SUBMISSIONS, _STAKEHOLDERS)
        .where(Submission.call_id == call_id, _COUNTED)
        .group_by(Submission.channel)
    )
    rows = [CountRow(channel.label, *counts) for channel, *counts in session.execute(statement)]
    return sorted(rows, key=lambda row: (-row.submissions, row.label))


def _by_question(session: Session, call_id: int) -> list[CountRow]:
    answered = (
        select(SourceText.question_id, _SUBMISSIONS, _STAKEHOLDERS)
        .join(Submission, Submission.id == SourceText.submission_id)
        .where(
            Submission.call_id == call_id,
            _COUNTED,
            SourceText.is_current,
            SourceText.is_non_answer.is_(False),
        )
        .group_by(SourceText.question_id)
    )
    counts = {question_id: tuple(rest) for question_id, *rest in session.execute(answered)}
    chosen = select(Question).where(Question.call_id == call_id).order_by(Question.number)
    return [
        CountRow(f"Q{question.number} {question.text}", *counts.get(question.id, (0, 0)))
        for question in session.scalars(chosen)
    ]


def _by_foundation(session: Session, call_id: int) -> list[CountRow]:
    branch = (
        select(PriorityLabel.label_id, PriorityLabel.priority_id)
        .join(Priority, Priority.id == PriorityLabel.priority_id)
        .where(Priority.call_id == call_id)
        .cte(recursive=True)
    )
    below = select(branch.c.label_id, Priority.id).join(
        Priority, Priority.parent_id == branch.c.priority_id
    )
    branch = branch.union(below)
    statement = (
        select(FrameworkLabel.name, _SUBMISSIONS, _STAKEHOLDERS)
        .select_from(branch)
        .join(FrameworkLabel, FrameworkLabel.id == branch.c.label_id)
        .outerjoin(Tag, Tag.priority_id == branch.c.priority_id)
        .outerjoin(Submission, (Submission.id == Tag.submission_id) & _COUNTED)
        .where(FrameworkLabel.group == _first_group(call_id))
        .group_by(FrameworkLabel.id)
        .order_by(FrameworkLabel.position)
    )
    return [CountRow(*row) for row in session.execute(statement)]


def _first_group(call_id: int) -> ScalarSelect[str]:
    """Return what the first heading of a call's framework is, such as a foundation."""
    return (
        select(FrameworkLabel.group)
        .join(Call, Call.framework_id == FrameworkLabel.framework_id)
        .where(Call.id == call_id)
        .order_by(FrameworkLabel.position)
        .limit(1)
        .scalar_subquery()
    )


def _most_first(session: Session, statement: Select[str, int, int]) -> list[CountRow]:
    rows = [CountRow(*row) for row in session.execute(statement)]
    return sorted(rows, key=lambda row: (-row.submissions, row.label))


_BREAKDOWNS: dict[Breakdown, Callable[[Session, int], list[CountRow]]] = {
    Breakdown.TYPE: _by_type,
    Breakdown.QUESTION: _by_question,
    Breakdown.AREA: _by_area,
    Breakdown.CHANNEL: _by_channel,
    Breakdown.FOUNDATION: _by_foundation,
}
