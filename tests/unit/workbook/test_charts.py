"""Points and heat maps of a workbook, and what a bar should reach, drawn from the cells beside."""

from datetime import UTC, datetime
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from lisdesk.exchange.workbook import WorkbookProperties, write_workbook
from lisdesk.table import CellKind, Chart, ChartKind, Column, Table
from tests.workbook_lint import lint

C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
PROPERTIES = WorkbookProperties("Evidence", "Call", datetime(2026, 3, 1, 9, tzinfo=UTC))
COLUMNS = (
    Column("Priority"),
    Column("Submissions", CellKind.WHOLE_NUMBER),
    Column("Grade", CellKind.WHOLE_NUMBER),
    Column("In words"),
    Column("Target", CellKind.WHOLE_NUMBER),
)
ROWS = [
    ("Rail", 3, 2, "", 5),
    ("Ports", 12, None, "loud", None),
    ("Skills", "fewer than 5", 1, "", 9),
]
POINTS = Chart(
    "Strength",
    "Priority",
    ("Submissions", "Grade"),
    value_axis="Submissions",
    kind=ChartKind.POINTS,
    steps=("Anecdote", "Study"),
)
HEAT_MAP = Chart("By type", "Priority", ("Submissions", "Grade", "Target"), kind=ChartKind.HEAT_MAP)
BARS = Chart("By type", "Priority", ("Submissions",), horizontal=True, target="Target")


def written(tmp_path, chart, rows=ROWS):
    table = Table("Evidence", "Title", "What it holds.", "Unit.", COLUMNS, rows, chart)
    write_workbook([table], tmp_path / "out.xlsx", properties=PROPERTIES)
    assert lint(tmp_path / "out.xlsx") == []
    return tmp_path / "out.xlsx"


def chart_part(path):
    with ZipFile(path) as package:
        return ElementTree.fromstring(package.read("xl/charts/chart1.xml"))


def found(chart, tag):
    return list(chart.iter(f"{{{C}}}{tag}"))


def test_each_point_refers_to_its_own_cells_and_bears_its_name(tmp_path):
    chart = chart_part(written(tmp_path, POINTS))
    assert [each.text for each in found(chart, "f")][:6] == [
        "'Evidence'!$A$5",
        "'Evidence'!$B$5",
        "'Evidence'!$C$5",
        "'Evidence'!$A$6",
        "'Evidence'!$B$6",
        "'Evidence'!$C$6",
    ]
    assert {each.get("val") for each in found(chart, "showSerName")} == {"1"}
    assert {each.get("val") for each in found(chart, "delete")} == {"0"}
    assert "Grade: 1 Anecdote, 2 Study" in "".join(chart.itertext())
    assert found(chart, "numCache") == found(chart, "strCache") == []


def test_names_of_points_at_one_place_stand_on_different_sides(tmp_path):
    rows = [("A", 100, 2, "", 0), ("B", 100, 2, "", 0), ("C", 97, 2, "", 0), ("D", 100, 1, "", 0)]
    crowd = [*rows, ("E", 100, 2, "", 0), ("F", 100, 2, "", 0), ("G", 50, None, "", 0)]
    chart = chart_part(written(tmp_path, POINTS, crowd))
    sides = [
        side.get("val") if (side := each.find(f".//{{{C}}}dLblPos")) is not None else None
        for each in found(chart, "ser")
    ]
    assert sides == ["r", "t", "l", "r", "b", None, None]


def test_very_many_points_are_cut_and_it_is_said(tmp_path):
    chart = chart_part(written(tmp_path, POINTS, ROWS * 21))
    assert len(found(chart, "ser")) == 60
    assert "Strength (first 60)" in "".join(chart.itertext())


def test_a_heat_map_shades_the_cells_of_its_columns_and_nothing_else(tmp_path):
    path = written(tmp_path, HEAT_MAP)
    sheet = load_workbook(path)["Evidence"]
    (shaded,) = sheet.conditional_formatting
    assert str(shaded.sqref) == "B5:C7 E5:E7"
    (rule,) = shaded.rules
    assert rule.type == "colorScale"
    with ZipFile(path) as package:
        assert not [name for name in package.namelist() if "chart" in name]


def test_a_heat_map_without_rows_shades_nothing(tmp_path):
    assert not load_workbook(written(tmp_path, HEAT_MAP, []))["Evidence"].conditional_formatting


def test_the_target_of_a_bar_is_a_bar_beside_it(tmp_path):
    chart = chart_part(written(tmp_path, BARS))
    assert [each.text for each in found(chart, "f")][::3] == ["'Evidence'!$B$4", "'Evidence'!$E$4"]
    assert len(found(chart, "legend")) == 1


def test_points_need_two_series(tmp_path):
    with pytest.raises(ValueError, match="no place"):
        written(tmp_path, Chart("Odd", "Priority", ("Grade",), kind=ChartKind.POINTS))
