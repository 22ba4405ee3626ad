"""The zip package of a workbook, with nothing in it that changes from one run to the next."""

from pathlib import Path
from typing import IO
from xml.etree.ElementTree import canonicalize
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import DEFUSEDXML, Workbook
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.packaging.relationship import Relationship
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter
from openpyxl.xml.constants import ARC_APP, XPROPS_NS

from lisdesk.exchange.workbook.sheet import Relations

_FIXED_TIME = (1980, 1, 1, 0, 0, 0)
"""The earliest moment that a zip member can bear."""
_MADE_ON_UNIX = 3
_OWNER_ONLY = 0o600 << 16
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_APPLICATION = f'<Properties xmlns="{XPROPS_NS}"><Application>lisdesk</Application></Properties>'
"""openpyxl would have it that Excel made the file, and name its own version."""


class FixedPackage(ZipFile):
    """A zip file whose members all bear the same time, rights and system, whatever the computer."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, "w", ZIP_DEFLATED)

    def open_part(self, name: str) -> IO[bytes]:
        """Open one part to be written as a stream; close it before the next."""
        return self.open(_fixed_member(name), "w")

    def writestr(  # type: ignore[override]  # openpyxl uses these two arguments only
        self, zinfo_or_arcname: str, data: bytes | str
    ) -> None:
        """Write one small XML part in canonical form.

        openpyxl writes through lxml where that is installed, which spells the same XML differently.
        """
        if zinfo_or_arcname == ARC_APP:
            data = _APPLICATION
        super().writestr(_fixed_member(zinfo_or_arcname), _DECLARATION + canonicalize(data))


class PackageWriter(ExcelWriter):
    """Adds to a package everything but the rows of the sheets, which are already in it."""

    def __init__(self, workbook: Workbook, package: FixedPackage) -> None:
        if not DEFUSEDXML:
            raise RuntimeError("defusedxml is not installed")
        super().__init__(workbook, package)

    def write_worksheet(self, ws: Worksheet) -> None:
        """Enter a sheet that was already streamed into the package."""
        drawing = SpreadsheetDrawing()
        drawing.charts = ws._charts  # type: ignore[attr-defined]  # the stubs leave it out
        ws._drawing = drawing  # type: ignore[attr-defined]  # the stubs leave it out
        self.manifest.append(ws)


def register_relations(sheet: Worksheet) -> Relations:
    """Give an id to the relation between the sheet and its drawing, and its table.

    `PackageWriter` completes them once the parts have their numbers.
    """
    drawing = table = None
    if sheet._charts:  # type: ignore[attr-defined]  # the stubs leave it out
        drawing = _relation(sheet, "drawing")
    for excel_table in sheet.tables.values():
        table = excel_table._rel_id = _relation(sheet, "table")
    return Relations(drawing, table)


def _relation(sheet: Worksheet, kind: str) -> str:
    relation = Relationship("", type=kind, Target="")
    sheet._rels.append(relation)  # type: ignore[attr-defined]  # the stubs leave it out
    return str(relation.Id)


def _fixed_member(name: str) -> ZipInfo:
    member = ZipInfo(name, _FIXED_TIME)
    member.compress_type = ZIP_DEFLATED
    member.create_system = _MADE_ON_UNIX
    member.external_attr = _OWNER_ONLY
    return member
