"""Invented submissions in any number, the same for the same seed, and sheets made of them.

Lengths are lognormal with a mean of about 300 words over five answers, one answer in eight is
blank, and words follow a Zipf law. Three probes have a known frequency: `housing` is common,
`pipistrelle` stands in three submissions of a thousand, `zugzwang` in three in all.
"""

from __future__ import annotations

import csv
import math
import random
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import accumulate
from pathlib import Path

QUESTIONS = (
    "What holds your organisation back?",
    "Which skills are hardest to find here?",
    "What should be built or mended first?",
    "Which support would make a difference?",
    "Is there anything else to consider?",
)
HEADINGS = ("Response ID", "Name", "Organisation", "Type", "Area", "Received", *QUESTIONS)
PRIORITIES = ("P1", "P2", "P3", "P4", "P5", "G1", "G2", "G3")
TYPES = ("individual", "business-small", "business-large", "voluntary", "local-government")
AREAS = ("Northmere", "Eastholt", "Southwick Vale", "Westcombe", "Midfield", "Harrow Down")

_MEAN_WORDS = 300
_SIGMA = 0.75
_BLANK_SHARE = 0.12
_WORDS = """
the of and to we in a for our that is are not with on more have this by from it as business
local skills housing roads bus training young people county town village growth support
cost energy broadband college employers need find staff apprentices investment land sites
planning grants advice market export research innovation firms freight station service
"""
_STARTS = "bar cor del fen gil hol kes lam mor nor pel quin ros sel tam ul ver wil yar zen"
_ENDS = "ance ber con dale er ford gate ham ing ley mere ness ory port quay ridge ster ton ure"


@dataclass(frozen=True, slots=True)
class InventedTag:
    """A tag on an answer's first sentence, or on the whole submission."""

    priority: str
    question: int | None
    quote: str | None


@dataclass(frozen=True, slots=True)
class InventedSubmission:
    """One submission."""

    number: int
    name: str
    organisation: str
    type_key: str
    area: str
    received: str
    answers: tuple[str, ...]
    tags: tuple[InventedTag, ...]


def invented(count: int, seed: int = 7) -> Iterator[InventedSubmission]:
    """Yield submissions, three tags each."""
    chance = random.Random(seed)
    starts, ends = _STARTS.split(), _ENDS.split()
    words = [*_WORDS.split(), *sorted({start + end for start in starts for end in ends})]
    totals = list(accumulate(1.0 / (rank + 3) for rank in range(len(words))))

    def sentence() -> str:
        chosen = [
            words[bisect(totals, chance.random() * totals[-1])]
            for _ in range(chance.randint(8, 24))
        ]
        return " ".join(chosen).capitalize() + "."

    opened = datetime(2019, 1, 1, 8)
    shift = math.log(_MEAN_WORDS) - _SIGMA**2 / 2
    for number in range(1, count + 1):
        length = max(10, int(chance.lognormvariate(shift, _SIGMA)))
        sentences = _answers(chance, length, sentence)
        answers = [" ".join(part) for part in sentences]
        answers[number % 5] = _probed(answers[number % 5], number)
        filled = [place for place, part in enumerate(sentences) if part]
        tags = [InventedTag(chance.choice(PRIORITIES), None, None)]
        for code in chance.sample(PRIORITIES, 2):
            place = chance.choice(filled)
            tags.append(InventedTag(code, place + 1, sentences[place][0]))
        moment = opened + timedelta(minutes=chance.randrange(30 * 24 * 60))
        is_body = chance.random() < 0.4
        yield InventedSubmission(
            number=number,
            name=f"{chance.choice(starts)}{chance.choice(ends)} {chance.choice(starts)}".title(),
            organisation=f"{words[-chance.randrange(1, 300)].title()} Works" if is_body else "",
            type_key=chance.choice(TYPES),
            area=chance.choice(AREAS),
            received=moment.isoformat(timespec="minutes"),
            answers=tuple(answers),
            tags=tuple(tags),
        )


def sheet_row(submission: InventedSubmission) -> list[str]:
    """Return a submission as a row of a portal's export."""
    return [
        f"R{submission.number:07d}",
        submission.name,
        submission.organisation,
        submission.type_key,
        submission.area,
        submission.received,
        *submission.answers,
    ]


def write_sheet(count: int, path: Path) -> Path:
    """Write a portal's export of so many submissions as .xlsx; an existing file is kept."""
    import xlsxwriter

    if not path.exists():
        partial = path.with_suffix(".part")
        with xlsxwriter.Workbook(str(partial), {"constant_memory": True}) as workbook:
            sheet = workbook.add_worksheet("Responses")
            sheet.write_row(0, 0, HEADINGS)
            for number, submission in enumerate(invented(count), start=1):
                sheet.write_row(number, 0, sheet_row(submission))
        partial.rename(path)
    return path


def write_tag_list(count: int, path: Path, prefix: str) -> Path:
    """Write the tags of so many submissions as a list to be imported."""
    if not path.exists():
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["submission", "priority", "quote", "question"])
            for submission in invented(count):
                reference = f"{prefix}-{submission.number:04d}"
                for tag in submission.tags:
                    writer.writerow([reference, tag.priority, tag.quote or "", tag.question or ""])
    return path


def _answers(chance: random.Random, length: int, sentence) -> list[list[str]]:
    shares = [0.0 if chance.random() < _BLANK_SHARE else chance.random() + 0.15 for _ in range(5)]
    if not any(shares):
        shares[0] = 1.0
    answers: list[list[str]] = []
    for share in shares:
        wanted, part = length * share / sum(shares), []
        while sum(text.count(" ") + 1 for text in part) < wanted:
            part.append(sentence())
        answers.append(part)
    return answers


def _probed(answer: str, number: int) -> str:
    if number % 331 == 7:
        answer += " A pipistrelle roosts in the mill."
    if number in (11, 503, 877):
        answer += " It feels like zugzwang."
    return answer.strip()
