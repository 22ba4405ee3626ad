"""Options that say several things with a bar between two: “NAME|from|until”."""

from __future__ import annotations

from lisdesk.errors import RefusedError


def bar_parts(said: str, most: int) -> list[str]:
    """Return the parts that are given; RefusedError for more than there can be."""
    parts = said.split("|")
    if len(parts) > most:
        raise RefusedError(
            f"“{said}” has {len(parts)} parts with a bar between two, and {most} is the most. "
            "Nothing was changed.",
            do="Write no bar within a part.",
        )
    return parts
