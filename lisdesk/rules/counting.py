"""How submissions, stakeholders and stances are counted, so that every number has one answer.

Tables count submissions whose disposition is counted. A submission counts once per priority,
however many tags it has there; a priority's own submissions are apart from those with its children,
which are distinct ones too. Stakeholders are distinct respondents, as far as they are known.

Facts of the whole call or of a part of it may be given: tags of submissions or priorities that are
not given are left out, and a priority whose parent is not given is at the top.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from lisdesk.rules.vocabulary import Channel, Content, Disposition, Stance, Strength, Timing

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class SubmissionFact:
    """What counting needs to know of a submission; None is what is not known of it."""

    submission_id: int
    disposition: Disposition
    content: Content
    timing: Timing
    type_id: int | None
    area_id: int | None
    respondent_id: int | None
    channel: Channel
    received_on: date


@dataclass(frozen=True, slots=True)
class TagFact:
    """What counting needs to know of a tag.

    `excerpt_id` is None for a tag on a whole answer or submission, `question_id` for one on a
    letter or a whole submission.
    """

    tag_id: int
    submission_id: int
    priority_id: int
    excerpt_id: int | None
    question_id: int | None
    stance: Stance | None
    strength: Strength | None


@dataclass(frozen=True, slots=True)
class AnswerFact:
    """What counting needs to know of an answer."""

    submission_id: int
    question_id: int
    is_non_answer: bool


@dataclass(frozen=True, slots=True)
class PriorityNode:
    """A priority's place in the coding frame."""

    priority_id: int
    parent_id: int | None


@dataclass(frozen=True, slots=True)
class PriorityCount:
    """The numbers of one priority; all but `own_submissions` include its children.

    `support`, `oppose`, `mixed`, `neutral` and `unstated` are submissions and add up to
    `submissions`.
    """

    own_submissions: int
    submissions: int
    stakeholders: int
    excerpts: int
    support: int
    oppose: int
    mixed: int
    neutral: int
    unstated: int
    strongest: Strength | None
    """The strongest evidence among its tags; None if none is graded."""


@dataclass(slots=True)
class _Tally:
    """What was seen under a priority: each submission's stances, as bits; excerpts; strength."""

    stances: defaultdict[int, int] = field(default_factory=lambda: defaultdict(int))
    excerpts: set[int] = field(default_factory=set)
    strongest: int = -1

    def add(self, other: _Tally) -> None:
        """Take in what was seen under a child."""
        for submission_id, bits in other.stances.items():
            self.stances[submission_id] |= bits
        self.excerpts |= other.excerpts
        self.strongest = max(self.strongest, other.strongest)


_STANCE_BITS: dict[Stance | None, int] = {None: 0} | {
    stance: 1 << place for place, stance in enumerate(Stance)
}
_STANCE_OF_BITS = {bits: stance for stance, bits in _STANCE_BITS.items()}
_STRENGTHS = tuple(Strength)
_STRENGTH_RANKS: dict[Strength | None, int] = {None: -1} | {
    strength: rank for rank, strength in enumerate(_STRENGTHS)
}


def priority_counts(
    submissions: Iterable[SubmissionFact],
    tags: Iterable[TagFact],
    priorities: Sequence[PriorityNode],
) -> dict[int, PriorityCount]:
    """Return the numbers of every priority, by its id, over the counted submissions.

    Raises ValueError if a priority is its own ancestor.
    """
    respondents = {each.submission_id: each.respondent_id for each in _counted(submissions)}
    tallies = {node.priority_id: _Tally() for node in priorities}
    for tag in tags:
        tally = tallies.get(tag.priority_id)
        if tally is None or tag.submission_id not in respondents:
            continue
        tally.stances[tag.submission_id] |= _STANCE_BITS[tag.stance]
        if tag.excerpt_id is not None:
            tally.excerpts.add(tag.excerpt_id)
        tally.strongest = max(tally.strongest, _STRENGTH_RANKS[tag.strength])
    own = {priority_id: len(tally.stances) for priority_id, tally in tallies.items()}
    lineages = _lineages(priorities)
    for priority_id in sorted(lineages, key=lambda each: -len(lineages[each])):
        for parent_id in lineages[priority_id][1:2]:
            tallies[parent_id].add(tallies[priority_id])
    return {
        priority_id: _priority_count(own[priority_id], tally, respondents)
        for priority_id, tally in tallies.items()
    }


def priority_by_type(
    submissions: Iterable[SubmissionFact],
    tags: Iterable[TagFact],
    priorities: Sequence[PriorityNode],
) -> dict[tuple[int, int | None], int]:
    """Return distinct counted submissions by priority, with its children, and stakeholder type.

    The key's second part is None for submissions without a type; combinations of 0 are left out.
    Raises ValueError if a priority is its own ancestor.
    """
    types = {each.submission_id: each.type_id for each in _counted(submissions)}
    pairs = {(tag.priority_id, tag.submission_id) for tag in tags if tag.submission_id in types}
    cells = ((priority_id, types[each], each) for priority_id, each in pairs)
    return _cross_counts(cells, priorities)


