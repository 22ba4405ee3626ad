"""The lines of the table about the first visits of screens."""

from __future__ import annotations

from tests.bench.measure import Line

SCREENS = ("evidence", "stakeholders", "campaigns")
SECONDS_AFTER = ("0.2", "5")
_GAP_MS = 100


def opening_lines(figures: dict[tuple[str, str], dict[str, float]]) -> list[Line]:
    """Return a line for each screen and moment, from the figures of `tests.bench.openings`."""
    return [
        Line(
            f"longest gap at the first visit of {screen.capitalize()} among 20,000, "
            f"{after} s after the first screen",
            f"{each['longest_ms']:.0f} ms",
            "",
            f"own work: {each['own_ms']:.0f} ms; in view after {each['shown_ms']:.0f} ms",
            "≤ 100 ms",
            each["longest_ms"] <= _GAP_MS,
        )
        for (screen, after), each in figures.items()
    ]
