"""Long work of this process that nobody waits for, done in small parts with rests between them."""

from __future__ import annotations

from collections.abc import Callable
from time import sleep, thread_time

from lisdesk.errors import CancelledError
from lisdesk.telling import stand_back

_REST = 4.0
"""So many times as long as it worked does it rest: a key then finds the interpreter free."""
_LONGEST_REST_S = 0.1
"""So soon does it hear that it is no longer awaited."""


class Breather:
    """Rests between the parts of some work, for as long as somebody awaits its end."""

    def __init__(self, is_awaited: Callable[[], bool]) -> None:
        self._is_awaited = is_awaited
        self._worked = thread_time()

    def breathe(self) -> None:
        """Rest after a part, by what it took of the processor; CancelledError once nobody awaits
        the work any more.
        """
        if not self._is_awaited():
            raise CancelledError
        stand_back()
        sleep(min((thread_time() - self._worked) * _REST, _LONGEST_REST_S))
        self._worked = thread_time()
