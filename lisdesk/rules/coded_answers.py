"""The answers and the letter of a submission as one text, and back.

A letter alone is the text as it is. Otherwise each answer stands below its question, and words
beside the text say where: "Q1 32-230; Q2 266-300; letter 310-400".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

_BETWEEN = "\n\n"
_LETTER = "Letter"
_PLACE = re.compile(r"(?:Q([0-9]{1,6})|letter) ([0-9]{1,9})-([0-9]{1,9})")
_QUESTION = re.compile(r"Q[0-9]+\. (.+)")


class Part(NamedTuple):
    """A piece of a text: the answer to a question, or a letter, which has no number."""

    start: int
    end: int
    number: int | None = None
    question: str = ""


class Answer(NamedTuple):
    """One text of a submission; a letter has no number and no question."""

    number: int | None
    question: str
    body: str


def joined_answers(answers: Sequence[Answer]) -> tuple[str, tuple[Part, ...]]:
    """Return the texts of a submission as one, and where each stands in it."""
    if not answers:
        return "", ()
    if len(answers) == 1 and answers[0].number is None:
        return answers[0].body, (Part(0, len(answers[0].body)),)
    pieces, parts, at = [], [], 0
    for number, question, body in answers:
        heading = f"{_LETTER}\n" if number is None else f"Q{number}. {question}\n"
        lead = heading if at == 0 else f"{_BETWEEN}{heading}"
        start = at + len(lead)
        at = start + len(body)
        pieces += [lead, body]
        parts.append(Part(start, at, number, question))
    return "".join(pieces), tuple(parts)


def places_of(parts: Sequence[Part]) -> str:
    """Return where each answer stands, in words; empty for a letter alone."""
    if len(parts) == 1 and parts[0].number is None and parts[0].start == 0:
        return ""
    return "; ".join(
        f"{'letter' if part.number is None else f'Q{part.number}'} {part.start}-{part.end}"
        for part in parts
    )


def parts_of(text: str, places: str) -> tuple[Part, ...] | None:
    """Return the parts that the words about a text tell of; None if they do not fit the text."""
    if not places:
        return (Part(0, len(text)),)
    parts: list[Part] = []
    at = 0
    for words in places.split("; "):
        found = _PLACE.fullmatch(words.strip())
        if found is None:
            return None
        start, end = int(found[2]), int(found[3])
        if not at <= start <= end <= len(text):
            return None
        heading = text[at:start].strip("\n")
        question = _QUESTION.fullmatch(heading)
        if (found[1] is None) != (heading == _LETTER) or (found[1] and not question):
            return None
        number = int(found[1]) if found[1] else None
        parts.append(Part(start, end, number, question[1] if question else ""))
        at = end
    is_told_twice = len({part.number for part in parts}) < len(parts)
    return None if is_told_twice else tuple(parts)


def within(parts: Sequence[Part], start: int, end: int) -> list[tuple[int, int, int]]:
    """Return what of a span lies in the parts: the place of the part, and start and end in it."""
    return [
        (place, max(start, part.start) - part.start, min(end, part.end) - part.start)
        for place, part in enumerate(parts)
        if max(start, part.start) < min(end, part.end)
    ]
