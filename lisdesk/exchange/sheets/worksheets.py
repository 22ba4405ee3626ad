"""What the workbook reader does not tell of an .xlsx sheet: errors, formulas, and cells far out.

The reader gives an empty cell for #NAME? or #N/A, yet an answer that begins with "=" or "-" often
ends as one: that there was something must not be lost. So it does for a formula that was never
calculated, which has no value to be read. And it makes room for every cell up to the last one, so
that one stray cell at the bottom right needs more memory than there is.
"""

from __future__ import annotations

import posixpath
import pyexpat
import re
from collections.abc import Iterator
from zipfile import ZipFile

from lisdesk.exchange.guarded.faults import FaultError
from lisdesk.exchange.sheets.formula_cells import uncalculated_cells
from lisdesk.exchange.sheets.packages import part_chunks, part_content
from lisdesk.exchange.sheets.row_writer import KeptCells, uncalculated

_CHUNK_BYTES = 1 << 20
_ERROR_CELL = re.compile(
    rb'<c r="([A-Z]{1,3})([0-9]{1,7})"(?=[^>]*\st="e")[^>]*>'
    rb"(?:<f[^>]*/>|<f[^>]*>[^<]*</f>)?<v>([^<]{1,40})</v>"
)
_FAR_CELL = re.compile(
    rb'<c r="([A-Z]{3,})([0-9]+)"[^>]*[^/]>|<c r="([A-Z]+)([0-9]{7,})"[^>]*[^/]>'
)


def sheet_part(package: ZipFile, sheet_name: str) -> str | None:
    """Return the name of the part that holds a sheet; None if the package is laid out oddly."""
    workbook = _workbook_part(package)
    if workbook is None:
        return None
    folder, file_name = posixpath.split(workbook)
    relations = posixpath.join(folder, "_rels", f"{file_name}.rels")
    if relations not in package.namelist():
        return None
    wanted = next(
        (
            attributes
            for attributes in elements(part_content(package, workbook), "sheet")
            if attributes.get("name") == sheet_name
        ),
        {},
    )
    identifier = next((wanted[name] for name in wanted if name.endswith(":id")), None)
    for relation in elements(part_content(package, relations), "Relationship"):
        if relation.get("Id") == identifier:
            target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", "")))
            return target.lstrip("/") if target.lstrip("/") in package.namelist() else None
    return None


def _workbook_part(package: ZipFile) -> str | None:
    return next((name for name in package.namelist() if name.endswith("workbook.xml")), None)


def is_to_be_recalculated(package: ZipFile) -> bool:
    """Whether the workbook says that its formulas are to be calculated when it is opened.

    Programs that cannot calculate say so, and some of them write 0 as the value of each formula.
    """
    workbook = _workbook_part(package)
    if workbook is None:
        return False
    properties = elements(part_content(package, workbook), "calcPr")
    return any(one.get("fullCalcOnLoad") in ("1", "true") for one in properties)


def scan_sheet(
    package: ZipFile, part: str, most_rows: int, most_columns: int, *, doubts_zeros: bool = False
) -> KeptCells:
    """Return the cells that hold an error value, or a formula that was never calculated.

    With `doubts_zeros` a formula with the number 0 is one of these. Raises FaultError if a cell
    with content lies beyond column `most_columns`, or beyond both `most_rows` and the millionth
    row.
    """
    kept: KeptCells = {}
    has_formulas = False
    for piece in whole_cells(package, part):
        for match in _FAR_CELL.finditer(piece):
            letters, digits = match[1] or match[3], match[2] or match[4]
            _check_reach(letters.decode(), int(digits[:12]), most_rows, most_columns)
        if b't="e"' in piece:
            for letters, digits, text in _ERROR_CELL.findall(piece):
                row = kept.setdefault(int(digits), {})
                row[column_index(letters.decode())] = text.decode("utf-8", "replace")
        is_prefixed = b"<c " not in piece
        has_formulas = has_formulas or (b":f>" if is_prefixed else b"</f>") in piece
        if has_formulas:
            for column, number, formula in uncalculated_cells(piece, is_prefixed, doubts_zeros):
                _check_reach(column, number, most_rows, most_columns)
                kept.setdefault(number, {})[column_index(column)] = uncalculated(formula)
    return kept


def _check_reach(letters: str, row: int, most_rows: int, most_columns: int) -> None:
    if column_index(letters) >= most_columns:
        reason = f"a cell in column {letters[:8]} is beyond the limit of {most_columns} columns"
        raise FaultError("too_big", reason=reason, setting="columns")
    if row > most_rows:
        reason = f"a cell in row {row} is beyond the limit of {most_rows} rows"
        raise FaultError("too_big", reason=reason, setting="rows")


def column_index(letters: str) -> int:
    """Return the number, from 0, of the column with these letters."""
    index = 0
    for letter in letters[:8]:
        index = index * 26 + ord(letter) - ord("A") + 1
    return index - 1


def whole_cells(package: ZipFile, part: str) -> Iterator[bytes]:
    """Give the part in pieces that never divide a cell."""
    rest = b""
    for chunk in part_chunks(package, part, _CHUNK_BYTES):
        piece = rest + chunk
        end = piece.rfind(b"<c ")
        if end < 0 and (prefixed := piece.rfind(b":c ")) > 0:
            end = piece.rfind(b"<", 0, prefixed)
        if end <= 0:
            rest = piece[-2:] if b"<c" not in piece else piece
            if rest is not piece:
                yield piece
            continue
        yield piece[:end]
        rest = piece[end:]
    yield rest


def elements(content: bytes, local_name: str, inside: str = "") -> list[dict[str, str]]:
    """Return the attributes of every element of this name, whatever its namespace's prefix;
    `inside` is the name of an element that it has to stand in, anywhere by default.
    """
    found: list[dict[str, str]] = []
    within: list[str] = []

    def begin(name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        if local == local_name and (not inside or inside in within):
            found.append(attributes)
        within.append(local)

    parser = pyexpat.ParserCreate()
    parser.StartElementHandler = begin
    parser.EndElementHandler = lambda _name: within.pop()
    try:
        parser.Parse(content, True)
    except pyexpat.ExpatError:
        return []
    return found
