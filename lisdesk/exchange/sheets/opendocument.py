"""Formulas of an .ods sheet that were never calculated: the workbook reader gives empty cells."""

from __future__ import annotations

import pyexpat
import re
from zipfile import ZipFile

from lisdesk.exchange.guarded.faults import FaultError
from lisdesk.exchange.sheets.packages import part_content
from lisdesk.exchange.sheets.row_writer import KeptCells, uncalculated

_CONTENT = "content.xml"
_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 "
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_FORMULA_CELL = re.compile(rb"<[\w.-]+:table-cell\s[^>]*:formula=[^>]*>")
_FORMULA_LANGUAGE = re.compile(r"^[a-z]+:(?==)")


def scan_opendocument(
    package: ZipFile, sheet_name: str, most_rows: int, most_columns: int
) -> KeptCells:
    """Return the cells of a sheet that hold a formula and no value.

    Raises FaultError if one of them lies beyond the limits, and for XML that is damaged.
    """
    content = part_content(package, _CONTENT)
    if all(b":value-type=" in cell for cell in _FORMULA_CELL.findall(content)):
        return {}
    scan = _Scan(sheet_name, most_rows, most_columns)
    parser = pyexpat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = scan.begin
    parser.EndElementHandler = scan.end
    try:
        parser.Parse(content, True)
    except pyexpat.ExpatError as error:
        raise FaultError("damaged") from error
    return scan.kept


class _Scan:
    """Counts rows and columns of one sheet, repeated ones as often as they are."""

    def __init__(self, sheet_name: str, most_rows: int, most_columns: int) -> None:
        self.kept: KeptCells = {}
        self._sheet_name = sheet_name
        self._most_rows, self._most_columns = most_rows, most_columns
        self._depth = 0
        """Of tables inside each other: one in a cell is no sheet."""
        self._is_wanted = False
        self._row = self._column = 0
        self._repeated = 1
        """How often the row stands there, its last time in row `_row`."""

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        if name == f"{_TABLE}table":
            self._depth += 1
            if self._depth == 1:
                self._is_wanted = attributes.get(f"{_TABLE}name") == self._sheet_name
                self._row = 0
        elif not self._is_wanted or self._depth != 1:
            return
        elif name == f"{_TABLE}table-row":
            self._repeated = _repeats(attributes, "rows")
            self._row, self._column = self._row + self._repeated, 0
        elif name in _CELLS:
            repeats = _repeats(attributes, "columns")
            formula = attributes.get(f"{_TABLE}formula")
            if formula is not None and f"{_OFFICE}value-type" not in attributes:
                self._keep(uncalculated(_FORMULA_LANGUAGE.sub("", formula)), repeats)
            self._column += repeats

    def end(self, name: str) -> None:
        if name == f"{_TABLE}table":
            self._depth -= 1
            self._is_wanted = self._is_wanted and self._depth > 0

    def _keep(self, cell: object, repeats: int) -> None:
        if self._row > self._most_rows or self._column + repeats > self._most_columns:
            setting = "rows" if self._row > self._most_rows else "columns"
            reason = f"a formula in row {self._row} is beyond the limit"
            raise FaultError("too_big", reason=reason, setting=setting)
        for row in range(self._row - self._repeated + 1, self._row + 1):
            for column in range(self._column, self._column + repeats):
                self.kept.setdefault(row, {})[column] = cell


def _repeats(attributes: dict[str, str], what: str) -> int:
    text = attributes.get(f"{_TABLE}number-{what}-repeated", "1")
    return int(text) if text.isdecimal() and len(text) < 10 else 1
