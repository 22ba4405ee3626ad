"""A joint call from the command line: relevance, numbers that add up, and a part handed over."""

from tests.journeys.command_line import CommandLine

DATES = ("--opens", "2018-12-06", "--closes", "2019-01-31")
NORTH, SOUTH = "Black Country", "Greater Birmingham & Solihull"


def test_a_joint_call_is_divided_counted_and_handed_over(desk: CommandLine, tmp_path):
    draft = ("--title", "WM", "--prefix", "WM", "--template", "lis-ten-questions", *DATES)
    made = desk.reference("call", "new", "--lead", NORTH, "--partner", SOUTH, *draft)
    first, second, third = (
        desk.reference("submission", "add", made, "--respondent", f"Body {n}", "--answer", f"1={n}")
        for n in range(3)
    )
    desk.done("submission", "relevant", first, second, "--to", NORTH)
    desk.done("submission", "relevant", second, "--to", "all")
    shown = desk.object("submission", "show", second)
    assert shown["relevant"] == "Both (set by hand: both)"
    listed = desk.items("submission", "list", made, "--relevant-to", NORTH)
    assert [each["reference"] for each in listed] == [second, first]
    none = desk.items("submission", "list", made, "--relevant-to", "none")
    assert [each["reference"] for each in none] == [third]
    numbers = desk.object("call", "joint", made)
    assert numbers["totals"] == {NORTH: 2, SOUTH: 1}
    assert (numbers["counted_again"], numbers["of_none"], numbers["whole"]) == (1, 1, 3)

    out = tmp_path / "north.lisdesk"
    handed = desk.object("call", "hand-over", made, "--to", NORTH, "--out", out)
    assert (handed["submissions"], handed["left_out"]["not-stated"]) == (2, 1)
    assert "already a file" in desk.refused("call", "hand-over", made, "--to", NORTH, "--out", out)
    refused = desk.refused(
        "call", "hand-over", made, "--to", "Cumbria", "--out", tmp_path / "x.lisdesk"
    )
    assert "no body “Cumbria”" in refused
    assert "either" in desk.refused("submission", "relevant", first)

    changed = desk.object("call", "edit", made, "--partner", "Cumbria")
    assert changed["warnings"] == []
    desk.done("submission", "relevant", first, "--to", "Cumbria")
    changed = desk.object("call", "edit", made, "--partner", "")
    assert "1 follow from their areas again" in changed["warnings"][0]
    assert "not a joint call" in desk.refused("call", "joint", made)
