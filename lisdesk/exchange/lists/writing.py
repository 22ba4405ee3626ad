"""Write tables as CSV files of one zip package, with a list of what their columns hold."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo
from zoneinfo import ZoneInfo

from lisdesk.exchange.atomic import atomic_target
from lisdesk.rules.cell_text import clean_text
from lisdesk.rules.data_dictionary import DICTIONARY_COLUMNS, column_words
from lisdesk.rules.guarded_cells import guarded
from lisdesk.table import Cell, Row, SheetLink, Table
from lisdesk.telling import Tell, nobody, told

ENDING = ".csv"
DICTIONARY = "data-dictionary"
"""The name of the file that tells what the columns of the others hold."""

_FIXED_TIME = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_READABLE = 0o100644 << 16
_LONDON = ZoneInfo("Europe/London")


@dataclass(frozen=True, slots=True)
class WrittenLists:
    """The package that now stands at its path."""

    sha256: str
    """Of the whole package, in hexadecimal."""
    rows_by_table: Mapping[str, int]
    """Rows of data by file, without its ending."""


def write_lists(
    tables: Sequence[Table],
    path: Path,
    *,
    facts: Sequence[tuple[str, str]],
    tell: Tell = nobody,
) -> WrittenLists:
    """Write each table as a CSV file of one package at `path`, whole or not at all.

    UTF-8 with a byte order mark, commas, lines that end in CR LF, cells in quotes where they must
    be. A text that a spreadsheet would take for a formula has an apostrophe before it; see
    `guarded`. `facts` are names and values about the whole, for the dictionary. The same tables
    and facts give the same bytes. Raises TargetError if the file cannot be written.
    """
    counts: dict[str, int] = {}
    with atomic_target(path) as temporary:
        with ZipFile(temporary, "w", ZIP_DEFLATED) as package:
            for table in tables:
                headings = [column.heading for column in table.columns]
                counts[table.name] = _write(package, table.name, headings, told(table.rows, tell))
            lines = list(_dictionary(tables, facts))
            counts[DICTIONARY] = _write(package, DICTIONARY, DICTIONARY_COLUMNS, lines)
        with temporary.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    return WrittenLists(sha256, counts)


def _write(package: ZipFile, name: str, headings: Sequence[str], rows: Iterable[Row]) -> int:
    member = ZipInfo(f"{name}{ENDING}", _FIXED_TIME)
    member.compress_type = ZIP_DEFLATED
    member.create_system = _UNIX
    member.external_attr = _READABLE
    count = 0
    with (
        package.open(member, "w", force_zip64=True) as part,
        io.TextIOWrapper(part, encoding="utf-8-sig", newline="") as text,
    ):
        lines = csv.writer(text, lineterminator="\r\n")
        lines.writerow(headings)
        for row in rows:
            lines.writerow([_cell(value) for value in row])
            count += 1
    return count


def _cell(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.astimezone(_LONDON).isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int):
        return str(value)
    text = value.text if isinstance(value, SheetLink) else value
    return guarded(clean_text(text))


def _dictionary(tables: Sequence[Table], facts: Sequence[tuple[str, str]]) -> Iterator[Row]:
    for name, value in facts:
        yield "", name, "", value
    for table in tables:
        yield f"{table.name}{ENDING}", "", "", f"{table.description} {table.unit}"
        for column in table.columns:
            words = column_words(column.heading)
            yield f"{table.name}{ENDING}", column.heading, column.kind.value, words
