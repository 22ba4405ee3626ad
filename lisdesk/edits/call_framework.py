"""Let a call hang its questions and priorities on the headings of another framework."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from sqlalchemy import select

from lisdesk.edits.standing import held_call
from lisdesk.edits.verbs import verb
from lisdesk.store.entities import (
    Call,
    Priority,
    PriorityLabel,
    Question,
    QuestionLabel,
)
from lisdesk.store.frameworks import framework_by_key, labels_of, same_headings
from lisdesk.store.work import Work

LINKS: tuple[tuple[type[Any], type[Any], str], ...] = (
    (QuestionLabel, Question, "question_id"),
    (PriorityLabel, Priority, "priority_id"),
)
"""What hangs on headings, what of, and by which column."""


@verb
def choose_framework(work: Work, *, call_id: int, key: str) -> str:
    """Let a call hang its questions and priorities on another framework, given by its key, or on
    none if that is empty. What hung on a heading hangs on that of the same name, if there is one;
    return what hangs on none any more, and what came together on one, in sentences, or an empty
    text.

    Raises RefusedError for an unknown framework.
    """
    call = held_call(work, call_id)
    work.about(call.id, call.reference)
    chosen = framework_by_key(work.session, key) if key.strip() else None
    if call.framework_id == (chosen.id if chosen else None):
        return ""
    after = labels_of(work.session, chosen.id) if chosen else []
    before = labels_of(work.session, call.framework_id)
    same, met, lost = same_headings(before, after), defaultdict[int, list[str]](list), list[str]()
    for each in before:
        to = same.get(each.id)
        if _move_links(work, call, each.id, to):
            (lost if to is None else met[to]).append(each.name)
    call.framework_id = chosen.id if chosen else None
    told = [
        f"What was linked to {', '.join(met[each.id])} is linked to “{each.name}” now."
        for each in after
        if len(met[each.id]) > 1
    ]
    if lost:
        why = f"“{chosen.name}” has no such heading" if chosen else "the call has no framework now"
        told.insert(0, f"No longer linked to anything: {', '.join(lost)}; {why}.")
    return " ".join(told)


def _move_links(work: Work, call: Call, label_id: int, to: int | None) -> bool:
    """Move what hangs on a heading in a call to another; return whether anything did."""
    hung = False
    for link, owner, column in LINKS:
        own = select(owner.id).where(owner.call_id == call.id)
        mine = select(link).where(link.label_id == label_id, getattr(link, column).in_(own))
        for row in work.session.scalars(mine.order_by(link.id)).all():
            owner_id = getattr(row, column)
            work.remove(row)
            hung = True
            if to is None:
                continue
            there = select(link.id).where(link.label_id == to, getattr(link, column) == owner_id)
            if work.session.scalar(there) is None:
                work.add(link(**{column: owner_id, "label_id": to}))
    return hung
