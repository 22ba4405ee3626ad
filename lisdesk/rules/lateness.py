"""Whether a submission arrived in time, and what a moved deadline changes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from lisdesk.rules.vocabulary import Timing


@dataclass(frozen=True, slots=True)
class Received:
    """A stored submission with its moment of arrival and the timing it was given."""

    submission_id: int
    received_at: datetime
    timing: Timing


@dataclass(frozen=True, slots=True)
class Rejudged:
    """A submission whose timing changes."""

    submission_id: int
    was: Timing
    becomes: Timing


def judge(received_at: datetime, opens_at: datetime, closing_at: datetime) -> Timing:
    """Return the timing of a submission: in time from `opens_at` until just before `closing_at`.

    What arrives at or after the close is late, even where a call was closed before it opened.
    """
    if received_at >= closing_at:
        return Timing.LATE
    return Timing.IN_TIME if received_at >= opens_at else Timing.BEFORE_OPENING


def rejudge(
    submissions: Iterable[Received], opens_at: datetime, closing_at: datetime
) -> list[Rejudged]:
    """Return, in the order given, the submissions whose timing differs under these moments."""
    judged = ((each, judge(each.received_at, opens_at, closing_at)) for each in submissions)
    return [
        Rejudged(each.submission_id, was=each.timing, becomes=timing)
        for each, timing in judged
        if timing is not each.timing
    ]
