"""What every column is, found or mapped."""

from datetime import UTC, datetime

import pytest

from lisdesk.errors import RefusedError
from lisdesk.exchange.sheets.grid import grid_of
from lisdesk.exchange.sheets.mapping import parse_map
from lisdesk.exchange.sheets.plan import (
    DateOrder,
    Field,
    ImportPlan,
    KnownQuestion,
    NewQuestion,
    PlannedColumn,
    QuestionRef,
    Role,
)
from lisdesk.exchange.sheets.planning import plan_import

TYPES = {"individual": "individual", "business": "business", "small business": "business-small"}
QUESTIONS = (
    KnownQuestion(1, "What are the main barriers to growth and productivity?"),
    KnownQuestion(2, "What skills issues do you see?"),
    KnownQuestion(3, "Which improvements to infrastructure are needed in 2025?"),
)
LONG = "Buses that run after eight in the evening would let people take the jobs there are here."


def plan(rows, toml: str = "", questions=(), kind: str = "xlsx", known_ids=()) -> ImportPlan:
    import_map = parse_map(toml.encode(), "map")
    return plan_import(grid_of(rows, kind=kind), import_map, questions, TYPES, known_ids)


def column(found: ImportPlan, heading: str) -> PlannedColumn:
    return next(one for one in found.columns if one.heading == heading)


def test_headings_name_fields_by_the_documented_words() -> None:
    headings = {
        "Your name": Field.RESPONDENT,
        "Name of organisation (optional)": Field.ORGANISATION,
        "Stakeholder Type": Field.TYPE,
        "Location - address": Field.AREA,
        "What is your e-mail address?": Field.EMAIL,
        "Channel": Field.CHANNEL,
        "Date submitted": Field.RECEIVED,
        "Postmarked": Field.SENT,
        "May we publish your response?": Field.PERMISSION,
        "Submitted by": Field.SUBMITTED_BY,
    }
    found = plan([list(headings), ["x"] * 10])
    assert {one.heading: one.field for one in found.columns} == headings


def test_every_other_column_is_an_extra_under_its_own_heading() -> None:
    found = plan(
        [["Name", "Shoe size", "", "shoe size"], ["Jo", 7, "note", 8]], questions=QUESTIONS
    )
    assert [(one.heading, one.role) for one in found.columns_in(Role.EXTRA)] == [
        ("Shoe size", Role.EXTRA), ("Column C", Role.EXTRA), ("shoe size (2)", Role.EXTRA),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "heading",
    [
        "What skills issues do you see?",
        "WHAT SKILLS ISSUES DO YOU SEE",
        "Q2. What skills issues do you see?",
        "2 - What skills issues do you see?",
        "Question 2: What skills issues do you see?",
        "Skills - What skills issues do you see?",
        "Q2",
        "Question 2",
        "2.",
        "What skills issues do…",
        "What skill issues do you see?",
    ],
)
def test_a_heading_stands_for_a_question_of_the_call(heading: str) -> None:
    found = plan([["Name", heading], ["Jo", LONG]], questions=QUESTIONS)
    assert column(found, heading).question == QuestionRef(number=2)


def test_a_near_spelling_is_told_and_other_figures_are_another_question() -> None:
    near = "Which improvement to infrastructure are needed in 2025?"
    other = "Which improvements to infrastructure are needed in 2035?"
    found = plan([[near, other], [LONG, LONG]], questions=QUESTIONS)
    assert column(found, near).question == QuestionRef(number=3)
    assert column(found, other).role is Role.EXTRA
    assert any("nearly the same" in warning and near in warning for warning in found.warnings)


def test_a_heading_near_to_two_questions_is_neither() -> None:
    twins = (KnownQuestion(1, "Do you agree with option A now?"),
             KnownQuestion(2, "Do you agree with option B now?"))  # fmt: skip
    found = plan([["Name", "Do you agree with option C now?"], ["Jo", LONG]], questions=twins)
    assert column(found, "Do you agree with option C now?").role is Role.EXTRA


