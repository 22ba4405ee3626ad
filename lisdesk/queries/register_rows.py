"""The register: its submissions in an order, and their lines a page at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, bindparam, case, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from lisdesk.queries.passages import Passage, passages
from lisdesk.queries.register import RegisterColumn, RegisterFilter, RegisterOrder
from lisdesk.queries.register_conditions import (
    attachments_of_submission,
    field_conditions,
    is_read,
    narrowed,
    standing_answers,
    tags_of_submission,
)
from lisdesk.queries.relevance import first_relevant, relevance_words
from lisdesk.rules.late_policy import disposition_words
from lisdesk.rules.vocabulary import Channel, Disposition, LateChoice, Permission, Timing, Token
from lisdesk.store.coding_samples import Seen, seen_tags
from lisdesk.store.entities import Area, ReadMark, Stakeholder, StakeholderType, Submission
from lisdesk.store.id_lists import listed_ids
from lisdesk.store.search import ranked

NEWEST_FIRST = RegisterOrder()
_HEAD_ROWS = 40
_STATEMENTS_KEPT = 64


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One line of the register; empty texts and None stand for what is not known."""

    id: int
    reference: str
    respondent: str
    type: str
    area: str
    channel: Channel
    sent_at: datetime | None
    received_at: datetime
    timing: Timing
    disposition: Disposition
    permission: Permission | None
    answers: int
    """How many of its texts stand, a letter among them."""
    tags: int
    attachments: int
    read_at: datetime | None
    """When the officer at work marked it as read."""
    late_choice: LateChoice | None
    found: Passage | None = None
    """Where a search found it, if it is asked for."""
    relevant: str = ""
    """Of a joint call: to which bodies it is relevant, in words."""

    @property
    def standing(self) -> str:
        """How it stands, in words, with the flag or the note that a late decision gave it."""
        return disposition_words(self.disposition, self.late_choice)


def register_ids(
    session: Session,
    call_id: int,
    officer: str,
    chosen: RegisterFilter,
    order: RegisterOrder = NEWEST_FIRST,
    limit: int | None = None,
) -> list[int]:
    """Return the numbers of a call's submissions that a filter leaves, in an order."""
    seen = seen_tags(session, officer)
    return _ids(session, call_id, officer, chosen, order, limit, seen)


def _ids(
    session: Session,
    call_id: int,
    officer: str,
    chosen: RegisterFilter,
    order: RegisterOrder,
    limit: int | None,
    seen: Seen,
) -> list[int]:
    is_found = order.column is RegisterColumn.FOUND
    if limit is not None and not (seen or chosen.search or is_found):
        page = _unsearched(call_id, officer, chosen, order, limit)
        return list(session.connection().scalars(page))
    statement = narrowed(session, select(Submission.id), call_id, officer, chosen, seen)
    if is_found:
        newest = statement.order_by(Submission.id.desc())
        ids = ranked(session, listed_ids(session, newest), chosen.search)
        return (ids if order.is_descending else ids[::-1])[:limit]
    ordered = _ordered(statement, order, officer, seen)
    if limit is None:
        return listed_ids(session, ordered)
    return list(session.connection().scalars(ordered.limit(limit)))


@lru_cache(_STATEMENTS_KEPT)
def _unsearched(
    call_id: int, officer: str, chosen: RegisterFilter, order: RegisterOrder, limit: int
) -> Select[int]:
    """Return the statement of a first page: putting it together takes as long as running it."""
    conditions = field_conditions(chosen, call_id, officer, ())
    statement = select(Submission.id).where(*conditions)
    return _ordered(statement, order, officer, ()).limit(limit)


def _ordered(statement: Select[int], order: RegisterOrder, officer: str, seen: Seen) -> Select[int]:
    if order.column in _JOINED:
        statement = statement.outerjoin(*_JOINED[order.column])
    keys = (_sort_key(order.column, officer, seen), Submission.id)
    return statement.order_by(*(each.desc() if order.is_descending else each for each in keys))


def register_head(
    session: Session,
    call_id: int,
    officer: str,
    chosen: RegisterFilter,
    order: RegisterOrder = NEWEST_FIRST,
) -> list[RegisterRow]:
    """Return the first lines of the register in their order: as many as a window shows."""
    seen = seen_tags(session, officer)
    ids = _ids(session, call_id, officer, chosen, order, _HEAD_ROWS, seen)
    rows = {row.id: row for row in _related(session, _read(session, ids, officer, seen))}
    return [rows[each] for each in ids]


