"""A call's deadline in the words that stand over every screen, and when they change next."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import NamedTuple

from lisdesk.rules.deadlines import Deadline, days_left, opening_moment
from lisdesk.rules.life_cycle import BY_CLOCK, Stage
from lisdesk.rules.vocabulary import CallState
from lisdesk.rules.wall_time import local_day, local_words, weekday_words


class DeadlineWords(NamedTuple):
    """The state in a word, the moment with its zone, and the days from today to it."""

    state: str
    moment: str
    days: str

    def line(self) -> str:
        """Return all of it in one line: "Open · closes Thu 31 Jan 2019, 24:00 · 3 days left"."""
        return " · ".join(part for part in (self.state, self.moment, self.days) if part)


def deadline_words(
    now: datetime,
    state: CallState,
    opens_on: date,
    deadline: Deadline,
    closed_by_hand_at: datetime | None = None,
) -> DeadlineWords:
    """Return what to say of a call at a moment; days are counted by the calendar of its zone."""
    zone = deadline.zone
    if state is CallState.SCHEDULED:
        days = (opens_on - local_day(now, zone)).days
        moment = f"opens {weekday_words(opens_on)}, 00:00 ({zone})"
        return DeadlineWords(state.label, moment, _in_days(days))
    if state is CallState.OPEN:
        moment = f"closes {deadline.words()} ({zone})"
        return DeadlineWords(state.label, moment, _left(days_left(now, deadline)))
    if closed_by_hand_at is not None and closed_by_hand_at < deadline.moment:
        moment = f"closed by an officer {local_words(closed_by_hand_at, zone)} ({zone})"
        return DeadlineWords(state.label, moment, "")
    ago = -days_left(now, deadline)
    return DeadlineWords(state.label, f"closed {deadline.words()} ({zone})", _ago(ago))


def words_of_stage(words: DeadlineWords, stage: Stage) -> DeadlineWords:
    """Return the words of a call that a step has taken away from the clock, else as they are."""
    return words if stage in BY_CLOCK else words._replace(state=stage.label)


def next_change(
    now: datetime, state: CallState, opens_on: date, closes_at: datetime, zone: str
) -> datetime:
    """Return the first moment after `now` at which the words or the state can differ.

    That is the opening or the closing, or else the next local midnight.
    """
    midnight = opening_moment(local_day(now, zone) + timedelta(days=1), zone)
    moments = [midnight]
    if state is CallState.SCHEDULED:
        moments.append(opening_moment(opens_on, zone))
    if state is not CallState.CLOSED:
        moments.append(closes_at)
    return min(moment for moment in moments if moment > now)


def _left(days: int) -> str:
    if days <= 0:
        return "last day"
    return "1 day left" if days == 1 else f"{days:,} days left"


def _in_days(days: int) -> str:
    if days <= 0:
        return "today"
    return "tomorrow" if days == 1 else f"in {days:,} days"


def _ago(days: int) -> str:
    if days <= 0:
        return "today"
    return "yesterday" if days == 1 else f"{days:,} days ago"
