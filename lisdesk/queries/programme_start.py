"""What a call for the strategy of an area starts with."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from lisdesk.queries.programme import ProgrammeRow
from lisdesk.rules.names import name_key
from lisdesk.rules.programme import (
    AreaRole,
    AreaTheme,
    CallStart,
    StartingArea,
    call_title,
    starting_areas,
    starting_priorities,
)
from lisdesk.rules.vocabulary import LeadBodyKind
from lisdesk.store.entities import Area


def call_start(row: ProgrammeRow) -> CallStart:
    """Return what a call for an area starts with: the first body that leads its strategy, with the
    others that belong to it still, what the area names as priorities, and the area itself, as the
    list of areas has it that submissions come from.
    """
    standing = [each for each in row.members if not each.until] or list(row.members)
    standing.sort(key=lambda each: each.role is not AreaRole.LEAD)
    named = [each.name for each in standing]
    leps = [each.name for each in standing if each.kind is LeadBodyKind.LEP]
    lead = named[0] if named else ""
    themes = [AreaTheme(each.name, each.kind) for each in row.themes]
    return CallStart(
        call_title(row.name),
        lead,
        tuple(named[1:]),
        starting_priorities(themes),
        starting_areas(row.name, row.places, leps, lead),
    )


def without_body(session: Session, areas: Iterable[StartingArea]) -> str:
    """Return the sentence that tells which of these areas are in the list of areas without the body
    in whose area they lie; "" where each has one.
    """
    keys = [name_key(each.name) for each in areas]
    chosen = select(Area.name).where(Area.name_key.in_(keys), Area.lead_body_id.is_(None))
    names = list(session.scalars(chosen.order_by(Area.name)))
    if not names:
        return ""
    lie = "lies" if len(names) == 1 else "lie"
    return f"In the list of areas it is not known yet in whose area {' and '.join(names)} {lie}."
