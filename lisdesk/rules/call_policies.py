"""How a call is run: each policy by its key in a template, and by the field of the call."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from lisdesk.rules.vocabulary import CampaignPolicy

LARGEST_SMALL_COUNT = 100

PolicyValue = str | int
"""As a template has it."""


@dataclass(frozen=True, slots=True)
class Policy:
    """One policy; a new one is one more entry of `POLICIES`."""

    key: str
    field: str
    """Of the call."""
    meaning: str
    """What its values are, to be told of one that is none."""
    read: Callable[[object], object | None]
    """Turns a value of a template into one of the field; None for one that is none."""
    write: Callable[[object], PolicyValue]


def _campaigns(value: object) -> CampaignPolicy | None:
    return CampaignPolicy.find(value) if isinstance(value, str) else None


def _small_count(value: object) -> int | None:
    if not isinstance(value, int) or isinstance(value, bool):
        return None
    return value if 0 <= value <= LARGEST_SMALL_COUNT else None


def _key_of(value: object) -> PolicyValue:
    assert isinstance(value, CampaignPolicy)
    return value.key


def _number_of(value: object) -> PolicyValue:
    assert isinstance(value, int)
    return value


POLICIES = (
    Policy(
        "campaigns",
        "campaign_policy",
        f"one of {', '.join(each.key for each in CampaignPolicy)}",
        _campaigns,
        _key_of,
    ),
    Policy(
        "small_counts",
        "small_count_threshold",
        f"a whole number from 0 to {LARGEST_SMALL_COUNT}",
        _small_count,
        _number_of,
    ),
)
