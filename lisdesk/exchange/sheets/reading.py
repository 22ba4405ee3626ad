"""Read a stranger's spreadsheet in a process of its own, with limits on its memory and time."""

from __future__ import annotations

import io
import json
import os
import stat
import subprocess
import sys
import threading
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import IO, cast

import lisdesk
from lisdesk.exchange.sheets.grid import SheetGrid
from lisdesk.exchange.sheets.limits import DEFAULT_LIMITS, MEGABYTE, PREAMBLE_ROWS, Limits
from lisdesk.exchange.sheets.refusals import unreadable

_WORKER = "lisdesk.exchange.sheets.worker"
_CHUNK_BYTES = 1 << 20
_LONGEST_REPORT_BYTES = 1 << 20
_WAITING_SECONDS = 40
"""How much longer than its processor time the worker may take: it may have to wait for its turn."""
_KILLED_FOR_TIME = frozenset({-9, -24})
"""Ended by SIGKILL, which the timer sends, or by SIGXCPU, which the system sends at the limit."""
_ABORTED = frozenset({-6})
"""The workbook reader aborts when it is given no more memory."""


def read_sheet(
    path: Path,
    *,
    sheet: str | int | None = None,
    limits: Limits = DEFAULT_LIMITS,
    encoding: str | None = None,
) -> SheetGrid:
    """Return the rows of one sheet of a .xlsx, .xlsm, .xls, .xlsb, .ods, .csv or .tsv file.

    The content decides what the file is, not only its name. `sheet` is a name or a number from 1,
    by default the first visible sheet that has rows; a text file has one sheet, whatever is asked
    for. `encoding` is that of a text file, by default found: a byte order mark, UTF-16 by its NULs,
    UTF-8, else Windows-1252. The file is read once. Raises UnreadableFileError, with one sentence,
    for everything that can be wrong with it.
    """
    try:
        with os.fdopen(_open_regular(path), "rb") as stream:
            size = os.fstat(stream.fileno()).st_size
            if size > limits.file_bytes:
                megabytes = limits.file_bytes // MEGABYTE
                reason = f"it is larger than {megabytes} megabytes"
                raise unreadable("too_big", {"reason": reason, "setting": "megabytes"})
            wanted = _wanted(path.name, sheet, encoding, limits, size)
            return _read_in_worker(stream, wanted, limits.output_bytes)
    except OSError as error:
        reason = error.strerror or "the system gives no reason"
        raise unreadable("missing", {"reason": reason}) from error


def _open_regular(path: Path) -> int:
    """Return the descriptor of a file; OSError for what may never end, such as a pipe."""
    descriptor = os.open(
        path, os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
    )
    if stat.S_ISREG(os.fstat(descriptor).st_mode):
        return descriptor
    os.close(descriptor)
    raise OSError(0, "it is not a file")


def _wanted(
    name: str, sheet: str | int | None, encoding: str | None, limits: Limits, size: int
) -> dict[str, object]:
    return {
        **asdict(limits),
        "name": name,
        "sheet": sheet,
        "encoding": encoding,
        "preamble_rows": PREAMBLE_ROWS,
        "memory_bytes": limits.memory_for(size),
        "seconds": limits.seconds_for(size),
    }


def _read_in_worker(stream: IO[bytes], wanted: Mapping[str, object], most_bytes: int) -> SheetGrid:
    seconds = cast(int, wanted["seconds"])
    with subprocess.Popen(
        [sys.executable, "-P", "-m", _WORKER, json.dumps(wanted)],
        stdin=stream,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_environment(),
    ) as process:
        timer = threading.Timer(seconds + _WAITING_SECONDS, process.kill)
        timer.start()
        try:
            output = _output(cast(io.BufferedReader, process.stdout), most_bytes)
            process.wait()
        finally:
            timer.cancel()
            process.kill()
    return _grid(output, process.returncode, seconds)


def _environment() -> dict[str, str]:
    """Return an environment in which the worker finds this package and prints no backtraces."""
    package_parent = str(Path(lisdesk.__file__).parent.parent)
    paths = [package_parent, os.environ.get("PYTHONPATH", "")]
    return {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(path for path in paths if path),
        "RUST_BACKTRACE": "0",
    }


def _output(stream: io.BufferedReader, most_bytes: int) -> bytearray:
    """Return all that the worker writes; UnreadableFileError if that is too much."""
    output = bytearray()
    while chunk := stream.read1(_CHUNK_BYTES):
        output += chunk
        if len(output) > most_bytes:
            reason = f"its rows take more than {most_bytes // MEGABYTE} megabytes"
            raise unreadable("too_big", {"reason": reason, "setting": "megabytes"})
    return output


def _grid(output: bytearray, exit_code: int, seconds: int) -> SheetGrid:
    """Return what the worker wrote; UnreadableFileError if it reports a fault, or has died."""
    report = _report(output) if exit_code == 0 else _death(exit_code, seconds)
    if report is None or "fault" in report:
        found = report or {"fault": "damaged"}
        raise unreadable(str(found["fault"]), cast(Mapping[str, object], found.get("details", {})))
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
            encoded_rows=output,
            uncalculated_count=int(cast(int, report.get("uncalculated", 0))),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise unreadable("damaged") from error


def _report(output: bytearray) -> dict[str, object] | None:
    """Return the last line, a JSON object; None if the worker did not come to write it."""
    start = output.rfind(b"\n", 0, max(0, len(output) - 1)) + 1
    try:
        report = json.loads(output[start:])
    except (ValueError, RecursionError):
        return None
    return report if isinstance(report, dict) and output.endswith(b"\n") else None


def _death(exit_code: int, seconds: int) -> dict[str, object]:
    """Return the fault that a worker's way of dying stands for."""
    if exit_code in _KILLED_FOR_TIME:
        return {"fault": "too_slow", "details": {"seconds": seconds}}
    if exit_code in _ABORTED:
        return {"fault": "no_memory"}
    return {"fault": "damaged"}
