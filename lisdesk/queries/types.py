"""The list of stakeholder types with all that is kept of each."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lisdesk.queries.register_lists import stakeholder_types
from lisdesk.store.entities import Stakeholder, StakeholderType, Submission, TypeSynonym


@dataclass(frozen=True, slots=True)
class TypePage:
    """A stakeholder type; `parent` is the key of the one above it, or empty."""

    id: int
    key: str
    label: str
    parent: str
    parent_id: int | None
    place: int
    """Among those of its level, from 1."""
    is_retired: bool
    synonyms: tuple[str, ...]
    """The file's own words for it, beside those that ship with the program."""
    stakeholders: int
    submissions: int


def type_pages(session: Session) -> list[TypePage]:
    """Return the stakeholder types in their order, each below its parent."""
    words: dict[int, list[str]] = {}
    chosen = select(TypeSynonym.type_id, TypeSynonym.word).order_by(TypeSynonym.id)
    for type_id, word in session.execute(chosen):
        words.setdefault(type_id, []).append(word)
    parents = select(StakeholderType.id, StakeholderType.parent_id)
    parent_ids = {type_id: parent_id for type_id, parent_id in session.execute(parents)}
    rows = stakeholder_types(session)
    keys = {row.id: row.key for row in rows}
    people = _counts(session, Stakeholder)
    received = _counts(session, Submission)
    places: dict[int | None, int] = {}
    pages = []
    for row in rows:
        parent_id = parent_ids[row.id]
        places[parent_id] = places.get(parent_id, 0) + 1
        pages.append(
            TypePage(
                id=row.id,
                key=row.key,
                label=row.label,
                parent=keys[parent_id] if parent_id is not None else "",
                parent_id=parent_id,
                place=places[parent_id],
                is_retired=row.is_retired,
                synonyms=tuple(words.get(row.id, ())),
                stakeholders=people.get(row.id, 0),
                submissions=received.get(row.id, 0),
            )
        )
    return pages


def _counts(
    session: Session, entity: type[Stakeholder] | type[Submission]
) -> dict[int | None, int]:
    chosen = select(entity.type_id, func.count(entity.id)).group_by(entity.type_id)
    return {type_id: count for type_id, count in session.execute(chosen)}
