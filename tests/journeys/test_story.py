"""One call from its opening to both editions of its evidence, and every number reckoned again."""

from __future__ import annotations

import csv
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.journeys import story_workbook as reckoned
from tests.journeys.command_line import CALL, NEW_CALL, CommandLine
from tests.workbook_lint import lint

OFFICER = "Annabel Officer"
EMOJI = "👩‍🏭 skilled hands 😀"
PRIVATE = "quagmire-of-planning"
SECRET = "zinc-margin-of-nine"
WITHDRAWN = "withdrawn-lament"
UNANSWERED = "unanswered-permission"
NAMELESS = "Nobody's Business Ltd"
QUESTION = "What are the main barriers to growth and productivity in our area?"
SUM_TABLES = ("Ledger", "Priorities", "Priority × question")


UNSETTLED = {"internal": [], "publication": ["--unsettled", "The board has read the places."]}
"""What an export of each edition is told beside its name."""


@dataclass(frozen=True)
class Story:
    """What the story left behind."""

    desk: CommandLine
    rejudged: list[dict]
    late: str
    internal: Path
    publication: Path


def log(desk: CommandLine, respondent: str, received: str, *words: str) -> str:
    return desk.reference(
        "submission", "add", CALL, "--respondent", respondent, "--received", received, *words
    )


def portal_export(path: Path) -> Path:
    types = ["individual", "business-small", "school", "voluntary", "trade-union", ""]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(
            ["Response ID", "Organisation", "Type", "Area", "Received", "Permission", QUESTION]
        )
        for number in range(1, 37):
            writer.writerow(
                [
                    f"R-{number}",
                    f"Body {number % 30}",
                    types[number % 6],
                    ["Melton", "Blaby", ""][number % 3],
                    f"2019-01-{number % 28 + 1:02d} 10:00",
                    ["named", "unnamed"][number % 2],
                    "n/a" if number % 9 == 0 else f"Buses and land, says body {number}.",
                ]
            )
    return path


def tag_list(path: Path, imported: list[str]) -> Path:
    stances = ["support", "oppose", "mixed", "neutral", ""]
    strengths = ["anecdote", "experience", "case-data", "study", "statistic", ""]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["submission", "priority", "quote", "question", "stance", "strength"])
        for place, reference in enumerate(imported):
            kinds = [stances[place % 5], strengths[place % 6]]
            writer.writerow([reference, "P3.1", "Buses", "Q1", *kinds])
            if place % 2:
                writer.writerow([reference, "P3", "land", "", stances[place % 3], ""])
            if place % 4 == 0:
                writer.writerow([reference, "P3.1.1", "", "", *kinds])
            if place % 5 == 0:
                writer.writerow([reference, "G3", "", "1", *kinds])
    return path


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    folder = tmp_path_factory.mktemp("story")
    desk = CommandLine(folder / "story.lisdesk", now="2018-12-03T12:00", officer=OFFICER)
    assert desk.reference(*NEW_CALL) == CALL
    frame = ("priority", "add", CALL, "--code")
    desk.done(*frame, "P3.1", "--name", "Buses", "--parent", "P3")
    desk.done(*frame, "P3.1.1", "--name", "Sunday buses", "--parent", "P3.1")
    desk.now = "2019-01-30T16:00"
    log_in_time(desk)
    sheet = portal_export(folder / "portal.csv")
    assert desk.object("import", CALL, sheet)["new"] == 36
    found = desk.items("submission", "list", CALL, "--search", "buses land body")
    imported = sorted(row["reference"] for row in found)
    assert len(imported) == 32
    desk.now = "2019-02-04T09:00"
    log(desk, "Nearly Late plc", "2019-02-03T08:00", "--answer", "1=Snow held us up.")
    extended = desk.object(
        *("call", "extend", CALL, "--closes", "2019-02-08", "--reason", "Parish meetings."),
        *("--notice", "The call stays open until 8 February."),
    )
    assert desk.items("call", "close-due", "--at", "2019-02-08T23:59") == []
    assert desk.items("call", "close-due", "--at", "2019-02-09T00:00") == [CALL]
    desk.now = "2019-02-14T09:00"
    late = log_late_and_decide(desk)
    tagged = desk.object("tags", "import", CALL, tag_list(folder / "tags.csv", imported))
    assert tagged["added"] == tagged["lines"] > 60
    desk.now = "2019-02-18T09:00"
    paths = {}
    for edition, options in UNSETTLED.items():
        paths[edition] = folder / f"{edition}.xlsx"
        desk.done("export", CALL, "--out", paths[edition], "--edition", edition, *options)
    yield Story(desk, extended["rejudged"], late, paths["internal"], paths["publication"])


