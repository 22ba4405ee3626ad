"""What a finding claims by the words of its scale, held against the numbers it is about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from lisdesk.rules.quantifiers import (
    DEFAULT_SCALE,
    NONE,
    SMALLEST_BASE_FOR_PERCENTAGES,
    QuantifierStep,
    quantifier,
    share,
)

_QUOTED = re.compile(r"“[^”]*”|\"[^\"\n]*\"")
_IDIOMS = re.compile(
    r"\b(?:the|at) most\b|\bmost of all\b|\bsecond to none\b|\bnone the ?less\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Proportion:
    """How many of how many: counted submissions with content that speak to a priority."""

    part: int
    whole: int


@dataclass(frozen=True, slots=True)
class Claim:
    """A word of a scale that a text says by itself, and where."""

    word: str
    start: int
    end: int


def claims(text: str, scale: Sequence[QuantifierStep] = DEFAULT_SCALE) -> list[Claim]:
    """Return the words of a scale that a text uses, in their order.

    Words inside quotation marks are others' and are passed over, and so are turns such as “the
    most important” and “at most”. Of words that contain each other the longest is taken.
    """
    hidden = _IDIOMS.sub(_blank, _QUOTED.sub(_blank, text))
    words = tuple(step.word for step in scale)
    return [
        Claim(" ".join(found[0].split()).casefold(), found.start(), found.end())
        for found in _pattern((*words, NONE)).finditer(hidden)
    ]


def unsupported(
    text: str, numbers: Proportion, scale: Sequence[QuantifierStep] = DEFAULT_SCALE
) -> list[str]:
    """Return the words of a scale that a text uses and the numbers do not give, each once."""
    given = quantifier(numbers.part, numbers.whole, scale).casefold()
    said = [claim.word for claim in claims(text, scale)]
    return [word for word in dict.fromkeys(said) if word != given]


def offered(numbers: Proportion, scale: Sequence[QuantifierStep] = DEFAULT_SCALE) -> str:
    """Return what a finding may say of the numbers: the word of the scale, or “12 of 25” on a base
    too small for such words; nothing if there is nothing to say.
    """
    if not numbers.whole:
        return ""
    if numbers.whole < SMALLEST_BASE_FOR_PERCENTAGES:
        return share(numbers.part, numbers.whole)
    return quantifier(numbers.part, numbers.whole, scale)


def numbers_words(numbers: Proportion, scale: Sequence[QuantifierStep] = DEFAULT_SCALE) -> str:
    """Return the numbers with their word: “45 of 58 (78%): most”."""
    if not numbers.whole:
        return "No submission to count"
    word = quantifier(numbers.part, numbers.whole, scale)
    return f"{share(numbers.part, numbers.whole)}: {word}"


def warning(text: str, numbers: Proportion, scale: Sequence[QuantifierStep] = DEFAULT_SCALE) -> str:
    """Return what is wrong with a text by the numbers, in one sentence; empty if nothing is."""
    words = unsupported(text, numbers, scale)
    if not words:
        return ""
    said = " and ".join(f"“{word}”" for word in words)
    if not numbers.whole:
        return f"It says {said}, and there is no submission to count."
    word = quantifier(numbers.part, numbers.whole, scale)
    return f"It says {said}; {share(numbers.part, numbers.whole)} is “{word}” on the scale."


def _blank(found: re.Match[str]) -> str:
    return "\0" * len(found[0])


@lru_cache(maxsize=16)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(words, key=len, reverse=True)
    choices = "|".join(r"\s+".join(map(re.escape, word.split())) for word in longest_first)
    return re.compile(rf"(?<![\w-])(?:{choices})(?![\w-])", re.IGNORECASE)
