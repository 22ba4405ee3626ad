import os
import subprocess
import sys
import tracemalloc
from datetime import UTC, date, datetime, timedelta
from itertools import repeat
from xml.etree import ElementTree
from zipfile import ZipFile

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

import lisdesk.exchange.workbook.cells
from lisdesk.errors import CancelledError
from lisdesk.exchange.workbook import WorkbookProperties, write_workbook
from lisdesk.table import CellKind, Chart, Column, SheetLink, Table
from tests.workbook_lint import lint

PROPERTIES = WorkbookProperties("Evidence", "Skills call", datetime(2026, 3, 1, 9, tzinfo=UTC))
PRIORITIES = (
    Column("Code", width=8),
    Column("Priority", CellKind.LONG_TEXT),
    Column("Support", CellKind.WHOLE_NUMBER),
    Column("Oppose", CellKind.WHOLE_NUMBER),
)
CHART = Chart(
    "Stance by priority",
    "Priority",
    ("Support", "Oppose"),
    horizontal=True,
    stacked=True,
    category_axis="Priority",
    value_axis="Submissions",
)


ARRIVALS = Chart("Arrivals", "day", ("Received",))
ONE_COLUMN = (Column("A"),)


def table(name="Evidence", rows=(), columns=ONE_COLUMN, chart=None):
    return Table(
        name, f"Title of {name}", "What it holds.", "All submissions.", columns, rows, chart
    )


def priorities(count=3, **changes):
    rows = [(f"P{n}", f"Priority {n}", n, count - n) for n in range(1, count + 1)]
    return table("Priorities", rows, PRIORITIES, **changes)


def sample_tables():
    return [
        table("Contents", iter([(SheetLink("It's odd", "it's × odd"),)])),
        priorities(chart=CHART),
        table("It's × odd", [["x"], [None]]),
        table("Late"),
    ]


def write(tmp_path, *tables, **options):
    path = tmp_path / "book.xlsx"
    written = write_workbook(tables, path, properties=PROPERTIES, **options)
    assert lint(path) == []
    return path, written


def opened(path):
    return openpyxl.load_workbook(path)


def test_every_sheet_has_its_head_and_one_table_under_it(tmp_path):
    path, written = write(tmp_path, *sample_tables())

    book = opened(path)
    assert book.sheetnames == ["Contents", "Priorities", "It's × odd", "Late"]
    sheet = book["Priorities"]
    assert [sheet.cell(row, 1).value for row in (1, 2, 3)] == [
        "Title of Priorities",
        "What it holds.",
        "All submissions.",
    ]
    (excel_table,) = sheet.tables.values()
    assert excel_table.ref == excel_table.autoFilter.ref == "A4:D7"
    assert excel_table.column_names == ["Code", "Priority", "Support", "Oppose"]
    assert sheet.freeze_panes == "A5"
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.column_dimensions["A"].width == 8
    assert written.rows_by_table == {"Contents": 1, "Priorities": 3, "It's × odd": 2, "Late": 0}


def test_a_table_without_rows_says_none_and_is_no_excel_table(tmp_path):
    path, _ = write(tmp_path, table("Late", iter(()), chart=CHART))

    sheet = opened(path)["Late"]
    assert sheet["A4"].value == "None."
    assert not sheet.tables
    assert sheet.max_row == 4


def test_the_same_tables_give_the_same_bytes(tmp_path):
    first, written = write(tmp_path, *sample_tables())
    bytes_before = first.read_bytes()
    second, again = write(tmp_path, *sample_tables())

    assert second.read_bytes() == bytes_before
    assert written.sha256 == again.sha256


def test_the_bytes_do_not_depend_on_lxml_the_folder_or_the_hash_seed(tmp_path):
    script = (
        "import sys; from pathlib import Path; import openpyxl;"
        "from lisdesk.exchange.workbook import write_workbook;"
        "from tests.unit.workbook.test_workbook import PROPERTIES, sample_tables;"
        "written = write_workbook(sample_tables(), Path(sys.argv[1]), properties=PROPERTIES);"
        "print(openpyxl.LXML, written.sha256)"
    )
    printed = []
    for number, with_lxml in enumerate(("True", "False")):
        folder = tmp_path / f"run {number}"
        folder.mkdir()
        environment = {"OPENPYXL_LXML": with_lxml, "PYTHONHASHSEED": str(number)}
        printed.append(
            subprocess.run(
                [sys.executable, "-c", script, folder / f"{number}.xlsx"],
                env=os.environ | environment,
                check=True,
                capture_output=True,
                text=True,
            ).stdout.split()
        )

    assert printed[0][0] == "True", "lxml is a development dependency"
    assert printed[1][0] == "False"
    assert printed[0][1] == printed[1][1]


