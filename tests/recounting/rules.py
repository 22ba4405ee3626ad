"""The rules of the workbook written down a second time, in plain arithmetic.

Nothing of the program is used here.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

STANCES = ("Support", "Oppose", "Mixed", "Neutral", "Unstated")
GRADES = ("Anecdote", "Experience", "Case data", "Published study", "Official statistic")
USUAL_SCALE = (
    (90, "almost all"),
    (75, "most"),
    (50, "majority"),
    (15, "less than half"),
    (0, "few"),
)
WITHHELD = "withheld"


class Numbers(tuple):
    """The numbers that a text tells, in their order, whatever its words."""

    def __new__(cls, *numbers: int) -> Numbers:
        return super().__new__(cls, numbers)


class Begins(NamedTuple):
    """How a text begins; what follows is words that somebody wrote."""

    words: str


class Ends(NamedTuple):
    """How a text ends; what stands before is words that somebody wrote."""

    words: str


class Rows(NamedTuple):
    """How many rows of which tables a text tells of, where several were written together."""

    tables: dict[str, int]


def share(part: int, base: int) -> str:
    """Return a share as workbooks say it: never nothing or everything of what is not quite that."""
    plain = f"{part} of {base}"
    if base < 30:
        return plain
    percent = math.floor(100 * part / base + 0.5)
    if part and not percent:
        return f"{plain} (under 1%)"
    return f"{plain} (over 99%)" if part < base and percent == 100 else f"{plain} ({percent}%)"


def word(part: int, base: int, scale: Sequence[tuple[int, str]] = USUAL_SCALE) -> str:
    """Return the word for a share, by a scale of percentages and words, the largest first."""
    if not base:
        return ""
    if not part:
        return "none"
    return next(name for least, name in scale if 100 * part >= least * base)


def fewer(threshold: int) -> str:
    return f"fewer than {threshold}"


def row_with_total(numbers: Sequence[int], threshold: int, least: int = 0) -> list | None:
    """Return the cells of a publication for numbers whose total is told; None for no cells at all.

    Where one from 1 to under the threshold has to go, all under it are “fewer than 5”; then the
    smallest others are “withheld”, as few as leave open what each of them is; or all are. `least`
    is what a reader knows that each number is at least.
    """
    if not any(0 < each < threshold for each in numbers):
        return list(numbers)
    small = [place for place, each in enumerate(numbers) if each < threshold]
    large = [place for place, each in enumerate(numbers) if each >= threshold]
    large.sort(key=lambda place: (numbers[place], place))
    for many in range(len(large) + 1):
        kept = [numbers[place] for place in small + large[:many]]
        if _all_open(kept, threshold, least):
            return [
                fewer(threshold) if place in small else WITHHELD if place in large[:many] else each
                for place, each in enumerate(numbers)
            ]
    is_protected = len(numbers) > 1 and sum(numbers) > least * len(numbers)
    return [WITHHELD] * len(numbers) if is_protected else None


def _all_open(kept: Sequence[int], threshold: int, least: int) -> bool:
    """Whether somebody who knows the sum of some numbers, and which are small, can tell none that
    is not 0: each could be one more or one less, with all the others in their bounds.
    """
    whole = sum(kept)
    bounds = [(least, threshold - 1) if each < threshold else (threshold, whole) for each in kept]
    for place, own in enumerate(kept):
        others = bounds[:place] + bounds[place + 1 :]
        lowest, highest = sum(low for low, _ in others), sum(high for _, high in others)
        low, high = bounds[place]
        possible = [
            each for each in range(low, min(high, whole) + 1) if lowest <= whole - each <= highest
        ]
        if own and len(possible) < 2:
            return False
    return True


def total_and_row(total: int, numbers: Sequence[int], threshold: int) -> list:
    """Return a total and the numbers that it is made of, as a publication shows them."""
    if 0 < total < threshold:
        return [fewer(threshold)] * (1 + len(numbers))
    shown = row_with_total(numbers, threshold)
    return [total, *([WITHHELD] * len(numbers) if shown is None else shown)]


def stance(said: Sequence[str]) -> str:
    """Return what a submission says of a priority, by the stances of its tags there."""
    own = set(said) - {""}
    return "Unstated" if not own else own.pop() if len(own) == 1 else "Mixed"


def is_three_quarters(part: int, whole: int) -> bool:
    return Fraction(part) >= Fraction(3, 4) * whole


def likeness(one: str, other: str) -> float:
    """Return the share of runs of five words that two texts of plain words have in common."""
    runs = [
        {tuple(words[at : at + 5]) for at in range(len(words) - 4)}
        for words in (one.split(), other.split())
    ]
    return len(runs[0] & runs[1]) / len(runs[0] | runs[1])
