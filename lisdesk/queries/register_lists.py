"""What can be chosen on forms and in filters: stakeholder types, and respondents by typing."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import case, func, or_, select
from sqlalchemy.orm import Session

from lisdesk.queries.areas import AreaRow, areas
from lisdesk.queries.calls import QuestionRow, questions
from lisdesk.queries.coding import PriorityRow, priorities
from lisdesk.rules.names import name_key
from lisdesk.rules.vocabulary import StakeholderKind
from lisdesk.store.entities import (
    Area,
    Stakeholder,
    StakeholderType,
    Submission,
    Tag,
    TypeRetirement,
)
from lisdesk.store.identities import is_merged, known_otherwise
from lisdesk.store.relevance import parts_of_call


@dataclass(frozen=True, slots=True)
class TypeRow:
    """A stakeholder type; `depth` is 0 at the top of the list."""

    id: int
    key: str
    label: str
    depth: int
    is_retired: bool = False
    """No longer in use: what has it keeps it."""


@dataclass(frozen=True, slots=True)
class RespondentRow:
    """A stakeholder who may be a respondent; empty texts stand for what is not known."""

    id: int
    name: str
    kind: StakeholderKind | None
    type_key: str
    type: str
    area: str
    email: str
    submissions: int
    """In all calls of the file."""


@dataclass(frozen=True, slots=True)
class RegisterLists:
    """Everything that can be chosen about the submissions of a call."""

    types: tuple[TypeRow, ...]
    areas: tuple[AreaRow, ...]
    priorities: tuple[PriorityRow, ...]
    questions: tuple[QuestionRow, ...]
    officers: tuple[str, ...] = ()
    """Who has tagged anything in this file."""
    bodies: tuple[tuple[int, str], ...] = ()
    """The bodies of a joint call by number, with their names; none if it is not joint."""


def register_lists(session: Session, call_id: int) -> RegisterLists:
    """Return what can be chosen about the submissions of a call."""
    return RegisterLists(
        tuple(stakeholder_types(session)),
        tuple(areas(session)),
        tuple(priorities(session, call_id)),
        tuple(questions(session, call_id)),
        tuple(session.scalars(select(Tag.officer).distinct().order_by(Tag.officer))),
        tuple(parts_of_call(session, call_id).items()),
    )


def stakeholder_types(session: Session) -> list[TypeRow]:
    """Return the stakeholder types in their order, each below its parent."""
    found = session.execute(
        select(
            StakeholderType.id,
            StakeholderType.key,
            StakeholderType.label,
            StakeholderType.parent_id,
        ).order_by(StakeholderType.position, StakeholderType.id)
    ).all()
    retired = set(session.scalars(select(TypeRetirement.type_id)))
    rows: list[TypeRow] = []
    for type_id, key, label, parent_id in found:
        if parent_id is None:
            rows.append(TypeRow(type_id, key, label, 0, type_id in retired))
            rows.extend(
                TypeRow(i, k, name, 1, i in retired)
                for i, k, name, parent in found
                if parent == type_id
            )
    return rows


def respondents(session: Session, typed: str, limit: int = 8) -> list[RespondentRow]:
    """Return the stakeholders with what was typed in a name, those first that begin with it."""
    wanted = name_key(typed)
    if not wanted:
        return []
    begins = Stakeholder.name_key.startswith(wanted, autoescape=True)
    counted = (
        select(func.count(Submission.id))
        .where(Submission.respondent_id == Stakeholder.id)
        .scalar_subquery()
    )
    statement = (
        select(
            Stakeholder.id,
            Stakeholder.name,
            Stakeholder.kind,
            func.coalesce(StakeholderType.key, ""),
            func.coalesce(StakeholderType.label, ""),
            func.coalesce(Area.name, ""),
            Stakeholder.email,
            counted,
        )
        .outerjoin(StakeholderType, StakeholderType.id == Stakeholder.type_id)
        .outerjoin(Area, Area.id == Stakeholder.area_id)
        .where(
            or_(
                Stakeholder.name_key.contains(wanted, autoescape=True),
                Stakeholder.id.in_(known_otherwise(session, wanted)),
            ),
            ~is_merged(),
        )
        .order_by(case((begins, 0), else_=1), Stakeholder.name_key, Stakeholder.id)
        .limit(limit)
    )
    return [RespondentRow(*row) for row in map(tuple, session.execute(statement))]
