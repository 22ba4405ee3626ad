"""Words for proportions, with the scale they stand on, and shares as numbers.

A call for evidence is neither a vote nor a survey: a share is always given with its base, and a
bare percentage never.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

SMALLEST_BASE_FOR_PERCENTAGES = 30
"""On fewer submissions than this a percentage would promise more than there is."""


@dataclass(frozen=True, slots=True)
class QuantifierStep:
    """A word for shares of at least this fraction, up to the next step."""

    word: str
    at_least: Fraction


DEFAULT_SCALE = (
    QuantifierStep("almost all", Fraction(90, 100)),
    QuantifierStep("most", Fraction(75, 100)),
    QuantifierStep("majority", Fraction(50, 100)),
    QuantifierStep("less than half", Fraction(15, 100)),
    QuantifierStep("few", Fraction(0)),
)
"""A scale that reports of consultations have published, closed so that it has no gaps."""

NONE = "none"
"""The word for 0 on every scale."""


def quantifier(part: int, whole: int, scale: Sequence[QuantifierStep] = DEFAULT_SCALE) -> str:
    """Return the word for `part` of `whole` on the exact fraction; "none" for 0.

    Empty if the base is 0 or the scale has no step that low. The steps may stand in any order.
    """
    if whole == 0:
        return ""
    if part == 0:
        return NONE
    reached = [step for step in scale if Fraction(part, whole) >= step.at_least]
    return max(reached, key=_at_least).word if reached else ""


def share(part: int, whole: int) -> str:
    """Return "12 of 25", or from a base of 30 on "12 of 40 (30%)", rounded half up.

    A share that is not quite nothing or everything is never rounded to it: "(under 1%)", "(over
    99%)".
    """
    counts = f"{part} of {whole}"
    if whole < SMALLEST_BASE_FOR_PERCENTAGES:
        return counts
    percent = (200 * part + whole) // (2 * whole)
    if percent == 0 and part > 0:
        return f"{counts} (under 1%)"
    if percent == 100 and part < whole:
        return f"{counts} (over 99%)"
    return f"{counts} ({percent}%)"


def scale_words(scale: Sequence[QuantifierStep] = DEFAULT_SCALE) -> str:
    """Return a scale in one line, highest step first, to be printed with what it was used for."""
    steps = sorted(scale, key=_at_least, reverse=True)
    written = [f"{step.word}: {_percent(step.at_least)} or more" for step in steps if step.at_least]
    if steps and not steps[-1].at_least:
        limit = f"under {_percent(steps[-2].at_least)}" if len(steps) > 1 else "any"
        written.append(f"{steps[-1].word}: {limit}, but not none")
    return "; ".join([*written, f"{NONE}: 0"])


def _at_least(step: QuantifierStep) -> Fraction:
    """Return where a step begins."""
    return step.at_least


def _percent(fraction: Fraction) -> str:
    """Return a fraction exactly: as a whole percentage if it is one."""
    percent = fraction * 100
    return f"{percent}%" if percent.denominator == 1 else f"{fraction}"
