"""One reading process for many files, started again when a file was the end of it."""

from __future__ import annotations

import io
import json
import subprocess
from collections.abc import Callable, Mapping
from contextlib import suppress
from types import TracebackType
from typing import Any, Self, cast

from lisdesk.errors import CancelledError
from lisdesk.exchange.guarded.faults import TOO_BIG
from lisdesk.exchange.guarded.limits import MEGABYTE, ProcessLimits
from lisdesk.exchange.guarded.reading import (
    GuardedOutput,
    checked,
    command_for,
    death,
    environment,
    killed_after,
    killed_unless,
    too_much,
)
from lisdesk.exchange.guarded.refusing import Refusal

_LONGEST_LINE_BYTES = 16 * MEGABYTE
_CLOSING_SECONDS = 5


class GuardedSession:
    """Reads files, one after the other, in one limited process; the limits hold for each file.

    Starting a process takes longer than reading a small file: use this for many. Only the time
    limit and the size of what comes back are counted anew for each file; memory is the process's.
    """

    def __init__(
        self,
        reader: str,
        limits: ProcessLimits,
        refusal: Refusal,
        is_awaited: Callable[[], bool] | None = None,
    ) -> None:
        """`is_awaited` is asked now and then while a file is read."""
        self._reader, self._is_awaited = reader, is_awaited
        self._limits = limits
        self._refusal = refusal
        self._process: subprocess.Popen[bytes] | None = None

    def read(self, content: bytes, wanted: Mapping[str, object]) -> GuardedOutput:
        """Have one file read; raise what the refusal makes of a fault, or of a dead process, and
        CancelledError once it is not awaited any more.
        """
        if len(content) > self._limits.input_bytes:
            reason = f"it is larger than {self._limits.input_bytes // MEGABYTE} megabytes"
            raise self._refusal(TOO_BIG, {"reason": reason, "setting": "megabytes"})
        if self._process is not None and self._process.poll() is not None:
            self.close()  # it was ended while it waited for another file
        process = self._process = self._process or self._started()
        is_awaited = self._is_awaited
        seconds = self._limits.processor_seconds
        with killed_after(process, seconds), killed_unless(process, is_awaited):
            try:
                self._ask(process, content, wanted)
                output = self._answer(process)
            except (OSError, EOFError) as error:
                exit_code = self._ended(process)
                if is_awaited is not None and not is_awaited():
                    raise CancelledError from error
                raise death(exit_code, self._limits, self._refusal) from error
            except BaseException:  # what was asked is not to be taken for the next answer
                self.close()
                raise
        return GuardedOutput(checked(output.report, self._refusal), output.payload)

    def close(self) -> None:
        """End the process; the next file starts another."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            with suppress(OSError), process:  # what it was not yet given cannot be given any more
                process.wait(_CLOSING_SECONDS)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _traceback: TracebackType | None,
    ) -> None:
        self.close()

    def _started(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            command_for(self._reader, self._limits, None),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment(),
        )

    def _ended(self, process: subprocess.Popen[bytes]) -> int | None:
        """Return how a process ended that no longer answers; None if it had to be ended."""
        try:
            return process.wait(_CLOSING_SECONDS)
        except subprocess.TimeoutExpired:
            return None
        finally:
            self.close()

    @staticmethod
    def _ask(
        process: subprocess.Popen[bytes], content: bytes, wanted: Mapping[str, object]
    ) -> None:
        stdin = cast(io.BufferedWriter, process.stdin)
        stdin.write(json.dumps({"size": len(content), "wanted": wanted}).encode("ascii") + b"\n")
        stdin.write(content)
        stdin.flush()

    def _answer(self, process: subprocess.Popen[bytes]) -> GuardedOutput:
        """Return what the child found; EOFError if it died, or did not keep to the form."""
        stdout = cast(io.BufferedReader, process.stdout)
        payload = bytearray()
        while size := _size(stdout):
            if len(payload) + size > self._limits.output_bytes:
                raise too_much(self._limits.output_bytes, self._refusal)
            chunk = stdout.read(size)
            if len(chunk) < size:
                raise EOFError
            payload += chunk
        return GuardedOutput(_object(stdout.readline(_LONGEST_LINE_BYTES)), payload)


def _size(stdout: io.BufferedReader) -> int:
    line = stdout.readline(32)
    if not (line.endswith(b"\n") and line[:-1].isdigit()):
        raise EOFError
    return int(line)


def _object(line: bytes) -> Mapping[str, Any]:
    try:
        report = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise EOFError from error
    if not (isinstance(report, dict) and line.endswith(b"\n")):
        raise EOFError
    return report
