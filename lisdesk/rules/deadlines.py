"""When a call opens and closes.

A closing date means the whole local day: the call is open from 00:00 on the opening date until
24:00 on the closing date, as on the common consultation portals; a time of day is optional. What is
kept is the civil date, the wall time and the zone; the moment in UTC is derived when it is asked
for. Whether a call is open is computed from the clock, and an opening or closing moment belongs to
what follows it: at the closing moment the call is closed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from lisdesk.errors import RefusedError
from lisdesk.rules.vocabulary import CallState
from lisdesk.rules.wall_time import (
    LONDON,
    AmbiguousTimeError,
    clock_words,
    local_day,
    local_time,
    local_words,
    offset_folds,
    wall_to_utc,
    weekday_words,
)
from lisdesk.rules.written_time import WrittenTime, read_written_day, read_written_time

__all__ = [
    "LONDON",
    "AmbiguousTimeError",
    "Deadline",
    "call_state",
    "closing_moment",
    "closing_words",
    "days_left",
    "local_day",
    "local_words",
    "opening_moment",
    "parse_day",
    "parse_deadline",
    "parse_instant",
    "wall_to_utc",
]

_DAY_FORM = "Write the date as 2019-01-31."
_DEADLINE_FORM = "Write it as 2019-01-31 for the whole day, or as 2019-01-31T17:00."
_INSTANT_FORM = "Write it as 2019-01-31, 2019-01-31T17:00 or 2019-01-31T17:00+00:00."


@dataclass(frozen=True, slots=True)
class Deadline:
    """When a call closes, as it was announced.

    `closes_time` None means the whole of `closes_on`. `fold` 1 means the second of two equal wall
    times on the night the clocks go back.
    """

    closes_on: date
    closes_time: time | None = None
    fold: int = 0
    zone: str = LONDON

    @property
    def moment(self) -> datetime:
        """The first moment, in UTC, at which the call is closed; RefusedError if there is none."""
        if self.closes_time is None:
            return opening_moment(self.closes_on + timedelta(days=1), self.zone)
        wall = datetime.combine(self.closes_on, self.closes_time)
        return wall_to_utc(wall, self.zone, self.fold)

    def words(self) -> str:
        """Return the deadline in words: "Thu 31 Jan 2019, 24:00" or "Fri 8 Feb 2019, 17:00".

        A time that happens twice has its zone's abbreviation: "Sun 27 Oct 2019, 01:30 BST".
        """
        day = weekday_words(self.closes_on)
        if self.closes_time is None:
            return f"{day}, 24:00"
        wall = datetime.combine(self.closes_on, self.closes_time)
        return f"{day}, {clock_words(wall, self.zone, self.fold)}"


def opening_moment(opens_on: date, zone: str = LONDON) -> datetime:
    """Return 00:00 of a day in `zone`, in UTC."""
    return wall_to_utc(datetime.combine(opens_on, time()), zone, fold=0)


def parse_day(text: str) -> date:
    """Return the date written as 2019-01-31, from 1970 to 2100; RefusedError for other text."""
    return read_written_day(text, _DAY_FORM)


def parse_instant(text: str, zone: str = LONDON) -> datetime:
    """Return the moment, in UTC, that an ISO 8601 text of the years 1970 to 2100 means.

    With an offset or Z it is taken as it is; without, it is wall time in `zone`; a date alone means
    00:00 of that day, and 24:00 the midnight after it. More than six decimals of a second are cut.
    Raises AmbiguousTimeError for a wall time that happens twice, and RefusedError for one that does
    not exist or for text of another form.
    """
    written = read_written_time(text, _INSTANT_FORM)
    if written.offset is not None:
        return (written.wall - written.offset).replace(tzinfo=UTC)
    return wall_to_utc(written.wall, zone)


def parse_deadline(text: str, zone: str = LONDON) -> Deadline:
    """Return the deadline written as a date, 2019-01-31, or a date and time, 2019-01-31T17:00.

    24:00 means the whole day, as a date alone does. An offset is only of use to tell which of two
    equal wall times is meant, and must be one that `zone` has then. Raises AmbiguousTimeError for a
    time that happens twice and has no offset, and RefusedError for one that does not exist, has
    seconds, has another zone's offset, or for text of another form.
    """
    written = read_written_time(text, _DEADLINE_FORM)
    if written.clock_time is None:
        if written.offset is not None:
            raise _foreign_offset(zone)
        return Deadline(written.day, zone=zone)
    if written.clock_time.second or written.clock_time.microsecond:
        raise RefusedError("A deadline is a whole minute.", do=_DEADLINE_FORM)
    return Deadline(written.day, written.clock_time, _written_fold(written, zone), zone)


def days_left(now: datetime, deadline: Deadline) -> int:
    """Return the civil dates from today to the closing date, in the deadline's zone.

    0 on the closing date itself, whatever the time of day; negative after it.
    """
    return (deadline.closes_on - local_day(now, deadline.zone)).days


def closing_moment(deadline: Deadline, closed_by_hand_at: datetime | None) -> datetime:
    """Return the moment the call closes: its deadline, or when it was closed by hand if earlier."""
    if closed_by_hand_at is None:
        return deadline.moment
    return min(deadline.moment, closed_by_hand_at)


def closing_words(deadline: Deadline, closed_by_hand_at: datetime | None) -> str:
    """Return the moment the call closes as its deadline says it: "Thu 31 Jan 2019, 24:00", not the
    first minute of the next day; "Fri 18 Jan 2019, 16:30" if it was closed by hand before.
    """
    closes_at = closing_moment(deadline, closed_by_hand_at)
    if closes_at == deadline.moment:
        return deadline.words()
    local = local_time(closes_at, deadline.zone)
    at = clock_words(local.replace(tzinfo=None), deadline.zone, local.fold)
    return f"{weekday_words(local.date())}, {at}"


def call_state(now: datetime, opens_at: datetime, closing_at: datetime) -> CallState:
    """Return the state of a call that is open from `opens_at` until just before `closing_at`.

    A call that was closed by hand before it opened is closed.
    """
    if now >= closing_at:
        return CallState.CLOSED
    return CallState.OPEN if now >= opens_at else CallState.SCHEDULED


def _written_fold(written: WrittenTime, zone: str) -> int:
    """Return which of two equal wall times was written; raises as `parse_deadline`."""
    if written.offset is None:
        wall_to_utc(written.wall, zone)
        return 0
    wall_to_utc(written.wall, zone, fold=0)
    folds = offset_folds(written.wall, zone, written.offset)
    if not folds:
        raise _foreign_offset(zone)
    return folds[0]


def _foreign_offset(zone: str) -> RefusedError:
    """Return the error for an offset that the deadline's zone does not have at that time."""
    return RefusedError(
        f"A deadline is a date or a time in {zone}, and the offset given is not the one there.",
        do=f"Leave the offset out and write the time as clocks in {zone} show it.",
    )
