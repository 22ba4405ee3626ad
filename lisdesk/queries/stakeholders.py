"""The register of stakeholders as a list: which there are, in an order, and the lines of some."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from sqlalchemy import ColumnElement, SQLColumnExpression, Subquery, func, or_, select, true
from sqlalchemy.orm import Session

from lisdesk.rules.names import name_key
from lisdesk.rules.vocabulary import StakeholderKind
from lisdesk.store.entities import (
    Area,
    Membership,
    Stakeholder,
    StakeholderAlias,
    StakeholderContact,
    StakeholderType,
    Submission,
)
from lisdesk.store.identities import Identities, is_merged

_HEAD_ROWS = 40


class StakeholderColumn(Enum):
    """What the register of stakeholders can be sorted by."""

    NAME = "name"
    KIND = "kind"
    TYPE = "type"
    AREA = "area"
    CONTACT = "contact"
    SUBMISSIONS = "submissions"
    MEMBERS = "members"


@dataclass(frozen=True, slots=True)
class StakeholderOrder:
    """By what the list is sorted; the first to come in stands first where that is equal."""

    column: StakeholderColumn = StakeholderColumn.NAME
    is_descending: bool = False


@dataclass(frozen=True, slots=True)
class StakeholderFilter:
    """What the register of stakeholders is narrowed to; what is empty does not narrow."""

    search: str = ""
    """Part of any name by which they are known, of an address, or of a contact's name."""
    call_id: int | None = None
    """Whose submissions are counted; with `is_in_call` only those who sent one to it."""
    is_in_call: bool = False
    kind: StakeholderKind | None = None
    type_ids: tuple[int | None, ...] = ()
    """With the types below them; None stands for an unknown type."""


@dataclass(frozen=True, slots=True)
class StakeholderRow:
    """One stakeholder; empty texts and None stand for what is not known."""

    id: int
    name: str
    kind: StakeholderKind | None
    type: str
    area: str
    email: str
    person: str
    """Whom to ask for."""
    telephone: str
    submissions: int
    """In the call at hand, or in all of them without one."""
    members: int | None
    """For how many it speaks."""


NAMES_FIRST = StakeholderOrder()


def stakeholder_ids(
    session: Session,
    chosen: StakeholderFilter,
    order: StakeholderOrder = NAMES_FIRST,
    limit: int | None = None,
) -> list[int]:
    """Return the numbers of the stakeholders that a filter leaves, in an order."""
    counted = _counted(chosen.call_id)
    statement = (
        select(Stakeholder.id)
        .outerjoin(counted, counted.c.respondent_id == Stakeholder.id)
        .outerjoin(StakeholderType, StakeholderType.id == Stakeholder.type_id)
        .outerjoin(Area, Area.id == Stakeholder.area_id)
        .outerjoin(Membership, Membership.stakeholder_id == Stakeholder.id)
        .where(~is_merged(), *_conditions(session, chosen, counted))
    )
    keys = _sort_keys(order.column, counted)
    directed = [each.desc() if order.is_descending else each.asc() for each in keys]
    statement = statement.order_by(*directed, Stakeholder.name_key, Stakeholder.id)
    return list(session.scalars(statement.limit(limit)))


def stakeholder_head(
    session: Session, chosen: StakeholderFilter, order: StakeholderOrder = NAMES_FIRST
) -> list[StakeholderRow]:
    """Return the first lines of the list: as many as a window shows."""
    ids = stakeholder_ids(session, chosen, order, _HEAD_ROWS)
    rows = {row.id: row for row in stakeholder_rows(session, ids, chosen.call_id)}
    return [rows[each] for each in ids]


