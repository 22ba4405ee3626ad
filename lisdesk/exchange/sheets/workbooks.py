"""Rows of a workbook, read with calamine in the reading process."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator, Mapping
from zipfile import ZipFile

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from lisdesk.exchange.guarded.faults import DAMAGED, FaultError
from lisdesk.exchange.sheets.compound_files import check_compound_file
from lisdesk.exchange.sheets.opendocument import scan_opendocument
from lisdesk.exchange.sheets.packages import kind_of, open_package
from lisdesk.exchange.sheets.partial_cells import PartialCells, partial_cells
from lisdesk.exchange.sheets.row_writer import KeptCells, RowWriter, Wanted
from lisdesk.exchange.sheets.worksheets import is_to_be_recalculated, scan_sheet, sheet_part


class Workbook:
    """An open workbook and the one sheet of it that was asked for."""

    def __init__(
        self, content: bytes, name: str, limits: Mapping[str, int], *, as_shown: bool = False
    ) -> None:
        self._limits, self._as_shown = limits, as_shown
        self._partial: PartialCells = {}
        self._package: ZipFile | None = None
        self.kind = "xls"
        if content.startswith(b"PK"):
            self._package = open_package(content, limits)
            self.kind = kind_of(self._package)
        else:
            check_compound_file(content, name)
        try:
            self._workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        except PasswordError as error:
            raise FaultError("password") from error
        except (CalamineError, OSError) as error:
            raise FaultError("damaged") from error
        self.sheet_names: list[str] = self._workbook.sheet_names
        self.sheet_name = ""
        self._sheet: CalamineSheet | None = None
        self._kept: KeptCells = {}

    def choose(self, wanted: str | int | None) -> None:
        """Load the sheet of this name or number, from 1; by default the first that has rows.

        Sheets that are hidden come after those that are not. Raises FaultError if there is no such
        sheet or nothing in it.
        """
        names = self._first_choices() if wanted is None else [self._named(wanted)]
        for name in names:
            self._load(name)
            if any(cell != "" for row in self.rows() for cell in row):
                return
        raise FaultError("nothing")

    def rows(self) -> Iterator[list[object]]:
        """Give every row from the sheet's first, as wide as its content."""
        number = 0
        for number, cells in enumerate(self._read_rows(), start=1):
            yield self._completed(number, cells)
        for following in range(number + 1, max(self._kept, default=0) + 1):
            yield self._completed(following, [])

    @property
    def uncalculated_count(self) -> int:
        """How many cells of the sheet hold a formula that was never calculated."""
        return sum(isinstance(cell, dict) for row in self._kept.values() for cell in row.values())

    def _read_rows(self) -> Iterator[list[object]]:
        sheet = self._sheet
        if sheet is None or sheet.start is None:
            return
        left = [""] * sheet.start[1]
        for cells in sheet.iter_rows():
            yield [*left, *cells] if left else list(cells)

    def _completed(self, number: int, row: list[object]) -> list[object]:
        """Put what the workbook reader does not tell of a row where it stands."""
        for column, cell in self._kept.get(number, {}).items():
            row.extend([""] * (column + 1 - len(row)))
            row[column] = cell
        for column, shown in self._partial.get(number, {}).items():
            if column < len(row) and isinstance(row[column], dt.date):
                row[column] = f"{row[column]:{shown}}"
        return row

    def _first_choices(self) -> list[str]:
        sheets = [
            one for one in self._workbook.sheets_metadata if one.typ == SheetTypeEnum.WorkSheet
        ]
        sheets.sort(key=lambda one: one.visible != SheetVisibleEnum.Visible)
        return [one.name for one in sheets]

    def _named(self, wanted: str | int) -> str:
        names = self.sheet_names
        if isinstance(wanted, int):
            if 1 <= wanted <= len(names):
                return names[wanted - 1]
        else:
            folded = wanted.strip().casefold()
            for name in names:
                if name == wanted or name.strip().casefold() == folded:
                    return name
        raise FaultError("no_sheet", wanted=wanted, names=", ".join(names[:20]))

    def _load(self, name: str) -> None:
        try:
            self._kept = self._scanned(name)
            sheet = self._workbook.get_sheet_by_name(name)
        except (CalamineError, OSError) as error:
            raise FaultError("damaged_sheet", name=_one_line(name)) from error
        except FaultError as fault:
            if fault.code != DAMAGED:
                raise
            raise FaultError("damaged_sheet", name=_one_line(name)) from fault
        if sheet.end is not None and sheet.end[1] >= self._limits["columns"]:
            most = self._limits["columns"]
            raise FaultError(
                "too_big", reason=f"it has more than {most} columns", setting="columns"
            )
        self.sheet_name = name
        self._sheet = sheet

    def _scanned(self, name: str) -> KeptCells:
        if self._package is None:
            return {}
        most_rows = self._limits["rows"] + self._limits["preamble_rows"]
        most_columns = self._limits["columns"]
        if self.kind == "ods":
            return scan_opendocument(self._package, name, most_rows, most_columns)
        part = sheet_part(self._package, name) if self.kind == "xlsx" else None
        if part is None:
            return {}
        if self._as_shown:
            self._partial = partial_cells(self._package, part)
        doubts_zeros = is_to_be_recalculated(self._package)
        return scan_sheet(self._package, part, most_rows, most_columns, doubts_zeros=doubts_zeros)


def read_workbook(content: bytes, wanted: Wanted, writer: RowWriter) -> dict[str, object]:
    """Write the rows of the sheet that is wanted; FaultError if the workbook cannot be read."""
    workbook = Workbook(content, str(wanted["name"]), wanted, as_shown=wanted["as_shown"])
    workbook.choose(wanted["sheet"])
    writer.write(workbook.rows(), _tagged)
    return {
        "name": workbook.sheet_name,
        "sheet_names": workbook.sheet_names,
        "kind": workbook.kind,
        "encoding": None,
        "uncalculated": workbook.uncalculated_count,
    }


def _one_line(name: str) -> str:
    return " ".join(name.split())


def _tagged(value: object) -> object:
    """Return a date, a moment, a time of day or a duration as JSON; TypeError for anything else."""
    if isinstance(value, dt.datetime):
        return {"t": value.isoformat()}
    if isinstance(value, dt.date):
        return {"d": value.isoformat()}
    if isinstance(value, dt.time | dt.timedelta):
        return str(value)
    raise TypeError(type(value).__name__)
