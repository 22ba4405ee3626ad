"""One sheet as it was read: rows of cells, held compactly and decoded when they are asked for."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import cast

from lisdesk.exchange.sheets.refusals import unreadable


@dataclass(frozen=True, slots=True)
class UncalculatedFormula:
    """A cell with a formula that no spreadsheet program has calculated: it has no value yet."""

    text: str
    """The formula as it is typed into a cell, with "=" in front."""


CellValue = str | int | float | bool | date | datetime | UncalculatedFormula
"""What a cell holds; an empty cell is "". A time of day and a duration come as text."""

GridRow = tuple[int, list[CellValue]]
"""A row's number as a spreadsheet program shows it, from 1, and its cells from column A on."""

TEXT_KINDS = frozenset({"csv", "tsv"})
LARGEST_EXACT_WHOLE = 2.0**53


@dataclass(frozen=True, slots=True)
class SheetGrid:
    """The rows of one sheet; a row may end before the sheet's last column."""

    name: str
    """Name of the sheet; of a text file, its file name."""
    sheet_names: tuple[str, ...]
    kind: str
    """What the content is: xlsx, xlsb, xls, ods, csv or tsv (any other delimiter counts as csv)."""
    encoding: str | None
    """The encoding a text file was read with; None for a workbook."""
    row_count: int
    """All rows down to the last one of the sheet, blank ones too."""
    width: int
    """Column number, from 1, of the last column with content."""
    widest_row: int
    """Number of the first row that has content in that column."""
    sha256: str
    """Hash of the file as hexadecimal text."""
    encoded_rows: bytes | bytearray = field(repr=False)
    """JSON, a list of rows in each line; dates are {"d": …} and moments {"t": …}, in ISO form, and
    formulas that were never calculated {"f": …}.
    """
    uncalculated_count: int = 0
    """How many cells hold a formula that was never calculated."""

    def rows(self) -> Iterator[GridRow]:
        """Give every row in order, blank ones too.

        Raises UnreadableFileError if the stored rows are garbled.
        """
        decode = json.JSONDecoder(object_hook=_untagged).decode
        number = start = 0
        try:
            while number < self.row_count:
                end = self.encoded_rows.index(b"\n", start)
                for row in decode(self.encoded_rows[start:end].decode("utf-8")):
                    number += 1
                    yield number, row
                start = end + 1
        except (ValueError, TypeError, RecursionError) as error:
            raise unreadable("damaged") from error


def _untagged(tagged: dict[str, str]) -> date | datetime | UncalculatedFormula:
    if "t" in tagged:
        return datetime.fromisoformat(tagged["t"])
    if "f" in tagged:
        return UncalculatedFormula(tagged["f"])
    return date.fromisoformat(tagged.get("d", ""))


def _tagged(value: object) -> dict[str, str]:
    if isinstance(value, UncalculatedFormula):
        return {"f": value.text}
    if isinstance(value, datetime):
        return {"t": value.isoformat()}
    return {"d": cast(date, value).isoformat()}


def grid_of(
    rows: Iterable[Sequence[CellValue]], *, name: str = "Sheet1", kind: str = "xlsx"
) -> SheetGrid:
    """Return rows that are already in memory, such as a pasted table, as a grid without a file."""
    kept = [list(row) for row in rows]
    reach = [max((i for i, cell in enumerate(row, 1) if cell != ""), default=0) for row in kept]
    width = max(reach, default=0)
    return SheetGrid(
        name=name,
        sheet_names=(name,),
        kind=kind,
        encoding=None,
        row_count=len(kept),
        width=width,
        widest_row=reach.index(width) + 1 if reach else 0,
        sha256="",
        encoded_rows=json.dumps(kept, default=_tagged).encode("ascii") + b"\n",
        uncalculated_count=sum(
            isinstance(cell, UncalculatedFormula) for row in kept for cell in row
        ),
    )


def cell_text(value: CellValue) -> str:
    """Return a cell as a person reads it: 12345.0 as "12345", a date in ISO form."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        if value.is_integer() and abs(value) < LARGEST_EXACT_WHOLE:
            return str(int(value))
        # Fifteen digits are what a spreadsheet program shows: 0.1 + 0.2 is 0.3 there.
        return format(value, ".15g")
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    if isinstance(value, UncalculatedFormula):
        return value.text
    return value.isoformat() if isinstance(value, date) else str(value)


def column_letters(index: int) -> str:
    """Return the letters of a column counted from 0: 0 is A, 26 is AA."""
    letters = ""
    number = index + 1
    while number:
        number, remainder = divmod(number - 1, 26)
        letters = chr(ord("A") + remainder) + letters
    return letters