def stakeholder_rows(
    session: Session, ids: Sequence[int], call_id: int | None
) -> list[StakeholderRow]:
    """Return the lines of some stakeholders, in any order; some hundreds at a time."""
    counted = (
        select(func.count(Submission.id))
        .where(Submission.respondent_id == Stakeholder.id, _of_call(call_id))
        .correlate(Stakeholder)
        .scalar_subquery()
    )
    statement = (
        select(
            Stakeholder.id,
            Stakeholder.name,
            Stakeholder.kind,
            func.coalesce(StakeholderType.label, ""),
            func.coalesce(Area.name, ""),
            Stakeholder.email,
            func.coalesce(StakeholderContact.person, ""),
            func.coalesce(StakeholderContact.telephone, ""),
            counted,
            Membership.members,
        )
        .outerjoin(StakeholderType, StakeholderType.id == Stakeholder.type_id)
        .outerjoin(Area, Area.id == Stakeholder.area_id)
        .outerjoin(StakeholderContact, StakeholderContact.stakeholder_id == Stakeholder.id)
        .outerjoin(Membership, Membership.stakeholder_id == Stakeholder.id)
        .where(Stakeholder.id.in_(ids))
    )
    return [StakeholderRow(*row) for row in map(tuple, session.execute(statement))]


def _conditions(
    session: Session, chosen: StakeholderFilter, counted: Subquery
) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if chosen.search.strip():
        conditions.append(_is_found(session, chosen.search))
    if chosen.is_in_call:
        conditions.append(counted.c.submissions > 0)
    if chosen.kind is not None:
        conditions.append(Stakeholder.kind == chosen.kind)
    if chosen.type_ids:
        known = [each for each in chosen.type_ids if each is not None]
        below = select(StakeholderType.id).where(StakeholderType.parent_id.in_(known))
        is_one = or_(Stakeholder.type_id.in_(known), Stakeholder.type_id.in_(below))
        is_unknown = Stakeholder.type_id.is_(None)
        conditions.append(or_(is_one, is_unknown) if None in chosen.type_ids else is_one)
    return conditions


def _is_found(session: Session, typed: str) -> ColumnElement[bool]:
    """Return the condition that a stakeholder, or one merged into it, has what was typed."""
    key, raw = name_key(typed) or typed.strip().casefold(), typed.strip().lower()
    named = [
        select(Stakeholder.id).where(
            or_(
                Stakeholder.name_key.contains(key, autoescape=True),
                func.lower(Stakeholder.email).contains(raw, autoescape=True),
            )
        ),
        select(StakeholderAlias.stakeholder_id).where(
            or_(
                StakeholderAlias.name_key.contains(key, autoescape=True),
                func.lower(StakeholderAlias.email).contains(raw, autoescape=True),
            )
        ),
        select(StakeholderContact.stakeholder_id).where(
            func.lower(StakeholderContact.person).contains(raw, autoescape=True)
        ),
    ]
    merged = select(Stakeholder.id).where(
        is_merged(), or_(*(Stakeholder.id.in_(each) for each in named))
    )
    identities = Identities(session)
    standing = {identities.standing(each) for each in session.scalars(merged)}
    return or_(*(Stakeholder.id.in_(each) for each in named), Stakeholder.id.in_(standing))


def _counted(call_id: int | None) -> Subquery:
    return (
        select(Submission.respondent_id, func.count(Submission.id).label("submissions"))
        .where(Submission.respondent_id.is_not(None), _of_call(call_id))
        .group_by(Submission.respondent_id)
        .subquery()
    )


def _of_call(call_id: int | None) -> ColumnElement[bool]:
    return true() if call_id is None else Submission.call_id == call_id


def _sort_keys(column: StakeholderColumn, counted: Subquery) -> list[SQLColumnExpression[Any]]:
    keys: dict[StakeholderColumn, SQLColumnExpression[Any]] = {
        StakeholderColumn.NAME: Stakeholder.name_key,
        StakeholderColumn.KIND: func.coalesce(Stakeholder.kind, ""),
        StakeholderColumn.TYPE: func.coalesce(StakeholderType.position, -1),
        StakeholderColumn.AREA: func.coalesce(Area.name_key, ""),
        StakeholderColumn.CONTACT: func.lower(Stakeholder.email),
        StakeholderColumn.SUBMISSIONS: func.coalesce(counted.c.submissions, 0),
        StakeholderColumn.MEMBERS: func.coalesce(Membership.members, 0),
    }
    return [keys[column]]