def log_in_time(desk: CommandLine) -> None:
    first = log(
        desk, "Acme Ltd", "2018-12-05T18:00", "--permission", "named", "--type", "business-small",
        "--email", "jo@acme.example", "--answer", f"2=We lack {EMOJI} and time.",
    )  # fmt: skip
    desk.done("tag", first, "P2", "--quote", EMOJI, "--stance", "support", "--note", "Ring-Jo.")
    desk.done("tag", first, "P4", "--quote", "time")
    again = log(
        desk, "ACME Ltd.", "2018-12-20T10:00", "--type", "business-small", "--channel", "post",
        "--permission", "named", "--answer", "4=Advice that comes to us.",
    )  # fmt: skip
    desk.done("tag", again, "P4", "--question", "4", "--stance", "oppose")
    anonymous = log(
        desk, "Zelda Unnamed", "2019-01-10", "--area", "Oadby", "--permission", "unnamed",
        "--type", "individual",
        "--answer", "2=Evening classes would help me.",
    )  # fmt: skip
    desk.done("tag", anonymous, "P2", "--quote", "Evening classes", "--stance", "mixed")
    for words, permission in ((PRIVATE, ("--permission", "none")), (UNANSWERED, ())):
        private = log(
            desk, NAMELESS, "2019-01-11", *permission, "--submitted-by", "Agent Quill",
            "--answer", f"5=The {words} is endless.", "--answer", f"6=Truly {words}.",
        )  # fmt: skip
        desk.done("tag", private, "P5", "--quote", words, "--strength", "statistic")
        desk.done("tag", private, "P5", "--note", f"Says {words}.")
    secret = log(
        desk, "Foundry plc", "2019-01-12", "--permission", "named", "--answer", f"1=Our {SECRET}."
    )
    desk.done("submission", "confidential", secret, "--reason", "Prices.", "--quote", SECRET)
    desk.done("tag", secret, "P4", "--quote", SECRET, "--stance", "support")
    gone = log(
        desk, "Gone Ltd", "2019-01-13", "--permission", "named", "--answer", f"1=A {WITHDRAWN}."
    )
    desk.done("tag", gone, "P1", "--quote", WITHDRAWN)
    desk.done("submission", "withdraw", gone, "--reason", "Asked us.")
    off = log(desk, "Lost Ltd", "2019-01-14", "--answer", "1=About another county.")
    desk.done("submission", "set-aside", off, "off-topic", "--reason", "Another county.")
    log(desk, "Blank Ltd", "2019-01-15")
    log(desk, "Nothing Ltd", "2019-01-16", "--answer", "1=n/a", "--permission", "named")


def log_late_and_decide(desk: CommandLine) -> str:
    accepted = log(
        desk, "Posted Ltd", "2019-02-11", "--sent", "2019-02-06", "--channel", "post",
        "--permission", "named", "--answer", "1=Posted in time.",
    )  # fmt: skip
    desk.done("tag", accepted, "P1", "--quote", "in time", "--stance", "support")
    desk.done("submission", "decide", accepted, "accept-flagged", "--reason", "Postmark.")
    refused = log(desk, "Tardy Ltd", "2019-02-12", "--answer", "1=Sorry.")
    desk.done("submission", "decide", refused, "refuse", "--reason", "No reason given.")
    desk.done("tag", refused, "P1", "--quote", "Sorry")
    return log(desk, "Waiting Ltd", "2019-02-13", "--answer", "1=Still in time?")


@pytest.fixture(scope="module")
def internal(story: Story) -> reckoned.Sheets:
    return reckoned.sheets(story.internal)


@pytest.fixture(scope="module")
def publication(story: Story) -> reckoned.Sheets:
    return reckoned.sheets(story.publication)


