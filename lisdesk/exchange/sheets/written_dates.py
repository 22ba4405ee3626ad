"""Dates as the people and programs behind a survey write them, which is in more than one order.

A date in figures is never guessed at: 3/4/2021 is read only if the order is given, or if the column
it stands in allows one order only. Wall times are those of Europe/London.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from lisdesk.errors import RefusedError
from lisdesk.exchange.sheets.plan import DateOrder
from lisdesk.rules.deadlines import LONDON, wall_to_utc
from lisdesk.rules.written_time import no_such_day, read_written_time

NOT_A_DATE = "This is not a date that can be read."
TWO_WAYS = "This date can be read as day/month and as month/day."

_FIRST_YEAR, _LAST_YEAR = 1970, 2100
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_FULL_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_TIME = (
    r"(?:(?:,\s*|\s+|T)(?:at\s+)?(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:\.\d+)?)?"
    r"\s*(?P<half>[ap]\.?m\.?)?\s*(?P<zone>GMT|UTC|BST|Z)?)?"
)
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+)?"
_FIGURES = re.compile(
    rf"(?P<first>\d{{1,4}})(?P<mark>[/.-])(?P<second_part>\d{{1,2}})(?P=mark)(?P<third>\d{{4}}|\d{{1,2}}){_TIME}",
    re.IGNORECASE,
)
_DAY_FIRST = re.compile(
    rf"{_WEEKDAY}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s-]+(?:of\s+)?(?P<month>[a-z]{{3,9}})\.?,?[\s-]+(?P<year>\d{{4}}|\d{{2}}){_TIME}",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    rf"{_WEEKDAY}(?P<month>[a-z]{{3,9}})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}}){_TIME}",
    re.IGNORECASE,
)
_DAY_OR_MONTH_FIRST = frozenset({DateOrder.DMY, DateOrder.MDY})
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_ISO_FORM = "Write it as 2019-01-31 or 2019-01-31T17:00."


class DateFaultError(Exception):
    """A text that gives no moment; the message is a sentence for the officer."""


class WrittenMoment(NamedTuple):
    """A date as it was written: its wall time, how far that is ahead of UTC if a zone or an offset
    stands with it, and whether a time of day does.
    """

    wall: datetime
    offset: timedelta | None
    has_time: bool


def read_moment(value: str | date | datetime, order: DateOrder | None) -> datetime:
    """Return the moment in UTC that a cell means; a date alone is 00:00 of that day.

    With `order` None a date in figures is read only if it can be read in one way. Raises
    DateFaultError for a text that is no date in that order, and for a time of day that the clocks
    skip or repeat.
    """
    if isinstance(value, datetime):
        return _placed(value)
    if isinstance(value, date):
        return _placed(datetime.combine(value, time()))
    written = read_written_moment(value, order)
    if written.offset is not None:
        return (written.wall - written.offset).replace(tzinfo=UTC)
    return _placed(written.wall)


def read_written_moment(value: str, order: DateOrder | None) -> WrittenMoment:
    """Return the date and time of a text, without placing it in a zone; 00:00 for a date alone.

    Raises DateFaultError as `read_moment` does, but knows nothing of clocks that are changed.
    """
    text = " ".join(value.split())
    if _ISO.match(text):
        return _in_iso_form(text)
    if match := _FIGURES.fullmatch(text):
        return _taken(_day_in_figures(match, order), match)
    if match := _DAY_FIRST.fullmatch(text) or _MONTH_FIRST.fullmatch(text):
        year, month, day = _year(match["year"]), _month(match["month"]), int(match["day"])
        found = _day(year, month, day)
        if found is not None:
            return _taken(found, match)
        raise DateFaultError(no_such_day(year, month, day) or NOT_A_DATE)
    raise DateFaultError(NOT_A_DATE)


def figure_orders(text: str) -> frozenset[DateOrder]:
    """Return the orders in which a date in figures can be read; empty for any other text.

    The order year, month, day is only taken for a year of four figures.
    """
    if text[10:11] == "T" and text[4:5] == "-":  # an instant in ISO form, told at once
        return frozenset()
    match = _FIGURES.fullmatch(" ".join(text.split()))
    return frozenset(_readings(match)) if match else frozenset()


def only_order(texts: Iterable[str]) -> DateOrder | None:
    """Return the order in which every date in figures can be read, if there is one and only one."""
    possible = _DAY_OR_MONTH_FIRST
    is_decided = False
    for orders in filter(None, map(figure_orders, texts)):
        if len(orders & _DAY_OR_MONTH_FIRST) == 1:
            possible &= orders
            is_decided = True
    return next(iter(possible)) if is_decided and len(possible) == 1 else None


def _day_in_figures(match: re.Match[str], order: DateOrder | None) -> date:
    readings = _readings(match)
    if order is DateOrder.YMD and len(match["first"]) == 2:
        day = _day(_year(match["first"]), int(match["second_part"]), int(match["third"]))
        readings = {DateOrder.YMD: day} if day else {}
    if DateOrder.YMD in readings:
        return readings[DateOrder.YMD]
    if order is not None:
        if order not in readings:
            raise DateFaultError(
                _no_day_in(match, order) or f"This is not a date in the order {order.value}."
            )
        return readings[order]
    days = set(readings.values())
    if len(days) == 1:
        return days.pop()
    raise DateFaultError(TWO_WAYS if days else NOT_A_DATE)


def _readings(match: re.Match[str]) -> dict[DateOrder, date]:
    first, second, third = match["first"], int(match["second_part"]), match["third"]
    if len(first) > 2:
        candidates = {DateOrder.YMD: _day(int(first), second, int(third))}
    else:
        year = _year(third)
        candidates = {
            DateOrder.DMY: _day(year, second, int(first)),
            DateOrder.MDY: _day(year, int(first), second),
        }
    return {order: day for order, day in candidates.items() if day is not None}


def _no_day_in(match: re.Match[str], order: DateOrder) -> str:
    """Return that there is no such day in the order; empty if its month is none either."""
    first, second, third = (match[name] for name in ("first", "second_part", "third"))
    if len(first) > 2:
        return no_such_day(int(first), int(second), int(third))
    if order is DateOrder.YMD:
        return no_such_day(_year(first), int(second), int(third))
    day, month = (first, second) if order is DateOrder.DMY else (second, first)
    return no_such_day(_year(third), int(month), int(day))


def _day(year: int, month: int, day: int) -> date | None:
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _year(written: str) -> int:
    """Return the year; one of two figures is of this century, in which every call is held."""
    return int(written) + (2000 if len(written) <= 2 else 0)


def _month(name: str) -> int:
    """Return a month by its name, its first three letters or "sept"; 0 for any other word."""
    folded = name.casefold()
    if folded in _FULL_MONTHS:
        return _FULL_MONTHS.index(folded) + 1
    folded = "sep" if folded == "sept" else folded
    return _MONTHS.index(folded) + 1 if folded in _MONTHS else 0


def _clock(match: re.Match[str]) -> time:
    if match["hour"] is None:
        return time()
    hour = int(match["hour"])
    half = (match["half"] or "")[:1].casefold()
    if half:
        if not 1 <= hour <= 12:
            raise DateFaultError(NOT_A_DATE)
        hour = hour % 12 + (12 if half == "p" else 0)
    try:
        return time(hour, int(match["minute"]), int(match["second"] or 0))
    except ValueError as error:
        raise DateFaultError(NOT_A_DATE) from error


def _taken(day: date, match: re.Match[str]) -> WrittenMoment:
    zone = match["zone"]
    offset = timedelta(hours=1 if zone.casefold() == "bst" else 0) if zone else None
    return WrittenMoment(datetime.combine(day, _clock(match)), offset, match["hour"] is not None)


def _placed(wall: datetime) -> datetime:
    """Return a wall time of Europe/London in UTC."""
    if not _FIRST_YEAR <= wall.year <= _LAST_YEAR:
        raise DateFaultError(NOT_A_DATE)
    try:
        return wall_to_utc(wall, LONDON)
    except RefusedError as error:
        raise DateFaultError(error.happened) from error


def _in_iso_form(text: str) -> WrittenMoment:
    try:
        written = read_written_time(text, _ISO_FORM)
    except RefusedError as error:
        raise DateFaultError(error.happened) from error
    has_time = written.clock_time is not None or written.is_end_of_day
    return WrittenMoment(written.wall, written.offset, has_time)
