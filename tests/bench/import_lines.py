"""The lines about bringing in a workbook."""

from __future__ import annotations

from pathlib import Path

from tests.bench.invented import write_sheet
from tests.bench.measure import Cost, Line, child_cost, median

_SMALL, _LARGE = 10_000, 100_000
_ROUNDS = 5


def import_lines(folder: Path) -> list[Line]:
    """Return the lines of an import: over two floors, again, its memory, and as it grows."""
    sheet = write_sheet(_SMALL, folder / f"{_SMALL}.xlsx")
    ours, again, calamine, openpyxl = _in_turn(sheet, folder)
    growing = write_sheet(_LARGE, folder / f"{_LARGE}.xlsx")
    large = child_cost("import_ours", str(growing), str(folder / "large"))
    return [
        _ratio_line(f"import a workbook of {_SMALL:,} rows", ours, calamine, 3),
        _ratio_line("… over openpyxl and raw rows", ours, openpyxl, 1.5),
        _ratio_line("… the same workbook again, over the first time", again, ours, 1),
        Line(
            "… its memory, largest process",
            f"{ours.peak_mb:.0f} MB",
            "",
            "",
            "≤ 400 MB",
            ours.peak_mb <= 400,
        ),
        _growth_line(large, ours),
    ]


def _in_turn(sheet: Path, folder: Path) -> tuple[Cost, Cost, Cost, Cost]:
    """Return the medians of a first import, one of the same sheet into that file, two floors."""
    file, floor = str(folder / "ours.lisdesk"), str(folder / "floor.lisdesk")
    rounds = [
        (
            child_cost("import_ours", str(sheet), file),
            child_cost("import_again", str(sheet), file),
            child_cost("import_floor", str(sheet), floor, "calamine"),
            child_cost("import_floor", str(sheet), floor, "openpyxl"),
        )
        for _ in range(_ROUNDS)
    ]
    ours, again, calamine, openpyxl = zip(*rounds, strict=True)
    return median(ours), median(again), median(calamine), median(openpyxl)


def _ratio_line(work: str, ours: Cost, floor: Cost, most: float) -> Line:
    ratio = ours.cpu_s / floor.cpu_s
    return Line(
        work,
        f"{ours.cpu_s:.2f} s",
        f"{floor.cpu_s:.2f} s",
        f"{ratio:.2f} ×",
        f"≤ {most} ×",
        ratio <= most,
    )


def _growth_line(large: Cost, small: Cost) -> Line:
    growth = large.cpu_s / small.cpu_s
    return Line(
        f"import of {_LARGE:,} rows over {_SMALL:,}",
        f"{large.cpu_s:.1f} s, {large.peak_mb:.0f} MB",
        f"{small.cpu_s:.2f} s",
        f"{growth:.1f} ×",
        "≤ 13 ×",
        growth <= 13,
    )
