"""Calls, their deadlines, their questions and their priorities, from the command line."""

import csv
from pathlib import Path

import pytest

from lisdesk.paths import shipped
from tests.journeys.command_line import CALL, CommandLine
from tests.thorough import one_in

DATES = ("--opens", "2018-12-06", "--closes", "2019-01-31")


def late_on(desk: CommandLine, day: str) -> str:
    return desk.reference("submission", "add", CALL, "--respondent", day, "--received", day)


def test_a_new_call_takes_the_template_the_lead_and_its_partners(desk: CommandLine):
    made = desk.reference(
        *("call", "new", "--title", "Heart of the South West", *DATES),
        *("--lead", "heart of the south west", "--partner", "Devon County Council"),
        *("--partner", "West of England LEP", "--template", "lis-ten-questions"),
    )
    shown = desk.object("call", "show", made)
    assert shown["lead"] == "Heart of the South West"
    assert shown["partners"] == ["Devon County Council", "West of England"]
    assert len(shown["questions"]) == 10
    assert {item["labels"][0] for item in desk.items("priority", "list", made)} > {
        "Ideas",
        "People",
    }


def test_a_call_is_led_through_its_life_by_the_command_line(desk: CommandLine):
    made = desk.reference(
        *("call", "new", "--title", "Skills", "--opens", "2019-03-01", "--closes", "2019-03-31"),
        *("--lead", "D2N2", "--prefix", "SKILLS", "--draft"),
    )
    refused = desk.refused("call", "step", made)
    assert f"{made} stays draft. It asks no question yet." in refused
    desk.done("question", "add", made, "--text", "What is missing?")
    desk.done("call", "edit", made, "--closes", "2019-04-30T17:00", "--remind", "10,2")
    stepped = desk.object("call", "step", made, "--to", "ready")
    assert (stepped["was"], stepped["stage"]) == ("draft", "scheduled")
    assert stepped["next"] == "It opens by itself Fri 1 Mar 2019, 00:00 (Europe/London)."
    desk.now = "2019-05-01T09:00"
    desk.done("call", "step", made)
    shown = desk.object("call", "show", made)
    assert (shown["state"], shown["stage"], shown["reminders"]) == ("closed", "analysing", [10, 2])
    assert [step["words"] for step in shown["steps"]] == ["Draft", "Ready", "Analysing"]
    for to in ("reporting", "published", "archived"):
        given = ("--to", to, "--reason", "On our pages.")
        desk.done("call", "step", made, *given)
    refused = desk.refused("call", "edit", made, "--title", "Other")
    assert "--to published --reason" in refused
    assert [call["reference"] for call in desk.items("call", "list", "--stage", "archived")] == [
        made
    ]
    said = desk.done("history").out
    for words in ("make call ready", "begin analysis", "mark published", "archive call"):
        assert words in said


def test_references_count_by_prefix_and_year(desk: CommandLine):
    words = ("call", "new", "--title", "T", *DATES)
    assert desk.reference(*words, "--lep", "LLEP") == "LLEP-2018-02"
    assert desk.reference(*words, "--lep", "LLEP", "--prefix", "skills") == "SKILLS-2018-01"
    later = ("--opens", "2019-05-01", "--closes", "2019-06-30")
    assert desk.reference("call", "new", "--title", "T", *later, "--lep", "LLEP") == "LLEP-2019-01"


@pytest.mark.parametrize(
    "name",
    [
        "Leicester & Leicestershire",
        "leicester AND leicestershire",
        "Leicester and Leicestershire LEP",
        "Leicester & Leicestershire Enterprise Partnership",
        "the Leicester and Leicestershire Local Enterprise Partnership",
        "llep",
    ],
)
def test_a_lep_is_known_in_every_form_of_its_name(desk: CommandLine, name: str):
    made = desk.reference("call", "new", "--title", "T", *DATES, "--lead", name)
    assert desk.object("call", "show", made)["lead"] == "Leicester & Leicestershire"


@pytest.mark.parametrize("first", one_in(8, range(8)))
def test_every_lep_is_known_by_its_everyday_and_its_official_name(desk: CommandLine, first: int):
    with (shipped("resources") / "reference" / "leps.csv").open(encoding="utf-8") as file:
        leps = list(csv.DictReader(file))
    assert len(leps) == 38
    for lep in leps[first::8]:
        for name in (lep["name"].upper(), lep["official_name"].replace("&", "and")):
            made = desk.reference("call", "new", "--title", "T", *DATES, "--lep", name)
            assert desk.object("call", "show", made)["lead"] == lep["name"]


def test_a_lep_that_is_misspelt_is_refused_with_the_nearest_names(desk: CommandLine):
    said = desk.refused("call", "new", "--title", "T", *DATES, "--lead", "Leicster")
    assert "Leicester & Leicestershire" in said


