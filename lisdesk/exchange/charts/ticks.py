"""Round numbers along an axis."""

from __future__ import annotations

from itertools import count


def whole_steps(most: int, at_most: int = 6) -> list[int]:
    """Return round whole numbers from 0 on for an axis that reaches to `most`."""
    rounds = (digit * 10**power for power in count() for digit in (1, 2, 5))
    step = next(each for each in rounds if most <= each * at_most)
    return list(range(0, max(most, 1) + step, step))
