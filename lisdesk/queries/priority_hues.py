"""Examples and hues of priorities."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from lisdesk.rules.vocabulary import PriorityColour
from lisdesk.store.entities import Priority, PriorityDetail

HUES = {colour: place for place, colour in enumerate(PriorityColour)}
"""The place of each hue among those of a theme."""


def priority_details(
    session: Session, call_id: int
) -> dict[int, tuple[str, PriorityColour | None]]:
    """Return examples and own hue of those of a call's priorities that have any, by number."""
    chosen = (
        select(PriorityDetail.priority_id, PriorityDetail.examples, PriorityDetail.colour)
        .join(Priority, Priority.id == PriorityDetail.priority_id)
        .where(Priority.call_id == call_id)
    )
    return {
        priority_id: (examples, colour) for priority_id, examples, colour in session.execute(chosen)
    }
