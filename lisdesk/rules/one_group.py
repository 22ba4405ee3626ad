"""When what is said on a priority rests on one group: one stakeholder type, or one campaign.

Voices are distinct respondents, so that one who writes often is one. An unknown respondent is a
voice of their own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

LEAST_SHARE = Fraction(3, 4)
"""Of the voices: what the usual scale of words calls “most”, so that a finding which says “most
respondents” would say it of this group alone.
"""
LEAST_VOICES = 5
"""Of fewer, any priority rests on few; it is the smallest number that publications show too."""


class Group(NamedTuple):
    """A stakeholder type or a campaign; two can have one name."""

    id: int
    name: str


class Voice(NamedTuple):
    """Somebody who speaks to a priority."""

    respondent: int
    types: tuple[Group, ...] = ()
    """Their own, and the one above it, such as a sector above its size bands; none if unknown."""
    campaign: Group | None = None


class OneGroup(NamedTuple):
    """The group that a priority rests on."""

    name: str
    is_campaign: bool
    voices: int
    of: int

    @property
    def words(self) -> str:
        """In words, such as "rests on one group: 9 of 11 are Business"."""
        said = f"came with the campaign “{self.name}”" if self.is_campaign else f"are {self.name}"
        return f"rests on one group: {self.voices:,} of {self.of:,} {said}"


def one_group(voices: Iterable[Voice]) -> OneGroup | None:
    """Return the group that has at least `LEAST_SHARE` of at least `LEAST_VOICES` distinct voices;
    the largest one if several have, of equal ones a type before a campaign, and the narrower type.
    """
    everybody: set[int] = set()
    types: defaultdict[Group, set[int]] = defaultdict(set)
    campaigns: defaultdict[Group, set[int]] = defaultdict(set)
    above: set[Group] = set()
    for voice in voices:
        everybody.add(voice.respondent)
        for each in voice.types:
            types[each].add(voice.respondent)
        above.update(voice.types[1:])
        if voice.campaign is not None:
            campaigns[voice.campaign].add(voice.respondent)
    found = [
        (-len(own), is_campaign, group in above, group.name, group.id)
        for is_campaign, groups in ((False, types), (True, campaigns))
        for group, own in groups.items()
        if len(own) >= LEAST_SHARE * len(everybody)
    ]
    if len(everybody) < LEAST_VOICES or not found:
        return None
    number, is_campaign, _, name, _ = min(found)
    return OneGroup(name, is_campaign, -number, len(everybody))
