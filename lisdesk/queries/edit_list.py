"""The edits of a file as a list to look through: who did what, and whether it still stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, func, literal, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from lisdesk.outcome import LASTING_VERBS, TAKE_BACK
from lisdesk.queries.subject_names import subject_names
from lisdesk.rules.edit_words import verbs_that_say
from lisdesk.store.entities import AuditEntry, Stakeholder
from lisdesk.store.lookup import stakeholder_reference

_CHUNK = 500
_MOST_NAMED = 500
"""Of how many stakeholders, at most, a word of the search may be the name."""


@dataclass(frozen=True, slots=True)
class EditFilter:
    """Which edits to list; what is empty narrows nothing."""

    officer: str = ""
    call_id: int | None = None
    search: str = ""
    """Words that must all occur in what was done, in what it was about, or in who did it."""


@dataclass(frozen=True, slots=True)
class EditRow:
    """One edit as it was first done, and what became of it since."""

    id: int
    at: datetime
    officer: str
    verb: str
    subject: str
    """A stakeholder or an area is named as it stands in the register now."""
    is_lasting: bool
    """Whether it can never be taken back."""
    newest_entry_id: int
    """The entry to take back: the edit itself, or the newest that undid or repeated it."""
    stands: bool
    turned_at: datetime | None
    """When it was last undone or repeated; None if it never was."""
    turned_by: str


class _Turn(NamedTuple):
    entry_id: int
    turns: int
    at: datetime
    officer: str


def edit_ids(session: Session, chosen: EditFilter) -> list[int]:
    """Return the edits that a filter names, newest first, undoing and redoing apart."""
    return list(session.scalars(_own_edits(session, chosen).order_by(AuditEntry.id.desc())))


def edit_rows(session: Session, ids: Sequence[int]) -> list[EditRow]:
    """Return edits by their numbers, in no order of meaning."""
    rows = []
    newest = _newest_turns(session, ids)
    for start in range(0, len(ids), _CHUNK):
        chosen = select(
            AuditEntry.id, AuditEntry.at, AuditEntry.officer, AuditEntry.verb, AuditEntry.subject
        ).where(AuditEntry.id.in_(ids[start : start + _CHUNK]))
        for entry_id, at, officer, verb, subject in session.execute(chosen):
            turn = newest.get(entry_id, _Turn(entry_id, 0, at, officer))
            rows.append(
                EditRow(
                    id=entry_id,
                    at=at,
                    officer=officer,
                    verb=verb,
                    subject=subject,
                    is_lasting=verb in LASTING_VERBS,
                    newest_entry_id=turn.entry_id,
                    stands=turn.turns % 2 == 0,
                    turned_at=turn.at if turn.turns else None,
                    turned_by=turn.officer if turn.turns else "",
                )
            )
    return _named(session, rows)


def officers_of_edits(session: Session) -> list[str]:
    """Return everybody who has ever edited the file, by the alphabet."""
    return list(session.scalars(select(AuditEntry.officer).distinct().order_by(AuditEntry.officer)))


def standing_since(session: Session, entry_id: int, officer: str) -> list[int]:
    """Return what to take back so that an officer's edits end before one: of each of theirs from it
    on that stands and may be taken back, its newest entry, oldest first.
    """
    chosen = select(AuditEntry.id).where(
        AuditEntry.id >= entry_id,
        AuditEntry.officer == officer,
        AuditEntry.takes_back_id.is_(None),
        AuditEntry.verb.not_in((*LASTING_VERBS, TAKE_BACK)),
    )
    ids = list(session.scalars(chosen.order_by(AuditEntry.id)))
    newest = _newest_turns(session, ids)
    standing = [newest[each].entry_id for each in ids if newest[each].turns % 2 == 0]
    return sorted(standing)


def _own_edits(session: Session, chosen: EditFilter) -> Select[int]:
    statement = select(AuditEntry.id).where(
        AuditEntry.takes_back_id.is_(None), AuditEntry.verb != TAKE_BACK
    )
    if chosen.officer:
        statement = statement.where(AuditEntry.officer == chosen.officer)
    if chosen.call_id is not None:
        statement = statement.where(AuditEntry.call_id == chosen.call_id)
    for word in chosen.search.split():
        statement = statement.where(or_(*_says(session, word)))
    return statement


def _says(session: Session, word: str) -> Iterator[ColumnElement[bool]]:
    yield _has(AuditEntry.subject, word)
    yield _has(AuditEntry.officer, word)
    verbs = verbs_that_say(word)
    if verbs:
        yield AuditEntry.verb.in_(verbs)
    named = select(Stakeholder.id).where(_has(Stakeholder.name, word)).limit(_MOST_NAMED)
    ids = session.scalars(named).all()
    if ids:
        yield AuditEntry.subject.in_([stakeholder_reference(each) for each in ids])


def _has(column: InstrumentedAttribute[str], word: str) -> ColumnElement[bool]:
    """Return whether a column has a word in it; SQLite lowers no letters but those of ASCII."""
    as_written = column.contains(word, autoescape=True)
    return or_(func.lower(column).contains(word.lower(), autoescape=True), as_written)


def _newest_turns(session: Session, ids: Sequence[int]) -> dict[int, _Turn]:
    """Return by edit the newest of the entries that undid and repeated it in turn, and how many."""
    newest: dict[int, _Turn] = {}
    for start in range(0, len(ids), _CHUNK):
        first = select(
            AuditEntry.id.label("root"),
            AuditEntry.id.label("id"),
            literal(0).label("turns"),
            AuditEntry.at.label("at"),
            AuditEntry.officer.label("officer"),
        ).where(AuditEntry.id.in_(ids[start : start + _CHUNK]))
        chain = first.cte("chain", recursive=True)
        later = aliased(AuditEntry)
        chain = chain.union_all(
            select(chain.c.root, later.id, chain.c.turns + 1, later.at, later.officer).join(
                chain, later.takes_back_id == chain.c.id
            )
        )
        for root, *turn in session.execute(select(*chain.c).order_by(chain.c.turns, chain.c.id)):
            newest[root] = _Turn(*turn)
    return newest


def _named(session: Session, rows: Sequence[EditRow]) -> list[EditRow]:
    names = subject_names(session, (row.subject for row in rows))
    return [replace(row, subject=names.get(row.subject, row.subject)) for row in rows]
