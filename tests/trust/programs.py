"""Run the writing program, listen to it, kill it."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.trust.officer_work import Acknowledged, Write

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Writer:
    """A running writing program and what it has said so far."""

    process: subprocess.Popen[str]
    acknowledged: list[Acknowledged] = field(default_factory=list)
    in_flight: Write | None = None
    """What was begun and not yet said to be saved."""

    def hear(self) -> None:
        """Wait for the program's next line; RuntimeError if it has ended by itself."""
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError("the writing program ended by itself")
        self._note(line)

    def kill(self) -> None:
        """Kill the program as a power cut would, and hear what it said until then."""
        assert self.process.stdout is not None
        self.process.kill()
        for line in self.process.stdout:
            self._note(line)
        self.process.wait()

    def _note(self, line: str) -> None:
        if not line.endswith("\n"):  # the kill cut it short: it was never said
            return
        kind, number, row, *rest = line.split()
        write = Write(int(number), int(row))
        if kind == "begun":
            self.in_flight = write
        else:
            self.acknowledged.append(Acknowledged(write, rest[0], int(rest[1])))
            self.in_flight = None


@contextmanager
def writing_program(path: Path, first: int, *manners: str) -> Iterator[Writer]:
    """Start the writing program on a file; it is killed at the end if it still runs."""
    command = [sys.executable, "-m", "tests.trust.writing_program", str(path), str(first), *manners]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield Writer(process)
        finally:
            process.kill()


def wait(seconds: float) -> None:
    """Wait a very short time more exactly than `sleep` does."""
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        pass
