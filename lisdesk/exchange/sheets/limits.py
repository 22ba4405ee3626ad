"""How much of a stranger's spreadsheet is read before it is called too big."""

from __future__ import annotations

from dataclasses import dataclass, replace

MEGABYTE = 1_000_000
PREAMBLE_ROWS = 100
"""How many rows may stand above the responses without being counted."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits on one file and on the process that reads it; the officer can raise every one."""

    rows: int = 100_000
    """Rows of responses; what stands above them is not counted."""
    columns: int = 500
    file_bytes: int = 200 * MEGABYTE
    memory_bytes: int = 1_000 * MEGABYTE
    """Memory of the reading process, grown with the size of the file by `memory_for`."""
    processor_seconds: int = 20
    """Processor time of the reading process, grown with the size of the file by `seconds_for`."""
    output_bytes: int = 500 * MEGABYTE
    """Size of the rows as they come back from the reading process."""
    package_entries: int = 5_000
    """Entries in a zipped workbook."""
    package_bytes: int = 300 * MEGABYTE
    """Size of a zipped workbook once unpacked."""
    package_ratio: int = 200
    """How many times larger an entry of over a megabyte may be unpacked than packed."""

    def scaled_to(self, file_bytes: int) -> Limits:
        """Return limits for files of this size, with the other sizes in bytes in proportion."""
        factor = file_bytes / self.file_bytes
        return replace(
            self,
            file_bytes=file_bytes,
            memory_bytes=int(self.memory_bytes * max(1.0, factor)),
            output_bytes=int(self.output_bytes * factor),
            package_bytes=int(self.package_bytes * factor),
        )

    def memory_for(self, file_bytes: int) -> int:
        """Return the memory, in bytes, in which a file of this size may be read."""
        return self.memory_bytes + 8 * file_bytes

    def seconds_for(self, file_bytes: int) -> int:
        """Return the processor time, in seconds, in which a file of this size may be read."""
        return self.processor_seconds + file_bytes // MEGABYTE


DEFAULT_LIMITS = Limits()
