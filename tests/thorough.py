"""Which of many like cases everybody runs, and which are left to the thorough run."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest


def one_in(every: int, cases: Iterable[Any], *, unpacks: bool = False) -> list[Any]:
    """Return the parameters of a test: the first and every so manieth case for everybody, the
    others for `python3 dev.py thorough`. `unpacks` says that each case is a tuple of several.
    """
    return [
        case
        if place % every == 0
        else pytest.param(*(case if unpacks else (case,)), marks=pytest.mark.thorough)
        for place, case in enumerate(cases)
    ]
