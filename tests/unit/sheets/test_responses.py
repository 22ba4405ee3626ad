"""Rows as they will be stored."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lisdesk.exchange.sheets.grid import CellValue, grid_of
from lisdesk.exchange.sheets.mapping import parse_map
from lisdesk.exchange.sheets.plan import KnownQuestion, QuestionRef
from lisdesk.exchange.sheets.planning import plan_import
from lisdesk.exchange.sheets.responses import RowProblem, SurveyRow, survey_rows
from lisdesk.rules.spans import normalised
from lisdesk.rules.vocabulary import Channel, Permission

TYPES = {"business": "business", "individual": "individual"}
WHY = KnownQuestion(1, "Why?")


def rows_of(table: list[list[CellValue]], toml: str = "", questions=(WHY,)) -> list[SurveyRow]:
    grid = grid_of(table)
    return list(
        survey_rows(grid, plan_import(grid, parse_map(toml.encode(), "m"), questions, TYPES))
    )


def one_row(headings: list[str], cells: list[CellValue], toml: str = "") -> SurveyRow:
    return rows_of([headings, cells], toml)[0]


def test_a_row_has_every_field_that_its_cells_give() -> None:
    row = one_row(
        ["ID", "Name", "Organisation", "Type", "Area", "E-mail", "Channel", "Received", "Sent",
         "Publish", "Submitted by", "Why?", "Shoe size"],
        [7.0, " Jo ", "Acme", "Business", "Leeds", "jo@example.org", "Letter",
         datetime(2019, 7, 1, 12), date(2019, 6, 30), "Yes, with my name",
         "An agent", " Because ", 9.0],
    )  # fmt: skip
    assert row == SurveyRow(
        row_number=2,
        key="7",
        digest=row.digest,
        is_blank=False,
        respondent="Jo",
        organisation="Acme",
        submitted_by="An agent",
        email="jo@example.org",
        type_key="business",
        area="Leeds",
        channel=Channel.POST,
        received_at=datetime(2019, 7, 1, 11, tzinfo=UTC),
        sent_at=datetime(2019, 6, 29, 23, tzinfo=UTC),
        permission=Permission.NAMED,
        answers=((QuestionRef(number=1), " Because "),),
        extras={"Shoe size": "9"},
    )


@given(st.text(min_size=1))
def test_an_answer_is_its_cell_but_for_line_ends(text: str) -> None:
    row = one_row(["ID", "Why?"], ["1", text])
    if row.answers:
        assert row.answers == ((QuestionRef(number=1), normalised(text)),)
    else:
        assert not any(character.isalnum() for character in text)


def test_a_non_answer_stays_as_it_was_written() -> None:
    assert one_row(["ID", "Why?"], ["1", "n/a"]).answers == ((QuestionRef(number=1), "n/a"),)


def test_cells_that_cannot_be_read_keep_their_row_their_text_and_a_problem() -> None:
    row = one_row(
        ["Name", "Type", "Channel", "Received", "Publish", "Why?"],
        ["Jo", "Circus", "Pigeon", "the day after", "Maybe", "Because"],
    )
    assert row.respondent == "Jo"
    assert row.answers == ((QuestionRef(number=1), "Because"),)
    assert (row.type_key, row.channel, row.received_at, row.permission) == (None,) * 4
    assert row.notes == {
        "type": "Circus", "channel": "Pigeon", "received": "the day after", "permission": "Maybe",
    }  # fmt: skip
    assert [problem.where for problem in row.problems] == [
        "row 2, Type", "row 2, Channel", "row 2, Received", "row 2, Publish",
    ]  # fmt: skip
    assert row.problems[0].what == (
        "This is not one of the types of stakeholder. The map can say what it means, under "
        "[values.type]."
    )
    assert row.problems[2] == RowProblem(
        "row 2, Received",
        "This is not a date that can be read.",
        "The row, with the text of the cell in its notes.",
    )


def test_the_map_says_what_answers_mean_before_the_lists_do() -> None:
    toml = """
        [values.type]
        "Sole trader, or Ltd" = "business"
        "Business" = "individual"
        [values.channel]
        "Pigeon" = "post"
        [values.permission]
        "Yes" = "named"
        "Maybe" = "Do not publish"
        [values.area]
        "Bosworth" = "Hinckley and Bosworth"
    """
    headings = ["Name", "Type", "Channel", "Publish", "Area"]
    row = one_row(headings, ["A", "sole  TRADER or ltd", "PIGEON", "yes", "bosworth "], toml)
    assert (row.type_key, row.channel, row.permission, row.area) == (
        "business", Channel.POST, Permission.NAMED, "Hinckley and Bosworth",
    )  # fmt: skip
    other = one_row(headings, ["B", "Business", "Letter", "Maybe", "Leeds"], toml)
    assert (other.type_key, other.channel, other.permission, other.area) == (
        "individual", Channel.POST, Permission.NONE, "Leeds",
    )  # fmt: skip
    assert not row.problems + other.problems


def test_a_meaning_in_the_map_changes_the_digest_and_not_the_key() -> None:
    table = [["Name", "Type", "Why?"], ["Jo", "Circus", "x"]]
    before = rows_of(table)[0]
    after = rows_of(table, "[values.type]\nCircus = 'business'")[0]
    assert before.key == after.key
    assert before.digest != after.digest


def test_a_date_that_can_be_read_in_two_ways_is_a_problem_until_the_map_says_how() -> None:
    table = [["Name", "Date"], ["Jo", "3/4/2021"], ["Al", "30/4/2021"], ["Bo", "4/30/2021"]]
    unsaid = rows_of(table)
    assert [row.received_at is None for row in unsaid] == [True, False, False]
    assert "day/month and as month/day" in unsaid[0].problems[0].what
    said = rows_of(table, 'dates = "dmy"')
    assert said[0].received_at == datetime(2021, 4, 2, 23, tzinfo=UTC)
    assert said[2].received_at is None
    assert said[2].notes == {"received": "4/30/2021"}


def test_a_bare_number_is_no_date() -> None:
    assert one_row(["Name", "Date"], ["Jo", 43480.0]).notes == {"received": "43480"}


def test_blank_rows_are_given_as_blank() -> None:
    rows = rows_of([["Name", "Why?"], ["Jo", "x"], ["", "  \u200b"], [], ["Al", "y"]])
    assert [(row.row_number, row.is_blank) for row in rows] == [
        (2, False), (3, True), (4, True), (5, False),
    ]  # fmt: skip


def test_constants_fill_every_row_and_blank_rows_not_at_all() -> None:
    toml = "[constants]\nreceived = '2019-01-15T12:00'\npermission = 'unnamed'"
    rows = rows_of([["Name", "Why?"], ["Jo", "x"], []], toml)
    assert rows[0].received_at == datetime(2019, 1, 15, 12, tzinfo=UTC)
    assert rows[0].permission is Permission.UNNAMED
    assert rows[1].received_at is None


def test_ignored_columns_leave_no_trace() -> None:
    toml = "[ignore]\ncolumns = ['IP address']"
    rows = [one_row(["Name", "IP address", "Why?"], ["Jo", ip, "x"], toml) for ip in ("1.2", "3.4")]
    assert rows[0] == rows[1]
    assert "1.2" not in repr(rows[0])


def test_rows_without_ids_are_known_by_their_content_and_equal_ones_are_each_kept() -> None:
    table = [["Name", "Why?"], ["Jo", "x"], ["Al", "y"], ["Jo", "x"], ["Jo", "x"]]
    keys = [row.key for row in rows_of(table)]
    assert keys[2:] == [f"{keys[0]}#2", f"{keys[0]}#3"]
    assert len(keys[0]) == 64
    assert not any(row.problems for row in rows_of(table))
    assert keys == [row.key for row in rows_of(table)]


def test_neither_key_nor_digest_depends_on_the_order_of_columns() -> None:
    straight = one_row(["Name", "Shoe size", "Why?"], ["Jo", 9, "x"])
    turned = one_row(["Why?", "Name", "Shoe size"], ["x", "Jo", 9])
    assert (straight.key, straight.digest) == (turned.key, turned.digest)


def test_a_key_outlasts_a_better_map_and_the_digest_tells_of_it() -> None:
    table = [["Name", "Date", "Why?"], ["Jo", "3/4/2021", "x"]]
    before, after = rows_of(table)[0], rows_of(table, 'dates = "dmy"')[0]
    assert before.key == after.key
    assert before.digest != after.digest


@pytest.mark.parametrize("column", range(4))
def test_a_digest_changes_with_every_cell_that_is_imported(column: int) -> None:
    headings, cells = ["ID", "Name", "Why?", "Shoe size"], ["1", "Jo", "x", "9"]
    changed = [*cells]
    changed[column] += "2"
    before, after = one_row(headings, cells), one_row(headings, changed)
    assert (before.digest != after.digest) is (column != 0)
    assert (before.key != after.key) is (column == 0)


def test_a_second_import_after_new_questions_were_stored_knows_every_row() -> None:
    table: list[list[CellValue]] = [["Q1: Tell us more?"]]
    table += [[f"Answer {n} in a good many words of my own"] for n in range(5)]
    first = rows_of(table, questions=())
    second = rows_of(table, questions=(KnownQuestion(1, "Q1: Tell us more?"),))
    assert [(row.key, row.digest) for row in first] == [(row.key, row.digest) for row in second]
    assert first[0].answers[0][0] == QuestionRef(new_index=0)
    assert second[0].answers[0][0] == QuestionRef(number=1)


def test_a_column_mapped_to_another_question_changes_the_digest() -> None:
    table, two = [["A"], ["x"]], (WHY, KnownQuestion(2, "Where?"))
    digests = {rows_of(table, f"[questions]\nA = {n}", two)[0].digest for n in (1, 2)}
    assert len(digests) == 2


def test_a_second_row_with_one_id_is_kept_and_both_rows_are_named() -> None:
    table = [
        ["ID", "Why?"],
        ["A", "x"],
        ["A", "y"],
        ["A#2", "z"],
        ["A", "w"],
        ["B", "v"],
        ["", "u"],
    ]
    rows = rows_of(table, "id = 'ID'")
    assert [row.key for row in rows[:5]] == ["A", "A#2", "A#2#2", "A#3", "B"]
    assert rows[1].problems == (
        RowProblem("row 3, ID", "Row 2 has the same id.", "Both rows, each as one of its own."),
    )
    assert rows[5].problems[0].what == "The row has no id, and is known by its content."
    assert len({row.key for row in rows}) == 6


SHARED_IDS = (
    ([["ID", "Why?"], ["A", "x"], ["A", "y"], ["B", "x"]], "id = 'ID'\ngroup_by = 'ID'"),
    (
        [["ID", "Who", "Why?"], ["A", "P", "x"], ["A", "P", "y"], ["B", "Q", "x"]],
        "id = 'ID'\ngroup_by = 'Who'",
    ),
)


@pytest.mark.parametrize(("table", "toml"), SHARED_IDS)
def test_rows_of_a_group_share_its_id_and_are_known_in_any_order(table, toml) -> None:
    headings, *cells = table
    rows = rows_of(table, toml)
    assert [row.key.split("#")[0] for row in rows] == ["A", "A", "B"]
    assert len({row.key for row in rows}) == 3
    assert not [problem for row in rows for problem in row.problems]
    turned = rows_of([headings, *reversed(cells)], toml)
    assert {row.key: row.digest for row in turned} == {row.key: row.digest for row in rows}
    fewer = rows_of([headings, cells[1]], toml)
    assert fewer[0].key == rows[1].key or "Who" in headings


def test_equal_rows_of_a_group_are_both_kept() -> None:
    rows = rows_of([["ID", "Why?"], ["A", "x"], ["A", "x"]], "id = 'ID'\ngroup_by = 'ID'")
    assert rows[1].key == f"{rows[0].key}#2"


def test_an_id_of_its_own_knows_a_row_of_a_group_though_its_text_has_changed() -> None:
    toml = "id = 'ID'\ngroup_by = 'Who'"
    table = [["ID", "Who", "Why?"], ["1", "P", "x"], ["2", "P", "y"], ["2", "Q", "z"]]
    rows = rows_of(table, toml)
    assert [row.key for row in rows] == ["1", "2", "2#2"]
    assert [problem.what for problem in rows[2].problems] == ["Row 3 has the same id."]


def test_a_second_answer_to_one_question_is_kept_as_an_extra() -> None:
    row = rows_of([["ID", "Why?", "Q1"], ["1", "first", "second"]])[0]
    assert row.answers == ((QuestionRef(number=1), "first"),)
    assert row.extras == {"Q1": "second"}
    assert row.problems[0].where == "row 2, Q1"
    only_second = rows_of([["ID", "Why?", "Q1"], ["1", "", "second"]])[0]
    assert only_second.answers == ((QuestionRef(number=1), "second"),)


def test_an_answer_that_only_points_to_a_file_is_kept_and_told() -> None:
    row = one_row(["ID", "Why?"], ["7", "Please see attached"])
    assert row.answers == ((QuestionRef(number=1), "Please see attached"),)
    assert row.problems == (
        RowProblem(
            "row 2, Why?",
            "The answer points to a file that the sheet does not hold.",
            "The row. Attach the file to its submission.",
        ),
    )
