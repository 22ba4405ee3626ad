"""How much the process that reads a stranger's file may take."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class ProcessLimits:
    """Limits on one file and on the process that reads it."""

    input_bytes: int = 200 * MEGABYTE
    memory_bytes: int = 1_000 * MEGABYTE
    processor_seconds: int = 20
    output_bytes: int = 500 * MEGABYTE
    """Size of what comes back from the reading process."""