def test_open_text_becomes_questions_of_a_call_that_has_none() -> None:
    rows = [["Ref", "Size", "Tell us more"]] + [
        [f"R{n}", "Small firm", f"{LONG} {n}"] for n in range(9)
    ]
    found = plan(rows)
    assert found.new_questions == (NewQuestion("Tell us more"),)
    assert column(found, "Tell us more").question == QuestionRef(new_index=0)
    assert column(found, "Size").role is Role.EXTRA
    assert (
        "The call has no questions yet; this column becomes one: “Tell us more”." in found.warnings
    )


def test_without_open_text_headings_that_ask_become_questions() -> None:
    found = plan([["Code", "Do you agree?"], ["a", "Yes"], ["b", "No"]])
    assert found.new_questions == (NewQuestion("Do you agree?"),)


def test_a_label_that_is_only_marked_or_never_answered_becomes_no_question() -> None:
    label = "Staff listening, understanding and involving people"
    headings = ["Comment ID", label, "Safeguarding concerns?", "Rate us?", "Anything else?"]
    rows = [[f"C{n}", ["", 1][n % 2], "1", n % 3, ""] for n in range(9)]
    assert plan([headings, *rows]).new_questions == (NewQuestion("Rate us?"),)


def test_non_answers_do_not_hide_that_a_column_is_open_text() -> None:
    said = ["Did not answer", "Nothing.", "None.", "Buses that run after eight", LONG, "n/a"]
    rows = [["ID", "FFT answer"]] + [[n, said[n % 6] + " " * (n % 6 == 3)] for n in range(60)]
    for n, row in enumerate(rows[1:]):
        row[1] = f"{row[1]} {n}" if len(row[1]) > 20 else row[1]
    assert plan(rows).new_questions == (NewQuestion("FFT answer"),)


def test_answers_that_match_no_question_are_extras_and_said_to_be() -> None:
    found = plan([["Name", "Tell us more"], ["Jo", LONG], ["Al", LONG + "!"]], questions=QUESTIONS)
    assert column(found, "Tell us more").role is Role.EXTRA
    assert found.new_questions == ()
    assert any("No column matches a question" in one and "Tell us more" in one
               for one in found.warnings)  # fmt: skip


def test_two_columns_for_one_question_are_both_used_and_said_to_be() -> None:
    found = plan([["Q1", QUESTIONS[0].text], [LONG, LONG]], questions=QUESTIONS)
    assert [one.question for one in found.columns] == [QuestionRef(number=1)] * 2
    assert any("all answer question 1" in warning for warning in found.warnings)


def test_lines_above_the_headings_are_passed_over() -> None:
    rows = [["Survey of 2019"], [], ["Exported", "today"], ["Ref", "Colour", "Shape"], [],
            ["R1", "red", "round"]]  # fmt: skip
    found = plan(rows)
    assert (found.header_rows, found.data_starts_row) == ((4,), 6)


def test_a_row_of_codes_above_the_questions_is_part_of_the_header() -> None:
    found = plan([["Ident 1", "Ident 2"], ["What is your name?", "Tell us why"], ["Jo", LONG]])
    assert (found.header_rows, found.data_starts_row) == ((1, 2), 3)
    assert column(found, "What is your name?").field is Field.RESPONDENT
    assert "taken for headings, and not for responses: 1, 2." in " ".join(found.warnings)
    rows = [["Ident 1", "Ident 2"], ["Colour", "Why"], ["Jo", LONG]]
    by_code = plan(rows, 'header_rows = 2\nid = "Ident 1"')
    assert column(by_code, "Colour").role is Role.ID
    with pytest.raises(RefusedError, match="Row 1 holds codes.*whether row 2.*_rows = 1 or 2"):
        plan(rows, 'id = "Ident 1"')
    assert plan(rows, "header_rows = 1").data_starts_row == 2


def test_a_row_of_response_marks_below_the_questions_is_part_of_the_header() -> None:
    rows = [["Respondent ID", "Which sector?", "", "Anything else?"],
            ["", "Response", "Other (please specify)", "Open-Ended Response"],
            [1, "Farming", "and food", LONG]]  # fmt: skip
    found = plan(rows)
    assert found.data_starts_row == 3
    assert found.columns[2].heading == "Which sector? - Other (please specify)"


