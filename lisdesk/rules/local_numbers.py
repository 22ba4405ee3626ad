"""Telephone numbers without a dialling code, as a field of the register has them one by another."""

from __future__ import annotations

from collections.abc import Sequence

_FEWEST, _MOST = 6, 8
"""Digits of a number without its dialling code."""
_FEWEST_WITH_CODE = 9
_FIRST_GROUP = 3
"""So many digits the first group of such a number has; hours and dates begin with fewer."""


def local_numbers(groups: Sequence[str]) -> list[str]:
    """Return the numbers that groups of digits are if they fall into several of one shape, of one
    group or two each, as “496 0123 496 0124” does; else nothing.
    """
    for size in (1, 2):
        if len(groups) <= size or len(groups) % size:
            continue
        parts = [groups[at : at + size] for at in range(0, len(groups), size)]
        numbers = ["".join(part) for part in parts]
        has_one_shape = len({tuple(map(len, part)) for part in parts}) == 1
        if has_one_shape and all(_is_local(number) for number in numbers):
            return numbers
    return []


def may_be_beside_a_number(groups: Sequence[str]) -> bool:
    """Whether groups of digits right beside a number may be one of their own: no hours, no date."""
    if sum(map(len, groups)) >= _FEWEST_WITH_CODE:
        return True
    return bool(groups) and len(groups[0]) >= _FIRST_GROUP and not groups[0].startswith("0")


def _is_local(number: str) -> bool:
    return _FEWEST <= len(number) <= _MOST and not number.startswith("0")
