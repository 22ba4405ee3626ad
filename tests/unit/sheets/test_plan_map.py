"""The map that is kept with an import reads the same columns in the same way again."""

from __future__ import annotations

from pathlib import Path

import pytest

from lisdesk.exchange.sheets.grid import SheetGrid
from lisdesk.exchange.sheets.map_text import map_text
from lisdesk.exchange.sheets.mapping import ImportMap, parse_map
from lisdesk.exchange.sheets.plan import ImportPlan, KnownQuestion
from lisdesk.exchange.sheets.plan_map import map_of
from lisdesk.exchange.sheets.planning import plan_import
from lisdesk.exchange.sheets.reading import read_sheet
from lisdesk.exchange.sheets.responses import survey_rows

TYPES = {"business": "business", "individual": "individual"}
QUESTIONS = (
    KnownQuestion(1, "What are the strengths of our area?"),
    KnownQuestion(2, "What do you need?"),
)
SURVEY = """Responses to the call,,,,,,
Response ID,Name,Type,Submitted,What are the strengths of our area?,What is missing?,Browser
R-1,Ann,business,15/01/2019 10:30,Rail.,Buses.,Firefox
R-2,Bob,individual,16/01/2019 10:30,Skills.,,Edge
"""
OFFICERS = """dates = "dmy"
header_rows = 2
[fields]
respondent = "Name"
[values.type]
"business" = "individual"
[constants]
channel = "post"
[questions]
"What is missing?" = 2
[ignore]
columns = ["Browser"]
"""


def assert_read_alike(grid: SheetGrid, officers_map: ImportMap | None, questions) -> ImportPlan:
    plan = plan_import(grid, officers_map, questions, TYPES)
    kept = parse_map(map_text(map_of(plan, grid, officers_map)).encode(), "kept")
    again = plan_import(grid, kept, questions, TYPES)
    assert (again.header_rows, again.data_starts_row) == (plan.header_rows, plan.data_starts_row)
    assert [use_of(each) for each in again.columns] == [use_of(each) for each in plan.columns]
    assert (again.constants, again.new_questions) == (plan.constants, plan.new_questions)
    assert values(grid, again) == values(grid, plan)
    return plan


def use_of(column):
    return column.heading, column.role, column.field, column.question, column.choice


def values(grid: SheetGrid, plan: ImportPlan):
    """Return all that rows say; by what they are known again differs where a map is used."""
    return [row._replace(key="", digest="") for row in survey_rows(grid, plan)]


@pytest.mark.parametrize("officers", [None, OFFICERS])
@pytest.mark.parametrize("questions", [(), QUESTIONS])
def test_a_kept_map_reads_a_sheet_as_it_was_read(make_text, officers, questions) -> None:
    if officers and not questions:
        officers = officers.replace('"What is missing?" = 2', '"What is missing?" = "Missing?"')
    grid = read_sheet(make_text(SURVEY))
    officers_map = parse_map(officers.encode(), "map") if officers else None
    plan = assert_read_alike(grid, officers_map, questions)
    assert len(plan.columns) == 7


def test_a_kept_map_of_a_workbook_names_its_sheet_and_rows_without_headings(make_workbook) -> None:
    grid = read_sheet(make_workbook(["a", 1], ["b", 2], title="Answers"))
    officers_map = parse_map(b"header_rows = 0", "map")
    assert_read_alike(grid, officers_map, ())
    plan = plan_import(grid, officers_map, (), TYPES)
    kept = map_of(plan, grid, officers_map)
    assert (kept.sheet, kept.header_rows, kept.encoding) == ("Answers", 0, None)


@pytest.mark.parametrize(
    "name",
    [
        "responses_biomass_format.csv",
        "responses_lgr_format.csv",
        "responses_scr_format.csv",
        "nhs-multi-label.csv",
    ],
)
def test_a_kept_map_reads_a_real_survey_as_it_was_read(corpus: Path, name: str) -> None:
    assert_read_alike(read_sheet(corpus / "surveys" / name), None, ())
