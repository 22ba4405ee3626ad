"""The lines of the table of benchmarks about the register, from a process of its own."""

from __future__ import annotations

from tests.bench.measure import Line

_PAINTED, _SCROLLED, _JUMPED_MS = 2.5, 1.5, 50


def register_lines(figures: dict) -> list[Line]:
    """Return the lines for what `tests.bench.register` printed."""
    painted, painted_floor = figures["painted"]
    scrolled, scrolled_floor = figures["scrolled"]
    jumped, slowest = figures["jumped"]
    return [
        _beside("register of 100,000 rows first painted", painted, painted_floor, _PAINTED),
        _beside("… scrolled by three lines, p95", scrolled, scrolled_floor, _SCROLLED),
        Line(
            "… jump to any line until it is painted, p95",
            f"{jumped:.1f} ms",
            "",
            f"slowest {slowest:.1f} ms",
            f"≤ {_JUMPED_MS} ms",
            jumped <= _JUMPED_MS,
        ),
    ]


def _beside(work: str, ours_ms: float, floor_ms: float, most: float) -> Line:
    ratio = ours_ms / floor_ms
    return Line(
        work,
        f"{ours_ms:.1f} ms",
        f"{floor_ms:.1f} ms",
        f"{ratio:.2f} ×",
        f"≤ {most} ×",
        ratio <= most,
    )
