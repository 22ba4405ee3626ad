"""How a call is run: each policy by its key in a template, and by the field of the call."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from lisdesk.errors import RefusedError
from lisdesk.rules.late_policy import LARGEST_GRACE
from lisdesk.rules.reminders import FURTHEST_DAYS, MOST_DAYS, NONE, days_text, parse_days
from lisdesk.rules.vocabulary import CampaignPolicy, LateChoice

LARGEST_SMALL_COUNT = 100

PolicyValue = str | int
"""As a template has it."""


@dataclass(frozen=True, slots=True)
class CallPolicies:
    """How one call is run, as the rules reckon with it."""

    campaign_policy: CampaignPolicy
    small_count_threshold: int
    late_proposal: LateChoice | None
    """None while nothing is proposed for late submissions."""
    post_grace: int
    """In working days."""
    reminder_days: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Policy:
    """One policy; a new one is one more entry of `POLICIES`."""

    key: str
    field: str
    """Of `CallPolicies`."""
    meaning: str
    """What its values are, to be told of one that is none."""
    read: Callable[[object], object | None]
    """Turns a value of a template into one of the field; None for one that is none."""
    write: Callable[[object], PolicyValue | None]
    """The reverse; None for what a template leaves out, as a new call has it too."""


def _campaigns(value: object) -> CampaignPolicy | None:
    return CampaignPolicy.find(value) if isinstance(value, str) else None


def _late_proposal(value: object) -> LateChoice | None:
    return LateChoice.find(value) if isinstance(value, str) else None


def _small_count(value: object) -> int | None:
    return _number(value, LARGEST_SMALL_COUNT)


def _post_grace(value: object) -> int | None:
    return _number(value, LARGEST_GRACE)


def _number(value: object, largest: int) -> int | None:
    if not isinstance(value, int) or isinstance(value, bool):
        return None
    return value if 0 <= value <= largest else None


def _reminder_days(value: object) -> tuple[int, ...] | None:
    try:
        return parse_days(value) if isinstance(value, str) else None
    except RefusedError:
        return None


def _key_of(value: object) -> PolicyValue | None:
    if value is None:
        return None
    assert isinstance(value, CampaignPolicy | LateChoice)
    return value.key


def _number_of(value: object) -> PolicyValue:
    assert isinstance(value, int)
    return value


def _days_of(value: object) -> PolicyValue:
    assert isinstance(value, tuple)
    return days_text(value)


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
    Policy(
        "late_proposal",
        "late_proposal",
        f"one of {', '.join(each.key for each in LateChoice)}",
        _late_proposal,
        _key_of,
    ),
    Policy(
        "post_grace",
        "post_grace",
        f"a whole number of working days from 0 to {LARGEST_GRACE}",
        _post_grace,
        _number_of,
    ),
    Policy(
        "reminders",
        "reminder_days",
        f"a text such as 14,7,3,1, with at most {MOST_DAYS} days from 1 to {FURTHEST_DAYS}, or "
        f"{NONE}",
        _reminder_days,
        _days_of,
    ),
)
