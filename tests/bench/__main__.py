"""Print the table of benchmarks and write it to docs/benchmarks.md: `python3 dev.py bench`.

Every line is ours beside its floor in one run, A B A B, so that a slow moment of the machine
touches both. Figures of different machines do not compare; their ratios do.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Set
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from lisdesk.exchange.learning.training import can_learn
from tests.bench.alike_lines import alike_lines
from tests.bench.chip_lines import chip_lines
from tests.bench.coded_lines import coded_lines
from tests.bench.cross_table_lines import cross_table_lines
from tests.bench.documents import document_lines
from tests.bench.export_lines import export_lines
from tests.bench.import_lines import import_lines
from tests.bench.invented import write_sheet
from tests.bench.mails import mail_lines
from tests.bench.measure import GAP_MS, ROOT, Cost, Line, median, percentile, versions
from tests.bench.opening_lines import SCREENS, SECONDS_AFTER, opening_lines
from tests.bench.reading_lines import key_lines, reading_lines
from tests.bench.register_lines import register_lines
from tests.bench.starts import start_lines
from tests.bench.suggesting_lines import suggesting_lines

REPORT = ROOT / "docs" / "benchmarks.md"
_SMALL, _LARGE = 10_000, 100_000
_ROUNDS = 3
_WINDOW, _SECOND, _GAP_MS = 20_000, 5_000, 100


def main() -> int:
    """Run the benchmarks; return 1 if a bar is missed."""
    options = _options()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(options.keep or temporary)
        folder.mkdir(parents=True, exist_ok=True)
        lines: list[Line] = []
        for name, measure in _BENCHMARKS.items():
            if not options.only or name in options.only:
                for line in measure(folder):
                    print(_row(line), flush=True)
                    lines.append(line)
    if not options.only:
        _write_report(lines)
    return 0 if all(line.passed for line in lines) else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure lisdesk against its floors.")
    parser.add_argument("--only", nargs="*", choices=list(_BENCHMARKS), help="run only these")
    parser.add_argument("--keep", help="keep the made data in this folder, and use it again")
    return parser.parse_args()


def _exports(folder: Path) -> list[Line]:
    return export_lines(folder, lambda count: _tagged(folder, count), _in_turn)


def _coded(folder: Path) -> list[Line]:
    return coded_lines(folder, lambda count: _tagged(folder, count))


def _tags(folder: Path) -> list[Line]:
    file = _tagged(folder, _SMALL)
    for leftover in folder.glob("tagging.lisdesk*"):
        leftover.unlink()
    copy = folder / "tagging.lisdesk"
    copy.write_bytes(file.read_bytes())
    figures = _child_figures("tagging", str(copy), str(folder / "beside.xlsx"))
    alone_ms = statistics.median(figures["alone"])
    beside_ms = percentile(figures["beside"], 0.95)
    was_whole = figures["was_beside"] and figures["refused"] == 0
    return [
        Line(
            "one tag committed, median",
            f"{alone_ms:.1f} ms",
            "",
            "",
            "≤ 15 ms",
            alone_ms <= 15,
        ),
        Line(
            "50 tags during an export, p95",
            f"{beside_ms:.1f} ms",
            "",
            f"{figures['refused']} refused",
            "≤ 50 ms, 0 refused",
            beside_ms <= 50 and was_whole,
        ),
    ]


def _searches(folder: Path) -> list[Line]:
    figures = _child_figures("searching", str(_tagged(folder, _LARGE)))
    lines = []
    for query, (ours_ms, floor_ms) in figures.items():
        passed = ours_ms <= max(2 * floor_ms, floor_ms + 2)
        lines.append(
            Line(
                f"search {query} among 100,000, first page, p95",
                f"{ours_ms:.2f} ms",
                f"{floor_ms:.2f} ms",
                f"+{ours_ms - floor_ms:.2f} ms",
                "≤ 2 × or + 2 ms",
                passed,
            )
        )
    return lines + chip_lines(_child_figures("chips", str(_tagged(folder, _LARGE))))


def _heartbeat(folder: Path) -> list[Line]:
    file = _tagged(folder, _WINDOW)
    sheet = write_sheet(_SECOND, folder / f"{_SECOND}.xlsx")
    phases = _child_figures("heartbeat", str(file), str(sheet), str(file.with_suffix(".toml")))
    exports = {name for name in phases if name.startswith(("export", "publication"))}
    return [
        _gaps("import, search, backup", phases, phases.keys() - exports, _GAP_MS),
        _gaps("exports and publications with their check", phases, exports, GAP_MS),
        *_openings(file),
    ]


def _gaps(what: str, phases: dict[str, Any], names: Set[str], most_ms: int) -> Line:
    """Return the longest gap in some of the phases, by the clock and of own work."""
    seconds = sum(phases[name]["seconds"] for name in names)
    worst = max(sorted(names), key=lambda name: phases[name]["longest_ms"])
    longest = phases[worst]["longest_ms"]
    own = max(phases[name]["own_ms"] for name in names)
    return Line(
        f"longest gap of a 5 ms heartbeat in {seconds:.0f} s of {what}",
        f"{longest:.0f} ms, in {worst}",
        "",
        f"own work: {own:.0f} ms",
        f"≤ {most_ms} ms",
        longest <= most_ms,
    )


def _openings(file: Path) -> list[Line]:
    visits = itertools.product(SCREENS, SECONDS_AFTER)
    return opening_lines({each: _child_figures("openings", str(file), *each) for each in visits})


def _reading(folder: Path) -> list[Line]:
    return reading_lines(_child_figures("reading", str(_tagged(folder, _LARGE))))


def _keys(folder: Path) -> list[Line]:
    """Measure every key of Reading and Answers among a hundred thousand with five tags each."""
    return key_lines(_child_figures("reading_keys", str(_tagged(folder, _LARGE, 5 * _LARGE))))


def _cross_tables(folder: Path) -> list[Line]:
    return cross_table_lines(
        _child_figures("cross_tables", str(_tagged(folder, _LARGE, 5 * _LARGE)))
    )


def _register(folder: Path) -> list[Line]:
    return register_lines(_child_figures("register", str(_tagged(folder, _LARGE))))


def _alike(_folder: Path) -> list[Line]:
    return alike_lines(_child_figures("alike", "20000", "100000"))


def _suggest(_folder: Path) -> list[Line]:
    corpus = os.environ.get("LISDESK_CORPUS")
    if not corpus or not can_learn():
        lacks = "scikit-learn" if corpus else "LISDESK_CORPUS"
        print(f"no line of suggestions: {lacks} is not there", file=sys.stderr)
        return []
    return suggesting_lines(_child_figures("suggesting", corpus))


_BENCHMARKS: dict[str, Callable[[Path], list[Line]]] = {
    "import": import_lines,
    "documents": document_lines,
    "mails": mail_lines,
    "export": _exports,
    "coded": _coded,
    "tag": _tags,
    "search": _searches,
    "start": start_lines,
    "heartbeat": _heartbeat,
    "register": _register,
    "alike": _alike,
    "reading": _reading,
    "keys": _keys,
    "cross": _cross_tables,
    "suggest": _suggest,
}


def _in_turn(ours: Callable[[], Cost], floor: Callable[[], Cost]) -> tuple[Cost, Cost]:
    """Run both in turn and return the median of each."""
    costs: tuple[list[Cost], list[Cost]] = ([], [])
    for _ in range(_ROUNDS):
        costs[0].append(ours())
        costs[1].append(floor())
    return median(costs[0]), median(costs[1])


def _tagged(folder: Path, count: int, tags: int = 0) -> Path:
    file = folder / (f"tagged-{count}-{tags}.lisdesk" if tags else f"tagged-{count}.lisdesk")
    command = [sys.executable, "-m", "tests.bench.tagged_file", str(count), str(file), str(tags)]
    subprocess.run(command, cwd=ROOT, check=True)
    return file


def _child_figures(module: str, *arguments: str) -> dict:
    command = [sys.executable, "-m", f"tests.bench.{module}", *arguments]
    output = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return json.loads(output.splitlines()[-1])


def _row(line: Line) -> str:
    cells = (line.work, line.ours, line.floor, line.result, line.bar, _verdict(line))
    return "| " + " | ".join(cells) + " |"


def _verdict(line: Line) -> str:
    return "reached" if line.passed else "MISSED"


def _write_report(lines: list[Line]) -> None:
    head = ("work", "ours", "floor", "result", "bar", "")
    text = [
        "# Benchmarks",
        "",
        "Written by `python3 dev.py bench`. Processor seconds, child processes included; ours and",
        "the floor in turn in one run, medians. A floor does the bare work with no guard, rule or",
        "audit: an import reads with calamine, or with openpyxl where it says so, and writes raw",
        "rows into the same tables, indexes and full text index; an export is openpyxl's",
        "write-only mode writing the same styled cells; a search is the bare FTS5 query for the",
        "same columns; the register's floor is a table of as many lines with the same words in",
        "every cell; a PDF is read by pypdfium2 with nothing around it.",
        "",
        f"{datetime.now(UTC):%d %B %Y}; {versions()}.",
        "",
        "| " + " | ".join(head) + " |",
        "| " + " | ".join("---" for _ in head) + " |",
        *map(_row, lines),
        "",
    ]
    REPORT.write_text("\n".join(text), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
