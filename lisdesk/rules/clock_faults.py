"""Whether a computer's clock can be believed, by which calls open and close."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import NamedTuple

from lisdesk.rules.deadlines import LONDON
from lisdesk.rules.wall_time import local_words

MOST_APART = timedelta(minutes=2)
"""Clocks may differ by so much before anybody is told."""


@dataclass(frozen=True, slots=True)
class ClockLook:
    """What a computer's clock says, beside what it can be held to; moments in UTC."""

    now: datetime
    """By the computer's own clock."""
    highest: datetime
    """The latest that this clock has said since the program looks at it."""
    newest_edit: datetime | None = None
    """When the newest edit of the file was made, by the clock of whoever made it."""
    server: datetime | None = None
    """By the server's clock, which counts there; None for a file."""


class Fault(Enum):
    """What can be wrong with a clock."""

    NOT_THE_SERVERS = "not the server's"
    WENT_BACK = "went back"
    BEHIND_THE_FILE = "behind the file"


class ClockFault(NamedTuple):
    """What is wrong with a computer's clock, and that in words for the officer."""

    fault: Fault
    words: str


def clock_fault(look: ClockLook, zone: str = LONDON) -> ClockFault | None:
    """Return what is wrong with a computer's clock; None if nothing is known to be."""
    now = local_words(look.now, zone)
    if look.server is not None:
        apart = look.server - look.now
        if abs(apart) <= MOST_APART:
            return None
        side = "behind" if apart > timedelta() else "ahead of"
        return ClockFault(
            Fault.NOT_THE_SERVERS,
            f"This computer’s clock is {_words(abs(apart))} {side} the server’s. Calls open and "
            "close by the server’s, and so does everything on record.",
        )
    if look.highest - look.now > MOST_APART:
        return ClockFault(
            Fault.WENT_BACK,
            f"This computer’s clock went back, from {local_words(look.highest, zone)} to {now}. "
            "Calls open and close by it: set it right before you go on.",
        )
    if look.newest_edit is not None and look.newest_edit - look.now > MOST_APART:
        return ClockFault(
            Fault.BEHIND_THE_FILE,
            f"This computer’s clock says {now}, and the newest edit of this file was made "
            f"{local_words(look.newest_edit, zone)}. Calls open and close by this clock: see that "
            "it is right.",
        )
    return None


def _words(apart: timedelta) -> str:
    minutes = round(apart.total_seconds() / 60)
    if minutes < 120:
        return f"{minutes} minutes"
    hours = round(minutes / 60)
    return f"{hours} hours" if hours < 48 else f"{round(hours / 24):,} days"