@pytest.fixture(scope="module")
def published_words(story: Story) -> str:
    """Return all the XML of the publication, unpacked."""
    with ZipFile(story.publication) as package:
        return "\n".join(package.read(name).decode("utf-8") for name in package.namelist())


def test_the_extension_listed_what_it_judged_anew(story: Story):
    assert [(item["was"], item["becomes"]) for item in story.rejudged] == [("late", "in-time")]
    shown = story.desk.object("submission", "show", story.late)
    assert shown["disposition"] == "late-waiting"
    assert story.desk.object("call", "show", CALL)["state"] == "closed"
    assert story.desk.object("check")["sound"] is True


def test_cover_extensions_and_event_log_tell_the_same_move_of_the_deadline(
    internal: reckoned.Sheets, story: Story
):
    cover = reckoned.cells(story.internal)["Cover"]
    told = {line[0]: line[1] for line in cover if len(line) > 1}
    assert told["Original deadline"] == "Thu 31 Jan 2019, 24:00"
    assert told["Deadline in force"] == "Fri 8 Feb 2019, 24:00"
    assert told["Extensions"] == 1
    (moved,) = internal["Extensions"]
    assert (moved["From"], moved["From time"]) == (datetime(2019, 1, 31), "24:00")
    assert (moved["To"], moved["To time"]) == (datetime(2019, 2, 8), "24:00")
    assert moved["Reason"] == "Parish meetings."
    assert moved["Notice"] == "The call stays open until 8 February."
    (event,) = (line for line in internal["Event log"] if "Extended" in str(line["What"]))
    assert event["What"] == (
        f"Extended {CALL} from Thu 31 Jan 2019, 24:00 to Fri 8 Feb 2019, 24:00: Parish meetings."
    )
    assert event["When"] == moved["Announced"]


def test_the_event_log_tells_the_story_in_plain_words_and_in_its_order(internal: reckoned.Sheets):
    log = internal["Event log"]
    assert {line["Who"] for line in log} == {OFFICER}
    assert [line["When"] for line in log] == sorted(line["When"] for line in log)
    words = [line["What"] for line in log]
    assert words[:5] == [
        f"Made the call {CALL}, closing Thu 31 Jan 2019, 24:00",
        f"Added priority {CALL}: “Buses”",
        f"Added priority {CALL}: “Sunday buses”",
        "Logged LLEP-0001",
        "Tagged LLEP-0001, and 1 more like it",
    ]
    assert words[-12:] == [
        "Imported IMP-0001 from “portal.csv”: 36 rows, 36 new",
        "Logged LLEP-0047",
        f"Extended {CALL} from Thu 31 Jan 2019, 24:00 to Fri 8 Feb 2019, 24:00: Parish meetings.",
        f"Recorded the close of {CALL}: Deadline passed: Fri 8 Feb 2019, 24:00",
        "Logged LLEP-0048",
        "Tagged LLEP-0048",
        "Decided about LLEP-0048: accept, flagged as late; Postmark.",
        "Logged LLEP-0049",
        "Decided about LLEP-0049: refuse; No reason given.",
        "Tagged LLEP-0049",
        "Logged LLEP-0050",
        f"Added tags to {CALL}",
    ]


def test_the_ledger_is_that_of_the_submissions_and_adds_up(internal: reckoned.Sheets):
    expected = reckoned.expected_ledger(internal)
    shown = {row["Disposition"]: row["Submissions"] for row in internal["Ledger"]}
    assert {name: number for name, number in shown.items() if number} == expected
    counted = sum(row["Submissions"] for row in internal["Ledger"] if row["Counted"] == "yes")
    others = sum(row["Submissions"] for row in internal["Ledger"] if row["Counted"] == "no")
    assert counted == len(reckoned.counted(internal))
    assert counted + others == shown["Received"] == 36 + 14
    for disposition in ("Late, accepted", "Late, waiting for a decision", "Late, not counted",
                        "Blank", "Off topic", "Withdrawn"):  # fmt: skip
        assert shown[disposition] == 1


