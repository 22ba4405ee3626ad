"""The cells of a workbook that was made earlier, and those that it would have now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

from lisdesk.exchange.sheets.grid import CellValue, SheetGrid, cell_text
from lisdesk.exchange.sheets.limits import DEFAULT_LIMITS
from lisdesk.exchange.sheets.reading import read_sheet
from lisdesk.queries.evidence import EvidenceWorkbook
from lisdesk.rules.cell_text import clean_text
from lisdesk.rules.wall_time import local_time
from lisdesk.rules.workbook_changes import SheetCells
from lisdesk.table import Cell, SheetLink

LIMITS = replace(DEFAULT_LIMITS, rows=1_048_576)
"""A workbook of ours is read whole."""
HEADING_ROW = 4
_HALF_A_SECOND = timedelta(milliseconds=500)

COMPARED = (
    "Ledger",
    "Respondents",
    "Coverage",
    "Areas",
    "Joint",
    "Arrivals",
    "Questions",
    "Priorities",
    "Priority × type",
    "Priority × question",
    "Evidence strength",
    "Evidence",
    "Quotations",
    "Campaigns",
    "Campaign priorities",
)
"""The sheets whose numbers, quotations and charts are compared."""
_ADDED_LATER = frozenset({"Questions", "Evidence strength"})
"""Sheets that workbooks of earlier versions do not have; they are not compared then."""
_NOT_ALWAYS = frozenset({"Coverage", "Joint", "Campaign priorities"})
"""Sheets that only some calls have, and that earlier versions did not write."""


def compared(
    then: Mapping[str, SheetCells], now: Mapping[str, SheetCells], *, is_current: bool
) -> tuple[dict[str, SheetCells], dict[str, SheetCells]]:
    """Return the sheets of both that are compared, in one order.

    One that only some calls have is nothing where it is not; but a workbook of the very content
    that lacks it was made by a version that did not write it.
    """
    nothing = SheetCells((), ())
    names = [
        name
        for name in COMPARED
        if (name in then and name in now)
        or (name in _NOT_ALWAYS and (name in then or (name in now and not is_current)))
    ]
    return (
        {name: then.get(name, nothing) for name in names},
        {name: now.get(name, nothing) for name in names},
    )


def cells_then(path: Path, cover: SheetGrid) -> Iterator[tuple[str, SheetCells]]:
    """Yield the sheets of a workbook that are compared, by name, as it has them."""
    for name in COMPARED:
        further = [each for each in cover.sheet_names if each.startswith(f"{name} (")]
        own = [each for each in (name, *further) if each in cover.sheet_names]
        if not own and name in _ADDED_LATER | _NOT_ALWAYS:
            continue
        rows: list[Sequence[str]] = []
        headings: Sequence[str] = ()
        for sheet in own:
            found = [
                [cell_text(_shown(cell)) for cell in cells]
                for _, cells in read_sheet(path, sheet=sheet, limits=LIMITS).rows()
            ]
            headings = headings or (found[HEADING_ROW - 1] if len(found) >= HEADING_ROW else ())
            rows += found[HEADING_ROW:]
        yield name, SheetCells(tuple(headings), tuple(map(tuple, rows)))


def cells_now(made: EvidenceWorkbook) -> Iterator[tuple[str, SheetCells]]:
    """Yield those that it would have now."""
    for table in made.tables:
        if table.name in COMPARED:
            headings = tuple(column.heading for column in table.columns)
            rows = tuple(tuple(map(_written, row)) for row in table.rows)
            yield table.name, SheetCells(headings if rows else (), rows)


def _shown(cell: CellValue) -> CellValue:
    return _moment(cell) if isinstance(cell, datetime) else cell


def _written(cell: Cell) -> str:
    """Return a cell of a table as the reader shows it once it stands in a workbook."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return _moment(local_time(cell))
    if isinstance(cell, date):
        return cell.isoformat()
    return clean_text(cell.text if isinstance(cell, SheetLink) else str(cell))


def _moment(at: datetime) -> str:
    """Return a moment to the minute, and midnight, which a day has too, as its day; a workbook
    keeps parts of seconds as a fraction.
    """
    rounded = (at.replace(tzinfo=None) + _HALF_A_SECOND).replace(second=0, microsecond=0)
    return f"{rounded:%Y-%m-%d %H:%M}".removesuffix(" 00:00")
