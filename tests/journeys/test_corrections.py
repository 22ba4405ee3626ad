"""What stands is corrected from the command line: calls, questions, priorities, tags, names."""

import pytest

from tests.journeys.command_line import CALL, CommandLine


def log(desk: CommandLine, respondent: str, *options: str) -> str:
    return desk.reference("submission", "add", CALL, "--respondent", respondent, *options)


def of_code(desk: CommandLine, code: str) -> dict:
    return next(item for item in desk.items("priority", "list", CALL) if item["code"] == code)


def codes(desk: CommandLine) -> list[str]:
    return [item["code"] for item in desk.items("priority", "list", CALL)]


def test_a_call_is_corrected_and_an_opening_day_judges_anew(desk: CommandLine, submission: str):
    changed = desk.object("call", "edit", CALL, "--opens", "2018-12-10", "--title", "Our LIS")
    assert changed["rejudged"] == [
        {
            "reference": submission,
            "was": "in-time",
            "becomes": "before-opening",
            "disposition": "counted",
            "decision": None,
        }
    ]
    shown = desk.object("call", "show", CALL)
    assert (shown["title"], shown["opens"]) == ("Our LIS", "2018-12-10")
    desk.done("call", "edit", CALL, "--campaigns", "once", "--small-counts", "7")
    desk.done("undo")
    desk.done("undo")
    assert desk.object("submission", "show", submission)["timing"] == "in-time"


def test_a_question_is_corrected_moved_and_taken_out(desk: CommandLine, submission: str):
    desk.done("question", "edit", CALL, "3", "--kind", "choice", "--choice", "A", "--choice", "B")
    asked = desk.items("question", "list", CALL)
    assert (asked[2]["kind"], asked[2]["choices"]) == ("choice", ["A", "B"])
    assert desk.reference("question", "move", CALL, "3", "--to", "10") == "10"
    assert desk.items("question", "list", CALL)[9]["text"] == asked[2]["text"]
    desk.done("question", "remove", CALL, "10")
    assert len(desk.items("question", "list", CALL)) == 9
    assert "answered by 1 submission" in desk.refused("question", "remove", CALL, "1")


def test_a_priority_is_corrected_moved_and_merged_into_another(desk: CommandLine, submission: str):
    words = ("--definition", "D", "--include", "I", "--exclude", "E", "--keywords", "a, b")
    named = ("--code", "S", "--name", "Skills", "--status", "dropped", "--foundation", "Ideas")
    assert desk.reference("priority", "edit", CALL, "p2", *named, *words) == "S"
    found = of_code(desk, "S")
    assert (found["name"], found["status"], found["labels"]) == ("Skills", "dropped", ["Ideas"])
    assert (found["definition"], found["include"], found["exclude"]) == ("D", "I", "E")
    assert found["keywords"] == ["a", "b"]
    desk.done("priority", "edit", CALL, "S", "--definition", "", "--keywords", "")
    assert (of_code(desk, "S")["definition"], of_code(desk, "S")["keywords"]) == ("", [])
    top = codes(desk)
    desk.done("priority", "move", CALL, "P3", "--parent", "S")
    assert of_code(desk, "P3")["parent"] == "S"
    desk.done("priority", "move", CALL, "P3", "--parent", "", "--place", "1")
    assert codes(desk) == ["P3", *(code for code in top if code != "P3")]
    desk.done("priority", "move", CALL, "P1", "--place", "1")
    assert codes(desk)[:2] == ["P1", "P3"]
    desk.done("priority", "move", CALL, "P3", "--parent", "S")
    desk.done("tag", submission, "S", "--quote", "gaps")
    assert "S has 1 tag and 1 priority below it." in desk.refused("priority", "delete", CALL, "S")
    gone = desk.object("priority", "delete", CALL, "S", "--tags-to", "P1", "--lift-children")
    assert (gone["tags_moved"], gone["children_lifted"]) == (1, 1)
    assert (of_code(desk, "P1")["tags"], of_code(desk, "P3")["parent"]) == (1, "")
    desk.done("undo")
    said = desk.done("priority", "delete", CALL, "S", "--take-tags-off", "--lift-children").out
    assert said.splitlines() == [
        "1 tag taken off",
        "Priorities that took its place: 1",
        "Deleted priority S",
    ]


def test_a_tag_is_corrected_and_many_are_added(desk: CommandLine, submission: str):
    made = desk.reference("tag", submission, "P2", "--quote", "gaps", "--stance", "support")
    desk.done("tags", "edit", made, "--strength", "study", "--note", "Look.", "--priority", "P3")
    (tag,) = desk.items("tags", "list", CALL)
    assert (tag["priority"], tag["stance"], tag["strength"]) == ("P3", "support", "study")
    desk.done("tags", "edit", made, "--stance", "", "--note", "")
    (tag,) = desk.items("tags", "list", CALL)
    assert (tag["stance"], tag["strength"], tag["note"]) == (None, "study", "")
    others = [log(desk, name) for name in ("Bea Barn", "Cy Dent")]
    report = desk.object("tags", "add", "P2", submission, *others, "--stance", "oppose")
    assert (report["reference"], report["added"], report["already_here"]) == ("P2", 3, 0)
    said = desk.done("tags", "add", "P2", *others).out
    assert said == "0 tags added, 2 already here: P2\n"
    assert of_code(desk, "P2")["tags"] == 3


def test_many_submissions_are_corrected_together(desk: CommandLine, submission: str):
    other = log(desk, "Bea Barn")
    report = desk.object(
        *("submission", "edit-many", submission, other, "--type", "School"),
        *("--area", "Oadby", "--channel", "post", "--permission", "unnamed"),
    )
    assert (report["submissions"], report["changed"]) == (2, 2)
    for row in desk.items("submission", "list", CALL):
        assert (row["type"], row["area"]) == ("School", "Oadby")
        assert (row["channel"], row["permission"]) == ("post", "unnamed")
    desk.done("submission", "edit-many", other, "--permission", "", "--type", "")
    row = desk.object("submission", "show", other)
    assert (row["permission"], row["type"]) == (None, "")


@pytest.mark.parametrize("named", ["ACME LTD", "llep-0001"])
def test_a_respondent_is_corrected_by_name_or_by_a_submission(
    desk: CommandLine, submission: str, named: str
):
    words = ("--name", "Acme Holdings", "--email", "info@acme.example", "--area", "Oadby")
    corrected = desk.object("stakeholder", "edit", named, *words, "--also-submissions")
    assert (corrected["name"], corrected["submissions_changed"]) == ("Acme Holdings", 1)
    shown = desk.object("submission", "show", submission)
    assert (shown["respondent"], shown["email"]) == ("Acme Holdings", "info@acme.example")
    assert shown["area"] == "Oadby"
    newest = desk.items("history", "--limit", "1")[0]
    assert newest["subject"] == "stakeholder 1"


def test_an_area_is_listed_with_the_body_that_it_lies_in(desk: CommandLine, submission: str):
    area = {"name": "Melton", "lead": "", "submissions": 1, "second_lead": "", "codes": []}
    assert desk.items("area", "list") == [area]
    named = ("--lead", "llep", "--name", "Melton Mowbray")
    assert desk.object("area", "edit", "melton", *named)["reference"] == "Melton Mowbray"
    area |= {"name": "Melton Mowbray", "lead": "Leicester & Leicestershire"}
    assert desk.items("area", "list") == [area]
