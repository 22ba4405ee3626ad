"""Workbooks as strangers send them."""

import subprocess
import zipfile
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from lisdesk.errors import UnreadableFileError
from lisdesk.exchange.sheets import reading
from lisdesk.exchange.sheets.grid import SheetGrid, cell_text, column_letters
from lisdesk.exchange.sheets.limits import Limits
from lisdesk.exchange.sheets.reading import read_sheet


def inline(reference: str, text: str) -> str:
    return f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>'


def cells(grid: SheetGrid) -> list[list[object]]:
    return [row for _, row in grid.rows()]


def test_an_identifier_that_is_a_number_has_no_decimals(make_workbook) -> None:
    grid = read_sheet(make_workbook(["ID"], [12345], [900006000000000], ["9.00006E+14"], [1.5]))
    assert [cell_text(row[0]) for row in cells(grid)[1:]] == [
        "12345", "900006000000000", "9.00006E+14", "1.5",
    ]  # fmt: skip


def test_a_long_number_keeps_all_its_figures_and_a_fraction_shows_fifteen() -> None:
    assert cell_text(1234567890123456.0) == "1234567890123456"
    assert cell_text(0.1 + 0.2) == "0.3"
    assert cell_text(-0.5) == "-0.5"


def test_cells_come_as_what_they_are(make_workbook) -> None:
    row = ["text", 2.5, True, datetime(2019, 1, 15, 9, 30), date(2019, 1, 15)]
    assert cells(read_sheet(make_workbook(row))) == [row]


def test_dates_counted_from_1904_are_the_same_days(tmp_path: Path) -> None:
    path = tmp_path / "mac.xlsx"
    with xlsxwriter.Workbook(path, {"date_1904": True}) as workbook:
        day_format = workbook.add_format({"num_format": "dd/mm/yyyy"})
        workbook.add_worksheet().write_datetime(0, 0, datetime(2019, 3, 31), day_format)
    assert cells(read_sheet(path)) == [[date(2019, 3, 31)]]


def test_a_grid_says_what_was_read(make_workbook) -> None:
    path = make_workbook(["Name"], ["Jo"])
    grid = read_sheet(path)
    assert (grid.name, grid.sheet_names, grid.kind, grid.encoding) == (
        "Responses", ("Responses",), "xlsx", None,
    )  # fmt: skip
    assert (grid.row_count, grid.width, len(grid.sha256)) == (2, 1, 64)


def test_rows_can_be_gone_through_twice_and_have_the_numbers_of_the_sheet(make_workbook) -> None:
    grid = read_sheet(make_workbook([], [], ["", "late start"]))
    assert list(grid.rows()) == list(grid.rows())
    assert list(grid.rows())[-1] == (3, ["", "late start"])


def test_more_rows_than_one_block_keep_their_order(make_workbook) -> None:
    grid = read_sheet(make_workbook(*[[f"row {number}"] for number in range(1, 300)]))
    assert [row[0] for _, row in grid.rows()] == [f"row {number}" for number in range(1, 300)]
    assert [number for number, _ in grid.rows()] == list(range(1, 300))


