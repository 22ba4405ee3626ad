"""Who was heard, against who is to be heard: targets by stakeholder type, area and question.

A target counts the counted submissions of its type, with the types below it, from its area, that
answered its question with more than a non-answer; what it leaves open is all of them. A submission
counts for every target that it meets.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

EVERYBODY = "Everybody"


@dataclass(frozen=True, slots=True)
class Target:
    """How many submissions are wanted; None stands for all."""

    type_id: int | None
    area_id: int | None
    question_id: int | None
    wanted: int


@dataclass(frozen=True, slots=True)
class HeardFrom:
    """Counted submissions that share a type and an area, and that answered a question.

    Without a question they are all those of the type and area; None in the others is not known.
    """

    type_id: int | None
    area_id: int | None
    question_id: int | None
    submissions: int


class Reached(Enum):
    """How far a target is met."""

    NOT_HEARD = "not heard from"
    BELOW = "below target"
    MET = "met"


@dataclass(frozen=True, slots=True)
class CoverageLine:
    """A target in words, with what was heard. Type, area and question are empty for all."""

    target_id: int
    type_id: int | None
    area_id: int | None
    question_id: int | None
    type: str
    area: str
    question: str
    """Such as "Q3"."""
    wanted: int
    heard: int

    @property
    def gap(self) -> int:
        """How many are missing; 0 once the target is met."""
        return max(0, self.wanted - self.heard)

    @property
    def reached(self) -> Reached:
        """How far it is met."""
        if not self.heard:
            return Reached.NOT_HEARD
        return Reached.BELOW if self.gap else Reached.MET

    def is_of_type(self, type_id: int) -> bool:
        """Whether it is about a type alone, wherever it is and whatever it answers."""
        return self.type_id == type_id and self.area_id is None and self.question_id is None

    @property
    def who(self) -> str:
        """Whom it is about, such as "NHS in Leicester on Q3"."""
        return target_words(self.type, self.area, self.question)


def target_words(type_label: str, area: str, question: str) -> str:
    """Return whom a target is about; empty texts are all."""
    words = type_label or EVERYBODY
    words += f" in {area}" if area else ""
    return f"{words} on {question}" if question else words


def heard_by_target(
    targets: Sequence[Target], heard: Iterable[HeardFrom], parents: Mapping[int, int | None]
) -> list[int]:
    """Return how many counted submissions each target has; `parents` are those of types."""
    totals = Counter[tuple[int | None, int | None, int | None]]()
    for each in heard:
        for type_id in {None, *_lineage(each.type_id, parents)}:
            for area_id in {None, each.area_id}:
                totals[type_id, area_id, each.question_id] += each.submissions
    return [totals[each.type_id, each.area_id, each.question_id] for each in targets]


def not_heard_words(lines: Iterable[CoverageLine]) -> str:
    """Return who was not heard at all: "not heard from: FE colleges, NHS"; empty if all were."""
    names = [line.who for line in lines if line.reached is Reached.NOT_HEARD]
    return f"not heard from: {', '.join(names)}" if names else ""


def below_words(lines: Iterable[CoverageLine]) -> str:
    """Return who was heard too little: "below target: 3 of 5 Business"; empty if nobody."""
    found = [line for line in lines if line.reached is Reached.BELOW]
    told = ", ".join(f"{line.heard:,} of {line.wanted:,} {line.who}" for line in found)
    return f"below target: {told}" if told else ""


def coverage_words(lines: Sequence[CoverageLine]) -> str:
    """Return where the targets stand, in a sentence."""
    if not lines:
        return "No targets are set."
    met = sum(line.reached is Reached.MET for line in lines)
    targets = "target" if len(lines) == 1 else "targets"
    parts = [f"{met:,} of {len(lines):,} {targets} met", below_words(lines), not_heard_words(lines)]
    return f"{'; '.join(part for part in parts if part)}."


def _lineage(type_id: int | None, parents: Mapping[int, int | None]) -> tuple[int | None, ...]:
    """Return a type and the one above it: types have two levels."""
    return (type_id,) if type_id is None else (type_id, parents.get(type_id))
