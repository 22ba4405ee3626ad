"""Rows on their way from the reading process to the main one."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from lisdesk.exchange.guarded.child import Put
from lisdesk.exchange.guarded.faults import FaultError

Wanted = Mapping[str, Any]
"""The names and values that `reading` sends: limits, name of the file, sheet and encoding."""

KeptCells = dict[int, dict[int, object]]
"""Row, from 1, to column, from 0, to what stands there though the workbook reader gives nothing."""

BLOCK_ROWS = 64
"""Rows in one line of what is written."""


class RowWriter:
    """Writes rows, a line for each block, and remembers how far their content reaches."""

    def __init__(self, wanted: Wanted, put: Put) -> None:
        self._put = put
        self._most_rows: int = wanted["rows"] + wanted["preamble_rows"]
        self._most_columns: int = wanted["columns"]
        self.count = 0
        self.width = 0
        self.widest_row = 0

    def write(self, rows: Iterable[list[Any]], default: Callable[[object], object]) -> None:
        """Write every row; FaultError at the first with content beyond the limits."""
        # ASCII with escapes is faster to write and read than UTF-8, and a block than its rows.
        encode = json.JSONEncoder(separators=(",", ":"), default=default).encode
        block: list[list[Any]] = []
        for row in rows:
            self.count += 1
            filled = len(row)
            while filled and row[filled - 1] == "":
                filled -= 1
            if filled:
                self._note_reach(filled)
            block.append(row)
            if len(block) == BLOCK_ROWS:
                self._put_line(encode(block))
                block = []
        if block:
            self._put_line(encode(block))

    def _put_line(self, line: str) -> None:
        self._put(line.encode("ascii"))
        self._put(b"\n")

    def _note_reach(self, filled: int) -> None:
        if self.count > self._most_rows:
            reason = f"row {self.count} is beyond the limit"
            raise FaultError("too_big", reason=reason, setting="rows")
        if filled > self.width:
            self.width, self.widest_row = filled, self.count
        if filled > self._most_columns:
            reason = f"row {self.count} has more than {self._most_columns} columns"
            raise FaultError("too_big", reason=reason, setting="columns")


def uncalculated(formula: str) -> dict[str, str]:
    """Return what is written for a cell whose formula, which begins with "=", has no value."""
    return {"f": formula}
