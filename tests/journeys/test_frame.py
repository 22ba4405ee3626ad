"""A coding frame evolves on the command line: merged, split, looked back on, written and read."""

import csv

import openpyxl
import pytest

from tests.journeys.command_line import CommandLine

CALL = "LLEP-2018-01"
BEFORE, LATER = "2018-12-10T09:00", "2018-12-20T09:00"
TEXTS = ("We need welders. We need drivers.", "Welders are scarce.", "No more roads.")


@pytest.fixture
def tagged(desk: CommandLine) -> CommandLine:
    """Log three letters and tag their words to P2 and P3."""
    for number, text in enumerate(TEXTS):
        who = ("--respondent", f"Body {number}")
        desk.object("submission", "add", CALL, *who, "--answer", f"1={text}")
    for reference, code, quote, stance in (
        ("LLEP-0001", "P2", "We need welders", "support"),
        ("LLEP-0001", "P2", "We need drivers", "support"),
        ("LLEP-0002", "P2", "Welders", "neutral"),
        ("LLEP-0001", "P3", "We need drivers", "oppose"),
        ("LLEP-0003", "P3", "No more roads", "oppose"),
    ):
        desk.object("tag", reference, code, "--quote", quote, "--stance", stance)
    return desk


def tags_of(desk):
    return {row["code"]: row["tags"] for row in desk.items("priority", "list", CALL)}


def test_priorities_are_merged_and_what_differs_is_told(tagged):
    merged = tagged.object("--now", LATER, "priority", "merge", CALL, "P3", "--into", "P2")
    assert (merged["tags_moved"], merged["tags_joined"], merged["tags_differing"]) == (1, 1, 1)
    assert "P3" not in tags_of(tagged)
    notes = [row["note"] for row in tagged.items("tags", "list", CALL)]
    assert "On P3: Oppose" in notes
    then = tagged.object("priority", "then", CALL, "2018-12-19")
    own = {row["code"]: (row["own"], row["own_now"]) for row in then["rows"]}
    assert (own["P2"], own["P3"]) == ((2, 3), (2, None))
    (event,) = tagged.items("priority", "history", CALL, "P2")
    assert event["words"].startswith("Merged into P2 People with 2 tags, 1 of them joined")
    tagged.run("undo")
    assert tags_of(tagged)["P3"] == 2


def test_a_priority_is_split_by_words_by_stance_and_by_hand(tagged):
    new = ("--code", "P9", "--name", "Welders", "--parent", "P2")
    done = tagged.object("priority", "split", CALL, "P2", "--contains", "welders", *new)
    assert (done["reference"], done["tags_moved"]) == ("P9", 2)
    row = next(row for row in tagged.items("priority", "list", CALL) if row["code"] == "P9")
    assert (row["parent"], row["tags"]) == ("P2", 2)
    done = tagged.object("priority", "split", CALL, "P3", "--stance", "oppose", "--into", "P1")
    assert done["tags_moved"] == 2
    done = tagged.object("priority", "split", CALL, "P2", "--tag", "TAG-0002", "--into", "P9")
    assert tags_of(tagged)["P9"] == 3
    for _ in range(3):
        tagged.run("undo")
    assert (tags_of(tagged)["P2"], "P9" in tags_of(tagged)) == (3, False)


REFUSED = (
    (("merge", CALL, "P2", "--into", "P2"), "cannot be merged into itself"),
    (("merge", CALL, "P2", "--into", "P77"), "no priority “P77”"),
    (("merge", CALL, "P2", "--into", "P1", "--children", "up"), "“up” is not a way"),
    (("split", CALL, "P2", "--into", "P1"), "Nothing was said about which tags"),
    (("split", CALL, "P2", "--contains", "zebra", "--into", "P1"), "No tag of P2 was chosen"),
    (("split", CALL, "P2", "--contains", "welders"), "either to a new priority or"),
    (("split", CALL, "P2", "--contains", "welders", "--into", "P2"), "are on P2 already"),
    (("then", CALL, "yesterday"), "Write it as 2019-01-31"),
    (("export", CALL, "frame.pdf"), "neither a CSV file, an Excel workbook nor"),
)


