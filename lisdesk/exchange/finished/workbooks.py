"""A finished workbook, part by part."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from zipfile import ZipFile, ZipInfo

from lisdesk.exchange.finished.any_xml import AnyReader, read_by
from lisdesk.exchange.finished.layout import SheetLayout, withholds_numbers
from lisdesk.exchange.finished.package import READ_ERRORS, package_flaws, part_bytes
from lisdesk.exchange.finished.pieces import Flaw, Found, Piece, Role
from lisdesk.exchange.finished.sheets import sheet_pieces

_KNOWN_PART = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|docProps/(?:app|core)\.xml|xl/workbook\.xml"
    r"|xl/_rels/workbook\.xml\.rels|xl/styles\.xml|xl/theme/theme1\.xml"
    r"|xl/worksheets/sheet[0-9]+\.xml|xl/worksheets/_rels/sheet[0-9]+\.xml\.rels"
    r"|xl/tables/table[0-9]+\.xml|xl/charts/chart[0-9]+\.xml"
    r"|xl/drawings/drawing[0-9]+\.xml|xl/drawings/_rels/drawing[0-9]+\.xml\.rels"
)
_WORKBOOK, _RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_SHEETS = "xl/worksheets/sheet"
_PROPERTIES = frozenset(
    {"Properties", "Application", "coreProperties", "title", "subject", "created", "modified"}
)
_UNWANTED = {
    _WORKBOOK: frozenset({"externalReference", "fileSharing", "pivotCache", "customWorkbookView"}),
    "xl/tables/": frozenset({"calculatedColumnFormula", "totalsRowFormula", "filterColumn"}),
    "xl/drawings/": frozenset({"pic", "sp", "cxnSp", "hlinkClick"}),
    "xl/charts/": frozenset({"externalData", "userShapes"}),
}
_PRINT_TITLES = "_xlnm.Print_Titles"
_SHOWS_NOTHING = ";;;"


def workbook_pieces(path: Path, smallest_count: int) -> Iterator[Found]:
    """Yield everything that a workbook holds, and what no publication has."""
    try:
        with ZipFile(path) as package:
            yield from package_flaws(path, package)
            sheets, seen = _sheets(package), set[str]()
            for entry in package.infolist():
                if not _KNOWN_PART.fullmatch(entry.filename):
                    yield Flaw(entry.filename, "", "a part that no publication has")
                yield from _part(package, entry, sheets, smallest_count, seen)
    except READ_ERRORS:
        yield Flaw(path.name, "", "a package that cannot be read")


def _part(
    package: ZipFile,
    entry: ZipInfo,
    sheets: Mapping[str, str],
    smallest_count: int,
    seen: set[str],
) -> Iterator[Found]:
    name, chunks = entry.filename, part_bytes(package, entry)
    if name.startswith(_SHEETS):
        if name not in sheets:
            yield Flaw(name, "", "a sheet that the workbook does not show")
        sheet = sheets.get(name, "")
        yield from sheet_pieces(name, sheet, SheetLayout(sheet, smallest_count), chunks, seen)
    elif name.startswith("xl/charts/"):
        yield from read_by(_ChartReader(name, smallest_count), chunks)
    elif name.startswith("docProps/"):
        yield from read_by(_PropertyReader(name, Role.ABOUT_FILE), chunks)
    elif name.endswith((".xml", ".rels", ".vml")):
        unwanted = next((own for start, own in _UNWANTED.items() if name.startswith(start)), None)
        is_about_file = name == _WORKBOOK or "table" in name or not _KNOWN_PART.fullmatch(name)
        role = Role.ABOUT_FILE if is_about_file else Role.OTHER
        yield from read_by(_FrameReader(name, role, unwanted or frozenset()), chunks)
    else:
        yield from _raw(name, chunks)


class _FrameReader(AnyReader):
    """Reads what holds the workbook together."""

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take in an element; nothing may be hidden or lead out of the file."""
        super().begin(name, attributes)
        if attributes.get("state", "visible") not in ("visible", "frozen", "split"):
            self.flaw(f"a hidden sheet, {attributes.get('name', '')}")
        if attributes.get("visibility", "visible") != "visible":
            self.flaw("a hidden window")
        if attributes.get("hidden", "0") not in ("0", "false"):
            self.flaw("something hidden")
        if attributes.get("TargetMode") == "External":
            self.flaw("a link out of the file")
        if name == "definedName" and attributes.get("name") != _PRINT_TITLES:
            self.flaw("a name that no publication has")
        if _SHOWS_NOTHING in attributes.get("formatCode", ""):
            self.flaw("a format that shows nothing")


class _PropertyReader(AnyReader):
    """Reads the properties of the document."""

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take in a property; there are few that a publication has."""
        super().begin(name, attributes)
        if name not in _PROPERTIES:
            self.flaw(f"a property that no publication has, {name}")


class _ChartReader(AnyReader):
    """Reads a chart with the numbers that it keeps of its sheet."""

    def __init__(self, part: str, smallest_count: int) -> None:
        super().__init__(part, Role.OTHER, _UNWANTED["xl/charts/"])
        self._smallest_count = smallest_count
        self._withholds = False

    def end(self, name: str, text: str) -> None:
        """Take in words, or a number, of the sheet that was named last."""
        super().end(name, text)
        if name == "f":
            self._withholds = withholds_numbers(text.rpartition("!")[0].strip("'"))
        elif name == "v" and self._withholds and text.isdecimal():
            self._number(int(text))

    def _number(self, number: int) -> None:
        if 0 < number < self._smallest_count:
            self.flaw("a small number that is withheld")


def _sheets(package: ZipFile) -> dict[str, str]:
    """Return the names of the sheets that the workbook shows, by part."""
    targets: dict[str, str] = {}
    names: dict[str, str] = {}
    for found, wanted, value in ((targets, "Relationship", "Target"), (names, "sheet", "name")):
        part = _RELATIONS if found is targets else _WORKBOOK
        if part in package.namelist():
            reader = _Attributes(wanted, value, found)
            for _ in read_by(reader, part_bytes(package, package.getinfo(part))):
                pass
    folder = posixpath.dirname(_WORKBOOK)
    return {
        posixpath.normpath(posixpath.join("/" + folder, targets[key])).lstrip("/"): name
        for key, name in names.items()
        if key in targets
    }


class _Attributes(AnyReader):
    """Takes one attribute of one kind of element by its id."""

    def __init__(self, element: str, attribute: str, found: dict[str, str]) -> None:
        super().__init__("")
        self._element, self._attribute, self._values = element, attribute, found

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take in an element."""
        key = attributes.get("Id") or attributes.get("id")
        if name == self._element and key:
            self._values[key] = attributes.get(self._attribute, "")


def _raw(part: str, chunks: Iterator[bytes]) -> Iterator[Found]:
    """Yield a part of unknown kind as text, in the encodings that a text may have."""
    for number, chunk in enumerate(chunks):
        for encoding in ("utf-8", "utf-16-le"):
            text = chunk.decode(encoding, "replace")
            yield Piece(part, f"piece {number + 1}", Role.ABOUT_FILE, text)
