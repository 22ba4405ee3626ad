"""Write tables as the sheets of one workbook, streamed row by row."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from openpyxl import Workbook
from openpyxl.packaging.core import DocumentProperties
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.table import Table as ExcelTable
from openpyxl.worksheet.table import TableColumn, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from lisdesk.exchange.atomic import atomic_target
from lisdesk.exchange.workbook.cells import RowRenderer
from lisdesk.exchange.workbook.dimensions import column_widths
from lisdesk.exchange.workbook.illustrating import drawing_of, has_drawing, shading_of
from lisdesk.exchange.workbook.names import (
    check_sheet_names,
    column_headings,
    continued_sheet_name,
    excel_table_name,
)
from lisdesk.exchange.workbook.package import FixedPackage, PackageWriter, register_relations
from lisdesk.exchange.workbook.printing import ONE_PAGE, print_layout, repeat_headings
from lisdesk.exchange.workbook.sheet import (
    FIRST_ROW,
    HEADER_ROW,
    Relations,
    sheet_end,
    sheet_start,
)
from lisdesk.exchange.workbook.styles import Styles, register_styles
from lisdesk.exchange.workbook.text import clean_text, escaped_text
from lisdesk.table import Row, Table
from lisdesk.telling import Tell, nobody, told

ROW_LIMIT = 1_048_570
"""The most rows of data on one sheet; Excel has 1,048,576 rows, and four stand above the data."""

_LARGEST_SHEET_BYTES = 1_900_000_000
"""Under the 2 GiB from which a zip member needs an extension that not every reader knows."""
_ROWS_AT_A_TIME = 50


@dataclass(frozen=True, slots=True)
class WorkbookProperties:
    """What the file says about itself; there is no place for a person's or a computer's name."""

    title: str
    subject: str
    created: datetime
    """With its zone; also stands as the moment of the last change."""


@dataclass(frozen=True, slots=True)
class WrittenWorkbook:
    """The workbook that now stands at `path`."""

    path: Path
    sha256: str
    """Of the whole file, in hexadecimal."""
    rows_by_table: Mapping[str, int]
    """Rows of data by the table's name, all its sheets together."""


def write_workbook(
    tables: Sequence[Table],
    target: Path,
    *,
    properties: WorkbookProperties,
    tell: Tell = nobody,
    row_limit: int = ROW_LIMIT,
    on_one_page: bool = False,
) -> WrittenWorkbook:
    """Write each table as a sheet and put the workbook at `target`.

    A table longer than `row_limit` goes on in "Name (2)". The same tables and properties give the
    same bytes. Rows are taken one at a time and never kept. With `on_one_page` each sheet is
    printed on one page. `tell` hears of every few hundred rows that were written, and at the end of
    each table; an exception it raises stops the work and leaves `target` as it was.

    Raises TargetError if the file cannot be written. ValueError and TypeError are bugs of the
    caller: no tables, a name or heading that Excel refuses, a text over 32,767 UTF-16 units (see
    `split_long_text`), a moment without a zone, a link to a table that is not there.
    """
    if properties.created.tzinfo is None:
        raise ValueError("a moment without a zone")
    if not tables:
        raise ValueError("a workbook without sheets")
    check_sheet_names(table.name for table in tables)
    with atomic_target(target) as temporary:
        with FixedPackage(temporary) as package:
            writing = _Writing(package, tables, properties, row_limit, on_one_page)
            rows_by_table = writing.write(tell)
        with temporary.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    return WrittenWorkbook(target, sha256, rows_by_table)


