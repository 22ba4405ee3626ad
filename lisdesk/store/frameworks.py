"""Frameworks and their headings as they stand in a file."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from lisdesk.errors import RefusedError
from lisdesk.rules.frameworks import FrameworkDraft, HeadingDraft
from lisdesk.rules.names import name_key
from lisdesk.store.entities import Framework, FrameworkLabel


def framework_reference(key: str) -> str:
    """Return what the audit calls a framework."""
    return f"framework {key}"


def framework_by_key(session: Session, key: str) -> Framework:
    """Return the framework with this name, else with this key; RefusedError that names those there
    are.
    """
    everything = session.scalars(select(Framework).order_by(Framework.id)).all()
    wanted = name_key(key)
    named = [each for each in everything if name_key(each.name) == wanted]
    for each in (*named, *(each for each in everything if name_key(each.key) == wanted)):
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


def labels_by_words(labels: Sequence[FrameworkLabel]) -> dict[str, FrameworkLabel]:
    """Return headings by the `name_key` of all that they are found by: a name before the alias of
    another heading, and both before the key of one.
    """
    ordered = list(reversed(labels))
    return {
        **{name_key(each.key): each for each in ordered},
        **{name_key(alias): each for each in ordered for alias in each.aliases},
        **{name_key(each.name): each for each in ordered},
    }


def same_headings(
    before: Sequence[FrameworkLabel], after: Sequence[FrameworkLabel]
) -> dict[int, int]:
    """Return the headings of a framework that another has by name or alias, too, each with that
    one; both by their ids.
    """
    named = {name_key(name): each.id for each in after for name in (*each.aliases, each.name)}
    same = {}
    for each in before:
        keys = (name_key(name) for name in (each.name, *each.aliases))
        found = next((named[key] for key in keys if key in named), None)
        if found is not None:
            same[each.id] = found
    return same


def stated(framework: Framework, labels: Sequence[FrameworkLabel]) -> FrameworkDraft:
    """Return what a framework says, as the draft that would leave it so."""
    headings = [
        HeadingDraft(each.name, each.group, tuple(each.aliases), each.key) for each in labels
    ]
    return FrameworkDraft(framework.name, tuple(headings), framework.key)