def test_the_properties_name_nobody(tmp_path):
    path, _ = write(tmp_path, table(rows=[["x"]]))

    properties = opened(path).properties
    assert (properties.title, properties.subject) == ("Evidence", "Skills call")
    assert properties.lastModifiedBy is None
    with ZipFile(path) as package:
        assert b"creator" not in package.read("docProps/core.xml")
    assert properties.created == properties.modified == datetime(2026, 3, 1, 9)


def test_days_moments_and_numbers_are_real(tmp_path):
    columns = (
        Column("Day", CellKind.DAY),
        Column("Received", CellKind.MOMENT),
        Column("Count", CellKind.WHOLE_NUMBER),
    )
    in_summer = datetime(2026, 7, 1, 22, 59, 59, tzinfo=UTC)
    rows = [
        (date(2026, 3, 1), in_summer, 1_234_567),
        (date(1900, 3, 1), datetime(2026, 1, 1, 8, 30, tzinfo=UTC), -5),
        (date(1850, 12, 24), None, 10**15),
        (None, None, "fewer than 5"),
    ]
    path, _ = write(tmp_path, table(rows=rows, columns=columns))

    cells = opened(path)["Evidence"][5]
    assert [cell.value for cell in cells] == [
        datetime(2026, 3, 1),
        datetime(2026, 7, 1, 23, 59, 59),
        1_234_567,
    ]
    assert [cell.number_format for cell in cells] == ["d mmm yyyy", "d mmm yyyy hh:mm", "#,##0"]
    assert cells[2].alignment.horizontal == "right"
    sheet = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    assert sheet[5] == [date(1900, 3, 1), datetime(2026, 1, 1, 8, 30), -5]
    assert sheet[6] == ["1850-12-24", "", "1000000000000000"]
    assert sheet[7][2] == "fewer than 5"


def test_text_keeps_its_quote_prefix_and_long_text_wraps(tmp_path):
    path, _ = write(tmp_path, priorities())

    code, priority = opened(path)["Priorities"][5][:2]
    assert code.quotePrefix
    assert not code.alignment.wrap_text
    assert priority.quotePrefix
    assert priority.alignment.wrap_text


def test_a_row_is_as_high_as_its_wrapped_text(tmp_path):
    columns = (Column("Text", CellKind.LONG_TEXT, width=10), Column("Code"))
    rows = [("a" * 25, "x" * 50), ("a\nb", None), ("short", "x\ny"), ("a\n" * 100, None)]
    path, _ = write(tmp_path, table(rows=rows, columns=columns))

    heights = opened(path)["Evidence"].row_dimensions
    assert [heights[row].height for row in range(5, 9)] == [45, 30, None, 409]


def test_a_long_table_goes_on_in_further_sheets(tmp_path):
    rows = ((n, f"text {n}") for n in range(1, 8))
    columns = (Column("Number", CellKind.WHOLE_NUMBER), Column("Text"))
    long_name = "Evidence of thirty-one letters!"
    path, written = write(
        tmp_path,
        table(long_name, rows, columns, Chart("Numbers", "Text", ("Number",))),
        table("Late"),
        row_limit=3,
    )

    book = opened(path)
    assert book.sheetnames == [
        long_name,
        "Evidence of thirty-one lett (2)",
        "Evidence of thirty-one lett (3)",
        "Late",
    ]
    assert [list(sheet.tables.values())[0].ref for sheet in book.worksheets[:3]] == [
        "A4:B7",
        "A4:B7",
        "A4:B5",
    ]
    assert book.worksheets[2]["A1"].value == f"Title of {long_name}"
    assert [len(sheet._charts) for sheet in book.worksheets] == [1, 0, 0, 0]
    numbers = [sheet.cell(row, 1).value for sheet in book.worksheets[:3] for row in (5, 6, 7)]
    assert numbers == [1, 2, 3, 4, 5, 6, 7, None, None]
    assert written.rows_by_table[long_name] == 7


