"""Delete a priority from the coding frame, and say what becomes of what hangs on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from lisdesk.edits.coding_frame import arrange, children_of, held_priority, line_of, of_call
from lisdesk.edits.correcting import NOTHING
from lisdesk.edits.feedback import carry_feedback
from lisdesk.edits.findings import carry_findings
from lisdesk.edits.frame_log import FrameLog, frame_changed
from lisdesk.edits.priorities import hang_on_labels, put_detail
from lisdesk.edits.suggestions import let_go_of_priority
from lisdesk.edits.tag_takeover import Takeover, take_over_tags
from lisdesk.edits.tags import take_tags_off
from lisdesk.edits.verbs import verb
from lisdesk.errors import RefusedError
from lisdesk.rules.vocabulary import FrameEventKind
from lisdesk.store.entities import Call, Priority, Tag
from lisdesk.store.work import Work


@dataclass(frozen=True, slots=True)
class PriorityRemoval:
    """What becomes of the things that hang on a priority that is deleted.

    Its tags move to the priority `tags_to_id`, or come off with `takes_tags_off`. The priorities
    below it take its place with `lifts_children`, or hang below `children_to_id`, behind those that
    are there. Without these, tags and children are in the way.
    """

    tags_to_id: int | None = None
    takes_tags_off: bool = False
    lifts_children: bool = False
    children_to_id: int | None = None


@dataclass(frozen=True, slots=True)
class RemovedPriority:
    """A priority that was deleted, and what became of what hung on it."""

    code: str
    tags_moved: int
    tags_joined: int
    """Tags that became one with a tag on the same words of the priority that took them over."""
    tags_taken_off: int
    children_lifted: int
    """Priorities below it that took its place."""
    children_moved: int
    """Priorities below it that hang below another one now."""
    findings: int
    """Its findings: with the priority that took its tags over, or gone with it."""


@verb
def delete_priority(
    work: Work, *, priority_id: int, removal: PriorityRemoval | None = None
) -> RemovedPriority:
    """Delete a priority from the coding frame; tags that move are joined as `tag_takeover` says.

    Raises RefusedError, with their numbers, while it has tags or priorities below it of which
    `removal` does not say what becomes.
    """
    wanted = removal or PriorityRemoval()
    priority, call = held_priority(work, priority_id)
    taker = _taker(work, call, priority, wanted)
    parent = _parent(work, call, priority, wanted)
    children = children_of(work, call, priority.id)
    tag_ids = tags_of(work, priority)
    _refuse_what_is_in_the_way(priority, wanted, len(tag_ids), len(children))
    code, joined = priority.code, 0
    with frame_changed(work, call) as log:
        if parent is None:
            lift(work, call, priority, children)
        else:
            hang(work, call, parent, children)
        if taker is not None:
            over = hand_over(work, log, FrameEventKind.DELETED, priority, taker, tag_ids)
            joined = len(over.joined_ids)
        else:
            take_tags_off(work, [work.session.get_one(Tag, each) for each in tag_ids])
        findings = take_out(work, call, priority, taker)
    return RemovedPriority(
        code=code,
        tags_moved=len(tag_ids) - joined if taker else 0,
        tags_joined=joined,
        tags_taken_off=0 if taker else len(tag_ids),
        children_lifted=0 if parent else len(children),
        children_moved=len(children) if parent else 0,
        findings=findings,
    )


def tags_of(work: Work, priority: Priority) -> list[int]:
    """Return the tags on a priority itself."""
    chosen = select(Tag.id).where(Tag.priority_id == priority.id)
    return list(work.session.scalars(chosen.order_by(Tag.id)))


def hand_over(
    work: Work,
    log: FrameLog,
    kind: FrameEventKind,
    priority: Priority,
    taker: Priority,
    tag_ids: Sequence[int],
) -> Takeover:
    """Hang tags of a priority on another one, and have that written down."""
    takeover = take_over_tags(work, tag_ids, priority, taker)
    log.carry(kind, priority.id, takeover)
    return takeover


def take_out(work: Work, call: Call, priority: Priority, taker: Priority | None) -> int:
    """Delete a priority on which neither tags nor others hang any more; return how many findings it
    had. They and what was done about it go to the priority that took its tags over, if one did.
    """
    findings = carry_findings(work, priority, taker)
    carry_feedback(work, priority, taker)
    hang_on_labels(work, call, priority, ())
    put_detail(work, priority, "", NOTHING)
    let_go_of_priority(work, priority)
    work.remove(priority)
    return findings


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
    return of_call(work, call, removal.tags_to_id)


def _parent(
    work: Work, call: Call, priority: Priority, removal: PriorityRemoval
) -> Priority | None:
    """Return the priority below which the children are to hang; None if they take the place."""
    if removal.children_to_id is None:
        return None
    if removal.lifts_children:
        raise RefusedError(
            "The priorities below one cannot take its place and hang elsewhere as well.",
            do="Say one of the two.",
        )
    parent = of_call(work, call, removal.children_to_id)
    if priority.id in line_of(work, parent):
        raise RefusedError(
            f"What is below {priority.code} cannot hang below {parent.code}, which is in the same "
            "branch.",
            do="Choose a priority outside the branch.",
        )
    return parent


def _refuse_what_is_in_the_way(
    priority: Priority, removal: PriorityRemoval, tags: int, children: int
) -> None:
    has_place = removal.lifts_children or removal.children_to_id is not None
    keeps_tags = removal.tags_to_id is None and not removal.takes_tags_off
    standing = [
        (tags if keeps_tags else 0, "tag", "tags"),
        (0 if has_place else children, "priority below it", "priorities below it"),
    ]
    counted = [
        f"{number:,} {one if number == 1 else many}" for number, one, many in standing if number
    ]
    if counted:
        raise RefusedError(
            f"{priority.code} has {' and '.join(counted)}.",
            do="Say whether its tags move to another priority or come off, and whether the "
            "priorities below it move up or hang below another one.",
        )


def lift(work: Work, call: Call, priority: Priority, children: Sequence[Priority]) -> None:
    """Put the priorities below one in its place."""
    if not children:
        return
    row = children_of(work, call, priority.parent_id)
    at = row.index(priority)
    for child in children:
        child.parent_id = priority.parent_id
    arrange([*row[:at], *children, *row[at + 1 :]])
    work.session.flush()


def hang(work: Work, call: Call, parent: Priority, children: Sequence[Priority]) -> None:
    """Hang priorities below another one, behind those that are there."""
    others = children_of(work, call, parent.id)
    for child in children:
        child.parent_id = parent.id
    arrange([*others, *children])
    work.session.flush()
