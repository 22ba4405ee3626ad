"""The days of a call that officers plan by: its own, those put in, and those that are owed.

Bank holidays are given to these rules; they know no list of their own.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from lisdesk.rules.deadlines import Deadline
from lisdesk.rules.feedback import RESPONSE_WEEKS, response_due
from lisdesk.rules.vocabulary import Token
from lisdesk.rules.wall_time import day_words, local_day, local_words, weekday_words

INFORMATION_WORKING_DAYS = 20
"""Freedom of Information Act 2000, section 10: the twentieth working day after the receipt, where a
bank holiday in any part of the United Kingdom is none.
"""
MOST_DAYS = 366
"""The longest event or pre-election period."""
_SATURDAY = 5


class DateKind(Token):
    """What a day is that an officer puts in."""

    EVENT = ("event", "Event")
    PRE_ELECTION = ("pre-election", "Pre-election period")
    INFORMATION_REQUEST = ("information-request", "Information request")


class EntryKind(Token):
    """What a day in the calendar of a call is."""

    OPENS = ("opens", "Opens")
    MOVED = ("moved", "Deadline, moved")
    CLOSES = ("closes", "Closes")
    CLOSED = ("closed", "Closed by an officer")
    EVENT = ("event", "Event")
    PRE_ELECTION = ("pre-election", "Pre-election period")
    INFORMATION_DUE = ("information-due", "Information request due")
    RESPONSE_DUE = ("response-due", "Response due")
    BANK_HOLIDAY = ("bank-holiday", "Bank holiday")


@dataclass(frozen=True, slots=True)
class CallDates:
    """The days that a call itself has; `deadlines` has the original first."""

    opens_on: date
    deadlines: Sequence[Deadline]
    closed_by_hand_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class PutIn:
    """A day, or several, that an officer put in; of a request for information the day it came."""

    date_id: int
    kind: DateKind
    first_day: date
    last_day: date
    name: str


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """One line of the calendar of a call, from its first day to its last, which counts."""

    kind: EntryKind
    key: str
    """The same for the same thing whenever the calendar is made: “closes”, “date-7”."""
    first_day: date
    last_day: date
    words: str
    moment: datetime | None = None
    """In UTC, of what has a time of day; None for what means whole days."""
    date_id: int | None = None
    """Of what an officer put in."""
    name: str = ""
    """What it was called by who put it in."""

    @property
    def days(self) -> str:
        """The day in words, or the first and the last."""
        if self.first_day == self.last_day:
            return weekday_words(self.first_day)
        return f"{day_words(self.first_day)} to {day_words(self.last_day)}"

    @property
    def what(self) -> str:
        """What it is, in a line: “Bank holiday: Christmas Day”, “The call opens”."""
        is_own = self.date_id is None and self.kind is not EntryKind.BANK_HOLIDAY
        return self.words if is_own else f"{self.kind.label}: {self.words}"


def calendar(
    call: CallDates,
    put_in: Iterable[PutIn],
    holidays: Mapping[date, str],
    free: Collection[date] = (),
) -> tuple[CalendarEntry, ...]:
    """Return the calendar of a call in the order of its days.

    `holidays` are told; `free` are the days that do not count when an answer to a request for
    information is owed.

    Of the bank holidays those are in it that lie between the first and the last of the others.
    """
    entries = [*_own(call), *(_entry(each, free) for each in put_in)]
    first = min(each.first_day for each in entries)
    last = max(each.last_day for each in entries)
    told = [
        CalendarEntry(EntryKind.BANK_HOLIDAY, f"bank-holiday-{day.isoformat()}", day, day, name)
        for day, name in holidays.items()
        if first <= day <= last
    ]
    order = list(EntryKind)
    return tuple(
        sorted([*entries, *told], key=lambda each: (each.first_day, order.index(each.kind)))
    )


def years_of(call: CallDates, put_in: Iterable[PutIn]) -> range:
    """Return the years whose bank holidays `calendar` needs."""
    first, last = call.opens_on, max(each.closes_on for each in call.deadlines)
    days = [first, last]
    for each in put_in:
        days += [each.first_day, each.last_day]
    return range(min(days).year, (max(days) + timedelta(weeks=2 * RESPONSE_WEEKS)).year + 1)


def is_working_day(day: date, holidays: Collection[date]) -> bool:
    """Return whether a day is neither of a weekend nor a bank holiday."""
    return day.weekday() < _SATURDAY and day not in holidays


def working_day_after(day: date, count: int, holidays: Collection[date]) -> date:
    """Return the working day that is so many working days after a day, which does not count."""
    left = count
    while left:
        day += timedelta(days=1)
        left -= is_working_day(day, holidays)
    return day


def days_away(day: date, today: date) -> str:
    """Return how far a day is from today: “today”, “in 3 days”, “2 days ago”."""
    away = (day - today).days
    if away == 0:
        return "today"
    if abs(away) == 1:
        return "tomorrow" if away > 0 else "yesterday"
    return f"in {away:,} days" if away > 0 else f"{-away:,} days ago"


def _own(call: CallDates) -> Iterator[CalendarEntry]:
    *earlier, in_force = call.deadlines
    yield _on(EntryKind.OPENS, "opens", call.opens_on, "The call opens")
    for number, each in enumerate(earlier, 1):
        words = f"{each.words()} was the deadline before it was moved"
        yield _on(EntryKind.MOVED, f"deadline-{number}", each.closes_on, words, _timed(each))
    words = f"The call closes {in_force.words()}"
    yield _on(EntryKind.CLOSES, "closes", in_force.closes_on, words, _timed(in_force))
    by_hand = call.closed_by_hand_at
    if by_hand is not None and by_hand < in_force.moment:
        day = local_day(by_hand, in_force.zone)
        words = f"Closed by an officer {local_words(by_hand, in_force.zone)}"
        yield _on(EntryKind.CLOSED, "closed", day, words, by_hand)
    due = response_due(in_force, by_hand)
    words = f"The response to the call is owed, {RESPONSE_WEEKS} weeks after its close"
    yield _on(EntryKind.RESPONSE_DUE, "response-due", due, words)


def _timed(deadline: Deadline) -> datetime | None:
    return None if deadline.closes_time is None else deadline.moment


def _entry(put_in: PutIn, free: Collection[date]) -> CalendarEntry:
    key, first, last, words = (
        f"date-{put_in.date_id}",
        put_in.first_day,
        put_in.last_day,
        put_in.name,
    )
    kind = {
        DateKind.EVENT: EntryKind.EVENT,
        DateKind.PRE_ELECTION: EntryKind.PRE_ELECTION,
        DateKind.INFORMATION_REQUEST: EntryKind.INFORMATION_DUE,
    }[put_in.kind]
    if kind is EntryKind.INFORMATION_DUE:
        words = f"{words} (came {day_words(first)})"
        first = last = working_day_after(first, INFORMATION_WORKING_DAYS, free)
    return CalendarEntry(kind, key, first, last, words, date_id=put_in.date_id, name=put_in.name)


def _on(
    kind: EntryKind, key: str, day: date, words: str, moment: datetime | None = None
) -> CalendarEntry:
    return CalendarEntry(kind, key, day, day, words, moment)
