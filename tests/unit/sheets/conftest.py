"""Spreadsheets made on the spot."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"

MakeFile = Callable[..., Path]


@pytest.fixture
def make_workbook(tmp_path: Path) -> MakeFile:
    """Return what writes rows into the first sheet of an .xlsx file."""

    def make(*rows: list[object], name: str = "survey.xlsx", title: str = "Responses") -> Path:
        workbook = openpyxl.Workbook()
        workbook.active.title = title
        for row in rows:
            workbook.active.append(row)
        workbook.save(tmp_path / name)
        return tmp_path / name

    return make


@pytest.fixture
def make_raw_workbook(tmp_path: Path) -> MakeFile:
    """Return what writes an .xlsx file from the XML of its one sheet and any further parts."""

    def make(sheet_data: str, name: str = "raw.xlsx", prolog: str = "", **parts: bytes) -> Path:
        types = (
            f'<Types xmlns="{PACKAGE}/content-types">'
            '<Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-'
            'officedocument.spreadsheetml.sheet.main+xml"/>'
            '<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.'
            'openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>'
        )
        relations = f'<Relationships xmlns="{PACKAGE}/relationships">%s</Relationships>'
        relation = f'<Relationship Id="rId1" Type="{OFFICE}/%s" Target="%s"/>'
        workbook = (
            f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
            '<sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>'
        )
        content = {
            "[Content_Types].xml": types,
            "_rels/.rels": relations % (relation % ("officeDocument", "xl/workbook.xml")),
            "xl/workbook.xml": workbook,
            "xl/_rels/workbook.xml.rels": relations
            % (relation % ("worksheet", "worksheets/sheet1.xml")),
            "xl/worksheets/sheet1.xml": f'<?xml version="1.0"?>{prolog}<worksheet xmlns="{MAIN}">'
            f"<sheetData>{sheet_data}</sheetData></worksheet>",
            **parts,
        }
        with zipfile.ZipFile(tmp_path / name, "w", zipfile.ZIP_DEFLATED) as package:
            for part, text in content.items():
                package.writestr(part, text)
        return tmp_path / name

    return make


@pytest.fixture
def make_text(tmp_path: Path) -> MakeFile:
    """Return what writes a text file, given its text or bytes."""

    def make(content: str | bytes, name: str = "survey.csv") -> Path:
        data = content.encode("utf-8") if isinstance(content, str) else content
        (tmp_path / name).write_bytes(data)
        return tmp_path / name

    return make
