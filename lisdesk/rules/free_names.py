"""The first of a name and its numbered forms that nothing has yet: "Memo", "Memo (2)"."""

from __future__ import annotations

from collections.abc import Callable, Hashable


class FreeNames:
    """Finds free names one after the other; what was found taken once is not tried again, so that
    a hundred thousand of one name take no longer than as many of different names.
    """

    def __init__(self) -> None:
        self._next: dict[Hashable, int] = {}

    def free(
        self, key: Hashable, is_taken: Callable[[str], bool], form: Callable[[int], str]
    ) -> str:
        """Return the first of `form(1)`, `form(2)` … that is not taken; forms with one key are the
        same, and what is taken stays taken.
        """
        number = self._next.get(key, 1)
        while is_taken(found := form(number)):
            number += 1
        self._next[key] = number
        return found


def numbered(name: str, number: int) -> str:
    """Return a name with its number behind it; the first has none."""
    return name if number == 1 else f"{name} ({number})"
