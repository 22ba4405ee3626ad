"""The lines of the table that tell of submissions that are alike."""

from __future__ import annotations

from typing import Any

from tests.bench.measure import Line


def alike_lines(figures: dict[str, Any]) -> list[Line]:
    """Return the lines of what `tests.bench.alike` measured."""
    small, large, file = figures["small"], figures["large"], figures["file"]
    growth = large["cpu_s"] / small["cpu_s"]
    found = min(small["recall"], small["precision"])
    return [
        _line("group 20,000 submissions of 300 words", small["cpu_s"], "s", 20),
        Line(
            "… a campaign of 101 among them: recall, precision",
            f"{small['recall']:.3f}, {small['precision']:.3f}",
            "",
            "",
            "≥ 0.99",
            found >= 0.99,
        ),
        _line("group 100,000 submissions", large["cpu_s"], "s", 120),
        Line("… over 20,000", "", "", f"{growth:.1f} ×", "≤ 6.5 ×", growth <= 6.5),
        _line("make the sketches of 100,000 after an import", file["sketch_s"], "s", 120),
        _line("the groups of 100,000 from their sketches", file["group_s"], "s", 60),
        _line("find what a new one of 100,000 is like, p95", file["find_ms"], "ms", 50),
        _line("log one among 100,000, with its sketch", file["log_ms"], "ms", 50),
    ]


def _line(work: str, value: float, unit: str, bar: float) -> Line:
    return Line(work, f"{value:.1f} {unit}", "", "", f"≤ {bar} {unit}", value <= bar)