def test_what_cannot_be_done_is_refused_in_words(tagged):
    for words, said in REFUSED:
        assert said in tagged.refused("priority", *words), words


STRANGE = (
    ("definition", "=1+1"),
    ("include", "+44 and “quotes”, commas; semicolons"),
    ("exclude", "'- an apostrophe before a dash"),
    ("examples", "@first line\n-second line\n#N/A _x0041_"),
    ("keywords", "=cmd, 007, 1.10"),
    ("colour", "teal"),
)


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_frame_goes_out_and_comes_in_again_as_it_was(desk: CommandLine, tmp_path, ending):
    strange = [word for name, text in STRANGE for word in (f"--{name}", text)]
    desk.run("priority", "edit", CALL, "P2", "--name", "-People = +", *strange)
    below = ("--code", "1.10", "--name", "007", "--parent", "P2", "--status", "agreed")
    desk.run("priority", "add", CALL, *below, "--foundation", "Ideas", "--foundation", "People")
    path = tmp_path / f"frame.{ending}"
    desk.run("priority", "export", CALL, path)
    before = desk.items("priority", "list", CALL)
    assert desk.object("priority", "import", CALL, path)["already_here"] == len(before)
    other = CommandLine(tmp_path / "other.lisdesk")
    dates = ("--opens", "2018-12-06", "--closes", "2019-01-31", "--lep", "LLEP")
    other.run("call", "new", "--title", "T", *dates, "--template", "lis-ten-questions")
    other.run("priority", "import", CALL, path)
    gone = {"id", "tags"}
    rows = [
        [{key: each[key] for key in each if key not in gone} for each in of]
        for of in (before, other.items("priority", "list", CALL))
    ]
    assert rows[0] == rows[1]
    if ending == "csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            cells = [cell for row in csv.reader(file) for cell in row]
        assert not [cell for cell in cells if cell[:1] in tuple("=+-@")]
    else:
        sheet = openpyxl.load_workbook(path).active
        kinds = {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value}
        assert kinds == {"s"}


def test_a_list_changes_what_it_names_says_so_before_and_is_one_step(desk: CommandLine, tmp_path):
    sheet = tmp_path / "frame.csv"
    sheet.write_text("code,name,parent,examples\nP2,People and skills,P1,Such as.\nP9,New,P2,\n")
    before = desk.items("priority", "list", CALL)
    tried = desk.object("priority", "import", CALL, sheet, "--dry-run")
    assert (tried["added"], tried["changed"], tried["already_here"]) == (["P9"], ["P2"], 0)
    assert desk.items("priority", "list", CALL) == before
    desk.run("priority", "import", CALL, sheet)
    rows = {row["code"]: row for row in desk.items("priority", "list", CALL)}
    assert (rows["P2"]["name"], rows["P2"]["parent"]) == ("People and skills", "P1")
    assert (rows["P2"]["examples"], rows["P2"]["definition"]) == (
        "Such as.",
        before[1]["definition"],
    )
    assert rows["P9"]["parent"] == "P2"
    assert len(desk.items("priority", "history", CALL)) == 4
    desk.run("undo")
    assert desk.items("priority", "list", CALL) == before


def test_a_row_that_ends_early_leaves_what_the_columns_beyond_it_are_about(desk, tmp_path):
    call = desk.reference(
        "call", "new", "--lead", "Cumbria", "--title", "T", "--opens", "2018-12-06",
        "--closes", "2019-01-31",
    )  # fmt: skip
    sheet = tmp_path / "frame.csv"
    sheet.write_text("code,name,definition\nP9,Nine,What it means\n", encoding="utf-8")
    desk.object("priority", "import", call, str(sheet))
    sheet.write_text("code,name,definition\nP9,Ninth\n", encoding="utf-8")
    desk.object("priority", "import", call, str(sheet))
    (found,) = [each for each in desk.items("priority", "list", call) if each["code"] == "P9"]
    assert (found["name"], found["definition"]) == ("Ninth", "What it means")
