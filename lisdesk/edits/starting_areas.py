"""The areas that a call starts with, in the list of areas that submissions come from."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select

from lisdesk.edits.lead_bodies import KnownBodies
from lisdesk.rules.names import name_key
from lisdesk.rules.programme import StartingArea
from lisdesk.store.entities import Area
from lisdesk.store.work import Work


def bring_areas(work: Work, areas: Iterable[StartingArea]) -> None:
    """See that the list has these areas, each with the body in whose area it lies. One that is
    there stays as it is, also where its body is not known: other calls count by that. Raises
    NotFoundError for an unknown body.
    """
    bodies = KnownBodies(work)
    for each in areas:
        key = name_key(each.name)
        lead_body_id = bodies.find(each.lead).id if each.lead else None
        found = work.session.scalar(select(Area).where(Area.name_key == key))
        if found is None:
            said = " ".join(each.name.split())
            work.add(Area(name=said, name_key=key, lead_body_id=lead_body_id))
