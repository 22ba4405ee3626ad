"""The start of the window beside its floors: each a process of its own, in turn, best of seven."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from lisdesk.clock import fixed_clock
from lisdesk.rules.deadlines import parse_instant
from lisdesk.tasks.demo import run_demo
from tests.bench.measure import ROOT, Line

_ROUNDS = 7
_BAR = 1.5
_WORKS = (
    ("paint", "first paint of the window", "an empty window"),
    ("rows", "the first screen's numbers", "an empty window + sqlalchemy.orm"),
)


def start_lines(folder: Path) -> list[Line]:
    """Measure both starts on the sample call."""
    sample = folder / "sample" / "demo.lisdesk"
    if not sample.exists():
        run_demo(sample.parent, folder, fixed_clock(parse_instant("2019-02-18T10:00")), "Ann")
    return [_line(what, work, floor, sample, folder) for what, work, floor in _WORKS]


def _line(what: str, work: str, floor_name: str, sample: Path, folder: Path) -> Line:
    ours, floor = [], []
    _start(folder, "ours", what, str(sample))  # the first start compiles
    for _ in range(_ROUNDS):
        ours.append(_start(folder, "ours", what, str(sample)))
        floor.append(_start(folder, "floor", what))
    ratio = min(ours) / min(floor)
    return Line(
        f"{work}, over {floor_name}",
        f"{min(ours):.3f} s",
        f"{min(floor):.3f} s",
        f"{ratio:.2f} ×",
        f"≤ {_BAR} ×",
        ratio <= _BAR,
    )


def _start(folder: Path, *words: str) -> float:
    environment = {
        **os.environ,
        "LISDESK_PREFERENCES": str(folder / "preferences"),
        "PYTHONDONTWRITEBYTECODE": "",
    }
    command = [sys.executable, "-m", "tests.bench.starting", *words]
    output = subprocess.run(
        command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True, timeout=120
    ).stdout
    return float(output.split()[-1])
