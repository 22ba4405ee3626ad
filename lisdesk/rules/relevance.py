"""Which bodies of a joint call a submission is relevant to, and how their numbers add up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from lisdesk.rules.names import name_key
from lisdesk.rules.vocabulary import LeadBodyKind, Token

_COUNTRIES = (
    "national", "nationwide", "england", "england and wales", "great britain", "uk", "uk wide",
    "united kingdom",
)  # fmt: skip
NATIONWIDE = frozenset(map(name_key, _COUNTRIES))
"""The keys of areas that every part of the country lies in."""


class Basis(Token):
    """Why a submission is relevant to the bodies that it is relevant to."""

    BY_HAND = ("by-hand", "Set by hand")
    AREA = ("area", "From its area")
    NATIONWIDE = ("nationwide", "From the whole country")
    ELSEWHERE = ("elsewhere", "From elsewhere")
    NOT_STATED = ("not-stated", "Not stated")


@dataclass(frozen=True, slots=True)
class Body:
    """A body of a call, and whether any area of the file lies in it."""

    body_id: int
    name: str
    kind: LeadBodyKind
    has_areas: bool


@dataclass(frozen=True, slots=True)
class Place:
    """An area, with the bodies in whose areas it lies: none if that is not known, or one or two."""

    name: str
    bodies: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Relevance:
    """The bodies that a submission is relevant to, and why, in words."""

    body_ids: frozenset[int]
    basis: Basis
    reason: str


def parts_of(bodies: Sequence[Body]) -> dict[int, str]:
    """Return the bodies among which a joint call's submissions are divided, in the call's order;
    none if the call is not joint.

    A combined authority stands over the others, whether it leads them or not, unless areas lie in
    it: then it has a part of its own.
    """
    parts = {
        each.body_id: each.name
        for each in bodies
        if each.kind is not LeadBodyKind.COMBINED_AUTHORITY or each.has_areas
    }
    return parts if len(parts) > 1 else {}


def relevance(
    parts: Mapping[int, str], by_hand: Collection[int | None], place: Place | None
) -> Relevance:
    """Return what a submission of a joint call is relevant to.

    What an officer set holds, None in it for all bodies; else the area does.
    """
    own = frozenset(parts) if None in by_hand else frozenset(parts).intersection(by_hand)
    if own:
        return Relevance(own, Basis.BY_HAND, f"set by hand: {bodies_words(parts, own)}")
    if place is None:
        return Relevance(frozenset(), Basis.NOT_STATED, "no area is stated")
    if place.bodies:
        return _from_area(parts, place)
    if name_key(place.name) in NATIONWIDE:
        return Relevance(
            frozenset(parts), Basis.NATIONWIDE, f"from its area: {place.name} means all of them"
        )
    return Relevance(
        frozenset(), Basis.NOT_STATED, f"nobody has said in which LEP {place.name} lies"
    )


def bodies_words(parts: Mapping[int, str], body_ids: Collection[int]) -> str:
    """Return some bodies in words: “all”, “Black Country and Coventry & Warwickshire”."""
    names = [name for body_id, name in parts.items() if body_id in body_ids]
    if not names:
        return "none"
    if len(names) == len(parts):
        return f"all {len(parts)}" if len(parts) > 2 else "both"
    return joined(names)


def joined(names: Sequence[str]) -> str:
    """Return names as a sentence has them: “A, B and C”."""
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def _from_area(parts: Mapping[int, str], place: Place) -> Relevance:
    own = frozenset(parts).intersection(body_id for body_id, _ in place.bodies)
    names = [name for _, name in place.bodies]
    lies = f"lies in two LEPs: {joined(names)}" if len(names) > 1 else f"lies in {names[0]}"
    reason = f"from its area: {place.name} {lies}"
    if own:
        return Relevance(own, Basis.AREA, reason)
    return Relevance(own, Basis.ELSEWHERE, f"{reason}, which is not of this call")


@dataclass(frozen=True, slots=True)
class JointLine:
    """One line of the numbers of a joint call: submissions that are relevant to the same bodies."""

    label: str
    body_ids: frozenset[int]
    submissions: int


@dataclass(frozen=True, slots=True)
class JointNumbers:
    """How the submissions of a joint call divide among its bodies, each counted once in a line."""

    parts: Mapping[int, str]
    lines: tuple[JointLine, ...]

    @property
    def whole(self) -> int:
        """All submissions, each counted once."""
        return sum(line.submissions for line in self.lines)

    @property
    def totals(self) -> dict[int, int]:
        """What is relevant to each body, whatever else it is relevant to."""
        return {
            body_id: sum(line.submissions for line in self.lines if body_id in line.body_ids)
            for body_id in self.parts
        }

    @property
    def counted_again(self) -> int:
        """How much the bodies' numbers together hold too much: a submission relevant to three
        stands in them two times too often.
        """
        return sum(
            (len(line.body_ids) - 1) * line.submissions for line in self.lines if line.body_ids
        )

    @property
    def of_none(self) -> int:
        """What is relevant to none of the bodies, or not known to be."""
        return sum(line.submissions for line in self.lines if not line.body_ids)

    @property
    def sum_words(self) -> str:
        """How the bodies' numbers make the whole, as a sentence."""
        totals = " + ".join(f"{number:,}" for number in self.totals.values())
        return (
            f"{totals} = {sum(self.totals.values()):,} − {self.counted_again:,} counted more than "
            f"once + {self.of_none:,} relevant to none = {self.whole:,}"
        )

    def shared(self, body_id: int) -> int:
        """Return how many submissions of a body are relevant to others as well."""
        return sum(
            line.submissions
            for line in self.lines
            if body_id in line.body_ids and len(line.body_ids) > 1
        )


def joint_numbers(parts: Mapping[int, str], found: Iterable[Relevance]) -> JointNumbers:
    """Return the numbers of a joint call.

    There is a line for each body alone, for each group of several that occurs, for all together,
    for elsewhere and for not stated.
    """
    counts: Counter[frozenset[int]] = Counter()
    without: Counter[Basis] = Counter()
    for each in found:
        if each.body_ids:
            counts[each.body_ids] += 1
        else:
            without[each.basis] += 1
    order = list(parts)
    everybody = frozenset(parts)
    several = sorted(
        (group for group in counts if 1 < len(group) < len(parts)),
        key=lambda group: (len(group), sorted(map(order.index, group))),
    )
    lines = [
        *(
            JointLine(f"{name} only", frozenset((body_id,)), counts[frozenset((body_id,))])
            for body_id, name in parts.items()
        ),
        *(JointLine(bodies_words(parts, group), group, counts[group]) for group in several),
        JointLine(_everybody_words(parts), everybody, counts[everybody]),
        *(
            JointLine(basis.label, frozenset(), without[basis])
            for basis in (Basis.ELSEWHERE, Basis.NOT_STATED)
        ),
    ]
    return JointNumbers(parts, tuple(lines))


def _everybody_words(parts: Mapping[int, str]) -> str:
    return f"All {len(parts)}" if len(parts) > 2 else joined(list(parts.values()))
