"""Frameworks and their headings as they stand in a file."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from lisdesk.errors import RefusedError
from lisdesk.rules.frameworks import FrameworkDraft, HeadingDraft
from lisdesk.rules.names import name_key
from lisdesk.store.entities import Framework, FrameworkLabel


def framework_by_key(session: Session, key: str) -> Framework:
    """Return the framework with this key or name; RefusedError that names those there are."""
    everything = session.scalars(select(Framework).order_by(Framework.id)).all()
    wanted = name_key(key)
    for each in everything:
        if wanted in (name_key(each.key), name_key(each.name)):
            return each
    raise RefusedError(
        f"This file has no framework “{key}”.",
        do=f"Name one of: {', '.join(each.key for each in everything)}, or add it first.",
    )


def labels_of(session: Session, framework_id: int | None) -> list[FrameworkLabel]:
    """Return the headings of a framework in their order; none without a framework."""
    chosen = select(FrameworkLabel).where(FrameworkLabel.framework_id == framework_id)
    ordered = chosen.order_by(FrameworkLabel.position, FrameworkLabel.id)
    return list(session.scalars(ordered))


def stated(framework: Framework, labels: Sequence[FrameworkLabel]) -> FrameworkDraft:
    """Return what a framework says, as the draft that would leave it so."""
    headings = [
        HeadingDraft(each.name, each.group, tuple(each.aliases), each.key) for each in labels
    ]
    return FrameworkDraft(framework.name, tuple(headings), framework.key)
