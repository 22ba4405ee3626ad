"""A campaign from its letters to the workbook, on the command line."""

import pytest

from tests.journeys.command_line import CALL, CommandLine
from tests.signed_letters import SIGNERS, letter
from tests.unit.evidence.reading import sheets_of

LETTER = (
    "We ask for a bus that runs at night, so that apprentices can reach their shifts. "
    "Without it the skills gap will only grow wider in every village of the county."
)
OWN = "I bake bread and start at four."
NUMBERS = ("Submissions", "Copies", "Variants", "Counted", "Counted once", "Separately")


@pytest.fixture
def letters(desk: CommandLine) -> None:
    """Log a letter, two copies of it, one with words of its own, and a stranger's."""
    for place, text in enumerate([LETTER, LETTER.upper(), LETTER, f"{OWN} {LETTER}", "Roads."]):
        desk.done(
            "submission", "add", CALL, "--respondent", f"Body {place}", "--answer", f"1={text}"
        )


def workbook(desk, tmp_path, edition="internal"):
    target = tmp_path / f"{edition}.xlsx"
    desk.done("export", CALL, "--out", target, "--edition", edition)
    return sheets_of(target)


@pytest.mark.usefixtures("letters")
def test_a_campaign_goes_from_its_letters_to_the_workbook(desk: CommandLine, tmp_path):
    (group,) = desk.items("campaign", "list", CALL)
    assert (group["seed"], group["copies"], group["variants"]) == ("LLEP-0001", 2, 1)
    assert workbook(desk, tmp_path)["Campaigns"] == []
    shown = desk.done("campaign", "show", "LLEP-0001", "--differences").out
    assert "LLEP-0004: 7 words of its own" in shown
    assert "+ i bake bread and start at four" in shown
    assert desk.reference("campaign", "confirm", "LLEP-0001", "--name", "Bus") == "CAM-0001"
    desk.done("tag", "LLEP-0001", "P2", "--quote", "skills gap", "--stance", "support")
    desk.done("call", "edit", CALL, "--campaigns", "once", "--small-counts", "0")
    book = workbook(desk, tmp_path)
    (campaign,) = book["Campaigns"]
    assert [campaign[name] for name in NUMBERS] == [4, 2, 1, 1, 3, 0]
    (priority,) = book["Campaign priorities"]
    assert (priority["Code"], priority["Submissions"], priority["Support"]) == ("P2", 4, 4)
    facts = {line["Fact"]: line["Value"] for line in book["Cover"]}
    assert facts["Campaign policy"].startswith("Count once: 1 campaign with 4 submissions, 1 of")
    ledger = {line["Disposition"]: line["Submissions"] for line in book["Ledger"]}
    assert (ledger["Counted"], ledger["Campaign copy, counted once"], ledger["Received"]) == (
        2,
        3,
        5,
    )
    (counts,) = [line for line in book["Priorities"] if line["Code"] == "P2"]
    assert counts["Submissions"] == 1
    desk.done("call", "edit", CALL, "--campaigns", "apart")
    book = workbook(desk, tmp_path)
    assert [book["Campaigns"][0][name] for name in NUMBERS] == [4, 2, 1, 0, 0, 4]
    assert len(book["Evidence"]) == 0
    assert desk.items("tags", "list", CALL)
    public = workbook(desk, tmp_path, "publication")
    assert "Confirmed by" not in public["Campaigns"][0]
    assert {line["Respondent"]: line["Campaign"] for line in book["Submissions"]}["Body 3"] == "Bus"
    assert book["Campaigns"][0]["Text shown once"] == LETTER
    assert desk.done("check").code == 0


@pytest.mark.usefixtures("letters")
def test_a_new_letter_is_told_beside_the_campaign_and_members_come_and_go(desk: CommandLine):
    desk.done("campaign", "confirm", "LLEP-0001", "--name", "Bus", "--without", "LLEP-0004")
    desk.done("submission", "add", CALL, "--respondent", "Late one", "--answer", f"1={LETTER}")
    (campaign,) = desk.items("campaign", "list", CALL)
    assert (campaign["submissions"], campaign["more"]) == (3, 2)
    added = desk.object("campaign", "add", "CAM-0001", "LLEP-0004", "LLEP-0006")
    assert (added["copies"], added["variants"]) == (3, 1)
    assert desk.object("campaign", "rename", "cam-0001", "Night bus")["name"] == "Night bus"
    desk.done("campaign", "remove", "CAM-0001", "LLEP-0004")
    desk.done("campaign", "dissolve", "CAM-0001")
    (group,) = desk.items("campaign", "list", CALL)
    assert (group["campaign"], group["submissions"]) == ("", 5)
    desk.done("undo")
    assert desk.items("campaign", "list", CALL)[0]["name"] == "Night bus"


