"""Formulas that no spreadsheet program has calculated: nothing stands in for their value."""

import re
import subprocess
import zipfile
from pathlib import Path
from shutil import which

import openpyxl
import pytest
import xlsxwriter

from lisdesk.errors import RefusedError, UnreadableFileError
from lisdesk.exchange.sheets.grid import SheetGrid, UncalculatedFormula, grid_of
from lisdesk.exchange.sheets.limits import Limits
from lisdesk.exchange.sheets.mapping import parse_map
from lisdesk.exchange.sheets.plan import KnownQuestion
from lisdesk.exchange.sheets.planning import plan_import
from lisdesk.exchange.sheets.reading import read_sheet
from lisdesk.exchange.sheets.responses import RowProblem, SurveyRow, survey_rows

FORMULA = UncalculatedFormula
WHAT = (
    "This formula was never calculated, so the file has no value for it; open the file in Excel or "
    "LibreOffice, save it, and import that."
)


def cells(grid: SheetGrid) -> list[list[object]]:
    return [row for _, row in grid.rows()]


def rows_of(grid: SheetGrid, toml: str = "") -> list[SurveyRow]:
    questions = [KnownQuestion(1, "Why?")]
    plan = plan_import(grid, parse_map(toml.encode(), "m"), questions, {"school": "school"})
    return list(survey_rows(grid, plan))


def test_a_formula_that_was_written_without_a_value_is_known_by_its_text(make_workbook) -> None:
    path = make_workbook(["A", "B"], [1, '=A2&"<&>"'], ["=A2+1", 2])
    grid = read_sheet(path)
    assert cells(grid) == [["A", "B"], [1.0, FORMULA('=A2&"<&>"')], [FORMULA("=A2+1"), 2.0]]
    assert grid.uncalculated_count == 2


def test_rows_and_columns_of_nothing_but_such_formulas_are_not_lost(make_workbook) -> None:
    grid = read_sheet(make_workbook(["A"], [], ["", "", "=B1"], ["=A1"]))
    assert cells(grid)[2:] == [["", "", FORMULA("=B1")], [FORMULA("=A1"), *cells(grid)[3][1:]]]
    assert (grid.width, grid.widest_row) == (3, 3)
    only = read_sheet(make_workbook(["=1+1"]))
    assert cells(only) == [[FORMULA("=1+1")]]


def test_a_zero_is_doubted_only_where_the_workbook_asks_to_be_calculated(
    tmp_path: Path, make_raw_workbook
) -> None:
    path = tmp_path / "written.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet()
        sheet.write_formula("A1", "=1-1")
        sheet.write_formula("B1", "=1+1", None, 2)
        sheet.write_formula("C1", "=D1", None, "words")
        sheet.write_number("D1", 0)
        sheet.write_formula("E1", "=1>2", None, False)
        sheet.write_formula("F1", "=1+1", None, "")
    assert cells(read_sheet(path)) == [
        [FORMULA("=1-1"), 2.0, "words", 0.0, False, FORMULA("=1+1")]
    ]  # fmt: skip
    calculated = '<row r="1"><c r="A1"><f>1-1</f><v>0</v></c></row>'
    assert cells(read_sheet(make_raw_workbook(calculated))) == [[0.0]]


def test_an_empty_text_is_a_value_that_was_calculated(make_raw_workbook) -> None:
    row = (
        '<row r="1"><c r="A1" t="str"><f>T("")</f><v></v></c>'
        '<c r="B1" t="str"><f>T("")</f></c><c r="C1"><v>1</v></c></row>'
    )
    grid = read_sheet(make_raw_workbook(row))
    assert cells(grid) == [["", "", 1.0]]
    assert grid.uncalculated_count == 0


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="A1"><f>A2</f></c>',
        '<c r="A1"><f>A2</f><v/></c>',
        '<c r="A1"><f>A2</f><v></v></c>',
        '<c s="0" r="A1" t="n">\n <f ca="1">A2</f>\n <v></v>\n</c>',
        '<c r="A1" t="b"><f>A2</f><v></v></c>',
        '<x:c xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main" r="A1">'
        "<x:f>A2</x:f></x:c>",
    ],
)
def test_every_way_to_leave_the_value_out_is_seen(make_raw_workbook, cell: str) -> None:
    grid = read_sheet(make_raw_workbook(f'<row r="1">{cell}<c r="B1"><v>1</v></c></row>'))
    assert cells(grid) == [[FORMULA("=A2"), 1.0]]


