"""Add a priority and tag to it in one step, as when nothing in the frame fits what is read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select

from lisdesk.edits.answers import tag_answers
from lisdesk.edits.priorities import PriorityDraft, add_priority
from lisdesk.edits.tags import TagDraft, add_tag, tag_span
from lisdesk.edits.verbs import verb
from lisdesk.store.entities import Priority
from lisdesk.store.lookup import priority_by_code
from lisdesk.store.work import Work

_NUMBERED = re.compile(r"P(\d{1,6})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TextPlace:
    """Code points of a stored text, end exclusive."""

    text_id: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class NewPriorityTagged:
    """The priority that was added, and what was tagged to it."""

    priority_id: int
    code: str
    name: str
    tag: str
    """The reference of the one tag; empty for answers."""
    tags: int


@verb
def tag_to_new_priority(
    work: Work,
    *,
    call_id: int,
    draft: PriorityDraft,
    place: TextPlace | None = None,
    submission_id: int | None = None,
    text_ids: Sequence[int] = (),
) -> NewPriorityTagged:
    """Add a priority to a call's coding frame and link to it a place of a text, or a whole
    submission, or whole answers.

    Without a code it gets the next free one of P1, P2 …
    """
    draft = draft if draft.code.strip() else replace(draft, code=_next_code(work, call_id))
    code = add_priority(work, call_id=call_id, draft=draft).result
    priority = priority_by_code(work.session, call_id, code)
    tag, tags = "", 1
    if place is not None:
        at = {"text_id": place.text_id, "start": place.start, "end": place.end}
        tag = tag_span(work, **at, priority_id=priority.id, draft=TagDraft()).result
    elif submission_id is not None:
        words = {"submission_id": submission_id, "priority_id": priority.id}
        tag = add_tag(work, **words, draft=TagDraft()).result
    else:
        tags = tag_answers(work, priority_id=priority.id, text_ids=text_ids).result.added
    return NewPriorityTagged(priority.id, code, priority.name, tag, tags)


def _next_code(work: Work, call_id: int) -> str:
    codes = work.session.scalars(select(Priority.code).where(Priority.call_id == call_id))
    numbers = [int(found[1]) for code in codes if (found := _NUMBERED.fullmatch(code))]
    return f"P{max(numbers, default=0) + 1}"
