"""Who is at work on a consultation file."""

from __future__ import annotations

from typing import NamedTuple

from lisdesk.clock import Clock


class Desk(NamedTuple):
    """Who works, and by which clock."""

    officer: str
    clock: Clock