def test_an_answer_that_is_a_heading_word_does_not_make_its_row_the_header() -> None:
    rows = [["Who", "Route", "What", "Kind"], ["Organisation", "Email", LONG, "Type"],
            ["Organisation", "Email", LONG, "Area"]]  # fmt: skip
    with pytest.raises(RefusedError, match="cannot be told whether row 1 holds headings"):
        plan(rows)
    rows[0][0] = "Response ID"
    assert plan(rows).header_rows == (1,)


def test_a_sheet_without_headings_is_refused_and_can_be_mapped() -> None:
    numbers = [[1, 2.5, "3"], [4, 5, 6]]
    with pytest.raises(RefusedError, match="No row of headings was found.*header_rows = 1, or 0"):
        plan(numbers)
    found = plan(numbers, "header_rows = 0\n[fields]\nrespondent = 'Column B'")
    assert (found.header_rows, found.data_starts_row) == ((), 1)
    assert column(found, "Column B").field is Field.RESPONDENT


def test_the_number_of_header_rows_can_be_given() -> None:
    rows = [["Year 2019", "", ""], [2017, 2018, 2019], ["a", "b", "c"]]
    found = plan(rows, "header_rows = 2")
    assert found.data_starts_row == 3
    assert [one.heading for one in found.columns] == ["2017", "2018", "2019"]


def test_a_list_of_questions_is_refused_by_name() -> None:
    rows = [["Open questions"], ["Column ID", "Number", "Title of the question"], ["A", 1, "Why?"]]
    with pytest.raises(
        RefusedError, match=r"list of questions, not of responses \(row 2, column A\)"
    ):
        plan(rows)


def test_text_beyond_the_last_heading_of_a_text_file_refuses_it_by_row_and_column() -> None:
    rows = [["ID", "b", "c"], ["1"], ["1", "2", "3", "", ""], ["1", "2", "3", "4"]]
    with pytest.raises(RefusedError, match="Row 4 has text in column D.*end at column C"):
        plan(rows, kind="csv")
    assert column(plan(rows), "Column D").role is Role.EXTRA
    assert plan(rows[:3], kind="csv").data_starts_row == 2


def test_columns_of_the_map_that_are_not_there_refuse_the_file_by_name() -> None:
    toml = "id = 'Ref'\n[fields]\nrespondent = 'Who'\n[ignore]\ncolumns = ['IP']"
    with pytest.raises(RefusedError, match="columns “Ref”, “IP”.*The sheet has “Who”, “Why”"):
        plan([["Who", "Why"], ["Jo", LONG]], toml)


@pytest.mark.parametrize(
    ("toml", "sentence"),
    [
        ("[questions]\nWhy = 9", "names question 9.*The call has: 1, 2, 3"),
        (
            "[fields]\nrespondent = 'Who'\n[constants]\nrespondent = 'x'",
            "a column and with a constant",
        ),
        ("[fields]\nrespondent = 'Who'\narea = 'who'", "uses the column “Who” twice"),
        (
            "[constants]\nreceived = 'soon'",
            "constant “received” in the map cannot be used: this is",
        ),
        ("[constants]\ntype = 'circus'", "constant “type” in the map cannot be used"),
        ("[constants]\nchannel = 'pigeon'", "constant “channel”"),
        ("[constants]\npermission = 'maybe'", "constant “permission”"),
        (
            "[values.type]\n'Charity' = 'volontary'",
            r"“volontary” in \[values.type\] of the map is not one of its list \(line 2, column 1\)"
            ".*Use one of: business, business-small, individual",
        ),
        ("[values.channel]\nBird = 'pigeon'", "“pigeon”.*line 2, column 1.*Use one of: online"),
        ("[values.permission]\nSure = 'yes'", "“yes”.*line 2.*Use one of: named, unnamed, none"),
        ("[values.area]\nA = 'x'\na = 'y'", r"gives “a” two meanings \(line 3, column 1\)"),
    ],
)
def test_a_map_that_contradicts_itself_or_the_call_is_refused(toml: str, sentence: str) -> None:
    with pytest.raises(RefusedError, match=sentence):
        plan([["Who", "Why", "Area"], ["Jo", LONG, "Leeds"]], toml, QUESTIONS)