@pytest.mark.parametrize(
    ("closes", "means", "words"),
    [
        ("2019-01-31", "2019-02-01T00:00:00+00:00", "Thu 31 Jan 2019, 24:00"),
        ("2019-01-31T17:00", "2019-01-31T17:00:00+00:00", "Thu 31 Jan 2019, 17:00"),
        ("2019-03-31", "2019-04-01T00:00:00+01:00", "Sun 31 Mar 2019, 24:00"),
    ],
)
def test_a_closing_date_is_a_whole_day_and_a_time_is_a_moment(
    desk: CommandLine, closes: str, means: str, words: str
):
    opened = ("call", "new", "--title", "T", "--opens", "2018-12-06", "--lead", "LLEP")
    ran = desk.done(*opened, "--closes", closes)
    assert ran.out == f"Made the call, closing {words}: LLEP-2018-02\n"
    shown = desk.object("call", "show", ran.last_word)
    assert (shown["closes"], shown["closes_at"]) == (closes, means)


def test_a_call_that_would_close_before_it_opens_is_refused(desk: CommandLine):
    words = ("call", "new", "--title", "T", "--lead", "LLEP", "--opens", "2018-12-06")
    desk.refused(*words, "--closes", "2018-12-05")
    desk.refused(*words, "--closes", "2019-10-27T01:30")
    desk.refused(*words, "--closes", "2019-03-31T01:30")


def test_the_list_shows_state_deadline_and_days_left(desk: CommandLine):
    out = desk.done("call", "list").out
    assert out.splitlines()[2].split("  ")[0] == CALL
    assert "Open" in out
    assert "Thu 31 Jan 2019, 24:00" in out
    (row,) = desk.items("call", "list")
    assert (row["state"], row["closes"], row["days_left"]) == ("open", "2019-01-31", 52)


def test_an_extension_judges_stored_submissions_anew_and_lists_them(desk: CommandLine):
    late, later = late_on(desk, "2019-02-03"), late_on(desk, "2019-02-20")
    extended = desk.object(
        *("call", "extend", CALL, "--closes", "2019-02-08", "--reason", "Snow.", "--notice", "N.")
    )
    assert extended["rejudged"] == [
        {
            "reference": late,
            "was": "late",
            "becomes": "in-time",
            "disposition": "blank",
            "decision": None,
        }
    ]
    assert extended["warnings"] == []
    assert desk.object("submission", "show", later)["timing"] == "late"
    deadlines = desk.object("call", "show", CALL)["deadlines"]
    assert [(line["deadline"], line["reason"]) for line in deadlines] == [
        ("2019-01-31", ""),
        ("2019-02-08", "Snow."),
    ]
    assert "Extended on 10 Dec 2018, 09:00 to Fri 8 Feb 2019, 24:00: Snow." in (
        desk.done("call", "show", CALL).out
    )


def test_an_extension_after_closing_opens_the_call_again(desk: CommandLine):
    desk.now = "2019-02-03T09:00"
    assert desk.object("call", "show", CALL)["state"] == "closed"
    assert (
        desk.object("call", "extend", CALL, "--closes", "2019-02-08", "--reason", "Snow.")["state"]
        == "open"
    )


def test_an_extension_to_a_moment_that_has_passed_is_allowed_with_a_warning(desk: CommandLine):
    desk.now = "2019-03-01T09:00"
    late_on(desk, "2019-02-03")
    words = ("call", "extend", CALL, "--closes", "2019-02-08", "--reason", "Agreed by telephone.")
    ran = desk.done(*words)
    assert ran.out.startswith("warning: That deadline has passed already")
    assert "Judged anew: 1 submission" in ran.out
    desk.done("undo")
    again = desk.object(*words)
    assert (again["state"], len(again["warnings"])) == ("closed", 1)


def test_a_call_is_closed_by_hand_and_reopened_for_a_reason(desk: CommandLine):
    closed = desk.object("call", "close", CALL, "--reason", "Enough.")
    assert closed["state"] == "closed"
    shown = desk.object("call", "show", CALL)
    assert shown["closed_by_hand_at"] == shown["closes_at"] == "2018-12-10T09:00:00+00:00"
    desk.refused("call", "close", CALL, "--reason", "Once more.")
    assert desk.object("call", "reopen", CALL, "--reason", "Too soon.")["state"] == "open"


def test_closings_that_are_due_are_recorded_once_by_the_clock_that_is_named(desk: CommandLine):
    assert desk.items("call", "close-due") == []
    due = desk.object("call", "close-due", "--at", "2019-02-01T00:00")
    assert (due["items"], due["clock"]) == ([CALL], "2019-02-01T00:00:00+00:00")
    ran = desk.done("call", "close-due", "--at", "2019-02-02")
    assert (ran.out, ran.err) == (
        "No call was due.\n",
        "note: the clock is set to 2 Feb 2019, 00:00\n",
    )


