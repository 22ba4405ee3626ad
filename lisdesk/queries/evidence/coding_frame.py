"""The priorities of a call as a tree in its order: by position under each parent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lisdesk.rules.counting import PriorityNode
from lisdesk.rules.vocabulary import PriorityStatus
from lisdesk.store.entities import FrameworkLabel, Priority, PriorityDetail, PriorityLabel
from lisdesk.store.problems import rows_at_odds

LEVELS = 3
"""How many levels of the tree have columns of their own."""


@dataclass(frozen=True, slots=True)
class PriorityFact:
    """A priority with its place in the tree."""

    priority_id: int
    parent_id: int | None
    lineage: tuple[int, ...]
    """Itself, its parent, and so on to the top."""
    path: tuple[str, ...]
    """Names from the top down to its own."""
    code: str
    name: str
    definition: str
    include: str
    exclude: str
    status: PriorityStatus
    examples: str
    foundations: str
    """The framework's labels that it hangs on."""

    @property
    def node(self) -> PriorityNode:
        """Its place, as the counting rules take it."""
        return PriorityNode(self.priority_id, self.parent_id)

    @property
    def levels(self) -> tuple[str, ...]:
        """The names of the first three levels of its path, empty where it ends before them."""
        return (*self.path, *[""] * LEVELS)[:LEVELS]


class _Stored(NamedTuple):
    priority_id: int
    parent_id: int | None
    code: str
    name: str
    definition: str
    include: str
    exclude: str
    status: PriorityStatus
    examples: str


def read_coding_frame(session: Session, call_id: int) -> tuple[PriorityFact, ...]:
    """Return a call's priorities, each directly before its children.

    Raises DamagedFileError if they do not form a tree.
    """
    chosen = (
        select(
            Priority.id,
            Priority.parent_id,
            Priority.code,
            Priority.name,
            Priority.definition,
            Priority.include,
            Priority.exclude,
            Priority.status,
            func.coalesce(PriorityDetail.examples, ""),
        )
        .outerjoin(PriorityDetail, PriorityDetail.priority_id == Priority.id)
        .where(Priority.call_id == call_id)
        .order_by(Priority.position, Priority.id)
    )
    stored = [_Stored(*row) for row in session.execute(chosen)]
    return tuple(_in_order(stored, _foundations(session, call_id)))


def _in_order(stored: Sequence[_Stored], foundations: dict[int, str]) -> list[PriorityFact]:
    children: defaultdict[int | None, list[_Stored]] = defaultdict(list)
    for row in stored:
        children[row.parent_id].append(row)
    ordered: list[PriorityFact] = []
    waiting: list[tuple[_Stored, tuple[int, ...], tuple[str, ...]]] = [
        (row, (), ()) for row in reversed(children[None])
    ]
    while waiting:
        row, above, path_above = waiting.pop()
        lineage, path = (row.priority_id, *above), (*path_above, row.name)
        ordered.append(
            PriorityFact(
                row.priority_id,
                row.parent_id,
                lineage,
                path,
                *row[2:],
                foundations=foundations.get(row.priority_id, ""),
            )
        )
        waiting += [(child, lineage, path) for child in reversed(children[row.priority_id])]
    if len(ordered) < len(stored):  # they go round, or hang below one of another call
        raise rows_at_odds("a priority does not hang below another one of its call")
    return ordered


def _foundations(session: Session, call_id: int) -> dict[int, str]:
    chosen = (
        select(PriorityLabel.priority_id, FrameworkLabel.name)
        .join(FrameworkLabel, FrameworkLabel.id == PriorityLabel.label_id)
        .join(Priority, Priority.id == PriorityLabel.priority_id)
        .where(Priority.call_id == call_id)
        .order_by(FrameworkLabel.position, FrameworkLabel.id)
    )
    names: defaultdict[int, list[str]] = defaultdict(list)
    for priority_id, name in session.execute(chosen):
        names[priority_id].append(name)
    return {priority_id: "; ".join(found) for priority_id, found in names.items()}
