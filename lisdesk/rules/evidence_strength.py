"""How strong the evidence on a priority is, held against how many submissions speak to it.

The one does not follow from the other, so both are told: “strong but rare” is what few said with
figures or studies, “loud but thin” what many said from what they heard or lived through.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from lisdesk.rules.counting import PriorityNode, SubmissionFact, TagFact, priority_counts
from lisdesk.rules.vocabulary import Strength

STRONG_BUT_RARE = "strong but rare"
LOUD_BUT_THIN = "loud but thin"
STRONG_FROM = Strength.CASE_DATA
"""The weakest grade that is strong."""
RULE = (
    "The typical evidence on a priority is the strongest grade that at least half of the graded "
    "submissions on it reach, each with its strongest tag there. Where at least half of the "
    "submissions are graded, a priority is “strong but rare” if its typical evidence is case data "
    "or stronger and it has at most half as many submissions as the middle one of its level, and "
    "“loud but thin” if its typical evidence is experience or anecdote and it has at least twice "
    "as many."
)
"""What the two words mean, to be printed wherever they are used."""

_GRADES = tuple(Strength)


@dataclass(frozen=True, slots=True)
class StrengthCount:
    """The evidence on a priority, those below it included."""

    submissions: int
    """Counted submissions on it."""
    by_grade: tuple[int, ...]
    """Those with a graded tag on it, by their strongest grade, weakest first."""

    @property
    def graded(self) -> int:
        """The submissions that have a grade."""
        return sum(self.by_grade)

    @property
    def typical(self) -> Strength | None:
        """The strongest grade that at least half of the graded ones reach; None without any."""
        reached = 0
        for grade, own in zip(reversed(_GRADES), reversed(self.by_grade), strict=True):
            reached += own
            if own and 2 * reached >= self.graded:
                return grade
        return None


def strength_counts(
    submissions: Sequence[SubmissionFact],
    tags: Iterable[TagFact],
    priorities: Sequence[PriorityNode],
) -> dict[int, StrengthCount]:
    """Return the evidence on every priority, by its id, over the counted submissions.

    Raises ValueError if a priority is its own ancestor.
    """
    tags = list(tags)
    every = priority_counts(submissions, tags, priorities)
    reaching = []
    for place in range(len(_GRADES)):
        grades = set(_GRADES[place:])
        counts = priority_counts(
            submissions, (each for each in tags if each.strength in grades), priorities
        )
        reaching.append({key: count.submissions for key, count in counts.items()})
    reaching.append(dict.fromkeys(every, 0))
    return {
        key: StrengthCount(
            count.submissions,
            tuple(reaching[at][key] - reaching[at + 1][key] for at in range(len(_GRADES))),
        )
        for key, count in every.items()
    }


def strength_words(
    counts: Mapping[int, StrengthCount], levels: Mapping[int, int]
) -> dict[int, str]:
    """Return what each priority is called by `RULE`, nothing for most.

    `levels` says how deep in the coding frame each stands; those of a level are held against each
    other, as far as anybody speaks to them.
    """
    by_level: defaultdict[int, list[int]] = defaultdict(list)
    for key, count in counts.items():
        if count.submissions:
            by_level[levels[key]].append(count.submissions)
    middles = {level: _middle(numbers) for level, numbers in by_level.items()}
    return {key: _word(count, middles.get(levels[key], 0)) for key, count in counts.items()}


def _word(count: StrengthCount, middle: float) -> str:
    typical = count.typical
    if typical is None or 2 * count.graded < count.submissions:
        return ""
    is_strong = _GRADES.index(typical) >= _GRADES.index(STRONG_FROM)
    if is_strong:
        return STRONG_BUT_RARE if 2 * count.submissions <= middle else ""
    return LOUD_BUT_THIN if count.submissions >= 2 * middle else ""


def _middle(numbers: Sequence[int]) -> float:
    """Return the middle number, of an even count the mean of the two in the middle."""
    ordered = sorted(numbers)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2
