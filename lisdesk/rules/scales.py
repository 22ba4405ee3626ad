"""A scale of words for proportions as an officer writes it: read, checked, and written again.

Every step begins at a share and reaches up to the next one, so no two overlap; the lowest begins
right above none, so that no share is without a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise

from lisdesk.errors import RefusedError
from lisdesk.rules.quantifiers import NONE, QuantifierStep

LONGEST_WORD = 40
MOST_STEPS = 12
_STEP = re.compile(
    r"\s*(?P<word>[^\d:=]+?)\s*[:=]\s*(?P<number>\d{1,4}(?:\.\d{1,4})?)\s*"
    r"(?:%|/\s*(?P<whole>\d{1,4}))?\s*"
)
_WORD = re.compile(r"[^\W\d_]+(?:[ '’-][^\W\d_]+)*")
_EXAMPLE = "Write each as a word and the share that it begins at, such as “most: 75%”."


def read_step(text: str) -> QuantifierStep:
    """Return the step that a line states: "most: 75%", "most=75" or "most: 3/4".

    Raises RefusedError for a line that states none.
    """
    found = _STEP.fullmatch(text)
    if found is None or (found["whole"] and "." in found["number"]):
        raise RefusedError(f"“{text.strip()}” is no step of a scale.", do=_EXAMPLE)
    whole = int(found["whole"] or 100)
    if not whole:
        raise RefusedError(f"“{text.strip()}” divides by 0.", do=_EXAMPLE)
    return QuantifierStep(" ".join(found["word"].split()), Fraction(found["number"]) / whole)


def read_scale(lines: Iterable[str]) -> tuple[QuantifierStep, ...]:
    """Return the scale that lines state, checked; lines without a letter are passed over."""
    return checked_scale([read_step(line) for line in lines if line.strip()])


def checked_scale(steps: Sequence[QuantifierStep]) -> tuple[QuantifierStep, ...]:
    """Return a scale with the highest step first.

    Raises RefusedError for one with a gap, with two steps at the same share or of the same word, or
    with a word that cannot be told from others in a text.
    """
    ordered = tuple(sorted(steps, key=lambda step: step.at_least, reverse=True))
    if not 1 <= len(ordered) <= MOST_STEPS:
        raise RefusedError(f"A scale has from 1 to {MOST_STEPS} steps.", do=_EXAMPLE)
    for step in ordered:
        _check_word(step.word)
        if not 0 <= step.at_least <= 1:
            raise RefusedError(
                f"“{step.word}” begins beyond the whole.", do="Give a share from 0% to 100%."
            )
    for above, below in pairwise(ordered):
        if above.at_least == below.at_least:
            raise RefusedError(
                f"“{above.word}” and “{below.word}” begin at the same share.",
                do="Let each begin at a share of its own.",
            )
    if len({step.word.casefold() for step in ordered}) < len(ordered):
        raise RefusedError("A word is there twice.", do="Give every step a word of its own.")
    if ordered[-1].at_least:
        raise RefusedError(
            f"Shares below “{ordered[-1].word}” have no word.",
            do="Let the lowest step begin at 0%.",
        )
    return ordered


def written_step(step: QuantifierStep) -> str:
    """Return a step as `read_step` reads it."""
    percent = step.at_least * 100
    is_short = (percent * 10_000).denominator == 1
    if not is_short:
        return f"{step.word}: {step.at_least}"
    digits = f"{float(percent):.4f}".rstrip("0").rstrip(".")
    return f"{step.word}: {digits}%"


def stored_step(step: QuantifierStep) -> dict[str, str]:
    """Return a step as texts, for the file."""
    return {"word": step.word, "at_least": str(step.at_least)}


def stored_scale(steps: Iterable[Mapping[str, str]]) -> tuple[QuantifierStep, ...]:
    """Return the scale that a file holds; ValueError, KeyError or ZeroDivisionError if it is none.

    A scale that breaks the rules is none either: RefusedError.
    """
    return checked_scale(
        [QuantifierStep(each["word"], Fraction(each["at_least"])) for each in steps]
    )


def _check_word(word: str) -> None:
    if not _WORD.fullmatch(word) or len(word) > LONGEST_WORD:
        raise RefusedError(
            f"“{word[:LONGEST_WORD]}” cannot be a word of a scale.",
            do=f"Use letters and spaces, {LONGEST_WORD} characters at most.",
        )
    if word.casefold() == NONE:
        raise RefusedError(
            f"“{NONE}” always stands for 0.", do="Leave it out; the lowest step begins above it."
        )
