"""How many submissions support a priority, oppose it, and so on, by what their tags say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Set
from dataclasses import dataclass

from lisdesk.rules.vocabulary import Stance


@dataclass(frozen=True, slots=True)
class StanceCounts:
    """Submissions by their stance on a priority; the five add up to all that speak to it."""

    support: int = 0
    oppose: int = 0
    mixed: int = 0
    neutral: int = 0
    unstated: int = 0


def stance_counts(said: Mapping[int, Set[Stance | None]]) -> StanceCounts:
    """Return the counts of submissions, each with what its tags say.

    A submission has the stance that all its stanced tags agree on; where they differ it is mixed,
    and without any it is unstated.
    """
    counted = Counter(_stance(tags - {None}) for tags in said.values())
    return StanceCounts(
        support=counted[Stance.SUPPORT],
        oppose=counted[Stance.OPPOSE],
        mixed=counted[Stance.MIXED],
        neutral=counted[Stance.NEUTRAL],
        unstated=counted[None],
    )


def _stance(stated: Set[Stance | None]) -> Stance | None:
    return Stance.MIXED if len(stated) > 1 else next(iter(stated), None)