class _Writing:
    """One workbook while it is written: its sheets so far, and what they refer to."""

    def __init__(
        self,
        package: FixedPackage,
        tables: Sequence[Table],
        properties: WorkbookProperties,
        row_limit: int,
        on_one_page: bool,
    ) -> None:
        self._package = package
        self._tables = tables
        self._row_limit = row_limit
        self._on_one_page = on_one_page
        self._workbook = _empty_workbook(properties)
        self._sheet_names = {table.name.casefold(): table.name for table in tables}
        self._taken_names = [table.name for table in tables]
        self._table_names: list[str] = []
        self._styles: Styles | None = None

    def write(self, tell: Tell) -> dict[str, int]:
        """Write all tables and the rest of the package; return the rows of each table."""
        counts = {
            table.name: self._write_table(table, told(table.rows, tell)) for table in self._tables
        }
        PackageWriter(self._workbook, self._package).write_data()
        return counts

    def _write_table(self, table: Table, rows: Iterator[Row]) -> int:
        written, following = self._write_sheet(table, table.name, next(rows, None), rows)
        number = 1
        while following is not None:
            number += 1
            name = continued_sheet_name(table.name, number, self._taken_names)
            self._taken_names.append(name)
            unillustrated = replace(table, chart=None)
            more, following = self._write_sheet(unillustrated, name, following, rows)
            written += more
        return written

    def _write_sheet(
        self, table: Table, name: str, first_row: Row | None, rows: Iterator[Row]
    ) -> tuple[int, Row | None]:
        """Write one sheet; return how many rows it took, and the row that no longer fitted it."""
        headings = column_headings(table.columns)
        sheet = self._workbook.create_sheet(name)
        if self._styles is None:
            self._styles = register_styles(sheet)
        widths = column_widths(table.columns, headings)
        renderer = RowRenderer(table.columns, widths, self._styles, self._sheet_names)
        has_rows = first_row is not None
        head = max(len(table.description), len(table.unit))
        has_chart = has_rows and has_drawing(table)
        layout = ONE_PAGE if self._on_one_page else print_layout(widths, head, has_chart=has_chart)
        if has_rows:
            repeat_headings(sheet, HEADER_ROW, layout)
        position = len(self._workbook.worksheets)
        with self._package.open_part(f"xl/worksheets/sheet{position}.xml") as part:
            start = sheet_start(
                table,
                headings,
                self._styles,
                layout,
                is_first=position == 1,
                has_rows=has_rows,
            )
            part.write(start.encode())
            count, following = self._write_rows(part, renderer, first_row, rows)
            relations = self._relate(table, headings, sheet, count)
            shading = shading_of(table, count)
            part.write(sheet_end(renderer.links, relations, layout, shading).encode())
        return count, following

    def _write_rows(
        self, part: IO[bytes], renderer: RowRenderer, row: Row | None, rows: Iterator[Row]
    ) -> tuple[int, Row | None]:
        count = size_bytes = 0
        rendered: list[str] = []
        while row is not None and count < self._row_limit and size_bytes < _LARGEST_SHEET_BYTES:
            rendered.append(renderer.row_xml(row, FIRST_ROW + count))
            count += 1
            if len(rendered) == _ROWS_AT_A_TIME:
                size_bytes += part.write("".join(rendered).encode())
                rendered.clear()
            row = next(rows, None)
        part.write("".join(rendered).encode())
        return count, row

    def _relate(
        self, table: Table, headings: Sequence[str], sheet: Worksheet, row_count: int
    ) -> Relations:
        """Give the sheet its chart and its Excel table; a sheet without rows has neither."""
        if row_count and (drawn := drawing_of(table, sheet.title, row_count)) is not None:
            sheet.add_chart(drawn)
        if row_count:
            excel_table = _excel_table(sheet.title, headings, row_count, self._table_names)
            self._table_names.append(excel_table.displayName)
            sheet.add_table(excel_table)
        return register_relations(sheet)


def _empty_workbook(properties: WorkbookProperties) -> Workbook:
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    # By default openpyxl asks Excel to recalculate, which makes it ask to save on closing.
    workbook.calculation = None
    workbook.security = None
    created = properties.created.astimezone(UTC).replace(tzinfo=None)
    workbook.properties = DocumentProperties(
        creator=None,
        title=clean_text(properties.title),
        subject=clean_text(properties.subject),
        created=created,
        modified=created,
    )
    return workbook


def _excel_table(
    sheet_name: str, headings: Sequence[str], row_count: int, taken_names: Sequence[str]
) -> ExcelTable:
    reference = f"A{HEADER_ROW}:{get_column_letter(len(headings))}{HEADER_ROW + row_count}"
    return ExcelTable(
        displayName=excel_table_name(sheet_name, taken_names),
        ref=reference,
        autoFilter=AutoFilter(ref=reference),
        tableColumns=[
            TableColumn(id=position, name=escaped_text(heading))
            for position, heading in enumerate(headings, 1)
        ],
        tableStyleInfo=TableStyleInfo(name="TableStyleLight1", showRowStripes=True),
    )
