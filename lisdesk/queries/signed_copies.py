"""Tell those of a group that say what its seed says, and differ from it in their signature only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from lisdesk.rules.grouping import Alike
from lisdesk.rules.signatures import says_the_same
from lisdesk.store.said_words import substances

_MOST_LIKE = 0.999
"""1 is for the same words."""


def told_copies(
    session: Session, groups: Mapping[int, Sequence[Alike]]
) -> dict[int, tuple[Alike, ...]]:
    """Return groups, each by its seed, with those as copies that say what the seed says.

    A copy with a signature of its own keeps its likeness, which is below 1.
    """
    seeds = {
        each.submission_id: seed_id
        for seed_id, members in groups.items()
        for each in members
        if not each.is_copy
    }
    said = dict(substances(session, sorted(set(seeds.values()))))
    copies = {
        submission_id
        for submission_id, own in substances(session, sorted(seeds))
        if says_the_same(said.get(seeds[submission_id], ""), own)
    }
    return {
        seed_id: tuple(_signed(each) if each.submission_id in copies else each for each in members)
        for seed_id, members in groups.items()
    }


def _signed(each: Alike) -> Alike:
    return replace(each, is_copy=True, likeness=min(each.likeness, _MOST_LIKE))