def test_the_summary_of_the_command_line_agrees_with_the_workbook(
    story: Story, internal: reckoned.Sheets
):
    summary = story.desk.object("summary", CALL, "--by", "type")
    assert summary["received"] == len(internal["Submissions"])
    assert summary["counted"] + summary["not_counted"] == summary["received"]
    expected = reckoned.expected_respondents(internal)
    assert {
        row["label"]: (row["submissions"], row["stakeholders"]) for row in summary["items"]
    } == {kind: numbers[:2] for kind, numbers in expected.items()}
    bases = reckoned.expected_bases(internal)
    by_question = story.desk.items("summary", CALL, "--by", "question")
    assert [row["submissions"] for row in by_question] == [
        bases.get(f"Q{number}", 0) for number in range(1, 11)
    ]


def test_respondents_are_those_of_the_counted_submissions(internal: reckoned.Sheets):
    expected = reckoned.expected_respondents(internal)
    base = len(reckoned.counted(internal))
    assert base >= 30
    for row in internal["Respondents"]:
        nobody = (0, 0, reckoned.share(0, base))
        shown = (row["Submissions"], row["Stakeholders"], row["Share"])
        assert shown == expected.pop(row["Type"], nobody), row["Type"]
    assert expected == {}


def test_every_number_of_every_priority_follows_from_the_tags(internal: reckoned.Sheets):
    assert {row["Code"] for row in internal["Priorities"]} > {"P3", "P3.1", "P3.1.1", "G3"}
    for row in internal["Priorities"]:
        expected = reckoned.expected_priority(internal, row)
        assert {name: row[name] for name in expected} == expected, row["Code"]
    stances = ("Support", "Oppose", "Mixed", "Neutral", "Unstated")
    for row in internal["Priorities"]:
        assert sum(row[name] for name in stances) == row["Submissions"]


def test_priorities_by_type_follow_from_the_tags(internal: reckoned.Sheets):
    for priority, row in zip(internal["Priorities"], internal["Priority × type"], strict=True):
        expected = reckoned.expected_by_type(internal, priority)
        shown = {name: number for name, number in row.items() if name not in ("Code", "Priority")}
        assert row["Code"] == priority["Code"]
        assert {name: number for name, number in shown.items() if number} == {
            name: number for name, number in expected.items() if number
        }


def test_priorities_by_question_follow_from_the_tags_and_answers(internal: reckoned.Sheets):
    *rows, bases = internal["Priority × question"]
    for priority, row in zip(internal["Priorities"], rows, strict=True):
        expected = reckoned.expected_by_question(internal, priority)
        shown = {name: number for name, number in row.items() if name not in ("Code", "Priority")}
        assert {name: number for name, number in shown.items() if number} == expected
    expected_bases = reckoned.expected_bases(internal)
    for number in range(1, 11):
        assert bases[f"Q{number}"] == expected_bases.get(f"Q{number}", 0)


def test_the_emoji_quotation_stands_where_it_says_in_its_answer(internal: reckoned.Sheets):
    (tag,) = [row for row in internal["Evidence"] if row["Quotation"] == EMOJI]
    (answer,) = [
        row["Text"]
        for row in internal["Answers"]
        if (row["Reference"], row["Question"]) == (tag["Submission reference"], tag["Question"])
    ]
    assert answer[int(tag["Start"]) : int(tag["End"])] == EMOJI


def test_evidence_is_of_counted_submissions_only(internal: reckoned.Sheets):
    counted = reckoned.counted(internal)
    assert all(row["Submission reference"] in counted for row in internal["Evidence"])
    assert not any(row["Quotation"] in (WITHDRAWN, "Sorry") for row in internal["Evidence"])


def _published_columns(line: Mapping[str, object]) -> dict[str, object]:
    """Return a line without what only officers are told: targets, and priorities of one group."""
    return {k: v for k, v in line.items() if k not in ("Target", "Gap", "One group")}


def test_the_publication_counts_what_the_internal_edition_counts(
    internal: reckoned.Sheets, publication: reckoned.Sheets
):
    for name in SUM_TABLES:
        own = [_published_columns(line) for line in internal[name]]
        assert publication[name] == own
    assert len(publication["Submissions"]) == len(internal["Submissions"])
    assert len(publication["Evidence"]) == len(internal["Evidence"])
    assert "Changes" not in publication


