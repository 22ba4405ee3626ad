"""The clock in force: the system's, or a fixed moment for tests and rehearsals."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import datetime


class Clock(NamedTuple):
    """Tells the moment; `is_set` marks a clock that was set by hand, which is shown wherever it is
    used.
    """

    now: Callable[[], datetime]
    is_set: bool


def system_clock() -> Clock:
    """Return the computer's own clock, in UTC."""
    from datetime import UTC, datetime  # the first paint of the window does not wait for it

    return Clock(lambda: datetime.now(UTC), is_set=False)


def fixed_clock(moment: datetime) -> Clock:
    """Return a clock that stands at one moment; `moment` must carry its zone."""
    if moment.tzinfo is None:
        raise ValueError("a moment without a zone")
    from datetime import UTC

    utc = moment.astimezone(UTC)
    return Clock(lambda: utc, is_set=True)
