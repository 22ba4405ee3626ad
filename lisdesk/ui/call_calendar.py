"""Read the calendar of a call beside the window, where the bank holidays may be loaded first."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from typing import TYPE_CHECKING

from lisdesk.tasks.call_calendar import CallCalendar, call_calendar
from lisdesk.ui.collector import loading_a_library

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

_LIBRARY = "holidays"


def read_calendar(session: Session, call_id: int, now: datetime) -> CallCalendar | None:
    """Return the calendar of a call; None for one that was taken back meanwhile."""
    with nullcontext() if _LIBRARY in sys.modules else loading_a_library():
        return call_calendar(session, call_id, now)
