"""What of a joint call is handed over to one of its bodies, and what stays behind, by number."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from lisdesk.rules.relevance import Basis, Relevance
from lisdesk.rules.vocabulary import Token


class StaysBehind(Token):
    """Why a submission is not handed over."""

    OTHERS = ("others", "Relevant to other bodies only")
    ELSEWHERE = ("elsewhere", "From elsewhere")
    NOT_STATED = ("not-stated", "Not stated whom it is relevant to")
    WITHDRAWN = ("withdrawn", "Withdrawn")
    CONFIDENTIAL = ("confidential", "Confidential")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A submission that may be handed over; `stands_for` is the one that it was merged into, and
    `duplicate_of` the one that counts in its stead.
    """

    submission_id: int
    stands_for: int
    relevance: Relevance
    is_withdrawn: bool
    is_confidential: bool
    duplicate_of: int | None = None
    is_counted: bool = True


@dataclass(frozen=True, slots=True)
class Part:
    """What is handed over to a body, and how it is put there."""

    submission_ids: tuple[int, ...]
    duplicates: tuple[tuple[int, ...], ...]
    """Those that were out of the count as duplicates of one that counts and stays behind: the first
    of each group counts in the part in its stead, and the others duplicate that.
    """
    widened: Mapping[int, frozenset[int]]
    """The bodies that are to be set for each that is relevant to the body only by what was merged
    into it.
    """
    ledger: PartLedger


@dataclass(frozen=True, slots=True)
class PartLedger:
    """What is handed over of how many, and how many stay behind for each reason."""

    received: int
    submissions: int
    confidential: int
    left_out: Mapping[StaysBehind, int]
    in_stead: int = 0
    """How many count in it that were duplicates of one that stays behind."""

    @property
    def stays_behind(self) -> int:
        """All that stay behind."""
        return sum(self.left_out.values())

    @property
    def words(self) -> str:
        """The ledger as a sentence."""
        behind = "; ".join(
            f"{number:,} {reason.label[0].lower()}{reason.label[1:]}"
            for reason, number in self.left_out.items()
            if number
        )
        count = "counts" if self.in_stead == 1 else "count"
        in_stead = (
            f" {self.in_stead:,} {count} in it in the stead of one that stays behind, of which it "
            "was a duplicate."
        )
        return (
            f"{self.submissions:,} of {self.received:,} submissions are in it; "
            f"{self.stays_behind:,} stay behind{f': {behind}' if behind else ''}."
            f"{in_stead if self.in_stead else ''}"
        )

    def written(self) -> dict[str, object]:
        """Return the ledger as plain values."""
        return {
            "received": self.received,
            "submissions": self.submissions,
            "confidential": self.confidential,
            "in_stead": self.in_stead,
            "left_out": {reason.key: number for reason, number in self.left_out.items()},
        }


def part_for(body_id: int, candidates: Sequence[Candidate], *, with_confidential: bool) -> Part:
    """Return what is handed over to a body.

    What was merged goes, or stays, with what it was merged into: it is relevant to every body that
    any of them is relevant to, under the strictest word on any of them.
    """
    by_id = {each.submission_id: each for each in candidates}
    groups: dict[int, list[Candidate]] = {}
    for each in candidates:
        groups.setdefault(each.stands_for, []).append(each)
    chosen: list[int] = []
    left_out: Counter[StaysBehind] = Counter()
    widened: dict[int, frozenset[int]] = {}
    confidential = 0
    for first, group in groups.items():
        is_confidential = any(each.is_confidential for each in group)
        body_ids = frozenset().union(*(each.relevance.body_ids for each in group))
        reason = _reason(body_id, body_ids, by_id[first].relevance.basis)
        if reason is None and any(each.is_withdrawn for each in group):
            reason = StaysBehind.WITHDRAWN
        if reason is None and is_confidential and not with_confidential:
            reason = StaysBehind.CONFIDENTIAL
        if reason is None:
            chosen += [each.submission_id for each in group]
            if body_id not in by_id[first].relevance.body_ids:
                widened[first] = body_ids
            confidential += len(group) if is_confidential else 0
        else:
            left_out[reason] += len(group)
    duplicates = _duplicates(by_id, chosen)
    ledger = PartLedger(
        len(candidates),
        len(chosen),
        confidential,
        {each: left_out[each] for each in StaysBehind},
        len(duplicates),
    )
    return Part(tuple(sorted(chosen)), duplicates, widened, ledger)


def _duplicates(
    by_id: Mapping[int, Candidate], chosen: Collection[int]
) -> tuple[tuple[int, ...], ...]:
    behind = set(by_id).difference(chosen)
    groups: dict[int, list[int]] = {}
    for submission_id in sorted(chosen):
        other_id = by_id[submission_id].duplicate_of
        if other_id in behind and by_id[other_id].is_counted:
            groups.setdefault(other_id, []).append(submission_id)
    return tuple(map(tuple, groups.values()))


def _reason(body_id: int, body_ids: Collection[int], basis: Basis) -> StaysBehind | None:
    if body_id in body_ids:
        return None
    if body_ids:
        return StaysBehind.OTHERS
    return StaysBehind.ELSEWHERE if basis is Basis.ELSEWHERE else StaysBehind.NOT_STATED


def origin_words(stored: str) -> str:
    """Return what a handed-over file says of itself, from the fact that it keeps; empty if it
    cannot be read.
    """
    try:
        found = json.loads(stored)
        left_out = {StaysBehind.of(key): int(n) for key, n in found["left_out"].items()}
        ledger = PartLedger(
            int(found["received"]),
            int(found["submissions"]),
            int(found["confidential"]),
            left_out,
            int(found.get("in_stead", 0)),
        )
        return f"This is the part of {found['body']}. {ledger.words}"
    except (ValueError, KeyError, TypeError, AttributeError):
        return ""