def test_questions_are_numbered_as_they_come(desk: CommandLine):
    added = desk.object(
        "question", "add", CALL, "--text", "How   sure\nare you?", "--kind", "rating"
    )
    assert added["reference"] == "11"
    assert desk.reference("question", "add", CALL, "--text", "Which?", "--kind", "Single choice",
                          "--choice", "A", "--choice", "B") == "12"  # fmt: skip
    last = desk.items("question", "list", CALL)[-2:]
    assert [(row["number"], row["kind"], row["text"], row["choices"]) for row in last] == [
        (11, "rating", "How sure are you?", []),
        (12, "choice", "Which?", ["A", "B"]),
    ]


def test_priorities_form_a_tree_with_labels_and_keywords(desk: CommandLine):
    words = ("priority", "add", CALL, "--code", "P2.1", "--name", "Trades", "--parent", "p2")
    made = desk.reference(
        *words,
        "--foundation",
        "people",
        "--foundation",
        "Ideas",
        "--foundation",
        "People",
        "--definition",
        "Site work.",
        "--keywords",
        "brick, roof,",
    )
    assert made == "P2.1"
    rows = {row["code"]: row for row in desk.items("priority", "list", CALL)}
    assert list(rows).index("P2.1") == list(rows).index("P2") + 1
    row = rows["P2.1"]
    assert (row["parent"], row["depth"], row["labels"]) == ("P2", 1, ["Ideas", "People"])
    assert (row["definition"], row["keywords"]) == ("Site work.", ["brick", "roof"])


def test_a_list_of_priorities_is_added_whole_or_not_at_all(desk: CommandLine, tmp_path):
    sheet = tmp_path / "priorities.csv"
    head = "Code,Name,Parent,Foundation,Keywords,Status\n"
    sheet.write_text(head + 'P8,Culture,,Places; Ideas;,"arts, music",agreed\nP8.1,Museums,P8,,,\n')
    added = desk.items("priority", "import", CALL, sheet)
    assert added == ["P8", "P8.1"]
    row = next(row for row in desk.items("priority", "list", CALL) if row["code"] == "P8")
    assert (row["labels"], row["keywords"], row["status"]) == (
        ["Ideas", "Places"], ["arts", "music"], "agreed",
    )  # fmt: skip
    again = desk.object("priority", "import", CALL, sheet)
    assert (again["items"], again["changed"], again["already_here"]) == ([], [], 2)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Code,Name\nP8,\n", "In row 2: A priority needs a code without spaces, and a name."),
        ("Code,Name\n,Culture\n", "Row 2 has no code"),
        ("Code,Name,Status\nP8,Culture,dead\n", "In row 2: “dead” is not a status"),
        ("Code,Name\nP8,Culture\nP8,Again\n", "In row 3: the list has P8 twice"),
        ("Code,Name,Parent\nP8.1,Museums,P8\nP8,Culture,\n", "no priority “P8”"),
        ("Name\nCulture\n", "has no column code"),
        ("\n\n", "no rows"),
    ],
)
def test_a_list_of_priorities_with_a_fault_says_where(desk: CommandLine, tmp_path, text, said):
    sheet = tmp_path / "priorities.csv"
    sheet.write_text(text)
    assert said in desk.refused("priority", "import", CALL, sheet)


@pytest.mark.parametrize("place", ["notes.txt/new.lisdesk", "notes.txt/deeper/new.lisdesk"])
def test_a_new_file_below_what_is_no_folder_cannot_be_made(tmp_path: Path, place: str):
    (tmp_path / "notes.txt").write_text("Notes.")
    desk = CommandLine(tmp_path / place)
    said = desk.refused("call", "new", "--title", "T", *DATES, "--lep", "LLEP")
    assert "“new.lisdesk” cannot be made: “notes.txt” is not a folder." in said
    assert "Choose a folder that is there and that you may write in." in said
    assert [each.name for each in tmp_path.iterdir()] == ["notes.txt"]


@pytest.mark.parametrize("place", ["notes.txt/new.lisdesk", "notes.txt/deeper/new.lisdesk"])
def test_what_lies_below_no_folder_is_not_there_and_cannot_be_written(
    desk: CommandLine, tmp_path: Path, place: str
):
    (tmp_path / "notes.txt").write_text("Notes.")
    why = "“notes.txt” is not a folder."
    assert why in desk.refused("backup", tmp_path / place)
    desk.done("backup", tmp_path / "copy.lisdesk")
    assert why in desk.refused("restore", tmp_path / "copy.lisdesk", "--to", tmp_path / place)
    assert "There is no consultation file “new.lisdesk”" in CommandLine(tmp_path / place).refused(
        "info"
    )
    assert "there is no such file" in desk.refused("import", CALL, tmp_path / place)
