"""Answers of a survey of patients that its analysts gave labels to, to measure suggestions by."""

from __future__ import annotations

import csv
import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from lisdesk.exchange.learning.examples import Example
from lisdesk.exchange.learning.model import LinearModel, read_model
from lisdesk.exchange.learning.training import trained
from lisdesk.rules.non_answers import is_non_answer
from lisdesk.rules.spans import Span
from lisdesk.rules.suggesting import Suggestible, suggestions
from lisdesk.rules.word_parts import placed_words

FILE = Path("surveys", "nhs-multi-label.csv")
SIZES = (200, 1_000, 4_000)
SEEDS = range(5)
BARS = {200: 0.60, 1_000: 0.72, 4_000: 0.80}
"""What share of an answer's labels has to be among the three suggestions, in the mean."""
_TESTED_SHARE = 0.25


class Labelled(NamedTuple):
    """An answer, who gave it, and the places of its labels in the list of them."""

    respondent: str
    text: str
    labels: frozenset[int]


class Recall(NamedTuple):
    """The share of the labels that is among three, in the mean of the answers: of those suggested,
    and of those that are used most.
    """

    suggested: float
    most_used: float


def read_answers(corpus: Path) -> tuple[list[str], list[Labelled]]:
    """Return the names of the labels, and every answer that says something and has one."""
    with (corpus / FILE).open(encoding="utf-8-sig", newline="") as lines:
        heading, *rows = csv.reader(lines)
    first = heading.index("Comment sentiment") + 1
    answer, respondent = heading.index("FFT answer"), heading.index("Respondent ID")
    found = [
        Labelled(row[respondent], row[answer], _places(row[first:]))
        for row in rows
        if row[answer].strip() and not is_non_answer(row[answer])
    ]
    return heading[first:], [each for each in found if each.labels]


def parted(
    answers: Sequence[Labelled], seed: int, size: int
) -> tuple[list[Labelled], list[Labelled]]:
    """Return answers to learn from and answers to try it on, no respondent in both."""
    respondents = sorted({each.respondent for each in answers})
    random.Random(seed).shuffle(respondents)
    order = {each: place for place, each in enumerate(respondents)}
    end = len(respondents) * (1 - _TESTED_SHARE)
    known = [each for each in answers if order[each.respondent] < end]
    known.sort(key=lambda each: order[each.respondent])
    return known[:size], [each for each in answers if order[each.respondent] >= end]


def recall(names: Sequence[str], answers: Sequence[Labelled], seed: int, size: int) -> Recall:
    """Learn from some answers as the program does, and try its suggestions on others."""
    known, tried = parted(answers, seed, size)
    uses = Counter(label for each in known for label in each.labels)
    frame = [
        Suggestible(place, f"P{place}", name, (), uses[place]) for place, name in enumerate(names)
    ]
    examples = [Example(words_of(each.text), each.labels) for each in known]
    model = read_model(trained(examples), "a version")
    most_used = {label for label, _ in uses.most_common(3)}
    return Recall(
        _mean(
            len(_suggested(model, frame, each) & each.labels) / len(each.labels) for each in tried
        ),
        _mean(len(most_used & each.labels) / len(each.labels) for each in tried),
    )


def words_of(text: str) -> tuple[str, ...]:
    """Return the folded words of a text."""
    return tuple(each.word for each in placed_words(text))


def _suggested(model: LinearModel, frame: Sequence[Suggestible], answer: Labelled) -> set[int]:
    weighed = model.weigh(words_of(answer.text))
    found = suggestions(answer.text, Span(0, len(answer.text)), frame, weighed)
    return {each.priority_id for each in found}


def _places(ticks: Sequence[str]) -> frozenset[int]:
    return frozenset(place for place, tick in enumerate(ticks) if tick.strip() == "1")


def _mean(values) -> float:
    found = list(values)
    return sum(found) / len(found)
