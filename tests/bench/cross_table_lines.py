"""The line of the table of benchmarks about the cross-tables of the evidence."""

from __future__ import annotations

from collections.abc import Mapping

from tests.bench.measure import Line

_BAR = 0.35


def cross_table_lines(figures: Mapping[str, float]) -> list[Line]:
    """Return both cross-tables, made of one reading, over a plain join for each."""
    ours_ms, floor_ms = figures["ours"], figures["by type"] + figures["by question"]
    return [
        Line(
            "priorities by type and by question, 100,000 with 500,000 tags, over two plain joins",
            f"{ours_ms:.0f} ms",
            f"{floor_ms:.0f} ms",
            f"{ours_ms / floor_ms:.2f} ×",
            f"≤ {_BAR} ×",
            ours_ms <= _BAR * floor_ms,
        )
    ]
