"""Two officers on the command line: a sample coded blind, compared, settled; work shared out."""

import pytest

from tests.journeys.command_line import CALL, CommandLine

BEN = "Ben Clerk"
WORDS = "Skills gaps hold us back. Buses run too rarely."


@pytest.fixture
def ben(desk: CommandLine) -> CommandLine:
    """Return the same file as another officer opens it."""
    return CommandLine(desk.file, desk.now, BEN)


@pytest.fixture
def logged(desk: CommandLine) -> list[str]:
    """Return the references of four submissions."""
    return [
        desk.reference("submission", "add", CALL, "--respondent", f"R{n}", "--answer", f"1={WORDS}")
        for n in range(4)
    ]


@pytest.fixture
def sample(desk: CommandLine, logged: list[str]) -> str:
    """Return the reference of a sample of all that Ann and Ben code."""
    assert len(logged) == 4
    coders = ("--coder", desk.officer, "--coder", BEN)
    return desk.reference("sample", "draw", CALL, *coders, "--percent", 100, "--seed", "one")


def test_a_sample_is_coded_blind_compared_and_settled(desk, ben, logged, sample):
    first = desk.reference("tag", logged[0], "P2", "--quote", "Skills gaps")
    ben.done("tag", logged[0], "P2", "--quote", "gaps hold")
    ben.done("tag", logged[1], "P3", "--quote", "Buses")
    second = desk.reference("tag", logged[1], "P2", "--quote", "Buses")
    assert {each["officer"] for each in ben.items("tags", "list", CALL)} == {BEN}
    assert first not in ben.done("submission", "show", logged[0]).out
    assert first in desk.done("submission", "show", logged[0]).out
    assert "still coded blind" in ben.refused("sample", "compare", sample)
    assert desk.done("sample", "finish", sample).out.startswith("You are done, others are still")
    assert "all are done" in ben.done("sample", "finish", sample).out
    found = ben.object("sample", "compare", sample)
    assert found["overall"]["agreed"] == {"agreed": 2, "units": 4}
    assert found["sample"]["submissions"] == logged
    told = ben.done("sample", "compare", sample).out
    assert "Agreed: 2 of 4 decisions on coded text\n" in told
    assert "%" not in told
    assert "(n = 4)" in told
    assert "Fewer than 30 decisions" in told
    assert "Disagreements: 2, 2 to settle" in told
    settled = ("sample", "settle", sample, 1, "--as", "drop", "--reason", "About buses")
    assert ben.done(*settled).out == "Settled 1 disagreement; 1 tag changed.\n"
    assert second not in {each["reference"] for each in ben.items("tags", "list", CALL)}
    told = desk.done("sample", "compare", sample).out
    assert "Disagreements: 2, 1 to settle" in told
    assert "The tag comes off, Ben Clerk, 10 Dec 2018, 09:00: About buses" in told
    assert "was settled before" in ben.refused(*settled)
    ben.done("undo")
    assert second in {each["reference"] for each in ben.items("tags", "list", CALL)}


def test_a_tag_is_moved_where_the_officers_agree_on_another_priority(desk, ben, logged, sample):
    desk.done("tag", logged[1], "P2", "--quote", "Buses")
    ben.done("tag", logged[1], "P3", "--quote", "Buses")
    ben.done("sample", "reveal", sample, "--reason", "The panel meets")
    move = ("sample", "settle", sample, 1, "--as", "move", "--reason", "Roads")
    assert "needs the priority" in desk.refused(*move)
    desk.done(*move, "--to", "P3")
    assert [each["priority"] for each in desk.items("tags", "list", CALL)] == ["P3", "P3"]
    assert "no disagreement 9" in desk.refused("sample", "settle", sample, 9, *move[4:])


def test_how_it_was_drawn_and_who_revealed_it_is_listed(desk, ben, sample):
    ben.done("sample", "reveal", sample, "--reason", "The panel meets")
    told = desk.done("sample", "list", CALL).out
    assert "4 of 4 submissions." in told
    assert "Seed: one" in told
    assert "By type: Not stated 4 of 4" in told
    assert "Revealed by Ben Clerk on 10 Dec 2018, 09:00: The panel meets" in told
    [row] = desk.items("sample", "list", CALL)
    assert row["reference"] == sample
    assert not row["is_blind"]
    assert "There is no sample" in desk.refused("sample", "compare", "SAM-0099")


def test_work_is_shared_out_and_its_progress_told(desk, ben, logged):
    told = desk.done("assign", "to", CALL, "--to", desk.officer, "--to", BEN).out
    assert told == "Shared out 4 submissions: Ann Officer 2, Ben Clerk 2\n"
    assert "No submission is left" in desk.refused("assign", "to", CALL, "--to", BEN)
    desk.done("assign", "to", CALL, logged[3], "--to", desk.officer)
    ben.done("tag", logged[1], "P2")
    rows = {each["officer"]: each for each in desk.items("progress", CALL)}
    assert (rows[BEN]["assigned"], rows[BEN]["tagged"], rows[BEN]["left"]) == (1, 1, 0)
    assert (rows["Ann Officer"]["assigned"], rows["Ann Officer"]["oldest"]) == (3, logged[0])
    table = desk.done("progress", CALL).out
    assert "Ann Officer" in table
    assert "Oldest left" in table
    assert len(desk.items("assign", "list", CALL, "--of", desk.officer)) == 3
    assert desk.done("assign", "take-back", CALL, "--from", BEN).out == "Took back 1 submission\n"
    desk.done("assign", "to", CALL, "--search", "Skills", "--to", BEN, "--again")
    assert {each["officer"] for each in desk.items("assign", "list", CALL)} == {BEN}
