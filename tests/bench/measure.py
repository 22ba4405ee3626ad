"""Time and memory of a piece of work, in a process of its own or beside its floor."""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LETTER = "open a letter of 20,000 words with 200 excerpts"
GAP_MS = 50
"""The longest gap of the heartbeat that an export or a publication may leave, by the clock and of
own work."""
BACK = "turn from such a letter to another submission"


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run took: wall and processor seconds (children included), and the largest process's
    MB.
    """

    wall_s: float
    cpu_s: float
    peak_mb: float


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table of benchmarks."""

    work: str
    ours: str
    floor: str
    result: str
    bar: str
    passed: bool


def child_cost(module: str, *arguments: str) -> Cost:
    """Run a module of this folder in a process of its own; it prints its cost as JSON."""
    command = [sys.executable, "-m", f"tests.bench.{module}", *arguments]
    output = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return Cost(**json.loads(output.splitlines()[-1]))


def cost_of(work: Callable[[], object]) -> Cost:
    """Run work here and measure it."""
    started, before = time.perf_counter(), _cpu_s()
    work()
    return Cost(time.perf_counter() - started, _cpu_s() - before, _peak_mb())


def print_cost(work: Callable[[], object]) -> None:
    """Measure work and print its cost for the parent process."""
    cost = cost_of(work)
    values = {"wall_s": cost.wall_s, "cpu_s": cost.cpu_s, "peak_mb": cost.peak_mb}
    print(json.dumps(values))


def median(costs: Sequence[Cost]) -> Cost:
    """Return the median of each figure."""
    return Cost(
        statistics.median(cost.wall_s for cost in costs),
        statistics.median(cost.cpu_s for cost in costs),
        statistics.median(cost.peak_mb for cost in costs),
    )


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value below which a share of the values lie."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def versions() -> str:
    """Return the versions that figures depend on."""
    import openpyxl
    import pysqlite3.dbapi2 as sqlite
    import sqlalchemy

    return (
        f"Python {sys.version.split()[0]}, SQLite {sqlite.sqlite_version}, "
        f"SQLAlchemy {sqlalchemy.__version__}, openpyxl {openpyxl.__version__}, "
        f"calamine {version('python-calamine')}, PySide6 {version('PySide6-Essentials')}, "
        f"{os.cpu_count()} processors"
    )


def _cpu_s() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in used)


def _peak_mb() -> float:
    """Return the most that this process or one that it started has held.

    The system counts for a process also what the one held that started it; only its own status
    begins anew with its program.
    """
    status = Path("/proc/self/status")
    if not status.exists():
        used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
        return max(usage.ru_maxrss for usage in used) / 1024
    lines = dict(line.split(":", 1) for line in status.read_text().splitlines())
    own = int(lines["VmHWM"].split()[0])
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return max(own, children) / 1024
