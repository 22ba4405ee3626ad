"""Rows that are known again by something that several of them may share."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

T = TypeVar("T")


def taken_in_order(
    rows: Iterable[T], key: Callable[[T], Hashable]
) -> Callable[[Hashable], T | None]:
    """Return what gives, at each call with a key, the next of the rows that have it; None once
    there is none left.
    """
    waiting: defaultdict[Hashable, deque[T]] = defaultdict(deque)
    for row in rows:
        waiting[key(row)].append(row)

    def take(wanted: Hashable) -> T | None:
        left = waiting.get(wanted)
        return left.popleft() if left else None

    return take
