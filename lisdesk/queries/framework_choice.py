"""What would become of a call's links to headings if it took another framework."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from lisdesk.store.entities import (
    Call,
    Framework,
    Priority,
    PriorityLabel,
    Question,
    QuestionLabel,
)
from lisdesk.store.frameworks import labels_of, same_headings


@dataclass(frozen=True, slots=True)
class FrameworkChoice:
    """How many questions and priorities keep a link to a heading, and how many lose one; what is
    linked twice may do both.
    """

    name: str
    """Of the framework; empty if the call would have none."""
    questions_kept: int
    priorities_kept: int
    questions_lost: int
    priorities_lost: int
    lost: tuple[str, ...]
    """The headings that something hangs on and that the other framework has not."""


def framework_choice(session: Session, call_id: int, key: str) -> FrameworkChoice | None:
    """Return what choosing a framework by its key, or none by an empty text, would do to a call;
    None if the call has it already, or one of the two is gone.
    """
    call = session.get(Call, call_id)
    chosen = session.scalar(select(Framework).where(Framework.key == key)) if key else None
    if call is None or (key and chosen is None):
        return None
    if call.framework_id == (chosen.id if chosen else None):
        return None
    before = labels_of(session, call.framework_id)
    same = same_headings(before, labels_of(session, chosen.id) if chosen else [])
    questions = _linked(session, call_id, (QuestionLabel, Question, QuestionLabel.question_id))
    priorities = _linked(session, call_id, (PriorityLabel, Priority, PriorityLabel.priority_id))
    kept, gone = [each.id for each in before if each.id in same], [
        each.id for each in before if each.id not in same
    ]  # fmt: skip
    return FrameworkChoice(
        chosen.name if chosen else "",
        _owners(questions, kept),
        _owners(priorities, kept),
        _owners(questions, gone),
        _owners(priorities, gone),
        tuple(
            each.name
            for each in before
            if each.id in gone and (each.id in questions or each.id in priorities)
        ),
    )


def _linked(
    session: Session, call_id: int, kind: tuple[type[Any], type[Any], Any]
) -> dict[int, set[int]]:
    """Return what of a call hangs on headings, by heading."""
    link, owner, owner_id = kind
    chosen = select(link.label_id, owner_id).join(owner).where(owner.call_id == call_id)
    linked: dict[int, set[int]] = {}
    for label_id, each in session.execute(chosen):
        linked.setdefault(label_id, set()).add(each)
    return linked


def _owners(linked: Mapping[int, set[int]], label_ids: Collection[int]) -> int:
    return len(set[int]().union(*(linked.get(each, set()) for each in label_ids)))
