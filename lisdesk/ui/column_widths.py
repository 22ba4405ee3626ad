"""Columns of numbers as wide as the longest of them: a number that is cut off is another number."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QTreeView

_BESIDE_PX = 28


def fit_numbers(tree: QTreeView, column: int, numbers: Iterable[int], least_px: int) -> None:
    """Make a column of a tree wide enough for its numbers, which have thousands separators."""
    metrics = tree.fontMetrics()
    widest = max((metrics.horizontalAdvance(f"{number:,}") for number in numbers), default=0)
    tree.setColumnWidth(column, max(least_px, widest + _BESIDE_PX))
