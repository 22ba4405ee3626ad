"""Lines of the table for suggestions of priorities."""

from __future__ import annotations

from statistics import mean

from tests.bench.measure import Line, percentile
from tests.labelled_answers import BARS

_SUGGEST_MS, _LEARN_S, _GAP_MS = 50, 20, 50


def suggesting_lines(figures: dict) -> list[Line]:
    """Return the recall for each number of answers, and what learning and suggesting take."""
    learning, took_ms = figures["learning"], figures["suggesting_ms"]
    p95_ms = percentile(took_ms, 0.95)
    return [
        *(_recall(int(size), runs) for size, runs in figures["recall"].items()),
        Line(
            "suggest for an answer of a call with 4,000 tagged, p95",
            f"{p95_ms:.1f} ms",
            "",
            f"slowest {max(took_ms):.1f} ms",
            f"≤ {_SUGGEST_MS} ms",
            p95_ms <= _SUGGEST_MS,
        ),
        Line(
            "learn from 4,000 tagged answers beside the window",
            f"{learning['seconds']:.1f} s",
            "",
            "",
            f"≤ {_LEARN_S} s",
            learning["seconds"] <= _LEARN_S,
        ),
        Line(
            "… longest gap of a 5 ms heartbeat meanwhile",
            f"{learning['longest_ms']:.0f} ms",
            f"{figures['idle']['longest_ms']:.0f} ms at rest",
            f"own work: {learning['own_ms']:.0f} ms",
            f"≤ {_GAP_MS} ms",
            learning["longest_ms"] <= _GAP_MS,
        ),
    ]


def _recall(size: int, runs: list[dict[str, float]]) -> Line:
    """Return a line of the recall; its floor is that of the three that are used most."""
    ours = [each["suggested"] for each in runs]
    floor = [each["most_used"] for each in runs]
    is_never_below = all(one >= other for one, other in zip(ours, floor, strict=True))
    return Line(
        f"labels of an answer among 3 suggestions, after {size:,} answers, {len(runs)} seeds",
        f"{mean(ours):.3f}",
        f"{mean(floor):.3f}",
        f"{min(ours):.3f} to {max(ours):.3f}",
        f"≥ {BARS[size]:.2f}",
        mean(ours) >= BARS[size] and is_never_below,
    )
