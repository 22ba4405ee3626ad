"""Share submissions out among officers: evenly, and what belongs together to one of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple


class Belonging(NamedTuple):
    """A submission with what it belongs to: its respondent and its campaign, if it has them."""

    submission_id: int
    respondent_id: int | None
    campaign_id: int | None


def belonging_together(entries: Iterable[Belonging]) -> list[list[int]]:
    """Return submissions in sets of one respondent or one campaign, linked through either.

    The sets stand in the order of their first submissions.
    """
    leader: dict[int, int] = {}
    first_of: dict[tuple[str, int], int] = {}

    def lead(number: int) -> int:
        while leader[number] != number:
            leader[number] = leader[leader[number]]
            number = leader[number]
        return number

    for entry in entries:
        leader[entry.submission_id] = entry.submission_id
        for key in (("respondent", entry.respondent_id), ("campaign", entry.campaign_id)):
            if key[1] is None:
                continue
            other = first_of.setdefault((key[0], key[1]), entry.submission_id)
            one, two = sorted((lead(other), lead(entry.submission_id)))
            leader[two] = one
    sets: defaultdict[int, list[int]] = defaultdict(list)
    for number in leader:
        sets[lead(number)].append(number)
    return list(sets.values())


def shared_out(
    sets: Sequence[Sequence[int]], officers: Sequence[str], loads: Mapping[str, int]
) -> dict[int, str]:
    """Return the officer of each submission, each set with one officer.

    `loads` is what officers have already. The largest sets are given first, each to the officer who
    has least by then, of several to the one named first.
    """
    have = Counter({officer: loads.get(officer, 0) for officer in officers})
    found: dict[int, str] = {}
    for own in sorted(sets, key=lambda own: -len(own)):
        officer = min(officers, key=lambda each: have[each])
        have[officer] += len(own)
        found |= dict.fromkeys(own, officer)
    return found
