import shutil
from datetime import UTC, datetime
from zipfile import ZipFile

import openpyxl
import pytest

from lisdesk.exchange.workbook import WorkbookProperties, write_workbook
from lisdesk.table import CellKind, Chart, Column, SheetLink, Table
from tests.workbook_lint import lint

SHEET = "xl/worksheets/sheet1.xml"


@pytest.fixture
def sound(tmp_path):
    path = tmp_path / "sound.xlsx"
    columns = (Column("Code"), Column("Count", CellKind.WHOLE_NUMBER))
    chart = Chart("Chart", "Code", ("Count",))
    rows = [(SheetLink("P1", "Sheet"), 1), ("P2", 2)]
    properties = WorkbookProperties("", "", datetime(2026, 3, 1, tzinfo=UTC))
    table = Table("Sheet", "Title", "", "", columns, rows, chart)
    write_workbook([table], path, properties=properties)
    assert lint(path) == []
    return path


def damaged(sound, part, old, new):
    path = sound.with_name("damaged.xlsx")
    with ZipFile(sound) as source, ZipFile(path, "w") as target:
        for member in source.infolist():
            data = source.read(member).decode()
            if member.filename == part:
                assert old in data
                data = data.replace(old, new)
            target.writestr(member, data)
    return path


@pytest.mark.parametrize(
    ("part", "old", "new", "said"),
    [
        (SHEET, "<v>1</v>", "<f>1+1</f><v>1</v>", "has a f"),
        (SHEET, '"><v>2', '" t="e"><v>2', "a cell of type e"),
        (SHEET, '<row r="6"', '<row hidden="1" r="6"', "a hidden row"),
        (SHEET, '<col min="1"', '<col hidden="1" min="1"', "a hidden col"),
        (SHEET, '<row r="6"', '<row r="5"', "row 5 after row 5"),
        (SHEET, "'Sheet'!A1", "'Other'!A1", "leads nowhere"),
        (SHEET, "<drawing", '<mergeCells><mergeCell ref="A1:B1"/></mergeCells><drawing', "merge"),
        (SHEET, ">Code<", ">Kode<", "headings are not those"),
        (SHEET, "</sheetData>", "</sheetDatum>", "not well-formed"),
        ("xl/tables/table1.xml", "A4:B6", "A4:B9", "does not end with the rows"),
        ("xl/tables/table1.xml", 'name="Count"', 'name="code"', "two headings are the same"),
        ("xl/tables/table1.xml", "Table_Sheet", "AB12", "called like a cell"),
        ("xl/workbook.xml", 'state="visible"', 'state="hidden"', "a hidden sheet"),
        ("xl/workbook.xml", "<definedNames>", "<definedNames><definedName/>", "definedName"),
        ("xl/workbook.xml", "$4:$4", "$9:$9", "definedName"),
        ("xl/workbook.xml", "_xlnm.Print_Titles", "_xlnm.Print_Area", "definedName"),
        ("docProps/core.xml", "dc:title", "dc:creator", "says creator"),
        ("[Content_Types].xml", "/xl/styles.xml", "/xl/stiles.xml", "0 content types"),
        ("xl/_rels/workbook.xml.rels", "sheet1.xml", "sheet2.xml", "which is not there"),
        ("xl/charts/chart1.xml", "</numRef>", "<numCache/></numRef>", "has a numCache"),
        ("xl/charts/chart1.xml", '<delete val="0">', '<delete val="1">', "does not show"),
    ],
)
def test_each_fault_is_found(sound, part, old, new, said):
    problems = lint(damaged(sound, part, old, new))
    assert any(said in problem for problem in problems)


@pytest.mark.parametrize(
    "part",
    ["xl/calcChain.xml", "xl/externalLinks/externalLink1.xml", "customXml/item1.xml"]
    + ["xl/comments1.xml", "xl/pivotCache/pivotCacheDefinition1.xml", "docProps/thumbnail.xml"],
)
def test_parts_beyond_the_allowed_ones_are_found(sound, part):
    path = sound.with_name("more.xlsx")
    shutil.copy(sound, path)
    with ZipFile(path, "a") as package:
        package.writestr(part, "<x/>")
    assert f"{part}: a part that is not allowed" in lint(path)


def test_a_workbook_of_another_program_is_not_taken_for_ours(tmp_path):
    path = tmp_path / "plain.xlsx"
    book = openpyxl.Workbook()
    book.active["A1"] = "=1+1"
    book.save(path)
    assert "docProps/core.xml: says creator" in lint(path)


def test_what_is_no_zip_file_is_said_to_be_none(tmp_path):
    path = tmp_path / "text.xlsx"
    path.write_text("no zip")
    assert lint(path) == ["not a zip file"]
