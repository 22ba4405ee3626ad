"""Ids that a spreadsheet has turned into figures such as 9.00006E+14 tell no row from another."""

import pytest

from lisdesk.errors import RefusedError
from lisdesk.exchange.sheets.plan import Role
from tests.unit.sheets.test_planning import column, plan
from tests.unit.sheets.test_responses import rows_of

HEADINGS = ["Response ID", "What holds you back?"]
SHORTENED = ["9.00006E+14", "9,00007E+14", "9.00006E+14", 9.00006e17]
TOLD = (
    "The ids in “Response ID” were turned into figures such as 9.00006E+14 by a spreadsheet and "
    "tell no row from another. Rows are known by their content instead, so a row that is changed "
    "later comes in as a new one. To avoid that, export again with that column as text."
)


def rows(ids):
    return [
        HEADINGS,
        *([each, f"We cannot find welders in town {n}."] for n, each in enumerate(ids)),
    ]


@pytest.mark.parametrize("shortened", SHORTENED)
def test_such_a_column_is_not_taken_for_the_id_and_that_is_told(shortened):
    found = plan(rows(["900006123456781", shortened, "900006123456783"]))
    assert column(found, "Response ID").role is Role.EXTRA
    assert TOLD.replace("9.00006E+14", found.columns[0].samples[1]) in found.warnings


@pytest.mark.parametrize(
    "whole", ["900006123456781", 900006123456781.0, "A-9E14", "2E+1", "7e12", "1E05", "1.5E+05"]
)
def test_ids_that_are_whole_are_taken(whole):
    found = plan(rows([whole, "900006123456782", "900006123456783"]))
    assert column(found, "Response ID").role is Role.ID
    assert not found.warnings or "figures" not in " ".join(found.warnings)


def test_rows_with_such_ids_are_known_by_their_content_if_the_map_wants_them_as_ids():
    ids = ["9.00006E+14", "9.00006E+14", "900006123456783"]
    found = rows_of(rows(ids), 'id = "Response ID"')
    assert len({each.key for each in found}) == 3
    assert found[2].key == "900006123456783"
    for each in found[:2]:
        assert "9.00006E+14" not in each.key
        [problem] = each.problems
        assert problem.what == (
            "A spreadsheet has turned the id into 9.00006E+14; the row is known by its content."
        )


@pytest.mark.parametrize("toml", ["", 'id = "Response ID"'])
def test_rows_that_are_known_by_such_a_column_do_not_come_in_a_second_time(toml):
    with pytest.raises(RefusedError, match="those rows would come in a second time"):
        plan(rows(["9.00006E+14", "9.00007E+14"]), toml, known_ids={"response id"})


def test_one_shortened_id_among_many_is_the_problem_of_its_row_alone():
    ids = [f"{n:03x}b" for n in range(1, 30)] + ["7E+12"]
    found = plan(rows(ids), known_ids={"response id"})
    assert column(found, "Response ID").role is Role.ID
    assert column(plan(rows(ids)), "Response ID").role is Role.ID
    assert [bool(each.problems) for each in rows_of(rows(ids))] == [False] * 29 + [True]
