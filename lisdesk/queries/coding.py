"""The coding frame as a list in the order of its tree."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lisdesk.queries.priority_hues import HUES, priority_details
from lisdesk.rules.vocabulary import PriorityColour, PriorityStatus
from lisdesk.store.coding_samples import seen_tags
from lisdesk.store.entities import (
    FrameworkLabel,
    Priority,
    PriorityLabel,
    Tag,
)
from lisdesk.store.problems import rows_at_odds


@dataclass(frozen=True, slots=True)
class PriorityRow:
    """One priority; `depth` is 0 at the top of the tree."""

    id: int
    code: str
    name: str
    parent: str
    depth: int
    labels: tuple[str, ...]
    definition: str
    include: str
    exclude: str
    keywords: tuple[str, ...]
    status: PriorityStatus
    tags: int
    examples: str
    colour: PriorityColour | None
    """Its own hue; None if it has that of its ancestor."""
    hue: int
    """The place of the hue in which it is shown among those of a theme."""


def priorities(session: Session, call_id: int, officer: str = "") -> list[PriorityRow]:
    """Return a call's priorities, children below their parents; with an officer, only the tags that
    they may see are counted.

    Raises DamagedFileError if they do not form a tree.
    """
    children: defaultdict[int | None, list[Priority]] = defaultdict(list)
    chosen = select(Priority).where(Priority.call_id == call_id).order_by(Priority.position)
    stored = session.scalars(chosen).all()
    for priority in stored:
        children[priority.parent_id].append(priority)
    labels: defaultdict[int, list[str]] = defaultdict(list)
    named = select(PriorityLabel.priority_id, FrameworkLabel.name).join(
        FrameworkLabel, FrameworkLabel.id == PriorityLabel.label_id
    )
    for priority_id, name in session.execute(named.order_by(FrameworkLabel.position)):
        labels[priority_id].append(name)
    counted = (
        select(Tag.priority_id, func.count(Tag.id))
        .where(*seen_tags(session, officer))
        .group_by(Tag.priority_id)
    )
    counts = dict(session.execute(counted).all())
    details = priority_details(session, call_id)
    rows: list[PriorityRow] = []

    def add(parent: Priority | None, depth: int, above: int) -> None:
        for place, priority in enumerate(children[parent.id if parent else None]):
            examples, colour = details.get(priority.id, ("", None))
            inherited = above if depth else place
            hue = inherited if colour is None else HUES[colour]
            rows.append(
                PriorityRow(
                    id=priority.id,
                    code=priority.code,
                    name=priority.name,
                    parent=parent.code if parent else "",
                    depth=depth,
                    labels=tuple(labels[priority.id]),
                    definition=priority.definition,
                    include=priority.include,
                    exclude=priority.exclude,
                    keywords=tuple(priority.keywords),
                    status=priority.status,
                    tags=counts.get(priority.id, 0),
                    examples=examples,
                    colour=colour,
                    hue=hue,
                )
            )
            add(priority, depth + 1, hue)

    add(None, 0, 0)
    if len(rows) < len(stored):  # they go round, or hang below one of another call
        raise rows_at_odds("a priority does not hang below another one of its call")
    return rows
