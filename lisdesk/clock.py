"""The clock in force: the system's, or a fixed moment for tests and rehearsals."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import datetime, timedelta


class Clock(NamedTuple):
    """Tells the moment; `is_set` marks a clock that was set by hand, which is shown wherever it is
    used.
    """

    now: Callable[[], datetime]
    is_set: bool
    server: ServerClock | None = None
    """What the moment is taken from where that of a server counts."""


class ServerClock:
    """Tells a server's time between two looks at it, by how far the computer's own was off."""

    def __init__(self, own: Clock) -> None:
        self.own = own
        self._ahead: timedelta | None = None

    def now(self) -> datetime:
        """Return the moment by the server's clock; the computer's own before the first look."""
        now = self.own.now()
        return now if self._ahead is None else now + self._ahead

    def hold_to(self, server: datetime, own: datetime) -> None:
        """Go by the server's clock, which said this when the computer's own said that."""
        self._ahead = server - own


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