def test_a_formula_shared_by_cells_without_values_is_seen_in_each(make_raw_workbook) -> None:
    rows = (
        '<row r="1"><c r="A1"><f t="shared" ref="A1:A2" si="0">B1</f></c></row>'
        '<row r="2"><c r="A2"><f t="shared" si="0"/></c></row>'
    )
    assert cells(read_sheet(make_raw_workbook(rows))) == [[FORMULA("=B1")], [FORMULA("=…")]]


def test_formulas_are_seen_where_the_reading_of_the_part_is_divided(make_raw_workbook) -> None:
    count = 30_000
    rows = "".join(
        f'<row r="{row}"><c r="A{row}"><f>B{row}</f><v></v></c></row>'
        for row in range(1, count + 1)
    )
    grid = read_sheet(make_raw_workbook(rows))
    assert grid.uncalculated_count == grid.row_count == count
    assert cells(grid)[-1] == [FORMULA(f"=B{count}")]


def test_a_formula_beyond_the_limits_is_refused_like_any_cell(make_raw_workbook) -> None:
    far = '<row r="1"><c r="A1"><v>1</v></c><c r="Z1"><f>A1</f></c></row>'
    assert read_sheet(make_raw_workbook(far)).width == 26
    with pytest.raises(UnreadableFileError, match="column Z is beyond the limit of 25 columns"):
        read_sheet(make_raw_workbook(far), limits=Limits(columns=25))


def opendocument(path: Path, table_rows: str) -> Path:
    office = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<office:document-content xmlns:office="{office}:office:1.0" '
        f'xmlns:table="{office}:table:1.0" xmlns:text="{office}:text:1.0"><office:body>'
        '<office:spreadsheet><table:table table:name="Other"><table:table-row>'
        '<table:table-cell table:formula="of:=7"/></table:table-row></table:table>'
        f'<table:table table:name="Replies">{table_rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("content.xml", content)
        package.writestr("META-INF/manifest.xml", f'<manifest xmlns="{office}:manifest:1.0"/>')
    return path


def test_an_opendocument_formula_without_a_value_is_seen_in_its_place(tmp_path: Path) -> None:
    text = '<table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell>'
    rows = (
        f'<table:table-row table:number-rows-repeated="2">{text}</table:table-row>'
        f'<table:table-row><table:table-cell table:number-columns-repeated="2"/>{text}'
        '<table:table-cell table:formula="of:=[.A1]&amp;1"/></table:table-row>'
        '<table:table-row><table:table-cell table:formula="of:=T(1)" office:value-type="string"/>'
        f"{text}</table:table-row>"
        '<table:table-row><table:table-cell table:formula="of:=2"/></table:table-row>'
    )
    grid = read_sheet(opendocument(tmp_path / "sheet.ods", rows), sheet="Replies")
    blank = [""] * 3
    assert [[*row, *blank][:4] for row in cells(grid)] == [
        ["x", "", "", ""], ["x", "", "", ""], ["", "", "x", FORMULA("=[.A1]&1")],
        ["", "x", "", ""], [FORMULA("=2"), "", "", ""],
    ]  # fmt: skip


