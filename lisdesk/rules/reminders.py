"""When an officer is reminded that a call closes: so many days before, by the calendar of its zone.

A reminder belongs to a civil day, never to a stretch of hours: it is due from 00:00 of its day. One
that was missed, because the computer was off, is not made up for: only the newest is told.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from lisdesk.errors import RefusedError
from lisdesk.rules.deadlines import Deadline, days_left, opening_moment
from lisdesk.rules.life_cycle import Stage

DEFAULT_DAYS = (14, 7, 3, 1)
FURTHEST_DAYS, MOST_DAYS = 365, 12
NONE = "none"
CLOSED_TOLD_DAYS = 7
"""For so many days after a deadline it is told that the call has closed."""

_DO = "Write them as 14,7,3,1, or “none” for no reminder."


class Reminder(NamedTuple):
    """One thing to be told of a call's deadline."""

    key: str
    """The same for as long as it is the same reminder of the same deadline."""
    rank: int
    """Falls from one reminder of a deadline to the next; 0 says that the call has closed."""
    words: str


class Reminded(NamedTuple):
    """What reminders of a call hang on."""

    reference: str
    deadline: Deadline
    days: Sequence[int]
    stage: Stage
    closed_by_hand_at: datetime | None = None


class NextReminder(NamedTuple):
    """The reminder that is still to come."""

    days: int
    at: datetime


def parse_days(text: str) -> tuple[int, ...]:
    """Return the days before a deadline written as 14,7,3,1, the furthest first; none for "none".

    Raises RefusedError for other text, or for days that are no such number.
    """
    if text.strip().casefold() == NONE:
        return ()
    parts = [part.strip() for part in text.replace(";", ",").split(",") if part.strip()]
    if not parts or not all(part.isascii() and part.isdigit() for part in parts):
        raise RefusedError(f"“{text}” is not a list of days before a deadline.", do=_DO)
    days = {int(part[:9]) for part in parts}
    if min(days) < 1 or max(days) > FURTHEST_DAYS or len(days) > MOST_DAYS:
        raise RefusedError(
            f"A reminder is from 1 to {FURTHEST_DAYS} days before the deadline, and there are "
            f"{MOST_DAYS} at most.",
            do=_DO,
        )
    return tuple(sorted(days, reverse=True))


def days_text(days: Sequence[int]) -> str:
    """Return days as `parse_days` reads them."""
    return ",".join(map(str, days)) or NONE


def due_reminder(now: datetime, call: Reminded) -> Reminder | None:
    """Return what is to be told of a call's deadline now, whether it was told before or not.

    That it has closed is told for a week; nothing is told of one that was closed by hand, that is
    not open yet, or that officers have taken further.
    """
    deadline = call.deadline
    key, left = deadline.moment.isoformat(), days_left(now, deadline)
    when = _when(deadline)
    if call.stage is Stage.CLOSED:
        is_news = call.closed_by_hand_at is None and left >= -CLOSED_TOLD_DAYS
        words = f"{call.reference} is now: closed. Its deadline was {when}."
        return Reminder(key, 0, words) if is_news else None
    due = [each for each in call.days if left <= each]
    if not due or call.stage not in (Stage.OPEN, Stage.EXTENDED):
        return None
    return Reminder(key, min(due), f"{call.reference} closes {when}: {_left(left)}.")


def closing_words(now: datetime, call: Reminded) -> str:
    """Return that a call closes and in how many days, while a reminder of it is due and until the
    deadline passes; else an empty text.
    """
    due = due_reminder(now, call)
    if due is None or not due.rank:
        return ""
    left = days_left(now, call.deadline)
    away = f"in {left:,} day{'' if left == 1 else 's'}" if left > 0 else "today"
    return f"Closes {away}: {_when(call.deadline)}."


def is_news(reminder: Reminder, told_key: str, told_rank: int) -> bool:
    """Whether a reminder comes after the one that was told last."""
    return reminder.key != told_key or reminder.rank < told_rank


def next_reminder(now: datetime, deadline: Deadline, days: Sequence[int]) -> NextReminder | None:
    """Return the first reminder after `now`; None if none is to come."""
    for each in sorted(days, reverse=True):
        at = opening_moment(deadline.closes_on - timedelta(days=each), deadline.zone)
        if at > now:
            return NextReminder(each, at)
    return None


def _when(deadline: Deadline) -> str:
    return f"{deadline.words()} ({deadline.zone})"


def _left(days: int) -> str:
    if days <= 0:
        return "today is the last day"
    return "1 day left" if days == 1 else f"{days:,} days left"
