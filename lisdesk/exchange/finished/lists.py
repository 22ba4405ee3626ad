"""A finished package of lists, file by file."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile, ZipInfo

from lisdesk.exchange.finished.layout import SheetLayout
from lisdesk.exchange.finished.package import READ_ERRORS, package_flaws
from lisdesk.exchange.finished.pieces import Flaw, Found, Piece, Role

_HEADING_ROW = "1"
_KNOWN_PART = re.compile(r"(Evidence|Submissions|Answers|data-dictionary)\.csv")
_SIGN_OF_A_FORMULA = re.compile("[=+\\-@\t\r\uff1d\uff0b\uff0d\uff20]")
_SEEN_LETTERS = 80


def list_pieces(path: Path, smallest_count: int) -> Iterator[Found]:
    """Yield everything that the lists of a package hold, and what none for publication has."""
    try:
        with ZipFile(path) as package:
            yield from package_flaws(path, package)
            seen: set[str] = set()
            for entry in package.infolist():
                known = _KNOWN_PART.fullmatch(entry.filename)
                if known is None:
                    yield Flaw(entry.filename, "", "a part that no publication has")
                name = known[1] if known else ""
                yield from _lines(package, entry, name, smallest_count, seen)
    except (*READ_ERRORS, csv.Error):
        yield Flaw(path.name, "", "a package that cannot be read")


def _lines(
    package: ZipFile, entry: ZipInfo, name: str, smallest_count: int, seen: set[str]
) -> Iterator[Found]:
    layout = SheetLayout(name, smallest_count, _HEADING_ROW)
    with package.open(entry) as part, io.TextIOWrapper(part, "utf-8-sig", newline="") as text:
        about = ""
        for number, cells in enumerate(csv.reader(text), start=1):
            row = str(number)
            for place, cell in enumerate(cells):
                column = str(place)
                if row == _HEADING_ROW:
                    layout.learn(column, cell)
                if _SIGN_OF_A_FORMULA.match(cell):
                    yield Flaw(entry.filename, f"row {row}", "a formula")
                role = layout.role(column, row)
                if column == layout.reference_column:
                    about = cell
                if not cell or (role is Role.OTHER and cell in seen):
                    continue
                if role is Role.OTHER and len(cell) <= _SEEN_LETTERS:
                    seen.add(cell)
                own = about if layout.is_about_submissions else None
                yield Piece(entry.filename, f"row {row}, column {place + 1}", role, cell, own)
