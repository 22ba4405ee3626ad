"""Dates and times as they are written in ISO 8601, taken apart but not yet placed in a zone."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from lisdesk.errors import RefusedError

FIRST_YEAR = 1970
LAST_YEAR = 2100

# fmt: off
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September",
           "October", "November", "December")
# fmt: on
_LARGEST_OFFSET = timedelta(hours=14)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WRITTEN = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})"
    r"(?:[Tt ]([0-9]{2}):([0-9]{2})"
    r"(?::([0-9]{2})(?:[.,]([0-9]+))?)?"
    r"([Zz]|[+-][0-9]{2}(?::?[0-9]{2})?)?)?"
)
"""Day, hour, minute, second, decimals of it, offset."""
_SAFE_TO_REPEAT = re.compile(r"[0-9TZ:+./, -]{1,35}")


class WrittenTime(NamedTuple):
    """A date with perhaps a time of day and an offset from UTC, each None if it was not written.

    24:00 is the `clock_time` None with `is_end_of_day` set.
    """

    day: date
    clock_time: time | None
    is_end_of_day: bool
    offset: timedelta | None

    @property
    def wall(self) -> datetime:
        """The written time without zone: 00:00 if none was written, the next midnight for 24:00."""
        day = self.day + timedelta(days=1) if self.is_end_of_day else self.day
        return datetime.combine(day, self.clock_time or time())


def no_such_day(year: int, month: int, day: int) -> str:
    """Return that a month has no such day, "There is no 31 February 2019."; empty if it has, and
    for what is no month of the years 1970 to 2100.
    """
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12):
        return ""
    try:
        date(year, month, day)
    except ValueError:
        return f"There is no {day} {_MONTHS[month - 1]} {year}."
    return ""


def read_written_day(text: str, form: str) -> date:
    """Return the date in `text`, 2019-01-31, of the years 1970 to 2100.

    Raises RefusedError, whose advice is `form`, a sentence that shows how to write it.
    """
    written = text.strip()
    if not _DAY.fullmatch(written):
        raise _unreadable(text, "date", form)
    return _day(written, form)


def read_written_time(text: str, form: str) -> WrittenTime:
    """Return the parts of an ISO 8601 date, or date and time, of the years 1970 to 2100.

    Raises RefusedError, whose advice is `form`, a sentence that shows how to write it.
    """
    match = _WRITTEN.fullmatch(text.strip())
    if match is None:
        raise _unreadable(text, "date and time", form)
    written_day, hour, minute, second, decimals, written_offset = match.groups()
    day = _day(written_day, form)
    if hour is None:
        return WrittenTime(day, None, is_end_of_day=False, offset=None)
    offset = _offset(written_offset, text, form)
    parts = int(hour), int(minute), int(second or 0), int((decimals or "0")[:6].ljust(6, "0"))
    if parts == (24, 0, 0, 0):
        return WrittenTime(day, None, is_end_of_day=True, offset=offset)
    try:
        clock_time = time(*parts)
    except ValueError as error:
        raise _unreadable(text, "time of day", form) from error
    return WrittenTime(day, clock_time, is_end_of_day=False, offset=offset)


def _day(written: str, form: str) -> date:
    """Return the date of a text that has the right shape."""
    try:
        day = date.fromisoformat(written)
    except ValueError as error:
        no_day = no_such_day(*map(int, written.split("-")))
        if no_day:
            raise RefusedError(no_day, do=form) from error
        raise _unreadable(written, "day of the calendar", form) from error
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise RefusedError(
            f"The year {day.year} is outside {FIRST_YEAR} to {LAST_YEAR}.", do="Check the year."
        )
    return day


def _offset(written: str | None, text: str, form: str) -> timedelta | None:
    """Return an offset from UTC; no place on earth is more than 14 hours away from it."""
    if written is None:
        return None
    if written in "Zz":
        return timedelta()
    digits = written[1:].replace(":", "").ljust(4, "0")
    size = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    if size > _LARGEST_OFFSET or int(digits[2:]) > 59:
        raise _unreadable(text, "time with an offset from UTC", form)
    return -size if written[0] == "-" else size


def _unreadable(text: str, what: str, form: str) -> RefusedError:
    """Return the error for a text that is not a `what`; it shows only digits and their signs."""
    written = text.strip()
    shown = f"“{written}”" if _SAFE_TO_REPEAT.fullmatch(written) else "The text given"
    return RefusedError(f"{shown} is not a {what} that can be read.", do=form)
