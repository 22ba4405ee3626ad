"""Form the coding frame: the priorities of a call, a tree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from lisdesk.edits.correcting import Nothing, corrected
from lisdesk.edits.frame_log import frame_changed
from lisdesk.edits.questions import label_by_key
from lisdesk.edits.verbs import verb
from lisdesk.errors import RefusedError
from lisdesk.rules.reference import TemplatePriority
from lisdesk.rules.vocabulary import PriorityColour, PriorityStatus
from lisdesk.store.entities import Call, Priority, PriorityDetail, PriorityLabel
from lisdesk.store.lookup import priority_by_code
from lisdesk.store.work import Work


@dataclass(frozen=True, slots=True)
class PriorityDraft:
    """A priority to be added; `parent` is the code of its parent, `foundations` are names or keys
    of labels of the call's framework. Without a colour it has that of its ancestor.
    """

    code: str
    name: str
    parent: str = ""
    foundations: Sequence[str] = ()
    definition: str = ""
    include: str = ""
    exclude: str = ""
    keywords: Sequence[str] = ()
    status: PriorityStatus = PriorityStatus.EMERGING
    examples: str = ""
    colour: PriorityColour | None = None


@verb
def add_priority(work: Work, *, call_id: int, draft: PriorityDraft) -> str:
    """Add a priority to a call's coding frame; return its code.

    Raises RefusedError if the code is taken, NotFoundError if the parent is not there.
    """
    call = work.session.get_one(Call, call_id)
    work.about(call.id, call.reference)
    with frame_changed(work, call):
        return write_priority(work, call, draft).code


@verb
def add_priorities(work: Work, *, call_id: int, drafts: Sequence[PriorityDraft]) -> list[str]:
    """Add several priorities together, parents before their children; return their codes."""
    call = work.session.get_one(Call, call_id)
    work.about(call.id, call.reference)
    with frame_changed(work, call):
        return [write_priority(work, call, draft).code for draft in drafts]


def write_template_priorities(
    work: Work, call: Call, priorities: Sequence[TemplatePriority]
) -> None:
    """Store the starting priorities of a template."""
    for priority in priorities:
        draft = PriorityDraft(
            code=priority.code,
            name=priority.name,
            parent=priority.parent,
            foundations=priority.labels,
            definition=priority.definition,
            include=priority.include,
            exclude=priority.exclude,
            keywords=priority.keywords,
            examples=priority.examples,
        )
        write_priority(work, call, draft)


def checked_names(
    work: Work, call: Call, code: str, name: str, own_id: int | None = None
) -> tuple[str, str]:
    """Return the code and the name of a priority as they are stored.

    RefusedError if one is missing, or if another priority of the call than `own_id` has the code.
    """
    code, name = code.strip(), " ".join(name.split())
    if not code or not name or any(letter.isspace() for letter in code):
        raise RefusedError(
            "A priority needs a code without spaces, and a name.",
            do="Give both, such as P2 and “People”.",
        )
    taken = select(Priority.id).where(
        Priority.call_id == call.id, func.lower(Priority.code) == code.lower()
    )
    if work.session.scalar(taken) not in (None, own_id):
        raise RefusedError(
            f"{call.reference} already has a priority {code}.", do="Choose another code."
        )
    return code, name


def written_keywords(keywords: Sequence[str]) -> list[str]:
    """Return keywords as they are stored: without outer space, and none that is empty."""
    return [word.strip() for word in keywords if word.strip()]


def hang_on_labels(work: Work, call: Call, priority: Priority, names: Sequence[str]) -> None:
    """Hang a priority on these labels of the framework, and on no others."""
    wanted = [label_by_key(work, call, name).id for name in names if name.strip()]
    chosen = select(PriorityLabel).where(PriorityLabel.priority_id == priority.id)
    standing = {link.label_id: link for link in work.session.scalars(chosen)}
    for label_id, link in standing.items():
        if label_id not in wanted:
            work.remove(link)
    for label_id in dict.fromkeys(wanted):
        if label_id not in standing:
            work.add(PriorityLabel(priority_id=priority.id, label_id=label_id))


def put_detail(
    work: Work,
    priority: Priority,
    examples: str | None,
    colour: PriorityColour | Nothing | None,
) -> None:
    """Correct the examples and the hue of a priority; None leaves either as it is."""
    chosen = select(PriorityDetail).where(PriorityDetail.priority_id == priority.id)
    standing = work.session.scalar(chosen)
    own = standing or PriorityDetail(priority_id=priority.id, examples="", colour=None)
    own.examples = own.examples if examples is None else examples.strip()
    own.colour = corrected(own.colour, colour)
    if own.examples or own.colour:
        work.add(own)
    elif standing is not None:
        work.remove(standing)


def write_priority(work: Work, call: Call, draft: PriorityDraft) -> Priority:
    """Store a new priority at the end of those with its parent."""
    code, name = checked_names(work, call, draft.code, draft.name)
    parent = priority_by_code(work.session, call.id, draft.parent) if draft.parent else None
    priority = Priority(
        call_id=call.id,
        parent_id=parent.id if parent else None,
        code=code,
        name=name,
        definition=draft.definition.strip(),
        include=draft.include.strip(),
        exclude=draft.exclude.strip(),
        keywords=written_keywords(draft.keywords),
        status=draft.status,
        position=work.next_position(Priority, call.id),
    )
    work.add(priority)
    hang_on_labels(work, call, priority, draft.foundations)
    put_detail(work, priority, draft.examples, draft.colour)
    return priority
