"""The moments of a call on one line: opening, every deadline, closing by hand, today."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from enum import Enum
from typing import NamedTuple

from lisdesk.rules.deadlines import Deadline, opening_moment
from lisdesk.rules.wall_time import local_day, local_words, weekday_words


class Mark(Enum):
    """What happens at a moment of a call."""

    OPENS = "Opens"
    MOVED = "First deadline, moved"
    MOVED_AGAIN = "Deadline, moved"
    CLOSES = "Closes"
    BY_HAND = "Closed by an officer"
    TODAY = "Today"


class TimelineMoment(NamedTuple):
    """One moment of the line, and its day in words."""

    mark: Mark
    at: datetime
    words: str


def timeline(
    now: datetime,
    opens_on: date,
    deadlines: Sequence[Deadline],
    closed_by_hand_at: datetime | None = None,
) -> tuple[TimelineMoment, ...]:
    """Return a call's moments in the order of time; `deadlines` has the original first.

    Today stands among them. A closing by hand after the deadline changed nothing and is left out.
    """
    *earlier, in_force = deadlines
    zone = in_force.zone
    opening = opening_moment(opens_on, zone)
    found = [TimelineMoment(Mark.OPENS, opening, weekday_words(opens_on))]
    for place, each in enumerate(earlier):
        mark = Mark.MOVED_AGAIN if place else Mark.MOVED
        found.append(TimelineMoment(mark, each.moment, each.words()))
    found.append(TimelineMoment(Mark.CLOSES, in_force.moment, in_force.words()))
    if closed_by_hand_at is not None and closed_by_hand_at < in_force.moment:
        words = local_words(closed_by_hand_at, zone)
        found.append(TimelineMoment(Mark.BY_HAND, closed_by_hand_at, words))
    found.append(TimelineMoment(Mark.TODAY, now, weekday_words(local_day(now, zone))))
    return tuple(sorted(found, key=lambda each: each.at))
