"""Tell of long work while it goes on, so that it can be followed and stopped, and so that it stands
back for the keys of a window in the same process.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

Row = TypeVar("Row")
Tell = Callable[[int], None]
"""Hears how many more rows were done; an exception that it raises stops the work."""

_ROWS_BETWEEN = 500


def nobody(_rows: int) -> None:
    """Take the place of a listener where there is none."""


@dataclass(frozen=True, slots=True)
class Telling:
    """Who hears of what is done for a workbook before its rows are written."""

    read: Tell = nobody
    """Rows."""
    counted: Tell = nobody
    """Sheets."""
    looked_through: Tell = nobody
    """Texts, for personal data."""


HEARD_BY_NOBODY = Telling()


def told(rows: Iterable[Row], tell: Tell = nobody, between: int | None = None) -> Iterator[Row]:
    """Yield rows, telling and standing back after every few hundred of them or as many as are
    named, and telling at the end.
    """
    count, between = 0, between or _ROWS_BETWEEN
    for row in rows:
        yield row
        count += 1
        if count == between:
            tell(count)
            stand_back()
            count = 0
    tell(count)


def stand_back() -> None:
    """Let a window of this process answer the keys first; called between small parts of long work
    in Python, which holds the interpreter. Does nothing where there is no window.
    """
    _manners.stand_back()


def stand_back_by(wait: Callable[[], None]) -> None:
    """Have long work wait by this from now on, for some hundredths of a second at a time."""
    _manners.stand_back = wait


def _go_on() -> None:
    """Wait for nobody."""


class _Manners:
    """How the long work of this process stands back."""

    def __init__(self) -> None:
        self.stand_back: Callable[[], None] = _go_on


_manners = _Manners()