@pytest.mark.usefixtures("letters")
def test_duplicates_merging_and_splitting(desk: CommandLine):
    said = desk.object("submission", "duplicate", "LLEP-0003", "--of", "LLEP-0001")
    assert said == {**said, "reference": "LLEP-0003", "duplicate_of": "LLEP-0001"}
    again = ("submission", "add", CALL, "--respondent", "Body 0", "--answer", "2=And trains.")
    second = desk.reference(*again)
    merged = desk.object("submission", "merge", "LLEP-0001", second)
    assert (merged["reference"], merged["texts"]) == ("LLEP-0001", 1)
    assert "And trains." in desk.done("submission", "show", "LLEP-0001").out
    assert "Merged into LLEP-0001." in desk.done("submission", "show", second).out
    assert "separate" in desk.refused("submission", "put-back", second, "--reason", "Mine.")
    desk.done("submission", "separate", second)
    assert "And trains." not in desk.done("submission", "show", "LLEP-0001").out
    split = ("submission", "split", "LLEP-0001", "--respondent", "Body 9", "--type", "school")
    third = desk.reference(*split)
    assert "Split from: LLEP-0001" in desk.done("submission", "show", third).out
    assert desk.done("check").code == 0


def test_separating_tells_of_memos_whose_words_are_parted(desk: CommandLine):
    for words in ("Roads.", "Trains."):
        desk.reference("submission", "add", CALL, "--respondent", "Acme", "--answer", f"1={words}")
    desk.done("submission", "merge", "LLEP-0001", "LLEP-0002")
    across = ("memo", "add", "LLEP-0001", "--quote", "Roads.\n\nTrains.", "--words", "Both?")
    desk.done(*across)
    told = desk.done("submission", "separate", "LLEP-0002")
    assert "the words of 1 memo, kept on the earlier version." in told.err + told.out
    (memo,) = desk.items("memo", "list", CALL)
    assert (memo["submission"], memo["is_on_earlier_text"]) == ("LLEP-0001", True)


def test_one_tag_reaches_every_letter_that_says_the_same_whoever_signed_it(
    desk: CommandLine, tmp_path
):
    more = f"\n\nP.S. {OWN}"
    for place in range(4):
        text = letter(place, after=more if place == 3 else "")
        name = SIGNERS[place]
        desk.done("submission", "add", CALL, "--respondent", name, "--answer", f"1={text}")
    (group,) = desk.items("campaign", "list", CALL)
    assert (group["copies"], group["variants"]) == (2, 1)
    desk.done("campaign", "confirm", group["seed"], "--name", "Night bus")
    told = desk.done("campaign", "show", "CAM-0001", "--differences").out
    assert told.count("signed copy") == 2
    assert told.count("of its own, all in its signature") == 2
    assert "p s i bake bread and start at four" in told
    kinds = {
        each["reference"]: each["is_copy"] for each in desk.items("campaign", "show", "CAM-0001")
    }
    assert kinds == {f"LLEP-000{place + 1}": place != 3 for place in range(4)}
    desk.done("tag", group["seed"], "P2", "--stance", "support")
    desk.done("call", "edit", CALL, "--small-counts", "0")
    book = workbook(desk, tmp_path)
    assert [book["Campaigns"][0][name] for name in NUMBERS] == [4, 2, 1, 4, 0, 0]
    assert [(each["Code"], each["Submissions"]) for each in book["Campaign priorities"]] == [
        ("P2", 3)
    ]
    public = workbook(desk, tmp_path, "publication")
    said = " ".join(
        str(cell) for sheet in public.values() for row in sheet for cell in row.values()
    )
    assert not any(name in said for name in SIGNERS)
    assert desk.done("check").code == 0