def test_a_row_is_kept_with_its_formulas_and_a_problem_for_each() -> None:
    table = [
        ["ID", "Name", "Type", "Why?", "Shoe size"],
        [1, FORMULA("=B9"), FORMULA("=C9"), "Because", FORMULA("=E9")],
        [2, "Al", "School", FORMULA("=D9"), 9],
    ]
    first, second = rows_of(grid_of(table))
    assert (first.key, second.key) == ("1", "2")
    assert (first.respondent, first.type_key, first.extras) == (None, None, {})
    assert first.notes == {"respondent": "=B9", "type": "=C9", "Shoe size": "=E9"}
    assert [problem.where for problem in first.problems] == [
        "row 2, Name", "row 2, Type", "row 2, Shoe size",
    ]  # fmt: skip
    assert second.answers == ()
    assert second.notes == {"Why?": "=D9"}
    assert second.problems == (
        RowProblem("row 3, Why?", WHAT, "The row, with the formula in its notes."),
    )


def test_a_row_of_nothing_but_formulas_is_not_blank_and_one_for_an_id_is_no_id() -> None:
    table = [["ID", "Why?"], [FORMULA("=A9"), FORMULA("=B9")], ["", ""], [FORMULA("=A8"), "x"]]
    rows = rows_of(grid_of(table), "id = 'ID'")
    assert [row.is_blank for row in rows] == [False, True, False]
    assert all(re.fullmatch("[0-9a-f]{64}", row.key) for row in (rows[0], rows[2]))
    assert [problem.where for problem in rows[0].problems] == [
        "row 2, ID", "row 2, Why?", "row 2, ID",
    ]  # fmt: skip


def test_rows_that_differ_in_a_formula_are_two_and_differ_from_the_calculated_one() -> None:
    def row(cell: object) -> SurveyRow:
        return rows_of(grid_of([["Name", "Why?"], ["Jo", cell]]))[0]

    formulas = [row(FORMULA("=A1")), row(FORMULA("=A2"))]
    assert len({one.key for one in [*formulas, row(2.5), row("")]}) == 4
    assert len({one.digest for one in [*formulas, row("=A1"), row("")]}) == 4


def test_a_formula_in_an_ignored_column_leaves_no_trace() -> None:
    table = [["Name", "IP", "Why?"], ["Jo", FORMULA("=A1"), "x"]]
    (row,) = rows_of(grid_of(table), "[ignore]\ncolumns = ['IP']")
    assert (row.notes, row.problems) == ({}, ())


def test_the_plan_says_how_many_there_are_and_what_to_do() -> None:
    def warnings(*formulas: FORMULA) -> str:
        grid = grid_of([["Name", "Why?"], ["Jo", "x"], *[[one, "x"] for one in formulas]])
        return " ".join(plan_import(grid, None, (), {}).warnings)

    assert "1 cell holds a formula never calculated" in warnings(FORMULA("=1"))
    assert "2 cells hold formulas never calculated" in warnings(FORMULA("=1"), FORMULA("=2"))
    assert "Ctrl+Shift+F9" in warnings(FORMULA("=1"))
    assert "formula" not in warnings()


def test_a_heading_that_was_never_calculated_refuses_the_file_by_its_place() -> None:
    table = [["Name", FORMULA("=Z1"), "Why?"], ["Jo", "y", "x"]]
    with pytest.raises(RefusedError, match="heading in row 1, column B is a formula"):
        rows_of(grid_of(table))


@pytest.mark.skipif(not which("soffice"), reason="LibreOffice is not installed")
def test_saving_the_file_in_libreoffice_gives_the_values(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    for row in (["ID", "Name", "Why?"], [1, "Jo", '=CONCATENATE("Buses"," & rent")']):
        workbook.active.append(row)
    workbook.save(tmp_path / "raw.xlsx")
    assert rows_of(read_sheet(tmp_path / "raw.xlsx"))[0].notes
    profile = (tmp_path / "profile").as_uri()
    words = ["--headless", f"-env:UserInstallation={profile}", "--convert-to", "xlsx"]
    folder = tmp_path / "saved"
    subprocess.run(
        ["soffice", *words, "--outdir", folder, tmp_path / "raw.xlsx"],
        check=True,
        capture_output=True,
        timeout=100,
    )
    (row,) = rows_of(read_sheet(folder / "raw.xlsx"))
    assert dict(row.answers).popitem()[1] == "Buses & rent"
    assert (row.notes, row.problems) == ({}, ())
