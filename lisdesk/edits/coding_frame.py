"""Change the coding frame: correct a priority, move it in the tree, delete it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from lisdesk.edits.calls import held_call
from lisdesk.edits.correcting import set_fields
from lisdesk.edits.priorities import checked_names, hang_on_labels, written_keywords
from lisdesk.edits.tag_changes import move_tags
from lisdesk.edits.tags import take_tags_off
from lisdesk.edits.verbs import verb
from lisdesk.errors import RefusedError
from lisdesk.rules.vocabulary import PriorityStatus
from lisdesk.store.entities import Call, Priority, Tag
from lisdesk.store.work import Work


@dataclass(frozen=True, slots=True)
class PriorityCorrection:
    """What is to be different about a priority; None leaves a field as it is.

    `foundations` are names or keys of labels of the call's framework; an empty list leaves none.
    """

    code: str | None = None
    name: str | None = None
    definition: str | None = None
    include: str | None = None
    exclude: str | None = None
    keywords: Sequence[str] | None = None
    status: PriorityStatus | None = None
    foundations: Sequence[str] | None = None


@dataclass(frozen=True, slots=True)
class PriorityRemoval:
    """What becomes of the things that hang on a priority that is deleted.

    Its tags move to the priority `tags_to_id`, or come off with `takes_tags_off`; with
    `lifts_children` the priorities below it take its place. Without these, tags and children are
    in the way.
    """

    tags_to_id: int | None = None
    takes_tags_off: bool = False
    lifts_children: bool = False


@dataclass(frozen=True, slots=True)
class RemovedPriority:
    """A priority that was deleted, and what became of what hung on it."""

    code: str
    tags_moved: int
    tags_joined: int
    """Tags that said the same as a tag of the priority that took them over."""
    tags_taken_off: int
    children_lifted: int


@verb
def edit_priority(work: Work, *, priority_id: int, correction: PriorityCorrection) -> str:
    """Correct a priority; return its code. Its tags stay on it, whatever it is called.

    Raises RefusedError if the code is another priority's, or if a label is not in the framework.
    """
    priority, call = _priority(work, priority_id)
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
    if correction.foundations is not None:
        hang_on_labels(work, call, priority, correction.foundations)
    return priority.code


@verb
def move_priority(
    work: Work, *, priority_id: int, parent_id: int | None, place: int | None = None
) -> str:
    """Hang a priority below another one, or at the top without `parent_id`; return its code.

    `place` counts from 1 among the priorities there; None, or one too high, means the last. Raises
    RefusedError for a parent that lies below the priority itself, or in another call.
    """
    priority, call = _priority(work, priority_id)
    if place is not None and place < 1:
        raise RefusedError("Places are counted from 1.", do="Give 1 for the first place.")
    parent = _of_call(work, call, parent_id) if parent_id is not None else None
    if parent is not None and priority.id in _line_of(work, parent):
        where = "itself" if parent is priority else f"{parent.code}, which lies below it"
        raise RefusedError(
            f"{priority.code} cannot hang below {where}.",
            do="Choose a priority outside its own branch, or move that one out first.",
        )
    others = [each for each in _children(work, call, parent_id) if each is not priority]
    at = len(others) if place is None else place - 1
    priority.parent_id = parent_id
    _arrange([*others[:at], priority, *others[at:]])
    work.session.flush()
    return priority.code


@verb
def delete_priority(
    work: Work, *, priority_id: int, removal: PriorityRemoval | None = None
) -> RemovedPriority:
    """Delete a priority from the coding frame.

    Raises RefusedError, with their numbers, while it has tags or priorities below it of which
    `removal` does not say what becomes, and if a tag would contradict one that it is joined with.
    """
    wanted = removal or PriorityRemoval()
    priority, call = _priority(work, priority_id)
    taker = _taker(work, call, priority, wanted)
    children = _children(work, call, priority.id)
    tags = list(
        work.session.scalars(select(Tag).where(Tag.priority_id == priority.id).order_by(Tag.id))
    )
    _refuse_what_is_in_the_way(priority, wanted, len(tags), len(children))
    joined = move_tags(work, tags, taker) if taker is not None else 0
    if taker is None:
        take_tags_off(work, tags)
    _lift(work, call, priority, children)
    hang_on_labels(work, call, priority, ())
    code = priority.code
    work.remove(priority)
    return RemovedPriority(
        code=code,
        tags_moved=len(tags) - joined if taker else 0,
        tags_joined=joined,
        tags_taken_off=0 if taker else len(tags),
        children_lifted=len(children),
    )


def _priority(work: Work, priority_id: int) -> tuple[Priority, Call]:
    """Return a priority and its call, held so that nobody else changes the frame meanwhile."""
    priority = work.session.get_one(Priority, priority_id)
    call = held_call(work, priority.call_id)
    work.about(call.id, call.reference)
    return priority, call


def _of_call(work: Work, call: Call, priority_id: int) -> Priority:
    found = work.session.get_one(Priority, priority_id)
    if found.call_id != call.id:
        raise RefusedError(
            f"{found.code} is a priority of another call than {call.reference}.",
            do="Choose a priority of the same call.",
        )
    return found


def _taker(work: Work, call: Call, priority: Priority, removal: PriorityRemoval) -> Priority | None:
    if removal.tags_to_id is None:
        return None
    if removal.takes_tags_off:
        raise RefusedError(
            "Tags cannot move to another priority and come off as well.", do="Say one of the two."
        )
    if removal.tags_to_id == priority.id:
        raise RefusedError(
            f"The tags of {priority.code} cannot move to itself.", do="Choose another priority."
        )
    return _of_call(work, call, removal.tags_to_id)


def _refuse_what_is_in_the_way(
    priority: Priority, removal: PriorityRemoval, tags: int, children: int
) -> None:
    keeps_tags = removal.tags_to_id is None and not removal.takes_tags_off
    standing = [
        (tags if keeps_tags else 0, "tag", "tags"),
        (0 if removal.lifts_children else children, "priority below it", "priorities below it"),
    ]
    counted = [
        f"{number:,} {one if number == 1 else many}" for number, one, many in standing if number
    ]
    if counted:
        raise RefusedError(
            f"{priority.code} has {' and '.join(counted)}.",
            do="Say whether its tags move to another priority or come off, and that the priorities "
            "below it move up.",
        )


def _lift(work: Work, call: Call, priority: Priority, children: Sequence[Priority]) -> None:
    """Put the priorities below one in its place."""
    if not children:
        return
    row = _children(work, call, priority.parent_id)
    at = row.index(priority)
    for child in children:
        child.parent_id = priority.parent_id
    _arrange([*row[:at], *children, *row[at + 1 :]])
    work.session.flush()


def _arrange(row: Sequence[Priority]) -> None:
    """Give priorities positions that rise in this order, with as few new ones as that takes."""
    last = 0
    for priority, position in zip(row, sorted(each.position for each in row), strict=True):
        last = max(position, last + 1)
        priority.position = last


def _children(work: Work, call: Call, parent_id: int | None) -> list[Priority]:
    chosen = select(Priority).where(
        Priority.call_id == call.id,
        Priority.parent_id.is_(None) if parent_id is None else Priority.parent_id == parent_id,
    )
    return list(work.session.scalars(chosen.order_by(Priority.position, Priority.id)))


def _line_of(work: Work, priority: Priority) -> set[int]:
    """Return the numbers of a priority and of everything above it."""
    line = {priority.id}
    above = priority.parent_id
    while above is not None and above not in line:
        line.add(above)
        above = work.session.get_one(Priority, above).parent_id
    return line
