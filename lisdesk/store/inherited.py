"""Tags that are there because the seed of a campaign has one, together with that one."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from lisdesk.store.entities import InheritedTag

_AT_ONCE = 500


def with_inherited(session: Session, tag_ids: Collection[int]) -> list[int]:
    """Return tags with all that are inherited from them, in ascending order.

    One that is inherited itself is left out unless the tag that it comes from is among them.
    """
    chosen = sorted(set(tag_ids))
    inherited: set[int] = set()
    following: set[int] = set()
    for chunk in _chunks(chosen):
        own = select(InheritedTag.tag_id).where(InheritedTag.tag_id.in_(chunk))
        inherited.update(session.scalars(own))
        heirs = select(InheritedTag.tag_id).where(InheritedTag.from_tag_id.in_(chunk))
        following.update(session.scalars(heirs))
    return sorted((set(chosen) - inherited) | following)


def _chunks(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(ids), _AT_ONCE):
        yield ids[start : start + _AT_ONCE]
