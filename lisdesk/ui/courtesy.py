"""Have long work beside the window stand back while a key is being answered.

All threads of the program share one interpreter, and one that works in Python without a pause takes
its share of it: a key that asks for twenty milliseconds of it then takes twice or three times as
long. So between its parts long work waits while a query or an edit that was just asked for has not
come back, and a moment longer, while the window shows what came; it never waits long. There it also
ends if nobody wants its result any more.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import get_ident, local
from time import monotonic, sleep

from lisdesk.errors import CancelledError
from lisdesk.telling import stand_back_by

_JUST_NOW_S = 0.2
"""Whoever has waited longer than that is not kept waiting by a little more."""
_SHOWING_S = 0.05
"""So long does the window take to show an answer."""
_LONGEST_S = 0.03
_LOOK_S = 0.001


class Courtesy:
    """Knows what was asked for a moment ago, and has long work stand back for it; made by the
    window's thread, which itself never waits. What is told may be told on any thread.
    """

    def __init__(self) -> None:
        self._window = get_ident()
        self._asked_at: dict[int, float] = {}
        """When what has not come back yet was asked for."""
        self._own = local()
        self._shows_until = 0.0
        self._is_closed = False
        stand_back_by(self.stand_back)

    def ask(self, number: int) -> None:
        """Something was asked for."""
        self._asked_at[number] = monotonic()

    def begin(self, number: int, is_wanted: Callable[[], bool] | None = None) -> None:
        """This thread works on something now, and is not to wait for it; nor is it to go on between
        two parts of it once that is wanted no more.
        """
        self._own.number, self._own.is_wanted = number, is_wanted

    def end(self, number: int) -> None:
        """It has come back."""
        self._asked_at.pop(number, None)

    def show(self) -> None:
        """The window is about to show something."""
        self._shows_until = monotonic() + _SHOWING_S

    def stand_back(self) -> None:
        """Wait while something is awaited, for some hundredths of a second at most.

        Raises CancelledError where what this thread works on is wanted no more.
        """
        is_wanted = getattr(self._own, "is_wanted", None)
        if is_wanted is not None and not is_wanted():
            raise CancelledError
        ends_at = monotonic() + _LONGEST_S
        while self._is_awaited() and monotonic() < ends_at:
            sleep(_LOOK_S)

    def close(self) -> None:
        """Let what is under way go on without a pause: the window waits for its end."""
        self._is_closed = True

    def _is_awaited(self) -> bool:
        if self._is_closed or get_ident() == self._window:
            return False
        now, own = monotonic(), getattr(self._own, "number", None)
        if now < self._shows_until:
            return True
        since = now - _JUST_NOW_S
        return any(at > since and each != own for each, at in list(self._asked_at.items()))
