"""The calendar of a call, with the bank holidays, and the file that takes it elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from sqlalchemy.orm import Session

from lisdesk.exchange.bank_holidays import bank_holidays, free_days
from lisdesk.queries.call_dates import DatedCall, dated_call
from lisdesk.rules.call_dates import CalendarEntry, DateKind, calendar, years_of
from lisdesk.rules.wall_time import local_day
from lisdesk.store.database import Database


@dataclass(frozen=True, slots=True)
class CallCalendar:
    """The entries of a call's calendar, and what day it is where the call runs."""

    call: DatedCall
    today: date
    entries: tuple[CalendarEntry, ...]

    def coming(self) -> Sequence[CalendarEntry]:
        """Return what is not over yet."""
        return [each for each in self.entries if each.last_day >= self.today]


def call_calendar(session: Session, call_id: int, now: datetime) -> CallCalendar | None:
    """Return the calendar of a call; None for one that was taken back meanwhile."""
    call = dated_call(session, call_id)
    if call is None:
        return None
    years = years_of(call.own, call.put_in)
    has_request = any(each.kind is DateKind.INFORMATION_REQUEST for each in call.put_in)
    free = free_days(years) if has_request else frozenset()
    entries = calendar(call.own, call.put_in, bank_holidays(years), free)
    return CallCalendar(call, local_day(now, call.zone), entries)


def save_calendar(database: Database, call_id: int, now: datetime, path: Path) -> int:
    """Write the calendar of a call as .ics; return how many entries it has.

    Raises TargetError where no file can be written, StaleEditError for a call that is gone.
    """
    from lisdesk.exchange.calendar_file import NamedCall, write_calendar
    from lisdesk.queries.file import file_number
    from lisdesk.store.problems import overtaken

    with database.reading() as session:
        found, number = call_calendar(session, call_id, now), file_number(session)
    if found is None:
        raise overtaken()
    named = NamedCall(number, found.call.reference, found.call.title)
    return write_calendar(path, named, found.entries, now)
