"""Charts are read back from a workbook, and told of where they show other than their sheet."""

from dataclasses import replace
from datetime import UTC, date, datetime

import openpyxl
import pytest

from lisdesk.exchange.finished.drawn_charts import drawn_charts
from lisdesk.exchange.workbook import WorkbookProperties, write_workbook
from lisdesk.rules.chart_changes import chart_changes
from lisdesk.rules.workbook_changes import SheetCells, WorkbookChange
from lisdesk.table import CellKind, Chart, ChartKind, Column, Table
from tests.unit.evidence.planted import packed, parts_of, replaced

PROPERTIES = WorkbookProperties("Evidence", "Skills call", datetime(2026, 3, 1, 9, tzinfo=UTC))
NUMBER = CellKind.WHOLE_NUMBER
BARS = Table(
    "Q's types", "Types", "By type.", "All.",
    (Column("Type"), Column("Received", NUMBER), Column("Counted", NUMBER)),
    [("School", 7, 5), ("Trade union", 12, 9), ("Other", "fewer than 5", 3)],
    Chart("Submissions by type", "Type", ("Received", "Counted")),
)  # fmt: skip
DAYS = Table(
    "Arrivals", "Arrivals", "By day.", "All.",
    (Column("Day", CellKind.DAY), Column("Received", NUMBER)),
    [(date(2019, 1, 5), 3), (date(2019, 1, 7), 1)],
    Chart("By day", "Day", ("Received",)),
)  # fmt: skip
POINTS = Table(
    "Strength", "Strength", "Strength.", "All.",
    (Column("Code"), Column("Submissions", NUMBER), Column("Grade", NUMBER)),
    [("P1", 7, 2), ("P2", 12, None)],
    Chart("Strong or loud", "Code", ("Submissions", "Grade"), kind=ChartKind.POINTS),
)  # fmt: skip
TABLES = [BARS, DAYS, POINTS]


def cells_of(table):
    rows = tuple(tuple("" if each is None else str(each) for each in row) for row in table.rows)
    return SheetCells(tuple(column.heading for column in table.columns), rows)


def state(path, tables=TABLES):
    """Return the charts of a workbook, and its cells as the tables that were written have them."""
    return drawn_charts(path), {table.name: cells_of(table) for table in tables}


@pytest.fixture
def book(tmp_path):
    write_workbook(TABLES, tmp_path / "book.xlsx", properties=PROPERTIES)
    return tmp_path / "book.xlsx"


def told(then, now, known=()):
    return [(each.sheet, each.line, each.column, each.then, each.now)
            for each in chart_changes(then, now, known)]  # fmt: skip


def test_a_chart_is_read_with_its_title_and_the_cells_that_it_draws(book):
    charts = drawn_charts(book)
    assert {name: [each.title for each in own] for name, own in charts.items()} == {
        "Q's types": ["Submissions by type"],
        "Arrivals": ["By day"],
        "Strength": ["Strong or loud"],
    }
    received, counted = charts["Q's types"][0].series
    assert (received.up.sheet, received.up.column) == ("Q's types", 2)
    assert (counted.up.column, counted.up.first_row, counted.up.last_row) == (3, 5, 7)
    assert [each.name.first_row for each in charts["Strength"][0].series] == [5, 6]


@pytest.mark.parametrize(
    "strange",
    [{"first_row": 9, "last_row": 5}, {"last_row": 2**40}, {"copies": {2**40: "7"}}],
    ids=["reversed", "endless", "far"],
)
def test_a_chart_with_a_strange_range_is_compared_all_the_same(book, strange):
    charts, cells = state(book)
    (points,) = charts["Strength"]
    first = points.series[0]
    spoilt = replace(points, series=(replace(first, along=replace(first.along, **strange)),))
    assert isinstance(told((charts, cells), ({**charts, "Strength": [spoilt]}, cells)), list)


def test_charts_of_the_same_cells_differ_in_nothing(book):
    assert told(state(book), state(book)) == []


def test_charts_that_another_program_saved_again_differ_in_nothing(book, tmp_path):
    openpyxl.load_workbook(book).save(tmp_path / "again.xlsx")
    again = tmp_path / "again.xlsx"
    assert set(drawn_charts(again)) == set(drawn_charts(book))
    assert told(state(again), state(book)) == []


ALTERED = [
    ("by type", "by sector", [("title", "", "Submissions by sector", "Submissions by type")]),
    (
        "$C$5:$C$7", "$C$5:$C$6", [("Other", "Counted", "", "3")],
    ),
    (
        "'!$B$5:$B$7</f></numRef>",
        "'!$B$5:$B$7</f><numCache><pt idx=\"0\"><v>7</v></pt><pt idx=\"1\"><v>99</v></pt>"
        "<pt idx=\"2\"><v>0</v></pt></numCache></numRef>",
        [("Trade union", "Received", "99", "12")],
    ),
    (
        "$C$5:$C$7", "$B$5:$B$7",
        [("School (2)", "Received", "7", ""), ("Trade union (2)", "Received", "12", ""),
         ("Other (2)", "Received", "fewer than 5", ""), ("School", "Counted", "", "5"),
         ("Trade union", "Counted", "", "9"), ("Other", "Counted", "", "3")],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "expected"), ALTERED)
def test_what_was_altered_in_a_chart_is_told(book, tmp_path, old, new, expected):
    parts = parts_of(book)
    replaced("xl/charts/chart1.xml", old, new)(parts, "")
    altered = packed(parts, tmp_path / "altered.xlsx")
    about = "Chart of Q's types"
    assert told(state(altered), state(book)) == [(about, *each) for each in expected]


def test_a_number_that_is_told_of_its_cell_is_not_told_of_the_chart_again(book, tmp_path):
    rows = [("School", 8, 5), *BARS.rows[1:]]
    now = [replace(BARS, rows=rows), DAYS, POINTS]
    write_workbook(now, tmp_path / "now.xlsx", properties=PROPERTIES)
    of_cell = WorkbookChange("Q's types", "School", "Received", "7", "8")
    pair = state(book), state(tmp_path / "now.xlsx", now)
    assert told(*pair, [of_cell]) == []
    assert told(*pair) == [("Chart of Q's types", "School", "Received", "7", "8")]


def test_a_chart_that_is_gone_is_told_in_one_line(book, tmp_path):
    parts = parts_of(book)
    del parts["xl/charts/chart2.xml"]
    gone = state(packed(parts, tmp_path / "gone.xlsx"))
    assert told(gone, state(book)) == [("Chart of Arrivals", "title", "", "", "By day")]


@pytest.mark.parametrize("content", [b"", b"<a", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"])
def test_a_part_that_is_no_chart_is_read_as_an_empty_one(book, tmp_path, content):
    parts = parts_of(book)
    parts["xl/charts/chart2.xml"] = content
    charts = drawn_charts(packed(parts, tmp_path / "odd.xlsx"))
    assert charts["Arrivals"][0].title == ""
    assert charts["Strength"][0].title == "Strong or loud"
    (tmp_path / "none.xlsx").write_bytes(content)
    assert drawn_charts(tmp_path / "none.xlsx") == {}
