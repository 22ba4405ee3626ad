"""Tell of long work while it goes on, so that it can be followed, and stopped."""

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


def told(rows: Iterable[Row], tell: Tell) -> Iterator[Row]:
    """Yield rows, telling after every few hundred of them and at the end."""
    count = 0
    for row in rows:
        yield row
        count += 1
        if count == _ROWS_BETWEEN:
            tell(count)
            count = 0
    tell(count)
