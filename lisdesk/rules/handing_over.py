"""What of a joint call is handed over to one of its bodies, and what stays behind, by number."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
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
    """A submission that may be handed over; `stands_for` is the one that it was merged into."""

    submission_id: int
    stands_for: int
    relevance: Relevance
    is_withdrawn: bool
    is_confidential: bool


@dataclass(frozen=True, slots=True)
class PartLedger:
    """What is handed over of how many, and how many stay behind for each reason."""

    received: int
    submissions: int
    confidential: int
    left_out: Mapping[StaysBehind, int]

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
        return (
            f"{self.submissions:,} of {self.received:,} submissions are in it; "
            f"{self.stays_behind:,} stay behind{f': {behind}' if behind else ''}."
        )

    def written(self) -> dict[str, object]:
        """Return the ledger as plain values."""
        return {
            "received": self.received,
            "submissions": self.submissions,
            "confidential": self.confidential,
            "left_out": {reason.key: number for reason, number in self.left_out.items()},
        }


def chosen_for(
    body_id: int, candidates: Sequence[Candidate], *, with_confidential: bool
) -> tuple[list[int], PartLedger]:
    """Return the submissions that are handed over to a body, and the ledger.

    What was merged goes, or stays, with what it was merged into, under the strictest word on any
    of them.
    """
    by_id = {each.submission_id: each for each in candidates}
    groups: dict[int, list[Candidate]] = {}
    for each in candidates:
        groups.setdefault(each.stands_for, []).append(each)
    chosen: list[int] = []
    left_out: Counter[StaysBehind] = Counter()
    confidential = 0
    for first, group in groups.items():
        is_confidential = any(each.is_confidential for each in group)
        reason = _reason(body_id, by_id[first].relevance)
        if reason is None and any(each.is_withdrawn for each in group):
            reason = StaysBehind.WITHDRAWN
        if reason is None and is_confidential and not with_confidential:
            reason = StaysBehind.CONFIDENTIAL
        if reason is None:
            chosen += [each.submission_id for each in group]
            confidential += len(group) if is_confidential else 0
        else:
            left_out[reason] += len(group)
    ledger = PartLedger(
        len(candidates), len(chosen), confidential, {each: left_out[each] for each in StaysBehind}
    )
    return sorted(chosen), ledger


def _reason(body_id: int, found: Relevance) -> StaysBehind | None:
    if body_id in found.body_ids:
        return None
    if found.body_ids:
        return StaysBehind.OTHERS
    return StaysBehind.ELSEWHERE if found.basis is Basis.ELSEWHERE else StaysBehind.NOT_STATED


def origin_words(stored: str) -> str:
    """Return what a handed-over file says of itself, from the fact that it keeps; empty if it
    cannot be read.
    """
    try:
        found = json.loads(stored)
        left_out = {StaysBehind.of(key): int(n) for key, n in found["left_out"].items()}
        ledger = PartLedger(
            int(found["received"]), int(found["submissions"]), int(found["confidential"]), left_out
        )
        return f"This is the part of {found['body']}. {ledger.words}"
    except (ValueError, KeyError, TypeError, AttributeError):
        return ""