def test_the_map_gives_questions_by_number_and_by_text() -> None:
    toml = "[questions]\nA = 2\nB = 'what skills ISSUES do you see'\nC = 'Something new'"
    found = plan([["A", "B", "C"], [LONG] * 3], toml, QUESTIONS)
    assert [one.question for one in found.columns] == [
        QuestionRef(number=2), QuestionRef(number=2), QuestionRef(new_index=0),
    ]  # fmt: skip
    assert found.new_questions == (NewQuestion("Something new"),)


def test_constants_are_read_once_and_take_the_place_of_a_column() -> None:
    toml = "[constants]\nreceived = '2019-07-15T12:00'\ntype = 'Small Business'"
    found = plan([["Name", "Date"], ["Jo", "1/2/2019"]], toml)
    assert found.constants == {
        Field.RECEIVED: datetime(2019, 7, 15, 11, tzinfo=UTC), Field.TYPE: "business-small",
    }  # fmt: skip
    assert column(found, "Date").role is Role.EXTRA


def test_one_column_may_be_a_field_and_group_the_rows() -> None:
    found = plan([["Name", "Why"], ["Jo", LONG]], "group_by = 'Name'")
    assert [(one.index, one.role) for one in found.columns if one.heading == "Name"] == [
        (0, Role.GROUP)
    ]
    both = plan([["Name", "Why"], ["Jo", LONG]], "group_by = 'Name'\n[fields]\nrespondent = 'Name'")
    assert {one.role for one in both.columns if one.heading == "Name"} == {Role.GROUP, Role.FIELD}


def test_the_id_is_a_column_that_is_called_one_and_differs() -> None:
    rows = [["Respondent ID", "Comment ID"]] + [[f"P{n // 3}", f"C{n}"] for n in range(30)]
    found = plan(rows)
    assert column(found, "Comment ID").role is Role.ID
    assert column(found, "Respondent ID").role is Role.EXTRA


def test_the_type_column_is_the_one_whose_values_are_types() -> None:
    rows = [["Respondent type", "Organisation type"], ["Org", "Business"], ["Person", "Individual"]]
    assert column(plan(rows), "Organisation type").field is Field.TYPE


def test_a_column_that_only_sounds_like_the_permission_is_left_and_said_to_be() -> None:
    heading = "What have you published on this?"
    found = plan([["Name", heading], ["Jo", "A book"], ["Al", "A film"]], questions=QUESTIONS)
    assert column(found, heading).role is Role.EXTRA
    assert any(heading in warning for warning in found.warnings)


def test_dates_that_allow_one_order_are_read_in_it_and_said_to_be() -> None:
    found = plan([["Name", "Date"], ["Jo", "1/2/2019"], ["Al", "2/13/2019"]])
    assert column(found, "Date").date_order is DateOrder.MDY
    assert any("read as month/day/year" in warning for warning in found.warnings)


def test_dates_that_allow_two_orders_are_left_open_and_counted() -> None:
    found = plan([["Name", "Date"], ["Jo", "1/2/2019"], ["Al", "3/3/2019"], ["Bo", "4/5/2019"]])
    assert column(found, "Date").date_order is None
    assert any("2 dates that can be read in two ways" in warning for warning in found.warnings)


def test_real_dates_beside_dates_as_text_are_warned_of() -> None:
    rows = [["Name", "Date"], ["Jo", datetime(2019, 4, 3)], ["Al", "4/30/2019"]]
    assert any("exchanged day and month" in warning for warning in plan(rows).warnings)


def test_a_plan_shows_samples_of_each_column() -> None:
    rows = [["Name", "Size"]] + [[f"N{n}", "big" if n % 2 else "small"] for n in range(8)]
    found = plan(rows)
    assert column(found, "Name").samples == ("N0", "N1", "N2")
    assert column(found, "Size").samples == ("small", "big")
