"""Have a stranger's file read by a process that can do nothing else, and take what it found."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any, cast

import lisdesk
from lisdesk.errors import CancelledError
from lisdesk.exchange.guarded.faults import DAMAGED, NO_MEMORY, TOO_BIG, TOO_SLOW
from lisdesk.exchange.guarded.limits import MEGABYTE, ProcessLimits
from lisdesk.exchange.guarded.refusing import Refusal

CHILD = "lisdesk.exchange.guarded.child"
WAITING_SECONDS = 40
"""How much longer than its processor time the child may take: it may have to wait for its turn."""
_POLITE_WAITING_SECONDS = 900
_BEHIND_OTHERS = getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0)
"""On Windows it is said from outside; elsewhere the process says it of itself."""
_ASKED_EVERY_SECONDS = 0.2
_CHUNK_BYTES = 1 << 20
_KILLED_FOR_TIME = frozenset({-9, -24})
"""Ended by SIGKILL, which the timer sends, or by SIGXCPU, which the system sends at the limit."""
_ABORTED = frozenset({-6})
"""Libraries in C and Rust abort when they are given no more memory."""


@dataclass(frozen=True, slots=True)
class GuardedOutput:
    """What a reader found: the object that it returned, and the bytes that it put before."""

    report: Mapping[str, Any]
    payload: bytearray
    """In a process for one file the report's own line follows the bytes that were put."""


def read_guarded(
    reader: str,
    stream: IO[bytes],
    wanted: Mapping[str, object],
    limits: ProcessLimits,
    refusal: Refusal,
    is_awaited: Callable[[], bool] | None = None,
    *,
    is_polite: bool = False,
) -> GuardedOutput:
    """Have the module `reader` read one file in a process of its own; return what it found.

    `stream` is an open file, read from where it stands. `wanted`, as JSON, is passed to the reader;
    what a reader is stands in `child`. Raises what `refusal` makes of a fault, which is also what
    becomes of a process that dies, takes too long, or writes too much. `is_awaited` is asked five
    times a second: CancelledError once nobody waits for the answer. A polite process goes behind
    others for the processor, and may wait for it much longer.
    """
    with (
        subprocess.Popen(
            command_for(reader, limits, wanted),
            stdin=stream,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment(),
            creationflags=_BEHIND_OTHERS if is_polite else 0,
        ) as process,
        killed_after(process, limits.processor_seconds, is_polite=is_polite),
        killed_unless(process, is_awaited),
    ):
        try:
            output = _all_of(cast(io.BufferedReader, process.stdout), limits.output_bytes, refusal)
            process.wait()
        finally:
            process.kill()
    report = last_line(output) if process.returncode == 0 else None
    if report is None and is_awaited is not None and not is_awaited():
        raise CancelledError
    if report is None:
        raise death(process.returncode, limits, refusal)
    return GuardedOutput(checked(report, refusal), output)


def command_for(
    reader: str, limits: ProcessLimits, wanted: Mapping[str, object] | None
) -> list[str]:
    """Return the command of a child that reads one file, or many where nothing is wanted yet."""
    order = {**asdict(limits), "reader": reader, "wanted": wanted}
    return [sys.executable, "-P", "-m", CHILD, json.dumps(order)]


def environment() -> dict[str, str]:
    """Return an environment in which the child finds this package and prints no backtraces."""
    package_parent = str(Path(lisdesk.__file__).parent.parent)
    paths = [package_parent, os.environ.get("PYTHONPATH", "")]
    return {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(path for path in paths if path),
        "RUST_BACKTRACE": "0",
    }


@contextmanager
def killed_after(
    process: subprocess.Popen[bytes], processor_seconds: int, *, is_polite: bool = False
) -> Iterator[None]:
    """Kill the process if the block lasts longer than its processor time and some waiting, which is
    much for a polite one.
    """
    waiting = _POLITE_WAITING_SECONDS if is_polite else WAITING_SECONDS
    timer = threading.Timer(processor_seconds + waiting, process.kill)
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


@contextmanager
def killed_unless(
    process: subprocess.Popen[bytes], is_awaited: Callable[[], bool] | None
) -> Iterator[None]:
    """Kill the process as soon as its answer is not awaited any more; None awaits every answer."""
    if is_awaited is None:
        yield
        return
    ended = threading.Event()

    def watch() -> None:
        while not ended.wait(_ASKED_EVERY_SECONDS):
            if not is_awaited():
                process.kill()
                return

    watcher = threading.Thread(target=watch, name="awaited")
    watcher.start()
    try:
        yield
    finally:
        ended.set()
        watcher.join()


def checked(report: Mapping[str, Any], refusal: Refusal) -> Mapping[str, Any]:
    """Return a report; raise what `refusal` makes of one that names a fault."""
    if "fault" in report:
        raise refusal(str(report["fault"]), cast(Mapping[str, object], report.get("details", {})))
    return report


def last_line(output: bytearray) -> dict[str, Any] | None:
    """Return the last line, a JSON object; None if the child did not come to write it."""
    start = output.rfind(b"\n", 0, max(0, len(output) - 1)) + 1
    try:
        report = json.loads(output[start:])
    except (ValueError, RecursionError):
        return None
    return report if isinstance(report, dict) and output.endswith(b"\n") else None


def death(exit_code: int | None, limits: ProcessLimits, refusal: Refusal) -> Exception:
    """Return the error that a child's way of dying stands for."""
    if exit_code in _KILLED_FOR_TIME:
        return refusal(TOO_SLOW, {"seconds": limits.processor_seconds})
    return refusal(NO_MEMORY if exit_code in _ABORTED else DAMAGED)


def too_much(most_bytes: int, refusal: Refusal) -> Exception:
    """Return the error for a child that writes more than it may."""
    reason = f"its contents take more than {most_bytes // MEGABYTE} megabytes"
    return refusal(TOO_BIG, {"reason": reason, "setting": "megabytes"})


def _all_of(stream: io.BufferedReader, most_bytes: int, refusal: Refusal) -> bytearray:
    output = bytearray()
    while chunk := stream.read1(_CHUNK_BYTES):
        output += chunk
        if len(output) > most_bytes:
            raise too_much(most_bytes, refusal)
    return output
