"""The frameworks of a file with their headings, and which calls use them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from lisdesk.rules.frameworks import FrameworkDraft, heading_word
from lisdesk.store.entities import Call, Framework, FrameworkLabel
from lisdesk.store.frameworks import labels_of, stated


@dataclass(frozen=True, slots=True)
class FrameworkRow:
    """A framework as it stands."""

    id: int
    key: str
    name: str
    draft: FrameworkDraft
    """Its headings in their order; also what an edit takes as what the officer saw."""
    calls: tuple[str, ...]
    """References of the calls that use it."""


def frameworks(session: Session) -> list[FrameworkRow]:
    """Return every framework of the file, oldest first."""
    used: defaultdict[int | None, list[str]] = defaultdict(list)
    chosen = select(Call.framework_id, Call.reference).order_by(Call.id)
    for framework_id, reference in session.execute(chosen):
        used[framework_id].append(reference)
    return [
        FrameworkRow(
            each.id,
            each.key,
            each.name,
            stated(each, labels_of(session, each.id)),
            tuple(used[each.id]),
        )
        for each in session.scalars(select(Framework).order_by(Framework.id))
    ]


def call_heading_word(session: Session, call_id: int) -> str:
    """Return what the headings of a call's framework are called, such as “Foundation”."""
    chosen = (
        select(FrameworkLabel.group)
        .join(Call, Call.framework_id == FrameworkLabel.framework_id)
        .where(Call.id == call_id)
        .order_by(FrameworkLabel.position)
        .limit(1)
    )
    return heading_word(list(session.scalars(chosen)))
