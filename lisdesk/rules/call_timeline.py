"""The moments of a call on one line: opening, every deadline, closing by hand, today, and of its
calendar what is put in, what is owed, and when nobody is at work.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from enum import Enum
from typing import NamedTuple

from lisdesk.rules.call_dates import CalendarEntry, EntryKind
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
    RESPONSE = "Response due"
    INFORMATION = "Information request due"
    EVENT = "Event"
    PRE_ELECTION = "Pre-election period"
    """The middle of one; the whole of it is a stretch."""


class TimelineMoment(NamedTuple):
    """One moment of the line, and its day in words."""

    mark: Mark
    at: datetime
    words: str


class Stretch(NamedTuple):
    """Days on the line that are shaded: a pre-election period, or a bank holiday."""

    start: datetime
    end: datetime
    words: str
    is_holiday: bool


_MARKS = {
    EntryKind.RESPONSE_DUE: Mark.RESPONSE,
    EntryKind.INFORMATION_DUE: Mark.INFORMATION,
    EntryKind.EVENT: Mark.EVENT,
    EntryKind.PRE_ELECTION: Mark.PRE_ELECTION,
}
_SHADED = (EntryKind.PRE_ELECTION, EntryKind.BANK_HOLIDAY)
_LONGEST_NAME = 24


def of_calendar(
    entries: Iterable[CalendarEntry], zone: str
) -> tuple[list[TimelineMoment], list[Stretch]]:
    """Return what a call's calendar adds to its line: moments, and the days that are shaded."""
    moments, stretches = [], []
    for each in entries:
        start = opening_moment(each.first_day, zone)
        end = opening_moment(each.last_day + timedelta(days=1), zone)
        if each.kind in _SHADED:
            is_holiday = each.kind is EntryKind.BANK_HOLIDAY
            stretches.append(Stretch(start, end, f"{each.words}: {each.days}", is_holiday))
        mark = _MARKS.get(each.kind)
        if mark is not None:
            is_named = mark in (Mark.EVENT, Mark.INFORMATION)
            words = f"{_short(each.name)}, {each.days}" if is_named else each.days
            at = start + (end - start) / 2 if mark is Mark.PRE_ELECTION else start
            moments.append(TimelineMoment(mark, at, words))
    return moments, stretches


def timeline(
    now: datetime,
    opens_on: date,
    deadlines: Sequence[Deadline],
    closed_by_hand_at: datetime | None = None,
    others: Iterable[TimelineMoment] = (),
) -> tuple[TimelineMoment, ...]:
    """Return a call's moments in the order of time; `deadlines` has the original first.

    Today and the `others` stand among them. A closing by hand after the deadline changed nothing
    and is left out.
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
    found += others
    return tuple(sorted(found, key=lambda each: each.at))


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1].rstrip()}…"
