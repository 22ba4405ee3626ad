"""Write the calendar of a call as a file that calendar programs take in (RFC 5545, .ics)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from lisdesk.exchange.atomic import atomic_target
from lisdesk.rules.call_dates import CalendarEntry, EntryKind
from lisdesk.rules.cell_text import clean_text

if TYPE_CHECKING:
    from icalendar import Event


class NamedCall(NamedTuple):
    """A call by what tells it from all others: its file's own number, and its reference there."""

    file_id: str
    reference: str
    title: str


def write_calendar(
    path: Path, named: NamedCall, entries: Sequence[CalendarEntry], now: datetime
) -> int:
    """Write the entries of a call, as they stand at `now`; return how many there are.

    A deadline that was moved is no longer one, and is left out. An entry keeps its identity: taken
    into a calendar once more it changes there and is not doubled. What has a time of day stands at
    its moment, everything else on whole days; nothing makes an officer look busy.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//lisdesk//calendar of a call//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", clean_text(f"{named.reference} {named.title}"))
    written = [each for each in entries if each.kind is not EntryKind.MOVED]
    for each in written:
        calendar.add_component(_event(named, each, now))
    with atomic_target(path) as temporary:
        temporary.write_bytes(calendar.to_ical())
    return len(written)


def _event(named: NamedCall, entry: CalendarEntry, now: datetime) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", _identity(named, entry))
    event.add("dtstamp", now)
    words = entry.words
    if entry.kind is not EntryKind.BANK_HOLIDAY:
        words = f"{named.reference}: {words}"
    event.add("summary", clean_text(words))
    event.add("categories", [entry.kind.label])
    event.add("transp", "TRANSPARENT")
    if entry.moment is not None:
        event.add("dtstart", entry.moment)
    else:
        event.add("dtstart", entry.first_day)
        event.add("dtend", entry.last_day + timedelta(days=1))
    return event


def _identity(named: NamedCall, entry: CalendarEntry) -> str:
    """Return what an entry is known by in every calendar; a bank holiday is the same for all."""
    if entry.kind is EntryKind.BANK_HOLIDAY:
        return f"{entry.key}@lisdesk"
    return f"{named.reference}-{entry.key}@{named.file_id}.lisdesk".lower()
