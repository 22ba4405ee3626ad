"""Read a stranger's spreadsheet in a process of its own, with limits on its memory and time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import cast

from lisdesk.exchange.guarded.faults import DAMAGED
from lisdesk.exchange.guarded.limits import ProcessLimits
from lisdesk.exchange.guarded.reading import GuardedOutput, read_guarded
from lisdesk.exchange.guarded.regular_files import opened_file
from lisdesk.exchange.sheets.grid import SheetGrid
from lisdesk.exchange.sheets.limits import DEFAULT_LIMITS, PREAMBLE_ROWS, Limits
from lisdesk.exchange.sheets.refusals import unreadable, unreadable_list

_WORKER = "lisdesk.exchange.sheets.worker"


def read_sheet(
    path: Path,
    *,
    sheet: str | int | None = None,
    limits: Limits = DEFAULT_LIMITS,
    encoding: str | None = None,
    is_awaited: Callable[[], bool] | None = None,
    is_list: bool = False,
) -> SheetGrid:
    """Return the rows of one sheet of a .xlsx, .xlsm, .xls, .xlsb, .ods, .csv or .tsv file.

    The content decides what the file is, not only its name. `sheet` is a name or a number from 1,
    by default the first visible sheet that has rows; a text file has one sheet, whatever is asked
    for. `encoding` is that of a text file, by default found: a byte order mark, UTF-16 by its NULs,
    UTF-8, else Windows-1252. In an officers' own list (`is_list`), which has no map, a date cell of
    an .xlsx that shows no more than a month or a year comes as text, such as “2019-03”. The file is
    read once. Raises UnreadableFileError, with one sentence,
    for everything that can be wrong with it; CancelledError once it is no longer `is_awaited`.
    """
    wanted = {
        **asdict(limits),
        "name": path.name,
        "sheet": sheet,
        "encoding": encoding,
        "preamble_rows": PREAMBLE_ROWS,
        "as_shown": is_list,
    }
    refusal = unreadable_list if is_list else unreadable
    with opened_file(path, limits.file_bytes, refusal) as (stream, size):
        output = read_guarded(
            _WORKER, stream, wanted, _process_limits(limits, size), refusal, is_awaited
        )
    return _grid(output)


def _process_limits(limits: Limits, size: int) -> ProcessLimits:
    return ProcessLimits(
        input_bytes=limits.file_bytes,
        memory_bytes=limits.memory_for(size),
        processor_seconds=limits.seconds_for(size),
        output_bytes=limits.output_bytes,
    )


def _grid(output: GuardedOutput) -> SheetGrid:
    """Return what the worker wrote; UnreadableFileError if that is not what was asked."""
    report: Mapping[str, object] = output.report
    try:
        return SheetGrid(
            name=str(report["name"]),
            sheet_names=tuple(str(name) for name in cast(list[object], report["sheet_names"])),
            kind=str(report["kind"]),
            encoding=cast(str | None, report["encoding"]),
            row_count=int(cast(int, report["rows"])),
            width=int(cast(int, report["width"])),
            widest_row=int(cast(int, report["widest_row"])),
            sha256=str(report["sha256"]),
            encoded_rows=output.payload,
            uncalculated_count=int(cast(int, report.get("uncalculated", 0))),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise unreadable(DAMAGED) from error
