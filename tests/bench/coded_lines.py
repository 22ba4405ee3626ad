"""The lines about coded projects, out and in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.bench.measure import Cost, Line, child_cost

SMALL, LARGE = 10_000, 100_000
_GROWTH, _OUT_MB, _IN_MB = 13, 700, 1_500


def coded_lines(folder: Path, tagged: Callable[[int], Path]) -> list[Line]:
    """Return the lines of an export and an import as they grow; `tagged` makes a file."""
    out: dict[int, Cost] = {}
    back: dict[int, Cost] = {}
    for count in (SMALL, LARGE):
        project = folder / f"{count}.qdpx"
        out[count] = child_cost("coded_out", str(tagged(count)), str(project))
        back[count] = child_cost("coded_in", str(project), str(folder / "coded.lisdesk"))
    return [
        *_lines("export a coded project of", out, _OUT_MB),
        *_lines("import a coded project of", back, _IN_MB),
    ]


def _lines(work: str, costs: dict[int, Cost], most_mb: int) -> list[Line]:
    small, large = costs[SMALL], costs[LARGE]
    growth = large.cpu_s / small.cpu_s
    return [
        Line(
            f"{work} {LARGE:,} submissions, 300,000 tags, over {SMALL:,}",
            f"{large.cpu_s:.1f} s",
            f"{small.cpu_s:.2f} s",
            f"{growth:.1f} ×",
            f"≤ {_GROWTH} ×",
            growth <= _GROWTH,
        ),
        Line(
            "… its memory, largest process",
            f"{large.peak_mb:.0f} MB",
            f"{small.peak_mb:.0f} MB",
            "",
            f"≤ {most_mb:,} MB",
            large.peak_mb <= most_mb,
        ),
    ]
