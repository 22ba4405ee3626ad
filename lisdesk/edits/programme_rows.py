"""What stands below an area of the programme: its bodies, themes, documents and updates."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from lisdesk.edits.lead_bodies import KnownBodies
from lisdesk.edits.programme_values import (
    Values,
    document_values,
    member_values,
    spelling_values,
    theme_values,
    update_values,
    values_of,
)
from lisdesk.rules.programme import (
    AreaDraft,
    state_of,
)
from lisdesk.rules.taken_in_order import taken_in_order
from lisdesk.rules.vocabulary import Token
from lisdesk.store.entities import (
    BodyName,
    Entity,
    ProgrammeArea,
    ProgrammeDocument,
    ProgrammeMember,
    ProgrammeSpelling,
    ProgrammeTheme,
    ProgrammeUpdate,
)
from lisdesk.store.work import Work

BELOW: tuple[type[Any], ...] = (
    ProgrammeMember,
    ProgrammeTheme,
    ProgrammeDocument,
    ProgrammeUpdate,
    ProgrammeSpelling,
)
"""The tables whose rows belong to an area."""


@dataclass(frozen=True, slots=True)
class _Listed:
    """How a list speaks of rows."""

    known_by: tuple[str, ...]
    group: str
    """What has a column of its own in the list for each value."""
    unsaid: tuple[str, ...]

    def key(self, row: Values) -> tuple[object, ...]:
        return tuple(row[name] for name in self.known_by)


_LISTED: dict[type[Any], _Listed] = {
    ProgrammeMember: _Listed(("lead_body_id",), "role", ("since", "until")),
    ProgrammeTheme: _Listed(("kind", "name"), "kind", ("body_id",)),
}


def put_below(
    work: Work, bodies: KnownBodies, area: ProgrammeArea, draft: AreaDraft, *, is_list: bool = False
) -> bool:
    """Write what a draft says of an area's bodies, themes, documents and updates; what it does not
    speak of stays. Return whether anything is different. A list (`is_list`) does not say from when
    until when a body belongs to an area, and whose a theme is: that stays too, and so do bodies and
    themes of the roles and kinds that are `unsaid`.

    Raises RefusedError for a body named twice, an address that is none, a date that cannot be read
    and words that are too long; NotFoundError for an unknown body.
    """
    below: list[tuple[type[Any], list[Values] | None]] = [
        (ProgrammeMember, member_values(bodies, draft.members)),
        (ProgrammeTheme, values_of(bodies, draft.themes, theme_values)),
        (ProgrammeDocument, values_of(bodies, draft.documents, document_values)),
        (ProgrammeUpdate, values_of(bodies, draft.updates, update_values)),
    ]
    owner, is_changed = {"area_id": area.id}, False
    if draft.aliases is not None:
        dated = spelling_values(draft.aliases, standing_rows(work, ProgrammeSpelling, owner))
        below.append((ProgrammeSpelling, dated))
    for entity, values in below:
        if values is not None:
            if is_list and entity in _LISTED:
                standing = _standing(work, entity, owner)[1]
                values = _with_unsaid(standing, values, _LISTED[entity], draft.unsaid)
            is_changed |= replace_rows(work, entity, owner, values)
    return is_changed


def replace_rows(
    work: Work, entity: type[Any], owner: dict[str, int], values: Sequence[Values]
) -> bool:
    """Let exactly these rows stand below an owner, in this order; return whether others did."""
    standing, said = _standing(work, entity, owner)
    if said == values:
        return False
    for row in standing:
        work.remove(row)
    for position, value in enumerate(values, start=1):
        work.add(entity(**owner, **value, position=position))
    return True


def standing_rows(work: Work, entity: type[Any], owner: dict[str, int]) -> list[Values]:
    """Return what the rows below an owner say, in their order."""
    return _standing(work, entity, owner)[1]


def _standing(
    work: Work, entity: type[Any], owner: dict[str, int]
) -> tuple[list[Any], list[Values]]:
    """Return the rows that stand below an owner in their order, and what they say."""
    chosen = select(entity).filter_by(**owner).order_by(entity.position, entity.id)
    rows = list(work.session.scalars(chosen))
    return rows, [{name: getattr(row, name) for name in _names(row, owner)} for row in rows]


def _with_unsaid(
    standing: Sequence[Values], values: Sequence[Values], how: _Listed, silent: Collection[Token]
) -> list[Values]:
    """Return the rows of a list with what it does not say, each where one of its group stood; those
    of groups of which the list is silent stay, unless it names them in another.
    """
    take = taken_in_order(standing, how.key)
    listed: defaultdict[Token, deque[Values]] = defaultdict(deque)
    for value in values:
        known = take(how.key(value)) or {}
        kept = {name: value[name] or known.get(name, value[name]) for name in how.unsaid}
        listed[value[how.group]].append({**value, **kept})
    named = {how.key(value) for value in values}
    last = {row[how.group]: place for place, row in enumerate(standing)}
    found: list[Values] = []
    for place, row in enumerate(standing):
        group = row[how.group]
        if group in silent:
            found += [] if how.key(row) in named else [row]
        elif listed[group]:
            found.append(listed[group].popleft())
        if last[group] == place:
            found += listed.pop(group, ())
    return found + [row for rest in listed.values() for row in rest]


def state_below(work: Work, area: ProgrammeArea) -> str:
    """Return the state of an area with all that stands below it, as `state_of` makes it."""
    ids = [work.session.scalars(select(each.id).filter_by(area_id=area.id)) for each in BELOW]
    its_bodies = select(ProgrammeMember.lead_body_id).filter_by(area_id=area.id)
    names = select(BodyName.id).where(BodyName.lead_body_id.in_(its_bodies))
    return state_of(area.version, (*ids, work.session.scalars(names)))


def remove_below(work: Work, area: ProgrammeArea) -> None:
    """Remove everything that stands below an area."""
    for entity in BELOW:
        replace_rows(work, entity, {"area_id": area.id}, ())


def _names(row: Entity, owner: dict[str, int]) -> list[str]:
    left_out = {*owner, "id", "position"}
    return [column.name for column in row.__table__.columns if column.name not in left_out]
