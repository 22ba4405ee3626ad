"""How far coders agree beyond chance: coefficients for nominal values, after their authors.

Where a coefficient is not defined, such as where nothing varies, the answer is None: never 1, never
0, never a number that is none. Values are exact fractions until they are rounded for people.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

Pair = tuple[Hashable, Hashable]
"""What two coders said of one unit."""


@dataclass(frozen=True, slots=True)
class Agreed:
    """How many of some units two coders agreed on; the base is always told with the number."""

    agreed: int
    units: int

    @property
    def share(self) -> Fraction | None:
        """The fraction agreed on; None of no units."""
        return Fraction(self.agreed, self.units) if self.units else None


def agreed(pairs: Sequence[Pair]) -> Agreed:
    """Return on how many units two coders said the same."""
    return Agreed(sum(one == other for one, other in pairs), len(pairs))


def cohens_kappa(pairs: Sequence[Pair]) -> Fraction | None:
    """Return Cohen's kappa of two coders: (p_o - p_e) / (1 - p_e).

    p_o is the share of units on which they agree; p_e the share expected if each had kept to their
    own distribution of values by chance. After J. Cohen, "A coefficient of agreement for nominal
    scales", Educational and Psychological Measurement 20 (1960), 37-46. None without units, and
    where p_e is 1: both said one and the same thing of everything.
    """
    if not pairs:
        return None
    count = len(pairs)
    first, second = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    expected = Fraction(sum(first[value] * second[value] for value in first), count * count)
    if expected == 1:
        return None
    observed = Fraction(agreed(pairs).agreed, count)
    return (observed - expected) / (1 - expected)


def krippendorffs_alpha(units: Sequence[Sequence[Hashable | None]]) -> Fraction | None:
    """Return Krippendorff's alpha for nominal values: 1 - D_o / D_e.

    Each unit has what its coders said, in any order and number; None is a value that is missing. A
    unit with fewer than two values cannot be paired and is left out. D_o and D_e are the observed
    and the expected disagreement of the coincidence matrix. After K. Krippendorff, "Content
    Analysis", 2nd ed. (2004), chapter 11, and "Computing Krippendorff's Alpha-Reliability" (2011).
    None without pairable values, and where all of them are one and the same: nothing varies.
    """
    totals: Counter[Hashable] = Counter()
    disagreeing = Fraction(0)
    for unit in units:
        values = Counter(value for value in unit if value is not None)
        size = values.total()
        if size < 2:
            continue
        totals.update(values)
        pairs = size * size - sum(count * count for count in values.values())
        disagreeing += Fraction(pairs, size - 1)
    count = totals.total()
    expected = count * count - sum(each * each for each in totals.values())
    if not expected:
        return None
    return 1 - (count - 1) * disagreeing / expected


def pairs_of(
    units: Sequence[Sequence[Hashable | None]],
) -> dict[tuple[int, int], list[Pair]]:
    """Return, for each two coders by their places, what they said of the units both have."""
    width = max((len(unit) for unit in units), default=0)
    found: dict[tuple[int, int], list[Pair]] = {pair: [] for pair in combinations(range(width), 2)}
    for unit in units:
        for (one, other), pairs in found.items():
            if unit[one] is not None and unit[other] is not None:
                pairs.append((unit[one], unit[other]))
    return found