def test_the_first_visible_sheet_with_rows_is_read(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    workbook.active.title = "Cover"
    hidden = workbook.create_sheet("Lists")
    hidden.append(["hidden"])
    hidden.sheet_state = "hidden"
    workbook.create_sheet("Data").append(["shown"])
    workbook.save(tmp_path / "book.xlsx")
    assert read_sheet(tmp_path / "book.xlsx").name == "Data"
    assert read_sheet(tmp_path / "book.xlsx", sheet="lists").name == "Lists"
    assert read_sheet(tmp_path / "book.xlsx", sheet=3).name == "Data"


def test_a_sheet_that_is_not_there_is_refused_with_the_names_of_the_others(make_workbook) -> None:
    path = make_workbook(["Name"])
    for wanted in ("Answers", 2):
        with pytest.raises(UnreadableFileError, match=f"no sheet “{wanted}”.*Responses"):
            read_sheet(path, sheet=wanted)


def test_error_values_are_kept_as_text(make_raw_workbook) -> None:
    row = (
        f'<row r="1">{inline("A1", "Answer")}</row>'
        '<row r="2"><c r="A2" t="e"><f>-better buses</f><v>#NAME?</v></c></row>'
        '<row r="3"><c r="C3" s="1" t="e"><v>#N/A</v></c></row>'
        f'<row r="4">{inline("A4", "last")}</row>'
    )
    assert cells(read_sheet(make_raw_workbook(row))) == [
        ["Answer", "", ""],
        ["#NAME?", "", ""],
        ["", "", "#N/A"],
        ["last", "", ""],
    ]


def test_an_escaped_character_is_undone_once(tmp_path: Path) -> None:
    path = tmp_path / "escaped.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet()
        sheet.write_string(0, 0, "first\rsecond")
        sheet.write_string(0, 1, "the literal _x000D_")
    with zipfile.ZipFile(path) as package:
        assert b"_x005F_x000D_" in package.read("xl/sharedStrings.xml")
    assert cells(read_sheet(path))[0][1] == "the literal _x000D_"


def test_white_space_and_line_ends_in_a_cell_stay(tmp_path: Path) -> None:
    path = tmp_path / "spaces.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        workbook.add_worksheet().write_string(0, 0, "  two lines\n and a gap  ")
    assert cells(read_sheet(path)) == [["  two lines\n and a gap  "]]


def test_a_cached_value_stands_for_its_formula_and_padding_for_blank_rows(
    make_raw_workbook,
) -> None:
    padding = "".join(
        f'<row r="{row}"><c r="A{row}" t="str"><f>T("")</f><v></v></c></row>'
        for row in range(3, 1003)
    )
    sheet = (
        f'<row r="1">{inline("A1", "Sum")}</row><row r="2"><c r="A2"><f>1+1</f><v>2</v></c></row>'
    )
    grid = read_sheet(make_raw_workbook(sheet + padding))
    assert cells(grid)[:2] == [["Sum"], [2.0]]
    assert grid.row_count == 1002
    assert grid.widest_row == 1


@pytest.mark.parametrize("dimension", ["A1", "A1:XFD1048576"])
def test_a_lying_dimension_is_not_believed(tmp_path: Path, make_raw_workbook, dimension) -> None:
    rows = "".join(f'<row r="{row}">{inline(f"A{row}", "v")}</row>' for row in range(1, 51))
    path = make_raw_workbook(rows)
    lying = tmp_path / "lying.xlsx"
    with zipfile.ZipFile(path) as before, zipfile.ZipFile(lying, "w") as after:
        for name in before.namelist():
            part = before.read(name)
            claim = f'<dimension ref="{dimension}"/><sheetData>'.encode()
            after.writestr(name, part.replace(b"<sheetData>", claim))
    assert read_sheet(lying).row_count == 50


def test_merged_cells_hold_their_text_once(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    workbook.active.append(["Section", "", "C"])
    workbook.active.merge_cells("A1:B1")
    workbook.save(tmp_path / "merged.xlsx")
    assert cells(read_sheet(tmp_path / "merged.xlsx")) == [["Section", "", "C"]]


def test_one_stray_cell_far_out_is_refused_by_its_place(make_raw_workbook) -> None:
    far = f'<row r="1">{inline("A1", "a")}</row><row r="1048576">{inline("B1048576", "z")}</row>'
    with pytest.raises(UnreadableFileError, match="row 1048576 is beyond.*limit \\(rows\\)"):
        read_sheet(make_raw_workbook(far))
    with pytest.raises(UnreadableFileError, match="column XFD is beyond.*limit \\(columns\\)"):
        read_sheet(make_raw_workbook(f'<row r="1">{inline("XFD1", "z")}</row>'))


def test_a_far_cell_that_only_has_a_format_does_no_harm(make_raw_workbook) -> None:
    sheet = f'<row r="1">{inline("A1", "a")}<c r="XFD1" s="0"/></row>'
    assert read_sheet(make_raw_workbook(sheet)).width == 1


def test_more_rows_than_the_limit_are_refused_and_the_limit_can_be_raised(make_workbook) -> None:
    path = make_workbook(*[["x"]] * 130)
    with pytest.raises(UnreadableFileError, match="row 121 is beyond the limit"):
        read_sheet(path, limits=Limits(rows=20))
    assert read_sheet(path, limits=Limits(rows=130)).row_count == 130


def test_an_opendocument_sheet_is_read(tmp_path: Path) -> None:
    office = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<office:document-content xmlns:office="{office}:office:1.0" '
        f'xmlns:table="{office}:table:1.0" xmlns:text="{office}:text:1.0"><office:body>'
        '<office:spreadsheet><table:table table:name="Replies"><table:table-row>'
        '<table:table-cell office:value-type="string"><text:p>Name</text:p></table:table-cell>'
        '<table:table-cell office:value-type="float" office:value="7"/></table:table-row>'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    path = tmp_path / "sheet.ods"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("content.xml", content)
        package.writestr("META-INF/manifest.xml", f'<manifest xmlns="{office}:manifest:1.0"/>')
    grid = read_sheet(path)
    assert (grid.kind, grid.name, cells(grid)) == ("ods", "Replies", [["Name", 7.0]])


def test_the_content_decides_what_a_file_is(make_workbook, make_text) -> None:
    assert read_sheet(make_workbook(["Name"], name="survey.csv")).kind == "xlsx"
    for name, content in {
        "text.xlsx": b"hello",
        "archive.xlsx": b"PK\x05\x06" + bytes(18),
    }.items():
        with pytest.raises(UnreadableFileError, match="not a spreadsheet, although its name"):
            read_sheet(make_text(content, name))


def test_a_file_that_is_not_there_or_is_no_file_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "nowhere.xlsx", tmp_path):
        with pytest.raises(UnreadableFileError, match="could not be opened"):
            read_sheet(path)


def test_an_empty_file_and_an_empty_sheet_are_told_apart(make_text, make_workbook) -> None:
    with pytest.raises(UnreadableFileError, match="The file is empty"):
        read_sheet(make_text(b"", "empty.xlsx"))
    with pytest.raises(UnreadableFileError, match="holds no rows"):
        read_sheet(make_workbook())


def test_a_file_above_the_size_limit_is_not_even_opened_by_the_worker(
    make_workbook, monkeypatch
) -> None:
    monkeypatch.setattr(subprocess, "Popen", None)
    with pytest.raises(UnreadableFileError, match="larger than 0 megabytes.*\\(megabytes\\)"):
        read_sheet(make_workbook(["x"]), limits=Limits(file_bytes=100))


def test_rows_that_take_more_room_than_allowed_are_refused(make_workbook) -> None:
    path = make_workbook(*[["x" * 1000]] * 100)
    with pytest.raises(UnreadableFileError, match="too big: its contents"):
        read_sheet(path, limits=Limits(output_bytes=10_000))


@pytest.mark.parametrize("worker", ["this", "json.tool", "no_such_module"])
def test_a_worker_that_writes_garbage_or_dies_is_one_plain_sentence(
    make_workbook, monkeypatch, worker
) -> None:
    monkeypatch.setattr(reading, "_WORKER", worker)
    with pytest.raises(UnreadableFileError, match="damaged and cannot be read"):
        read_sheet(make_workbook(["x"]))


def test_garbled_rows_are_one_plain_sentence() -> None:
    for encoded in (b"", b"[[1,2]\n", b"7\n", b'[[{"d":"never"}]]\n', b"[[]]"):
        grid = SheetGrid("S", ("S",), "xlsx", None, 1, 1, 1, "", encoded)
        with pytest.raises(UnreadableFileError, match="damaged"):
            list(grid.rows())


def test_columns_are_lettered_as_spreadsheet_programs_do() -> None:
    assert [column_letters(index) for index in (0, 25, 26, 701, 702)] == [
        "A", "Z", "AA", "ZZ", "AAA",
    ]  # fmt: skip
