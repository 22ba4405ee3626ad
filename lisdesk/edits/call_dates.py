"""Put days into the calendar of a call: events, pre-election periods, requests for information."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from lisdesk.edits.verbs import verb
from lisdesk.errors import NotFoundError, RefusedError
from lisdesk.rules.call_dates import MOST_DAYS, DateKind
from lisdesk.rules.written_time import FIRST_YEAR, LAST_YEAR
from lisdesk.store.entities import Call, CallDate
from lisdesk.store.problems import overtaken
from lisdesk.store.work import Work

LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class DateDraft:
    """A day, or several, and what it is; without `last_day` it is one day. Of a request for
    information the day it came is given: what is owed follows from it.
    """

    kind: DateKind
    name: str
    first_day: date
    last_day: date | None = None


@verb
def add_call_date(work: Work, *, call_id: int, draft: DateDraft) -> int:
    """Put a day into the calendar of a call; return its number.

    Raises RefusedError for one without a name, one that ends before it begins, one of more than a
    year, and a request for information that came on several days.
    """
    call = work.session.get_one(Call, call_id)
    said = _checked(draft)
    work.about(call.id, call.reference)
    added = CallDate(call_id=call.id, **_fields(said))
    work.add(added)
    work.session.flush()
    return added.id


@verb
def change_call_date(
    work: Work, *, date_id: int, draft: DateDraft, seen: DateDraft | None = None
) -> str:
    """Change a day in the calendar of a call; return its name.

    Raises RefusedError as `add_call_date` does, NotFoundError if it is gone, and StaleEditError if
    it is not as the officer had seen it.
    """
    standing = _standing(work, date_id, seen)
    said = _checked(draft)
    for field, value in _fields(said).items():
        setattr(standing, field, value)
    work.session.flush()
    return said.name


@verb
def remove_call_date(work: Work, *, date_id: int, seen: DateDraft | None = None) -> str:
    """Take a day out of the calendar of a call; return its name. Raises as `change_call_date`."""
    standing = _standing(work, date_id, seen)
    name = standing.name
    work.remove(standing)
    return name


def _standing(work: Work, date_id: int, seen: DateDraft | None) -> CallDate:
    standing = work.session.get(CallDate, date_id)
    if standing is None:
        raise NotFoundError(
            f"There is no date number {date_id}.",
            do="See what there is with “lisdesk date list CALL”.",
            do_in_window="Look at the calendar as it stands now.",
        )
    call = work.session.get_one(Call, standing.call_id)
    work.about(call.id, call.reference)
    if seen is not None and _fields(seen) != {
        field: getattr(standing, field) for field in _fields(seen)
    }:
        raise overtaken()
    return standing


def _checked(draft: DateDraft) -> DateDraft:
    name, last = " ".join(draft.name.replace("\0", "").split()), draft.last_day or draft.first_day
    if not name:
        raise RefusedError("The date has no name.", do="Say what it is.")
    if len(name) > LONGEST_NAME:
        raise RefusedError(
            f"A name has at most {LONGEST_NAME} characters.", do="Say it in fewer words."
        )
    if last < draft.first_day:
        raise RefusedError("The last day is before the first.", do="Change one of the two.")
    if draft.kind is DateKind.INFORMATION_REQUEST and last != draft.first_day:
        raise RefusedError(
            "A request for information comes on one day.", do="Leave the last day out."
        )
    if not FIRST_YEAR <= draft.first_day.year <= last.year <= LAST_YEAR:
        raise RefusedError(
            f"A date lies in the years {FIRST_YEAR} to {LAST_YEAR}.", do="Look at the year."
        )
    if (last - draft.first_day).days >= MOST_DAYS:
        raise RefusedError("A date lasts a year at most.", do="Change the last day.")
    return DateDraft(draft.kind, name, draft.first_day, last)


def _fields(draft: DateDraft) -> dict[str, object]:
    return {
        "kind": draft.kind,
        "name": draft.name,
        "first_day": draft.first_day,
        "last_day": draft.last_day or draft.first_day,
    }
