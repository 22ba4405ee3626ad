"""Wall time and instants: what the clocks of a zone show, and the one moment it means."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from lisdesk.errors import RefusedError

LONDON = "Europe/London"
"""The zone of every call, unless its deadline says another."""

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
# fmt: off
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
# fmt: on


class AmbiguousTimeError(RefusedError):
    """A wall time that happens twice, because the clocks go back; `do` writes out both moments."""


def wall_to_utc(wall: datetime, zone: str = LONDON, fold: int | None = None) -> datetime:
    """Return the moment, in UTC, at which clocks in `zone` show `wall`, a datetime without zone.

    `fold` chooses between the two moments of a time that happens twice: 0 the first, 1 the second;
    it has no effect on other times. Raises AmbiguousTimeError for such a time without a fold, and
    RefusedError for a time that does not exist because the clocks go forward over it.
    """
    if wall.tzinfo is not None:
        raise ValueError("a wall time carries no zone")
    all_day = _offset_all_day(wall.date(), zone)
    if all_day is not None:
        return _in_utc(wall - all_day)
    first, second = (_offset(wall, zone, each) for each in (0, 1))
    if first < second:
        raise _skipped_time(wall, zone, first, second)
    if first > second and fold is None:
        raise _repeated_time(wall, zone, first, second)
    return _in_utc(wall - (second if fold else first))


def offset_folds(wall: datetime, zone: str, offset: timedelta) -> list[int]:
    """Return the folds, of 0 and 1, in which `zone` is `offset` ahead of UTC at the time `wall`."""
    return [fold for fold in (0, 1) if _offset(wall, zone, fold) == offset]


def local_time(moment: datetime, zone: str = LONDON) -> datetime:
    """Return an aware moment as the wall time of `zone`; ValueError if `moment` has no zone."""
    if moment.tzinfo is None:
        raise ValueError("a moment without a zone")
    return moment.astimezone(ZoneInfo(zone))


def local_day(moment: datetime, zone: str = LONDON) -> date:
    """Return the civil date in `zone` at an aware moment."""
    return local_time(moment, zone).date()


def local_words(moment: datetime, zone: str = LONDON) -> str:
    """Return an aware moment in words: "31 Jan 2019, 17:05".

    In the hour that happens twice the zone's own abbreviation follows: "27 Oct 2019, 01:30 BST".
    """
    local = local_time(moment, zone)
    return f"{day_words(local.date())}, {clock_words(local.replace(tzinfo=None), zone, local.fold)}"


def day_words(day: date) -> str:
    """Return a day in words, the same in every locale: "31 Jan 2019"."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def weekday_words(day: date) -> str:
    """Return a day in words with its weekday: "Thu 31 Jan 2019"."""
    return f"{_WEEKDAYS[day.weekday()]} {day_words(day)}"


def clock_words(wall: datetime, zone: str, fold: int) -> str:
    """Return a wall time's hour and minute, "17:05", with "BST" or "GMT" if it happens twice."""
    written = f"{wall:%H:%M}"
    if _offset(wall, zone, 0) <= _offset(wall, zone, 1):
        return written
    return f"{written} {wall.replace(tzinfo=ZoneInfo(zone), fold=fold).tzname()}"


@lru_cache(maxsize=4096)
def _offset_all_day(day: date, zone: str) -> timedelta | None:
    """Return how far `zone` is ahead of UTC on a day, or None if that changes in or beside it."""
    noon = datetime.combine(day, time(12))
    offsets = {_offset(noon + timedelta(days=days), zone, 0) for days in (-1, 0, 1)}
    return offsets.pop() if len(offsets) == 1 else None


def _in_utc(moment: datetime) -> datetime:
    """Return a moment in UTC without zone as an aware one; `replace` takes five times as long."""
    return datetime.combine(moment.date(), moment.time(), UTC)


def _offset(wall: datetime, zone: str, fold: int) -> timedelta:
    """Return how far `zone` is ahead of UTC; in a gap fold 0 is the offset before it, 1 after."""
    offset = ZoneInfo(zone).utcoffset(wall.replace(tzinfo=ZoneInfo(zone), fold=fold))
    if offset is None:
        raise ValueError(f"{zone} has no offset")
    return offset


def _repeated_time(
    wall: datetime, zone: str, first: timedelta, second: timedelta
) -> AmbiguousTimeError:
    """Return the error for a time that happens twice."""
    written = [_with_offset(wall, offset) for offset in (first, second)]
    return AmbiguousTimeError(
        f"{wall:%H:%M} happens twice on {weekday_words(wall.date())} in {zone}, because the clocks "
        "go back.",
        do=f"Write {written[0]} for the first time or {written[1]} for the second.",
    )


def _with_offset(wall: datetime, offset: timedelta) -> str:
    """Return a wall time in ISO 8601 with its offset."""
    minutes = int(offset.total_seconds()) // 60
    sign = "-" if minutes < 0 else "+"
    precision = "auto" if wall.second or wall.microsecond else "minutes"
    hours, rest = divmod(abs(minutes), 60)
    return f"{wall.isoformat(timespec=precision)}{sign}{hours:02}:{rest:02}"


def _skipped_time(wall: datetime, zone: str, before: timedelta, after: timedelta) -> RefusedError:
    """Return the error for a time that the clocks skip, naming the times on both sides of it."""
    change = _change_between(wall.replace(microsecond=0) - after, wall - before, zone)
    last, first = change + before, change + after
    return RefusedError(
        f"{wall:%H:%M} does not exist on {weekday_words(wall.date())} in {zone}: the clocks go "
        f"from {last:%H:%M} straight to {first:%H:%M}.",
        do=f"Use a time before {last:%H:%M}, or {first:%H:%M} or later.",
    )


def _change_between(before: datetime, after: datetime, zone: str) -> datetime:
    """Return the second in (before, after] at which the offset changes; all three UTC, naive."""

    def offset_at(utc: datetime) -> timedelta | None:
        return utc.replace(tzinfo=UTC).astimezone(ZoneInfo(zone)).utcoffset()

    old = offset_at(before)
    seconds = -((before - after) // timedelta(seconds=1))
    low, high = 0, seconds
    while high - low > 1:
        middle = (low + high) // 2
        if offset_at(before + timedelta(seconds=middle)) == old:
            low = middle
        else:
            high = middle
    return before + timedelta(seconds=high)
