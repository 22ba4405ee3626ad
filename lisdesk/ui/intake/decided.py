"""Who hears which of the files that came in an officer has decided about."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

Decided = Callable[[Iterable[Path]], None]
"""Hears of files that wait no longer: all in them is filed, left out, or here already."""


def nobody(_paths: Iterable[Path]) -> None:
    """Hear nothing: what was dropped is not remembered."""
