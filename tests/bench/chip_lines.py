"""The lines of the table of benchmarks about chips and relevance."""

from __future__ import annotations

from collections.abc import Mapping

from tests.bench.measure import Line

_RANKING = "rank"


def chip_lines(figures: Mapping[str, tuple[float, float]]) -> list[Line]:
    """Return a line for each set of chips, and one for the ranking of the newest matches."""
    lines = [
        Line(
            f"{name}, first page among 100,000, p95",
            f"{ours_ms:.2f} ms",
            f"{floor_ms:.2f} ms",
            f"+{ours_ms - floor_ms:.2f} ms",
            "≤ 2 × or + 2 ms",
            ours_ms <= max(2 * floor_ms, floor_ms + 2),
        )
        for name, (ours_ms, floor_ms) in figures.items()
        if name != _RANKING
    ]
    ours_ms, floor_ms = figures[_RANKING]
    return [
        *lines,
        Line(
            "rank the newest 2,000 matches, p95, beside all by bm25",
            f"{ours_ms:.2f} ms",
            f"{floor_ms:.2f} ms",
            f"{ours_ms / floor_ms:.2f} ×",
            "≤ 0.15 ×",
            ours_ms <= 0.15 * floor_ms,
        ),
    ]
