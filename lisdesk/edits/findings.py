"""Write what is concluded for a priority, or for what one stakeholder type says of it."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from lisdesk.edits.coding_frame import held_priority
from lisdesk.edits.standing import held_call
from lisdesk.edits.verbs import verb
from lisdesk.errors import NotFoundError, RefusedError
from lisdesk.rules.quantifiers import DEFAULT_SCALE, QuantifierStep
from lisdesk.rules.scales import checked_scale, stored_step
from lisdesk.store.entities import Finding, Priority, QuantifierScale, StakeholderType
from lisdesk.store.problems import overtaken
from lisdesk.store.work import Work

LONGEST_TEXT = 10_000


@verb
def set_finding(
    work: Work, *, priority_id: int, text: str, type_id: int | None = None, seen: str | None = None
) -> str:
    """Write a finding in place of the one that stands; return the code of its priority.

    `seen` is the text that the officer had before them, "" if there was none. Raises RefusedError
    for an empty text and one that is too long, StaleEditError if `seen` no longer stands.
    """
    priority, standing = _about(work, priority_id, type_id, seen)
    said = checked_text(text, "A finding")
    if not said:
        raise RefusedError("A finding needs words.", do="Write them, or remove the finding.")
    if type_id is not None:
        work.session.get_one(StakeholderType, type_id)
    if standing is None:
        standing = Finding(priority_id=priority.id, type_id=type_id)
    elif standing.text == said:
        return priority.code
    standing.text, standing.officer, standing.written_at = said, work.officer, work.now
    work.add(standing)
    return priority.code


@verb
def remove_finding(
    work: Work, *, priority_id: int, type_id: int | None = None, seen: str | None = None
) -> str:
    """Remove a finding; return the code of its priority.

    Raises NotFoundError if there is none, StaleEditError as `set_finding` does.
    """
    priority, standing = _about(work, priority_id, type_id, seen)
    if standing is None:
        raise NotFoundError(
            f"There is no such finding of {priority.code}.",
            do="See what there is with “lisdesk finding list CALL”.",
            do_in_window="Look at the findings as they stand now.",
        )
    work.remove(standing)
    return priority.code


@verb
def set_scale(work: Work, *, call_id: int, steps: Sequence[QuantifierStep]) -> str:
    """Give a call a scale of words of its own; return the call's reference.

    The default scale, or no step at all, gives it the default again. Raises RefusedError as
    `checked_scale` does.
    """
    call = held_call(work, call_id)
    work.about(call.id, call.reference)
    scale = checked_scale(steps) if steps else DEFAULT_SCALE
    chosen = select(QuantifierScale).where(QuantifierScale.call_id == call.id)
    standing = work.session.scalar(chosen)
    if scale == DEFAULT_SCALE:
        if standing is not None:
            work.remove(standing)
        return call.reference
    stored = [stored_step(step) for step in scale]
    if standing is None:
        work.add(QuantifierScale(call_id=call.id, steps=stored))
    else:
        standing.steps = stored
        work.session.flush()
    return call.reference


def checked_text(text: str, what: str) -> str:
    """Return what an officer wrote as it is stored; RefusedError if it is too long."""
    said = text.replace("\0", "").replace("\r\n", "\n").strip()
    if len(said) > LONGEST_TEXT:
        raise RefusedError(
            f"{what} has at most {LONGEST_TEXT:,} characters; this one has {len(said):,}.",
            do="Say it in fewer words.",
        )
    return said


def carry_findings(work: Work, priority: Priority, taker: Priority | None) -> int:
    """Let the findings of a priority that goes stand with the one that takes its tags over, below
    what is concluded there; without one they go. Return how many there were.
    """
    chosen = select(Finding).where(Finding.priority_id == priority.id).order_by(Finding.id)
    going = list(work.session.scalars(chosen))
    for each in going:
        there = None if taker is None else _standing(work, taker.id, each.type_id)
        if taker is not None and there is None:
            each.priority_id = taker.id
            work.session.flush()
            continue
        if there is not None:
            there.text = f"{there.text}\n\nFrom {priority.code}: {each.text}"
        work.remove(each)
    return len(going)


def _about(
    work: Work, priority_id: int, type_id: int | None, seen: str | None
) -> tuple[Priority, Finding | None]:
    priority, call = held_priority(work, priority_id)
    work.about(call.id, f"{call.reference} {priority.code}")
    standing = _standing(work, priority.id, type_id)
    if seen is not None and seen != (standing.text if standing else ""):
        raise overtaken()
    return priority, standing


def _standing(work: Work, priority_id: int, type_id: int | None) -> Finding | None:
    is_cell = Finding.type_id.is_(None) if type_id is None else Finding.type_id == type_id
    return work.session.scalar(select(Finding).where(Finding.priority_id == priority_id, is_cell))
