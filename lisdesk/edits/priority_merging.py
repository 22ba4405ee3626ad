"""Merge priorities of the coding frame, and split one; no tag is lost, and none says less."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lisdesk.edits.coding_frame import children_of, held_priority, line_of, of_call
from lisdesk.edits.frame_log import frame_changed
from lisdesk.edits.priorities import PriorityDraft, write_priority
from lisdesk.edits.priority_removal import hand_over, hang, lift, tags_of, take_out
from lisdesk.edits.tag_takeover import Takeover
from lisdesk.edits.verbs import verb
from lisdesk.errors import RefusedError
from lisdesk.rules.vocabulary import FrameEventKind, MergedChildren
from lisdesk.store.entities import Call, Priority
from lisdesk.store.inherited import with_inherited
from lisdesk.store.problems import overtaken
from lisdesk.store.work import Work


@dataclass(frozen=True, slots=True)
class MergedPriority:
    """A priority that was merged into another one, and what went with it."""

    code: str
    into: str
    """The code of the one that stands."""
    tags_moved: int
    tags_joined: int
    """Tags that became one with a tag on the same words of the one that stands."""
    tags_differing: int
    """How many of those said something else: it stands in the note now."""
    children: int
    """Priorities below it that were merged as well, moved along or took its place."""


@dataclass(frozen=True, slots=True)
class SplitPriority:
    """A priority of which some tags went to another one."""

    code: str
    into: str
    tags_moved: int
    tags_joined: int
    tags_differing: int


@verb
def merge_priority(
    work: Work,
    *,
    priority_id: int,
    into_id: int,
    children: MergedChildren = MergedChildren.ALONG,
    reason: str = "",
) -> MergedPriority:
    """Merge a priority into another one of its call, which then stands for both.

    All its tags go over. Where the same officer has tagged the same words to both, the two tags
    become one: it keeps its stance and strength, and what the other one says otherwise is added to
    its note, with the code of where it was said. `children` says what becomes of the priorities
    below it. The one that stands keeps its definition. Raises RefusedError for one that is to be
    merged into itself, or into one below it while those below it do not take its place.
    """
    priority, call = held_priority(work, priority_id)
    into = of_call(work, call, into_id)
    _refuse_round(work, priority, into, children)
    code, below = priority.code, children_of(work, call, priority.id)
    overs: list[Takeover] = []
    count = len(below)
    with frame_changed(work, call, reason) as log:
        going = [priority]
        if children is MergedChildren.MERGE:
            going = [*_branch(work, call, priority)]
            count = len(going) - 1
        elif children is MergedChildren.ALONG:
            hang(work, call, into, below)
        else:
            lift(work, call, priority, below)
        for each in reversed(going):
            tag_ids = tags_of(work, each)
            overs.append(hand_over(work, log, FrameEventKind.MERGED, each, into, tag_ids))
            take_out(work, call, each, into)
    return MergedPriority(code, into.code, *_counts(overs), children=count)


@verb
def split_priority(
    work: Work,
    *,
    priority_id: int,
    tag_ids: Sequence[int],
    into_id: int | None = None,
    draft: PriorityDraft | None = None,
    reason: str = "",
) -> SplitPriority:
    """Move some tags of a priority to another one of its call: `into_id`, or a new one by `draft`.

    Tags that copies of a campaign inherit follow the tag that they are inherited from. Tags on the
    same words become one as in a merger. Raises RefusedError for no tags, for the same priority,
    and unless just one of the two is given; StaleEditError if a tag is no longer on the priority.
    """
    priority, call = held_priority(work, priority_id)
    if (into_id is None) == (draft is None):
        raise RefusedError(
            "Tags go either to a new priority or to one that is there.", do="Say one of the two."
        )
    going = with_inherited(work.session, tag_ids)
    if not going:
        raise RefusedError(
            f"No tag of {priority.code} was chosen.", do="Choose at least one tag to move."
        )
    if not set(going) <= set(tags_of(work, priority)):
        raise overtaken()
    with frame_changed(work, call, reason) as log:
        into = _split_off(work, call, into_id, draft)
        if into is priority:
            raise RefusedError(
                f"The tags are on {priority.code} already.", do="Choose another priority."
            )
        if draft is not None:
            log.sources[into.id] = priority.id
        over = hand_over(work, log, FrameEventKind.SPLIT, priority, into, going)
    return SplitPriority(priority.code, into.code, *_counts([over]))


def _split_off(
    work: Work, call: Call, into_id: int | None, draft: PriorityDraft | None
) -> Priority:
    if draft is not None:
        return write_priority(work, call, draft)
    assert into_id is not None
    return of_call(work, call, into_id)


def _branch(work: Work, call: Call, priority: Priority) -> list[Priority]:
    """Return a priority and all that is below it, each before its children."""
    branch = [priority]
    for each in branch:  # grows as it is walked
        branch += children_of(work, call, each.id)
    return branch


def _refuse_round(work: Work, priority: Priority, into: Priority, children: MergedChildren) -> None:
    if into is priority:
        raise RefusedError(
            f"{priority.code} cannot be merged into itself.", do="Choose another priority."
        )
    if priority.id in line_of(work, into) and children is not MergedChildren.STAY:
        raise RefusedError(
            f"{into.code} lies below {priority.code}.",
            do=f"Let the priorities below {priority.code} take its place.",
        )


def _counts(overs: Sequence[Takeover]) -> tuple[int, int, int]:
    """Return how many tags moved, were joined, and said something else."""
    return (
        sum(len(each.moved_ids) for each in overs),
        sum(len(each.joined_ids) for each in overs),
        sum(each.differing for each in overs),
    )