def priority_by_question(
    submissions: Iterable[SubmissionFact],
    tags: Iterable[TagFact],
    priorities: Sequence[PriorityNode],
) -> dict[tuple[int, int | None], int]:
    """Return distinct counted submissions by priority, with its children, and the question tagged.

    The key's second part is None for tags on a letter or a whole submission; combinations of 0 are
    left out. A submission counts under each question it was tagged at. Raises ValueError if a
    priority is its own ancestor.
    """
    counted = {each.submission_id for each in _counted(submissions)}
    cells = {
        (tag.priority_id, tag.question_id, tag.submission_id)
        for tag in tags
        if tag.submission_id in counted
    }
    return _cross_counts(cells, priorities)


def base_of_priorities(submissions: Iterable[SubmissionFact]) -> int:
    """Return the base of a priority's share: counted submissions with more than non-answers."""
    return sum(each.content is Content.SOME for each in _counted(submissions))


def question_bases(
    submissions: Iterable[SubmissionFact], answers: Iterable[AnswerFact]
) -> dict[int, int]:
    """Return each question's base: counted submissions that answered it, non-answers apart.

    Questions of base 0 are left out.
    """
    counted = {each.submission_id for each in _counted(submissions)}
    answered: defaultdict[int, set[int]] = defaultdict(set)
    for answer in answers:
        if not answer.is_non_answer and answer.submission_id in counted:
            answered[answer.question_id].add(answer.submission_id)
    return {question_id: len(found) for question_id, found in answered.items()}


def breakdown(
    submissions: Iterable[SubmissionFact], key: Callable[[SubmissionFact], K]
) -> dict[K, tuple[int, int]]:
    """Return, by what `key` says of them, counted submissions and distinct known stakeholders.

    A stakeholder with submissions under two keys is counted under both.
    """
    numbers: defaultdict[K, int] = defaultdict(int)
    respondents: defaultdict[K, set[int]] = defaultdict(set)
    for each in _counted(submissions):
        found = key(each)
        numbers[found] += 1
        if each.respondent_id is not None:
            respondents[found].add(each.respondent_id)
    return {found: (number, len(respondents[found])) for found, number in numbers.items()}


def _counted(submissions: Iterable[SubmissionFact]) -> Iterator[SubmissionFact]:
    """Yield the submissions that are in the numbers."""
    return (each for each in submissions if each.disposition.is_counted)


def _stance_of_bits(bits: int) -> Stance | None:
    """Return the stance of a set of stances; more than one is mixed."""
    return _STANCE_OF_BITS.get(bits, Stance.MIXED)


def _priority_count(
    own_submissions: int, tally: _Tally, respondents: Mapping[int, int | None]
) -> PriorityCount:
    """Return the numbers of what was seen under a priority."""
    by_stance: defaultdict[Stance | None, int] = defaultdict(int)
    for bits in tally.stances.values():
        by_stance[_stance_of_bits(bits)] += 1
    known = {respondents[submission_id] for submission_id in tally.stances} - {None}
    return PriorityCount(
        own_submissions=own_submissions,
        submissions=len(tally.stances),
        stakeholders=len(known),
        excerpts=len(tally.excerpts),
        support=by_stance[Stance.SUPPORT],
        oppose=by_stance[Stance.OPPOSE],
        mixed=by_stance[Stance.MIXED],
        neutral=by_stance[Stance.NEUTRAL],
        unstated=by_stance[None],
        strongest=_STRENGTHS[tally.strongest] if tally.strongest >= 0 else None,
    )


def _cross_counts(
    cells: Iterable[tuple[int, K, int]], priorities: Sequence[PriorityNode]
) -> dict[tuple[int, K], int]:
    """Return distinct submissions by priority, with its children, and column."""
    lineages = _lineages(priorities)
    found: defaultdict[tuple[int, K], set[int]] = defaultdict(set)
    for priority_id, column, submission_id in cells:
        for ancestor_id in lineages.get(priority_id, ()):
            found[ancestor_id, column].add(submission_id)
    return {cell: len(submission_ids) for cell, submission_ids in found.items()}


def _lineages(priorities: Sequence[PriorityNode]) -> dict[int, tuple[int, ...]]:
    """Return each priority with its ancestors, itself first; ValueError if they go round."""
    parents = {node.priority_id: node.parent_id for node in priorities}
    lineages: dict[int, tuple[int, ...]] = {}
    for priority_id in parents:
        lineage = [priority_id]
        while (parent_id := parents[lineage[-1]]) in parents and parent_id is not None:
            if parent_id in lineage:
                raise ValueError("a priority is its own ancestor")
            lineage.append(parent_id)
        lineages[priority_id] = tuple(lineage)
    return lineages
