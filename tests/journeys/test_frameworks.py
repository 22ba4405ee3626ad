"""Frameworks from the command line: added, given other headings, chosen for a call, removed."""

from tests.journeys.command_line import CommandLine

DATES = ("--opens", "2018-12-06", "--closes", "2019-01-31")


def test_a_framework_beside_that_of_2017_is_used_by_a_call(desk: CommandLine):
    made = desk.reference("framework", "add", "Levelling Up", "--heading", "Skills|mission|People",
                          "--heading", "Pay|mission|Wages")  # fmt: skip
    assert made == "levelling-up"
    shipped, added = desk.items("framework", "list")
    assert (shipped["key"], len(shipped["draft"]["headings"])) == ("industrial-strategy-2017", 9)
    assert [each["name"] for each in added["draft"]["headings"]] == ["Skills", "Pay"]
    call = desk.reference("call", "new", "--title", "T", "--lead", "D2N2", *DATES,
                          "--template", "lis-ten-questions")  # fmt: skip
    told = desk.object("call", "edit", call, "--framework", "levelling-up")
    assert any("linked to anything: Ideas" in each for each in told["warnings"])
    desk.object(
        "priority", "add", call, "--code", "X", "--name", "Skills", "--foundation", "people"
    )
    said = desk.done("framework", "edit", made, "--heading", "Skills for all|mission||skills",
                "--heading", "Pay")  # fmt: skip
    assert said.out.strip() == f"Saved the framework of {call}: levelling-up"
    kept = desk.items("framework", "list")[1]["draft"]["headings"]
    assert [(each["name"], each["group"], each["aliases"]) for each in kept] == [
        ("Skills for all", "mission", []), ("Pay", "mission", ["Wages"]),
    ]  # fmt: skip
    assert "4 parts" in desk.refused("framework", "add", "B", "--heading", "Skills|a|b|c")
    assert "4 parts" in desk.refused("programme", "names", "D2N2", "--name", "A|1|2|3")
    assert "5 parts" in desk.refused("programme", "save", "X", "--document", "A|b|c|d|e")
    listed = {each["code"]: each for each in desk.items("priority", "list", call)}
    assert listed["X"]["labels"] == ["Skills for all"]
    assert "framework of" in desk.refused("framework", "remove", made)
    assert "“Skills for all” has" in desk.refused("framework", "edit", made, "--heading", "Pay")
    desk.object("call", "edit", call, "--framework", "")
    desk.object("framework", "remove", made)
    assert "industrial-strategy-2017" in desk.refused("call", "edit", call, "--framework", made)