def test_areas_that_few_share_are_neither_named_nor_counted(
    internal: reckoned.Sheets, publication: reckoned.Sheets
):
    large = {line["Area"] for line in internal["Areas"] if line["Submissions"] >= 5}
    shown = [line for line in publication.get("Areas", []) if line["Area"] != "Not stated"]
    assert {line["Area"] for line in shown} <= large | {"Other areas"}
    for line in shown:
        assert isinstance(line["Submissions"], str) or line["Submissions"] >= 5


@pytest.mark.parametrize("name", ["Respondents", "Priority × type"])
def test_small_numbers_are_not_published_and_the_others_are_the_same(
    internal: reckoned.Sheets, publication: reckoned.Sheets, name: str
):
    is_crossed = name != "Respondents"
    hidden = 0
    for ours, theirs in zip(internal[name], publication[name], strict=True):
        for heading, number in _published_columns(ours).items():
            if theirs[heading] == number:
                small = isinstance(number, float) and 0 < number < 5
                assert not (is_crossed and small and heading != "Total")
            else:
                assert theirs[heading] == "fewer than 5" or "with" in str(theirs[heading])
                hidden += 1
    assert hidden > 0 or not is_crossed


@pytest.mark.parametrize(
    "words", [PRIVATE, UNANSWERED, SECRET, WITHDRAWN, NAMELESS.replace("'", "&apos;"), NAMELESS,
              "Agent Quill", "Zelda", "Sorry.", "another county", "Ring-Jo", "jo@acme.example",
              OFFICER, "Annabel", "Gone Ltd", "Waiting Ltd", "No reason given"],
)  # fmt: skip
def test_nothing_that_may_not_be_published_is_anywhere_in_the_publication(
    published_words: str, words: str
):
    assert words not in published_words


@pytest.mark.parametrize("words", [EMOJI, "Acme Ltd", "Evening classes", "individual, anonymous"])
def test_what_may_be_published_is(published_words: str, words: str):
    assert words in published_words


def test_quotations_are_of_permitted_submissions_with_the_right_attribution(
    publication: reckoned.Sheets,
):
    quoted = {row["Quotation"]: row["Attribution"] for row in publication["Quotations"]}
    tagged = {row["Quotation"]: row["Submission reference"] for row in publication["Evidence"]}
    assert quoted[EMOJI] == "Acme Ltd"
    assert quoted["Evening classes"] == f"individual, anonymous, {tagged['Evening classes']}"
    assert not {PRIVATE, UNANSWERED, SECRET} & set(quoted)
    unquoted = [row for row in publication["Evidence"] if not row["Quotation"]]
    assert {row["Respondent"] for row in unquoted} <= {
        "", "organisation, anonymous", "individual, anonymous", "Foundry plc",
        *(f"Body {number}" for number in range(30)),
    }  # fmt: skip


@pytest.mark.parametrize("edition", ["internal", "publication"])
def test_a_workbook_is_sound_and_readers_agree_on_every_cell(story: Story, edition: str):
    path = getattr(story, edition)
    assert lint(path) == []
    assert reckoned.cells_by_openpyxl(path) == reckoned.cells(path)


@pytest.mark.parametrize("edition", ["internal", "publication"])
def test_the_same_export_again_gives_the_same_bytes(story: Story, tmp_path: Path, edition: str):
    one, two = tmp_path / "one.xlsx", tmp_path / "two.xlsx"
    reports = [
        story.desk.object("export", CALL, "--out", path, "--edition", edition, *UNSETTLED[edition])
        for path in (one, two)
    ]
    assert one.read_bytes() == two.read_bytes()
    assert reports[0]["sha256"] == reports[1]["sha256"]
    assert [report["reference"] for report in reports] == [one.name, two.name]


@pytest.mark.thorough
def test_both_workbooks_survive_libreoffice(story: Story, tmp_path: Path):
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    subprocess.run(
        [
            *(
                soffice,
                "--headless",
                "--norestore",
                f"-env:UserInstallation={tmp_path.as_uri()}/me",
            ),
            *("--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", tmp_path / "out"),
            *(story.internal, story.publication),
        ],
        check=True,
        capture_output=True,
        timeout=110,
    )
    for path in (story.internal, story.publication):
        assert reckoned.cells(tmp_path / "out" / path.name) == reckoned.cells(path)