def test_a_table_that_just_fits_does_not_go_on(tmp_path):
    path, _ = write(tmp_path, table(rows=[["x"]] * 3), row_limit=3)

    assert opened(path).sheetnames == ["Evidence"]


def test_a_continuation_avoids_the_name_of_another_table(tmp_path):
    path, _ = write(tmp_path, table(rows=[["x"]] * 2), table("evidence (2)"), row_limit=1)

    assert opened(path).sheetnames == ["Evidence", "Evidenc (2)", "evidence (2)"]


def test_links_lead_to_their_sheet(tmp_path):
    path, _ = write(tmp_path, *sample_tables())

    cell = opened(path)["Contents"]["A5"]
    assert cell.value == "It's odd"
    assert cell.hyperlink.location == "'It''s × odd'!A1"
    assert cell.hyperlink.target is None
    assert cell.font.underline == "single"


def test_links_beyond_what_excel_keeps_are_plain_text(tmp_path, monkeypatch):
    monkeypatch.setattr(lisdesk.exchange.workbook.cells, "LINK_LIMIT", 2)
    path, _ = write(tmp_path, table(rows=[[SheetLink(f"To {n}", "Evidence")] for n in range(4)]))

    cells = [opened(path)["Evidence"].cell(row, 1) for row in range(5, 9)]
    assert [cell.value for cell in cells] == ["To 0", "To 1", "To 2", "To 3"]
    assert [cell.hyperlink is not None for cell in cells] == [True, True, False, False]


def chart_xml(path):
    with ZipFile(path) as package:
        return ElementTree.fromstring(package.read("xl/charts/chart1.xml"))


def found(chart, tag):
    return list(chart.iter(f"{{http://schemas.openxmlformats.org/drawingml/2006/chart}}{tag}"))


def test_a_chart_refers_to_the_cells_beside_it(tmp_path):
    path, _ = write(tmp_path, priorities(chart=CHART))

    chart = chart_xml(path)
    assert [formula.text for formula in found(chart, "f")] == [
        "'Priorities'!$C$4",
        "'Priorities'!$B$5:$B$7",
        "'Priorities'!$C$5:$C$7",
        "'Priorities'!$D$4",
        "'Priorities'!$B$5:$B$7",
        "'Priorities'!$D$5:$D$7",
    ]
    assert [each.get("val") for each in found(chart, "delete")] == ["0", "0"]
    assert [each.get("val") for each in found(chart, "barDir")] == ["bar"]
    assert [each.get("val") for each in found(chart, "grouping")] == ["stacked"]
    words = "".join(chart.itertext())
    assert "Stance by priority" in words
    assert "Submissions" in words
    (drawn,) = opened(path)["Priorities"]._charts
    assert (drawn.anchor._from.col, drawn.anchor._from.row) == (5, 4)


def test_a_chart_of_many_bars_shows_the_first_sixty_and_says_so(tmp_path):
    path, _ = write(tmp_path, priorities(61, chart=CHART))

    chart = chart_xml(path)
    assert "Stance by priority (first 60)" in "".join(chart.itertext())
    assert found(chart, "f")[2].text == "'Priorities'!$C$5:$C$64"


def test_a_chart_by_day_shows_days(tmp_path):
    columns = (Column("Day", CellKind.DAY), Column("Received", CellKind.WHOLE_NUMBER))
    path, _ = write(tmp_path, table(rows=[(date(2026, 3, 1), 2)], columns=columns, chart=ARRIVALS))

    chart = chart_xml(path)
    assert found(chart, "numFmt")[0].get("formatCode") == "d mmm yyyy"
    assert found(chart, "legend") == []


