"""Change the coding frame: correct a priority, move it in the tree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from lisdesk.edits.correcting import Nothing, set_fields
from lisdesk.edits.frame_log import frame_changed
from lisdesk.edits.priorities import (
    checked_names,
    hang_on_labels,
    put_detail,
    written_keywords,
)
from lisdesk.edits.standing import held_call
from lisdesk.edits.verbs import verb
from lisdesk.errors import RefusedError
from lisdesk.rules.vocabulary import PriorityColour, PriorityStatus
from lisdesk.store.entities import Call, Priority
from lisdesk.store.work import Work


@dataclass(frozen=True, slots=True)
class PriorityCorrection:
    """What is to be different about a priority; None leaves a field as it is.

    `foundations` are names or keys of labels of the call's framework; an empty list leaves none.
    NOTHING for the colour gives it that of its ancestor again.
    """

    code: str | None = None
    name: str | None = None
    definition: str | None = None
    include: str | None = None
    exclude: str | None = None
    keywords: Sequence[str] | None = None
    status: PriorityStatus | None = None
    foundations: Sequence[str] | None = None
    examples: str | None = None
    colour: PriorityColour | Nothing | None = None


@verb
def edit_priority(work: Work, *, priority_id: int, correction: PriorityCorrection) -> str:
    """Correct a priority; return its code. Its tags stay on it, whatever it is called.

    Raises RefusedError if the code is another priority's, or if a label is not in the framework.
    """
    priority, call = held_priority(work, priority_id)
    with frame_changed(work, call):
        correct_priority(work, call, priority, correction)
    return priority.code


@verb
def move_priority(
    work: Work, *, priority_id: int, parent_id: int | None, place: int | None = None
) -> str:
    """Hang a priority below another one, or at the top without `parent_id`; return its code.

    `place` counts from 1 among the priorities there; None, or one too high, means the last. Raises
    RefusedError for a parent that lies below the priority itself, or in another call.
    """
    priority, call = held_priority(work, priority_id)
    if place is not None and place < 1:
        raise RefusedError("Places are counted from 1.", do="Give 1 for the first place.")
    parent = of_call(work, call, parent_id) if parent_id is not None else None
    refuse_below_itself(work, priority, parent)
    with frame_changed(work, call) as log:
        log.moved.append(priority.id)
        put_below(work, call, priority, parent_id, place)
    return priority.code


def correct_priority(
    work: Work, call: Call, priority: Priority, correction: PriorityCorrection
) -> None:
    """Correct a priority, within an edit."""
    code, name = (
        old if new is None else new
        for old, new in ((priority.code, correction.code), (priority.name, correction.name))
    )
    priority.code, priority.name = checked_names(work, call, code, name, priority.id)
    for field in ("definition", "include", "exclude"):
        text = getattr(correction, field)
        set_fields(priority, **{field: None if text is None else text.strip()})
    if correction.keywords is not None:
        priority.keywords = written_keywords(correction.keywords)
    set_fields(priority, status=correction.status)
    work.session.flush()
    put_detail(work, priority, correction.examples, correction.colour)
    if correction.foundations is not None:
        hang_on_labels(work, call, priority, correction.foundations)


def refuse_below_itself(work: Work, priority: Priority, parent: Priority | None) -> None:
    """Raise RefusedError for a parent that is the priority itself or lies below it."""
    if parent is not None and priority.id in line_of(work, parent):
        where = "itself" if parent is priority else f"{parent.code}, which lies below it"
        raise RefusedError(
            f"{priority.code} cannot hang below {where}.",
            do="Choose a priority outside its own branch, or move that one out first.",
        )


def put_below(
    work: Work, call: Call, priority: Priority, parent_id: int | None, place: int | None = None
) -> None:
    """Hang a priority below another one or at the top, within an edit."""
    others = [each for each in children_of(work, call, parent_id) if each is not priority]
    at = len(others) if place is None else place - 1
    priority.parent_id = parent_id
    arrange([*others[:at], priority, *others[at:]])
    work.session.flush()


def held_priority(work: Work, priority_id: int) -> tuple[Priority, Call]:
    """Return a priority and its call, held so that nobody else changes the frame meanwhile."""
    priority = work.session.get_one(Priority, priority_id)
    call = held_call(work, priority.call_id)
    work.about(call.id, call.reference)
    return priority, call


def of_call(work: Work, call: Call, priority_id: int) -> Priority:
    """Return a priority by its number; RefusedError if it is another call's."""
    found = work.session.get_one(Priority, priority_id)
    if found.call_id != call.id:
        raise RefusedError(
            f"{found.code} is a priority of another call than {call.reference}.",
            do="Choose a priority of the same call.",
        )
    return found


def arrange(row: Sequence[Priority]) -> None:
    """Give priorities positions that rise in this order, with as few new ones as that takes."""
    last = 0
    for priority, position in zip(row, sorted(each.position for each in row), strict=True):
        last = max(position, last + 1)
        priority.position = last


def children_of(work: Work, call: Call, parent_id: int | None) -> list[Priority]:
    """Return the priorities right below one, or at the top, in their order."""
    chosen = select(Priority).where(
        Priority.call_id == call.id,
        Priority.parent_id.is_(None) if parent_id is None else Priority.parent_id == parent_id,
    )
    return list(work.session.scalars(chosen.order_by(Priority.position, Priority.id)))


def line_of(work: Work, priority: Priority) -> set[int]:
    """Return the numbers of a priority and of everything above it."""
    line = {priority.id}
    above = priority.parent_id
    while above is not None and above not in line:
        line.add(above)
        above = work.session.get_one(Priority, above).parent_id
    return line
