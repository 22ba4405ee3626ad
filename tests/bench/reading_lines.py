"""Lines of the table for reading and tagging in the window."""

from __future__ import annotations

from tests.bench.measure import BACK, LETTER, Line, percentile

_KEY_MS = 50
_LETTER_MS = 150


def reading_lines(figures: dict) -> list[Line]:
    """Return a long letter beside plain text, and a key that tags beside the bare commit."""
    ours_ms, floor_ms = figures["letters"]["ours_ms"], figures["letters"]["floor_ms"]
    ratio, keys = ours_ms / floor_ms, figures["keys"]
    key_ms, bare_ms = percentile(keys["ours_ms"], 0.95), percentile(keys["floor_ms"], 0.95)
    return [
        Line(
            "show a letter of 20,000 words with 200 highlights",
            f"{ours_ms:.1f} ms",
            f"{floor_ms:.1f} ms",
            f"{ratio:.2f} ×",
            "≤ 1.4 ×",
            ratio <= 1.4,
        ),
        Line(
            "key to highlight among 100,000, commit included, p95",
            f"{key_ms:.1f} ms",
            f"{bare_ms:.1f} ms",
            f"{key_ms / bare_ms:.2f} ×",
            "≤ 50 ms",
            key_ms <= 50,
        ),
    ]


def key_lines(figures: dict) -> list[Line]:
    """Return how long each key takes until what it asks for is painted, beside a key that asks for
    nothing.
    """
    floor_ms = percentile(figures["floor"], 0.95)
    return [
        Line(
            f"{what} among 100,000 with 500,000 tags, p95",
            f"{percentile(took, 0.95):.1f} ms",
            f"{floor_ms:.1f} ms",
            f"median {percentile(took, 0.5):.1f} ms, "
            f"processor {percentile(figures['processor'][what], 0.95):.1f} ms",
            f"≤ {bar} ms",
            percentile(took, 0.95) <= bar,
        )
        for what, took in figures["keys"].items()
        for bar in [_LETTER_MS if what == LETTER else _KEY_MS]
        if what != BACK
    ]
