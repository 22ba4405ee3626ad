"""The floor of an export: openpyxl write-only writes the same styled cells, read from our workbook.

The cells are kept in a compact file, so that neither reading nor queries are measured. The
program's own modules are loaded here too, so that the memory compared is that of the work.
python -m tests.bench.export_floor WORKBOOK TARGET
"""

from __future__ import annotations

import pickle
import sys
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from python_calamine import CalamineWorkbook

import lisdesk.tasks.exporting  # noqa: F401 (so that both processes hold the same modules)
from tests.bench.measure import print_cost

_HEAD_ROWS = 4
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_TOP = Alignment(vertical="top")
_BOLD = Font(bold=True)


def main(workbook: Path, target: Path) -> None:
    """Take the cells from our workbook once, then measure writing them."""
    cells = workbook.with_suffix(".cells")
    if not cells.exists():
        source = CalamineWorkbook.from_path(workbook)
        with cells.open("wb") as file:
            for name in source.sheet_names:
                pickle.dump(name, file)
                for row in source.get_sheet_by_name(name).to_python(skip_empty_area=False):
                    pickle.dump(row, file)
    print_cost(lambda: _write(cells, target))


def _write(cells: Path, target: Path) -> None:
    workbook = Workbook(write_only=True)
    sheet, number = None, 0
    for item in _items(cells):
        if isinstance(item, str):
            sheet, number = workbook.create_sheet(item), 0
            continue
        number += 1
        sheet.append([_styled(sheet, value, number <= _HEAD_ROWS) for value in item])
    workbook.save(target)


def _items(cells: Path) -> Iterator[str | list[object]]:
    with cells.open("rb") as file:
        while True:
            try:
                yield pickle.load(file)  # noqa: S301 (our own file of a moment ago)
            except EOFError:
                return


def _styled(sheet, value: object, is_head: bool) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, None)
    if isinstance(value, str):
        cell._value, cell.data_type = value, "s"
        cell.alignment = _WRAPPED if len(value) > 60 else _TOP
    else:
        cell.value = int(value) if isinstance(value, float) else value
        cell.alignment = _TOP
        if isinstance(value, (date, datetime)):
            cell.number_format = "d mmm yyyy"
    if is_head:
        cell.font = _BOLD
    return cell


main(Path(sys.argv[1]), Path(sys.argv[2]))