def register_rows(
    session: Session, ids: Sequence[int], officer: str, search: str = ""
) -> list[RegisterRow]:
    """Return the lines of some submissions, in any order; a page of some hundreds at a time.

    Tags and notes that are hidden from the officer are none. With a search, each line has the
    passage that it was found by.
    """
    seen = seen_tags(session, officer)
    rows = _related(session, _read(session, ids, officer, seen))
    places = passages(session, search, ids, seen, officer) if search else {}
    return [replace(row, found=places.get(row.id)) for row in rows] if places else rows


def _read(session: Session, ids: Sequence[int], officer: str, seen: Seen) -> list[RegisterRow]:
    statement = _rows(seen) if seen else _ROWS
    found = session.connection().execute(statement, {"ids": list(ids), "officer": officer})
    return [RegisterRow(*values) for values in found.all()]


def _related(session: Session, rows: list[RegisterRow]) -> list[RegisterRow]:
    """Return lines of one call with what they are relevant to, if the call is joint."""
    words = relevance_words(session, [row.id for row in rows])
    return [replace(row, relevant=words[row.id]) for row in rows] if words else rows


def _sort_key(column: RegisterColumn, officer: str, seen: Seen) -> SQLColumnExpression[Any]:
    if column is RegisterColumn.READ:
        return is_read(officer)
    if column is RegisterColumn.TAGS:
        return tags_of_submission(seen)
    return _SORT_KEYS[column]


def _places(column: InstrumentedAttribute[Any], tokens: type[Token]) -> ColumnElement[int]:
    """Return where a token stands in its list; what is not known comes first."""
    return case(*((column == token, place) for place, token in enumerate(tokens, 1)), else_=0)


_SORT_KEYS: dict[RegisterColumn, SQLColumnExpression[Any]] = {
    RegisterColumn.REFERENCE: Submission.id,
    RegisterColumn.RESPONDENT: func.coalesce(Stakeholder.name_key, ""),
    RegisterColumn.TYPE: func.coalesce(StakeholderType.position, -1),
    RegisterColumn.AREA: func.coalesce(Area.name_key, ""),
    RegisterColumn.RELEVANT: first_relevant(),
    RegisterColumn.CHANNEL: _places(Submission.channel, Channel),
    RegisterColumn.SENT: Submission.sent_at,
    RegisterColumn.RECEIVED: Submission.received_at,
    RegisterColumn.TIMING: _places(Submission.timing, Timing),
    RegisterColumn.DISPOSITION: _places(Submission.disposition, Disposition),
    RegisterColumn.PERMISSION: _places(Submission.permission, Permission),
    RegisterColumn.ANSWERS: standing_answers(),
    RegisterColumn.ATTACHMENTS: attachments_of_submission(),
}
_JOINED = {
    RegisterColumn.RESPONDENT: (Stakeholder, Stakeholder.id == Submission.respondent_id),
    RegisterColumn.TYPE: (StakeholderType, StakeholderType.id == Submission.type_id),
    RegisterColumn.AREA: (Area, Area.id == Submission.area_id),
    RegisterColumn.RELEVANT: (Area, Area.id == Submission.area_id),
}


def _rows(seen: Seen) -> Select[*tuple[Any, ...]]:
    return (
        select(
            Submission.id,
            Submission.reference,
            func.coalesce(Stakeholder.name, ""),
            func.coalesce(StakeholderType.label, ""),
            func.coalesce(Area.name, ""),
            Submission.channel,
            Submission.sent_at,
            Submission.received_at,
            Submission.timing,
            Submission.disposition,
            Submission.permission,
            standing_answers(),
            tags_of_submission(seen),
            attachments_of_submission(),
            select(ReadMark.read_at)
            .where(
                ReadMark.submission_id == Submission.id, ReadMark.officer == bindparam("officer")
            )
            .correlate(Submission)
            .scalar_subquery(),
            Submission.late_choice,
        )
        .outerjoin(Stakeholder, Stakeholder.id == Submission.respondent_id)
        .outerjoin(StakeholderType, StakeholderType.id == Submission.type_id)
        .outerjoin(Area, Area.id == Submission.area_id)
        .where(Submission.id.in_(bindparam("ids", expanding=True)))
    )


_ROWS = _rows(())
"""Made once: putting it together takes longer than a page of it."""
