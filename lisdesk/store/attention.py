"""Statements that take long, and can be stopped all the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Any

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from lisdesk.errors import CancelledError

_STEPS_BETWEEN = 20_000
"""Steps of SQLite's own machine: about a millisecond."""
_LOOK_EVERY_S = 0.1


@contextmanager
def attentive(session: Session, look: Callable[[], None]) -> Iterator[None]:
    """Call `look` some times a second while a statement of the session is under way, as it sorts or
    counts; a CancelledError that it raises ends the statement and the block.

    On a server nobody is heard before the statement has given its first rows.
    """
    driver: Any = session.connection().connection.driver_connection
    if not hasattr(driver, "set_progress_handler"):
        yield
        return
    raised: list[CancelledError] = []
    looked_at = monotonic()

    def goes_on() -> bool:
        nonlocal looked_at
        if monotonic() - looked_at < _LOOK_EVERY_S:
            return False
        looked_at = monotonic()
        try:
            look()
        except CancelledError as error:  # SQLite would swallow it: it is raised below
            raised.append(error)
        return bool(raised)

    driver.set_progress_handler(goes_on, _STEPS_BETWEEN)
    try:
        yield
    except DBAPIError:
        if raised:
            raise raised[0] from None
        raise
    finally:
        driver.set_progress_handler(None, 0)
