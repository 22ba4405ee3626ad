"""The register from the command line: stakeholders are merged and parted, types go out and in."""

from pathlib import Path

from tests.journeys.command_line import CALL, CommandLine


def log(desk: CommandLine, respondent: str, *options: str) -> str:
    return desk.reference("submission", "add", CALL, "--respondent", respondent, *options)


def names(desk: CommandLine, *options: str) -> list[str]:
    return [item["name"] for item in desk.items("stakeholder", "list", *options)]


def test_two_spellings_are_found_merged_and_separated(desk: CommandLine, submission: str):
    first = log(desk, "Zenith Engineering Ltd", "--type", "business-small")
    second = log(desk, "Zenith Enginering", "--email", "info@zenith.example")
    (pair,) = desk.items("stakeholder", "matches")
    assert pair["why"] == ["The names are alike, 97 of 100."]
    assert "Zenith Enginering" in desk.done("stakeholder", "matches").out
    merged = desk.object(
        "stakeholder", "merge", first, "zenith enginering", "--take", "email", "--take", "name"
    )
    assert (merged["name"], merged["submissions"]) == ("Zenith Enginering", 1)
    assert desk.object("submission", "show", second)["respondent"] == "Zenith Enginering"
    shown = desk.object("stakeholder", "show", "Zenith Engineering Ltd")
    assert shown["also_known_as"] == ["Zenith Engineering Ltd"]
    assert [each["name"] for each in shown["merged"]] == ["Zenith Enginering"]
    third = log(desk, "ZENITH ENGINEERING LTD.")
    assert desk.object("submission", "show", third)["respondent"] == "Zenith Enginering"
    assert desk.items("stakeholder", "matches") == []
    parted = desk.done("stakeholder", "separate", "Zenith Enginering").out
    assert (
        parted
        == "Separated Zenith Enginering from Zenith Engineering Ltd: 1 submission went back\n"
    )
    assert desk.object("submission", "show", third)["respondent"] == "Zenith Engineering Ltd"
    desk.done("undo")
    assert names(desk, "--search", "zenith") == ["Zenith Enginering"]
    assert "no merged stakeholder" in desk.refused("stakeholder", "separate", "Nobody")
    assert "no stakeholder" in desk.refused("stakeholder", "show", f"#{'9' * 30}")


def test_some_submissions_are_split_off_and_two_are_kept_apart(desk: CommandLine, submission: str):
    first, second = log(desk, "The Manager"), log(desk, "The Manager")
    split = ("--submission", second, "--name", "The Managers")
    made = desk.object("stakeholder", "split", first, *split)
    assert made["reference"] in {item["reference"] for item in desk.items("stakeholder", "list")}
    assert len(desk.items("stakeholder", "matches")) == 1
    desk.done("stakeholder", "keep-apart", "The Manager", "The Managers")
    assert desk.done("stakeholder", "matches").out == "No two look like one.\n"
    desk.done("undo")
    assert len(desk.items("stakeholder", "matches")) == 1


def test_details_are_kept_and_shown(desk: CommandLine, submission: str):
    log(desk, "Chamber", "--area", "Melton")
    log(desk, "Counsel")
    known = (
        "--members",
        "1200",
        "--contact",
        "Jo",
        "--telephone",
        "0116",
        "--website",
        "c.example",
    )
    desk.done("stakeholder", "edit", "Chamber", *known, "--address", "1 Mill St\nMelton")
    desk.done("stakeholder", "edit", "Counsel", "--acts-for", "Chamber")
    desk.done("area", "edit", "Melton", "--lead", "LLEP", "--second-lead", "D2N2")
    lines = desk.done("stakeholder", "show", "Chamber").out.splitlines()
    for line in (
        "Speaks for: 1,200 members",
        "Contact: Jo",
        "Address: 1 Mill St Melton",
        "In the area of: Leicester & Leicestershire; D2N2",
        "Represented by: Counsel",
    ):
        assert line in lines
    assert desk.items("area", "list")[-1]["second_lead"] == "D2N2"
    desk.done("stakeholder", "edit", "Counsel", "--acts-for", "")
    assert desk.object("stakeholder", "show", "Chamber")["agents"] == []
    assert names(desk, "--call", CALL, "--search", "jo") == ["Chamber"]


def test_types_are_edited_and_go_out_and_in_as_csv(desk: CommandLine, tmp_path: Path):
    assert desk.reference("type", "add", "Think tank", "--parent", "other") == "think-tank"
    desk.done("type", "edit", "think-tank", "--label", "Think tanks", "--synonym", "Policy unit")
    desk.done("type", "move", "think-tank")
    desk.done("type", "edit", "school", "--retire")
    found = {item["key"]: item for item in desk.items("type", "list")}
    assert (found["think-tank"]["parent"], found["think-tank"]["synonyms"]) == ("", ["Policy unit"])
    assert found["school"]["is_retired"]
    path = tmp_path / "types.csv"
    assert desk.object("type", "export", str(path))["types"] == 25
    for _ in range(4):
        desk.done("undo")
    report = desk.object("type", "import", str(path))
    assert (report["added"], report["changed"], report["already_here"]) == (1, 1, 23)
    assert {item["key"]: item for item in desk.items("type", "list")}.keys() == found.keys()
    desk.done("type", "edit", "school", "--restore", "--synonym", "")
    assert "School (retired)" not in desk.done("type", "list").out
