"""The lines of an export: beside its floor, its growth, and the check of a publication."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.bench.measure import Cost, Line, child_cost

_SMALL, _LARGE = 10_000, 100_000
InTurn = Callable[[Callable[[], Cost], Callable[[], Cost]], tuple[Cost, Cost]]


def export_lines(folder: Path, tagged: Callable[[int], Path], in_turn: InTurn) -> list[Line]:
    """Measure the internal workbook of 10,000 and of 100,000, and a publication with its check."""
    small, floor = _beside_floor(folder, tagged(_SMALL), in_turn)
    large, large_floor = _beside_floor(folder, tagged(_LARGE), lambda one, other: (one(), other()))
    more_mb = small.peak_mb - floor.peak_mb
    ours_grew, floor_grew = large.cpu_s / small.cpu_s, large_floor.cpu_s / floor.cpu_s
    growth = ours_grew / floor_grew
    memory = f"{small.peak_mb:.0f} MB", f"{floor.peak_mb:.0f} MB", f"{more_mb:+.0f} MB"
    grown = (
        f"{ours_grew:.1f} ×, {large.peak_mb:.0f} MB",
        f"{floor_grew:.1f} ×",
        f"{growth:.2f} ×",
    )
    return [
        _ratio("export 10,000 submissions with 30,000 tags", small, floor),
        Line("… its memory", *memory, "≤ +60 MB", more_mb <= 60),
        _ratio("export 100,000 submissions with 300,000 tags", large, large_floor),
        Line("… its growth from 10,000, over the floor's", *grown, "≤ 1.1 ×", growth <= 1.1),
        _check(tagged(_SMALL), folder / "publication.xlsx"),
    ]


def _beside_floor(folder: Path, file: Path, in_turn: InTurn) -> tuple[Cost, Cost]:
    book = folder / "evidence.xlsx"
    book.with_suffix(".cells").unlink(missing_ok=True)
    child_cost("export_ours", str(file), str(book))
    return in_turn(
        lambda: child_cost("export_ours", str(file), str(folder / "again.xlsx")),
        lambda: child_cost("export_floor", str(book), str(folder / "plain.xlsx")),
    )


def _ratio(work: str, ours: Cost, floor: Cost) -> Line:
    ratio = ours.cpu_s / floor.cpu_s
    cells = f"{ours.cpu_s:.2f} s", f"{floor.cpu_s:.2f} s", f"{ratio:.2f} ×"
    return Line(work, *cells, "≤ 1.3 ×", ratio <= 1.3)


def _check(file: Path, target: Path) -> Line:
    """Measure a publication of half of its words, without its check and with it."""
    written = child_cost("export_published", str(file), str(target), "unchecked")
    whole = child_cost("export_published", str(file), str(target), "checked")
    share = (whole.cpu_s - written.cpu_s) / written.cpu_s
    cells = f"{whole.cpu_s:.2f} s", f"{written.cpu_s:.2f} s", f"+{100 * share:.0f}%"
    return Line("… a publication of 10,000, with its check", *cells, "≤ +25%", share <= 0.25)
