"""Headings or a first response: no row is taken for headings by its looks alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lisdesk.errors import RefusedError
from lisdesk.exchange.sheets.grid import grid_of
from lisdesk.exchange.sheets.mapping import parse_map
from lisdesk.exchange.sheets.plan import ImportPlan, KnownQuestion
from lisdesk.exchange.sheets.planning import plan_import
from lisdesk.exchange.sheets.responses import survey_rows

TYPES = {"individual": "individual", "business": "business", "council": "local-government"}
QUESTIONS = (
    KnownQuestion(1, "What are the main barriers to growth and productivity?"),
    KnownQuestion(2, "What skills issues do you see?"),
)
UNTOLD = "It cannot be told whether row 1 holds headings or is a response.*header_rows = 1 if"


def plan(rows, toml: str = "", questions=QUESTIONS) -> ImportPlan:
    return plan_import(grid_of(rows), parse_map(toml.encode(), "map"), questions, TYPES)


RESPONSES = [
    ["Jo Fern", "Leeds", "Buses stop at six in the evening."],
    ["Ed Ash", "York", "Rent is high for those who begin."],
    ["Al Oak", "Hull", "Broadband is slow in the Wolds."],
]


@pytest.mark.parametrize("questions", [QUESTIONS, ()])
@pytest.mark.parametrize(
    "rows",
    [
        RESPONSES,
        [row[2:] for row in RESPONSES],
        [["Organisation", *row] for row in RESPONSES],
        [["Organisation", *RESPONSES[0]], ["Individual", *RESPONSES[1]], ["Council", *"xyz"]],
        [["Organisation", "Email", "Buses."], ["Council", "Post", "Rent."],
         ["Individual", "Letter", "Roads."]],
        [[*row, "14/12/2018"] for row in RESPONSES],
        [["Agent", "jo@example.org", "Buses."], ["Planner", "ed@example.org", "Rent."]],
        [["Why?", "Why are there no buses?"], ["Why?", "Who will pay the rent?"]],
        [["Name", "2017", "a", "b", "c"], ["Jo", "3", "d", "e", "f"]],
    ],
)  # fmt: skip
def test_a_first_response_is_never_taken_for_headings(rows, questions) -> None:
    with pytest.raises(RefusedError, match=UNTOLD):
        plan(rows, questions=questions)


@given(
    st.lists(
        st.lists(
            st.one_of(
                st.sampled_from(["Organisation", "Email", "Individual", "Council", "2", "Online"]),
                st.text("abc ?!1", min_size=1).filter(str.strip),
            ),
            min_size=3,
            max_size=3,
        ),
        min_size=2,
    )
)
def test_every_response_of_a_sheet_is_a_row_if_the_map_says_that_it_has_no_headings(rows) -> None:
    found = plan(rows, "header_rows = 0")
    grid = grid_of(rows)
    assert (found.header_rows, found.data_starts_row) == ((), 1)
    assert [row.row_number for row in survey_rows(grid, found)] == [*range(1, len(rows) + 1)]


def test_a_map_names_the_columns_of_a_sheet_without_headings_by_their_letters() -> None:
    toml = (
        "header_rows = 0\n[fields]\nrespondent = 'Column A'\narea = 'column b'\n"
        "[questions]\n'Column C' = 2"
    )
    rows = list(survey_rows(grid_of(RESPONSES), plan(RESPONSES, toml)))
    assert [(row.respondent, row.area) for row in rows] == [tuple(row[:2]) for row in RESPONSES]
    assert [row.answers[0][1] for row in rows] == [row[2] for row in RESPONSES]
    with pytest.raises(RefusedError, match="The sheet has “Column A”, “Column B”, “Column C”"):
        plan(RESPONSES, "header_rows = 0\n[fields]\nrespondent = 'Column D'")


@pytest.mark.parametrize(
    "headings",
    [
        ["Name", "Colour", "Words"],
        ["Colour", "Response ID", "Words"],
        ["Colour", "Words", "What skills issues do you see?"],
        ["Colour", "Words", "What skill issues do you see?"],
        ["Colour", "Words", "Q2"],
        ["Organisation", "Words", "Shade"],
    ],
)
def test_one_heading_that_is_known_is_enough(headings: list[str]) -> None:
    assert plan([headings, *RESPONSES]).data_starts_row == 2


def test_the_map_says_that_headings_which_are_not_known_are_headings() -> None:
    rows = [["Colour", "Words", "Shade"], *RESPONSES]
    with pytest.raises(RefusedError, match=UNTOLD):
        plan(rows)
    assert plan(rows, "header_rows = 1").data_starts_row == 2
    assert plan(rows, "[questions]\nShade = 1").data_starts_row == 2


def test_in_a_call_without_questions_a_heading_that_asks_is_enough() -> None:
    assert plan([["Code", "Do you agree?"], ["a", "Yes"]], questions=()).data_starts_row == 2
    assert plan([["Q1", "Q2a"], ["7", "Yes"]], questions=()).data_starts_row == 2
    with pytest.raises(RefusedError, match=UNTOLD):
        plan([["Code", "Do you agree?"], ["a", "Yes"]])


def test_codes_above_a_first_response_do_not_make_it_headings() -> None:
    rows = [["Q1", "Q2"], ["Yes, I agree.", "No."], ["Perhaps.", "No."]]
    with pytest.raises(RefusedError, match="Row 1 holds codes.*header_rows = 1 or 2"):
        plan(rows, questions=())
    assert plan(rows).data_starts_row == 2


def test_headings_that_stand_again_further_down_are_still_headings() -> None:
    rows = [["Name", "Area", "Words"], *RESPONSES[:1], ["Name", "Area", "Words"], *RESPONSES[1:]]
    assert plan(rows).data_starts_row == 2


def test_open_text_without_a_heading_makes_no_question_and_is_told() -> None:
    found = plan(RESPONSES, "header_rows = 0", questions=())
    assert found.new_questions == ()
    assert any("These columns hold answers but have no heading" in one and "“Column C”" in one
               for one in found.warnings)  # fmt: skip


def test_one_column_may_be_a_letter() -> None:
    with pytest.raises(RefusedError, match="one column only: log a letter or a note"):
        plan([["Dear all,"], [], ["Buses stop at six."]])
    with pytest.raises(RefusedError) as refusal:
        plan(RESPONSES)
    assert "letter" not in str(refusal.value)


def test_a_last_row_heads_nothing() -> None:
    rows = [["ID", "b", "c"], ["1", "x", "y"], ["2", "x", "y", "z", "", "w"]]
    assert plan(rows).header_rows == (1,)