def test_on_an_axis_of_days_each_day_has_its_place(tmp_path):
    columns = (Column("Day", CellKind.DAY), Column("Received", CellKind.WHOLE_NUMBER))
    rows = [(date(2026, 3, 1) + timedelta(days=2 * number), 1) for number in range(401)]
    path, _ = write(tmp_path, table(rows=rows, columns=columns, chart=ARRIVALS))

    chart = chart_xml(path)
    (axis,) = found(chart, "dateAx")
    (values,) = found(chart, "valAx")
    assert found(chart, "catAx") == []
    assert found(axis, "baseTimeUnit")[0].get("val") == "days"
    assert found(axis, "auto")[0].get("val") == "0"
    ids = [found(each, "axId")[0].get("val") for each in (axis, values)]
    crossed = [found(each, "crossAx")[0].get("val") for each in (axis, values)]
    assert crossed == ids[::-1]
    (bars,) = found(chart, "barChart")
    assert [each.get("val") for each in found(bars, "axId")] == ids
    assert "Arrivals (first 400)" in "".join(chart.itertext())
    (drawn,) = opened(path)["Evidence"]._charts
    assert drawn.x_axis.tagname == "dateAx"


def test_memory_does_not_grow_with_the_rows(tmp_path):
    def peak_bytes(count):
        rows = repeat(("A", "text " * 20, 3, 4), count)
        tracemalloc.start()
        write_workbook(
            [table("Priorities", rows, PRIORITIES)], tmp_path / "m.xlsx", properties=PROPERTIES
        )
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return peak

    peak_bytes(10)
    assert peak_bytes(20_000) < peak_bytes(2_000) + 200_000


def test_rows_are_told_of_and_a_long_table_can_be_stopped(tmp_path):
    seen = []
    _, written = write(
        tmp_path, *sample_tables(), table("Long", rows=repeat(["x"], 1_200)), tell=seen.append
    )
    assert sum(seen) == sum(written.rows_by_table.values())
    assert seen[-3:] == [500, 500, 200]

    path = tmp_path / "book.xlsx"
    before = path.read_bytes()
    calls = iter(range(3))

    def cancel(rows):
        if next(calls, None) is None:
            raise CancelledError

    endless = table(rows=repeat(["x"]))
    with pytest.raises(CancelledError):
        write_workbook([endless], path, properties=PROPERTIES, tell=cancel)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    "name",
    ["", " ", "a" * 32, "History", "hIsToRy", "a/b", "a\\b", "a?", "a*", "[a]", "a:b", "'a", "a'"]
    + ["a\nb", "a\ufffe"],
)
def test_a_sheet_name_that_excel_refuses_is_refused(tmp_path, name):
    with pytest.raises(ValueError, match="sheet name"):
        write_workbook([table(name)], tmp_path / "x.xlsx", properties=PROPERTIES)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "tables",
    [
        [],
        [table("A"), table("a")],
        [table(columns=())],
        [table(columns=tuple(Column(f"P{n}") for n in range(16_385)))],
        [table(columns=(Column("Q1"), Column("q1 ")))],
        [table(columns=(Column("a" * 256),))],
        [table(columns=(Column(" "),))],
        [table(rows=[["a", "b"]])],
        [table(rows=[["a" * 32_768]])],
        [table(rows=[[datetime(2026, 3, 1)]])],
        [table(rows=[[SheetLink("text", "Nowhere")]])],
        [priorities(chart=Chart("No such column", "Priority", ("Neutral",)))],
        [priorities(chart=Chart("Nothing drawn", "Priority", ()))],
    ],
)
def test_what_would_break_the_workbook_is_a_bug_of_the_caller(tmp_path, tables):
    with pytest.raises(ValueError, match="."):
        write_workbook(tables, tmp_path / "x.xlsx", properties=PROPERTIES)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("value", [True, 1.5, b"x", object()])
def test_a_value_of_another_type_is_refused(tmp_path, value):
    with pytest.raises(TypeError):
        write_workbook([table(rows=[[value]])], tmp_path / "x.xlsx", properties=PROPERTIES)


def test_tables_of_like_names_get_names_of_their_own(tmp_path):
    names = ("A b", "A-b", "a_B", "×", "R1C1")
    path, _ = write(tmp_path, *(table(name, [["x"]]) for name in names))

    excel_names = [name for sheet in opened(path).worksheets for name in sheet.tables]
    assert excel_names == ["Table_A_b", "Table_A_b_2", "Table_a_B_3", "Table", "Table_R1C1"]
