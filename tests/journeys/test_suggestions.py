"""Suggestions on the command line: listed with their words, accepted, rejected, switched off."""

from tests.journeys.command_line import CALL, CommandLine


def test_an_answer_gets_suggestions_with_their_words_and_a_non_answer_none(
    desk: CommandLine, submission: str
):
    found = desk.object("suggest", submission)
    assert found["learning"] == "too-few-tags"
    (first,) = found["items"]
    assert (first["question"], first["priority"], first["source"]) == (1, "P2", "keyword")
    assert first["words"] == ["Skills"]
    assert first["places"] == [[0, 6], [28, 34]]
    said = desk.done("suggest", submission.lower(), "--quote", "gaps hold").out
    assert "nothing to suggest" in said
    assert "begins at 200 tags" in said


def test_accepting_tags_and_rejecting_remembers_and_both_are_undone(
    desk: CommandLine, submission: str
):
    before = desk.content()
    made = desk.reference("suggestions", "accept", submission, "p2", "--quote", "Skills")
    assert [tag["quote"] for tag in desk.items("tags", "list", CALL)] == ["Skills"]
    (record,) = desk.items("suggestions", "log", CALL)
    assert (record["choice"], record["words"], record["source"]) == (
        "accepted", ["Skills"], "keyword",
    )  # fmt: skip
    assert (record["officer"], record["model_version"]) == ("Ann Officer", "")
    desk.done("undo")
    assert desk.content() == before
    desk.done("suggestions", "reject", submission, "P2", "--question", "1")
    assert desk.object("suggest", submission)["items"] == []
    assert "not suggested" in desk.refused("suggestions", "accept", submission, "P2")
    desk.done("undo")
    assert desk.content() == before
    assert made == "TAG-0001"


def test_a_call_is_switched_off_and_on(desk: CommandLine, submission: str):
    desk.done("call", "edit", CALL, "--suggestions", "off")
    assert "switched off" in desk.refused("suggest", submission)
    assert "switched off" in desk.refused("suggestions", "reject", submission, "P2")
    assert "neither on nor off" in desk.refused("call", "edit", CALL, "--suggestions", "maybe")
    desk.done("call", "edit", CALL, "--suggestions", "On")
    assert desk.items("suggest", submission) != []


def test_what_is_not_there_is_refused_in_plain_words(desk: CommandLine, submission: str):
    assert "does not answer" in desk.refused("suggest", submission, "--question", "9")
    assert "does not stand" in desk.refused("suggest", submission, "--quote", "welders")
    assert "does not stand" in desk.refused("suggest", submission, "--quote", "")
    learnt = desk.object("suggestions", "learn", CALL)
    assert (learnt["learning"], learnt["tags"]) == ("too-few-tags", 0)
    assert learnt["model_version"] is None
    assert "No suggestion" in desk.done("suggestions", "log", CALL).out
