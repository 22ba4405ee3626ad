"""Tags: on a quotation, an answer, a whole submission; one by one and from a list."""

import pytest

from tests.journeys.command_line import CALL, CommandLine


def test_a_tag_holds_the_quotation_and_what_was_said_of_it(desk: CommandLine, submission: str):
    words = ("--stance", "Support", "--strength", "case data", "--note", "Ask them.")
    made = desk.reference("tag", submission, "p2", "--quote", "😀 gaps", *words)
    assert made == "TAG-0001"
    (tag,) = desk.items("tags", "list", CALL)
    assert (tag["quote"], tag["start"], tag["end"], tag["question"]) == ("😀 gaps", 7, 13, 1)
    assert (tag["priority"], tag["stance"], tag["strength"], tag["note"]) == (
        "P2", "support", "case-data", "Ask them.",
    )  # fmt: skip
    assert (tag["officer"], tag["tagged_at"]) == ("Ann Officer", "2018-12-10T09:00:00+00:00")


def test_a_tag_is_on_the_nth_place_the_answer_or_the_whole(desk: CommandLine, submission: str):
    desk.done("tag", submission, "P1", "--quote", "Skills", "--nth", "2")
    desk.done("tag", submission, "P2", "--question", "1")
    desk.done("tag", submission, "P3")
    places = [(tag["start"], tag["end"]) for tag in desk.items("tags", "list", CALL)]
    assert sorted(places, key=str) == [(0, 41), (28, 34), (None, None)]
    assert "(whole submission)" in desk.done("tags", "list", CALL).out


def test_the_same_tag_twice_is_refused_and_a_tag_comes_off(desk: CommandLine, submission: str):
    made = desk.reference("tag", submission, "P2", "--quote", "gaps")
    before = desk.content()
    assert made in desk.refused("tag", submission, "P2", "--quote", "gaps")
    assert desk.object("untag", made.lower())["reference"] == made
    assert desk.items("tags", "list", CALL) == []
    desk.done("undo")
    assert desk.content() == before


@pytest.fixture
def tag_list(tmp_path):
    sheet = tmp_path / "tags.csv"
    sheet.write_text(
        "Submission,Priority,Quote,Nth,Question,Stance,Strength,Note\n"
        "LLEP-0001,P2,😀 gaps,,Q1,support,experience,First\n"
        "llep-0001,p3,Skills,2,,oppose,,\n"
        "LLEP-0001,P1,,,,,,\n",
        encoding="utf-8",
    )
    return sheet


def test_a_list_of_tags_is_added_and_again_changes_nothing(desk, submission, tag_list):
    report = desk.object("tags", "import", CALL, tag_list)
    assert (report["lines"], report["added"], report["already_here"]) == (3, 3, 0)
    before = desk.content()
    again = desk.object("tags", "import", CALL, tag_list)
    assert (again["lines"], again["added"], again["already_here"]) == (3, 0, 3)
    assert desk.content() == before
    assert len(desk.items("tags", "list", CALL)) == 3


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("LLEP-0001,,,,,,,", "Row 5 has no priority"),
        ("LLEP-0001,P99,,,,,,", "P99"),
        ("LLEP-0009,P1,,,,,,", "LLEP-0009"),
        ("LLEP-0001,P1,Never said.,,,,,", "row 5"),
        ("LLEP-0001,P1,Skills,two,,,,", "row 5, nth is not a whole number"),
        ("LLEP-0001,P1,Skills,,,angry,,", "In row 5, “angry” is not a stance"),
    ],
)
def test_a_list_of_tags_with_a_fault_adds_none_and_says_where(
    desk, submission, tag_list, line, said
):
    with tag_list.open("a", encoding="utf-8") as sheet:
        sheet.write(line + "\n")
    assert said in desk.refused("tags", "import", CALL, tag_list)
