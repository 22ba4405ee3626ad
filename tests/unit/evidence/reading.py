"""Read a workbook back as a stranger would: with another library, sheet by sheet."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook

HEADER_ROW = 3
Line = dict[str, Any]


def sheets_of(path: Path) -> dict[str, list[Line]]:
    """Return each sheet's rows as heading to value; numbers as int, empty cells as ""."""
    workbook = CalamineWorkbook.from_path(path)
    return {name: _lines(workbook, name) for name in workbook.sheet_names}


def facts_of(path: Path) -> Line:
    """Return the facts of the cover."""
    return {line["Fact"]: line["Value"] for line in sheets_of(path)["Cover"]}


def _lines(workbook: CalamineWorkbook, name: str) -> list[Line]:
    found = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
    if found[HEADER_ROW][0] == "None.":
        return []
    headings = found[HEADER_ROW]
    assert len(set(headings)) == len(headings)
    return [
        {heading: _value(cell) for heading, cell in zip(headings, row, strict=True)}
        for row in found[HEADER_ROW + 1 :]
    ]


def _value(cell: Any) -> Any:
    return int(cell) if isinstance(cell, float) and cell.is_integer() else cell
