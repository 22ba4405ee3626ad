"""The numbers of one campaign, and as a publication shows them."""

from __future__ import annotations

from typing import NamedTuple

from lisdesk.rules.suppression import suppress_with_total
from lisdesk.rules.vocabulary import CampaignPolicy

_FIRST_STANDING = 3


class CampaignNumbers(NamedTuple):
    """How many submissions a campaign has, what they say beside its seed, and how they count.

    The seed, the copies and the variants add up to `submissions`, and so do the other four.
    """

    submissions: int
    copies: int
    variants: int
    counted: int
    once: int
    apart: int
    rest: int
    """Not counted for a reason of their own."""


def published_cells(
    numbers: CampaignNumbers, policy: CampaignPolicy, threshold: int
) -> list[int | str]:
    """Return the numbers with texts in place of those that a publication withholds.

    What the policy itself says is no secret: that none is reported separately, that one stands for
    all. So a small rest is protected by the number that its policy leaves open, and by no other.
    """
    total, *words = suppress_with_total(
        numbers.submissions, (numbers.copies, numbers.variants), threshold
    )
    if total != numbers.submissions:
        return [total] * len(numbers)
    open_place = {CampaignPolicy.EACH: 0, CampaignPolicy.ONCE: 1, CampaignPolicy.APART: 2}[policy]
    standing: list[int | str] = [numbers.counted, numbers.once, numbers.apart]
    pair = (numbers[_FIRST_STANDING + open_place], numbers.rest)
    _, standing[open_place], rest = suppress_with_total(numbers.submissions, pair, threshold)
    return [total, *words, *standing, rest]
