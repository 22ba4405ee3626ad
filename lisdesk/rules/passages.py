"""What is compared of two officers' tags: the decisions that coded text was open to.

The unit of analysis is a text (an answer, a letter) that at least one coder has tagged; text that
nobody tagged is no evidence of agreement and is left out. A tag on a whole submission is on a unit
of its own. Of each such unit and each priority that was used:

- tags whose excerpts overlap by at least one character, directly or by a chain of such tags, are
  one place, and a coder said yes to that place with any tag in it, else no;
- several places of a priority in one text are as many decisions;
- a priority that nobody tagged there is one decision, on which all said no.

A coder who has not done a submission said nothing of it: missing, which is not no.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import NamedTuple

from lisdesk.rules.agreement import (
    Agreed,
    Pair,
    agreed,
    cohens_kappa,
    krippendorffs_alpha,
    pairs_of,
)


class CodedUnit(NamedTuple):
    """A text of a submission, or the submission as a whole if `text_id` is None."""

    submission_id: int
    text_id: int | None


class CoderTag(NamedTuple):
    """That a coder tagged a place, in code points, end exclusive; 0 to 0 for a whole."""

    coder: str
    priority: str
    unit: CodedUnit
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Decision:
    """One place of a priority with what each coder said of it, in the order of the coders."""

    unit: CodedUnit
    priority: str
    start: int
    end: int
    said: tuple[bool | None, ...]
    """Yes, no, or None of a coder who has not done the submission."""

    @property
    def is_disagreement(self) -> bool:
        """Whether one said yes and another no."""
        return True in self.said and False in self.said


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far coders agree on some decisions."""

    decisions: int
    """Those that at least two coders have made."""
    agreed: Agreed
    """Decisions on which all who made them said the same."""
    both: Agreed
    """Places that all who decided tagged, of those that any of them tagged."""
    kappa: float | None
    """Cohen's, of two coders only; None where it is not defined."""
    alpha: float | None
    """Krippendorff's, nominal; None where it is not defined."""


def decisions_of(
    tags: Iterable[CoderTag],
    coders: Sequence[str],
    done: Mapping[str, Set[int]],
) -> list[Decision]:
    """Return the decisions on coded text, in the order of units, priorities and places.

    `done` has the submissions that each coder has done; tags of others, and on submissions that
    their coder has not done, do not count.
    """
    places: defaultdict[CodedUnit, defaultdict[str, list[CoderTag]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for tag in tags:
        if tag.coder in coders and tag.unit.submission_id in done[tag.coder]:
            places[tag.unit][tag.priority].append(tag)
    used = sorted({priority for own in places.values() for priority in own})
    decisions = []
    for unit in sorted(places, key=_order):
        able = [unit.submission_id in done[coder] for coder in coders]
        for priority in used:
            for place in _places(places[unit].get(priority, [])):
                tagged = {tag.coder for tag in place}
                said = tuple(
                    (coder in tagged) if is_able else None
                    for coder, is_able in zip(coders, able, strict=True)
                )
                start = min((tag.start for tag in place), default=0)
                end = max((tag.end for tag in place), default=0)
                decisions.append(Decision(unit, priority, start, end, said))
    return decisions


def agreement_on(decisions: Sequence[Decision]) -> Agreement:
    """Return how far coders agree on decisions; those of one coder alone are left out."""
    shared = [each.said for each in decisions if len(_given(each)) > 1]
    same = sum(len(set(said) - {None}) == 1 for said in shared)
    tagged = [said for said in shared if True in said]
    both = sum(False not in said for said in tagged)
    pairs = _two_coders(shared)
    kappa = None if pairs is None else cohens_kappa(pairs)
    alpha = krippendorffs_alpha(shared)
    return Agreement(
        decisions=len(shared),
        agreed=Agreed(same, len(shared)),
        both=Agreed(both, len(tagged)),
        kappa=None if kappa is None else float(kappa),
        alpha=None if alpha is None else float(alpha),
    )


def pairwise(decisions: Sequence[Decision]) -> dict[tuple[int, int], tuple[Agreed, float | None]]:
    """Return agreement and Cohen's kappa of each two coders, by their places."""
    found = {}
    for places, pairs in pairs_of([each.said for each in decisions]).items():
        kappa = cohens_kappa(pairs)
        found[places] = (agreed(pairs), None if kappa is None else float(kappa))
    return found


def _order(unit: CodedUnit) -> tuple[int, int]:
    return unit.submission_id, unit.text_id or 0


def _given(decision: Decision) -> list[bool]:
    return [each for each in decision.said if each is not None]


def _two_coders(shared: Sequence[tuple[bool | None, ...]]) -> list[Pair] | None:
    if any(len(said) != 2 for said in shared):
        return None
    return [(said[0], said[1]) for said in shared]


def _places(tags: Sequence[CoderTag]) -> list[list[CoderTag]]:
    """Return tags by places that overlap; without tags one place without any."""
    places: list[list[CoderTag]] = []
    reach = 0
    for tag in sorted(tags, key=lambda each: (each.start, each.end)):
        is_whole = tag.unit.text_id is None
        if places and (is_whole or tag.start < reach):
            places[-1].append(tag)
        else:
            places.append([tag])
        reach = max(reach, tag.end)
    return places or [[]]
