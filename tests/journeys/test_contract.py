"""What holds for every command: exit codes, JSON, the clock, the officer, the file."""

import os
from pathlib import Path

import pytest

from lisdesk import __version__
from tests.journeys.command_line import CALL, NEW_CALL, CommandLine, start
from tests.thorough import one_in

READING = [
    ("call", "list"),
    ("call", "show", CALL),
    ("question", "list", CALL),
    ("priority", "list", CALL),
    ("priority", "history", CALL),
    ("priority", "then", CALL, "2018-12-10"),
    ("submission", "list", CALL),
    ("submission", "show", "LLEP-0001"),
    ("imports", "list", CALL),
    ("campaign", "list", CALL),
    ("campaign", "show", "LLEP-0001"),
    ("tags", "list", CALL),
    ("summary", CALL),
    ("summary", CALL, "--by", "type"),
    ("check",),
    ("info",),
    ("history",),
    ("setting", "list"),
    ("area", "list"),
    ("submission", "attachments", "LLEP-0001"),
]
WRITING = [
    ("call", "edit", CALL, "--title", "Our strategy", "--small-counts", "3"),
    ("question", "edit", CALL, "3", "--text", "Which roads?"),
    ("question", "edit", CALL, "4", "--part", "Urban", "--part", "Rural", "--file"),
    ("call", "form", CALL, "--out", "form.docx", "--sending", "By post."),
    ("question", "move", CALL, "9", "--to", "4"),
    ("question", "remove", CALL, "8"),
    ("priority", "edit", CALL, "P2", "--name", "Skills", "--status", "agreed"),
    ("priority", "move", CALL, "P3", "--parent", "P2", "--place", "1"),
    ("priority", "merge", CALL, "P4", "--into", "P1"),
    ("priority", "delete", CALL, "P5"),
    ("submission", "edit-many", "LLEP-0001", "--area", "Oadby", "--channel", "post"),
    ("stakeholder", "edit", "acme ltd", "--name", "Acme Holdings"),
    ("area", "edit", "melton", "--lead", "LLEP"),
    ("tags", "add", "P2", "LLEP-0001", "--stance", "mixed"),
    ("call", "extend", CALL, "--closes", "2019-02-08", "--reason", "More time."),
    ("call", "close", CALL, "--reason", "Enough."),
    ("call", "close-due"),
    ("call", "edit", CALL, "--remind", "none"),
    ("question", "add", CALL, "--text", "Anything else?"),
    ("priority", "add", CALL, "--code", "P9", "--name", "Heritage"),
    ("submission", "add", CALL, "--respondent", "Bea Barn"),
    ("submission", "edit", "LLEP-0001", "--area", "Oadby"),
    ("submission", "withdraw", "LLEP-0001", "--reason", "Asked for it."),
    ("submission", "set-aside", "LLEP-0001", "duplicate", "--reason", "Twice."),
    ("submission", "confidential", "LLEP-0001", "--reason", "Trade secret."),
    ("submission", "split", "LLEP-0001", "--respondent", "Beta"),
    ("tag", "LLEP-0001", "P2", "--quote", "Skills"),
    ("setting", "set", "attachment_limit_mb", "30"),
    ("undo",),
]
REFUSED = [
    ("call", "show", "LLEP-2018-09"),
    ("campaign", "list", "LLEP-2018-09"),
    ("campaign", "show", "CAM-0009"),
    ("campaign", "dissolve", "CAM-0001"),
    ("campaign", "confirm", "LLEP-0001", "--name", "Alone"),
    ("submission", "duplicate", "LLEP-0001", "--of", "LLEP-0001"),
    ("submission", "merge", "LLEP-0001", "LLEP-0001"),
    ("submission", "separate", "LLEP-0001"),
    ("submission", "split", "LLEP-0001", "--respondent", "B", "--question", "9"),
    ("call", "extend", CALL, "--closes", "2019-01-31", "--reason", "The same."),
    ("call", "extend", CALL, "--closes", "2019-02-30", "--reason", "No such day."),
    ("call", "extend", CALL, "--closes", "2019-02-08", "--reason", " "),
    ("call", "reopen", CALL, "--reason", "It is open."),
    ("call", "close-due", "--at", "tomorrow"),
    ("call", "step", CALL),
    ("call", "step", CALL, "--to", "archived"),
    ("call", "step", CALL, "--to", "finished"),
    ("call", "list", "--stage", "finished"),
    ("call", "edit", CALL, "--remind", "soon"),
    ("call", "edit", CALL, "--closes", "2019-02-08"),
    ("question", "add", CALL, "--text", " "),
    ("question", "add", CALL, "--text", "Which?", "--kind", "riddle"),
    ("question", "add", CALL, "--text", "Which?", "--most", "100"),
    ("template", "show", "none-such"),
    ("template", "remove", "lis-ten-questions"),
    ("template", "save", CALL, "--name", " "),
    ("priority", "add", CALL, "--code", "P1", "--name", "Taken"),
    ("priority", "add", CALL, "--code", "P9", "--name", "Lost", "--parent", "P8"),
    ("priority", "add", CALL, "--code", "P9", "--name", "Lost", "--foundation", "Sixth"),
    ("priority", "import", CALL, "missing.csv"),
    ("submission", "add", CALL, "--respondent", "Bea", "--answer", "99=No such question."),
    ("submission", "add", CALL, "--respondent", "Bea", "--answer", "Skills"),
    ("submission", "add", CALL, "--respondent", "Bea", "--answer", "1=a", "--answer", "Q1=b"),
    ("submission", "add", CALL, "--respondent", "Bea", "--type", "wizard"),
    ("submission", "add", CALL, "--respondent", "Bea", "--channel", "pigeon"),
    ("submission", "add", CALL, "--respondent", "Bea", "--permission", "maybe"),
    ("submission", "add", CALL, "--respondent", "Bea", "--received", "31/1/2019"),
    ("submission", "add", CALL, "--respondent", "Bea", "--received", "2019-03-31T01:30"),
    ("submission", "add", CALL, "--respondent", "Bea", "--text", "missing.txt"),
    ("submission", "add", CALL, "--respondent", "Bea", "--attach", "missing.pdf"),
    ("submission", "show", "LLEP-9999"),
    ("submission", "edit", "LLEP-0001", "--type", "wizard"),
    ("submission", "withdraw", "LLEP-0001", "--reason", ""),
    ("submission", "put-back", "LLEP-0001", "--reason", "It is in."),
    ("submission", "decide", "LLEP-0001", "accept", "--reason", "It was in time."),
    ("submission", "decide", "LLEP-0001", "shrug", "--reason", "Why not."),
    ("submission", "list", CALL, "--status", "lost"),
    ("submission", "list", CALL, "--type", "wizard"),
    ("submission", "list", CALL, "--priority", "P99"),
    ("import", CALL, "missing.csv"),
    ("imports", "undo", "IMP-0009"),
    ("submission", "attachments", "LLEP-9999"),
    ("submission", "save-attachment", "LLEP-0001", "1", "--out", "."),
    ("submission", "extract-text", "LLEP-0001", "1"),
    ("tag", "LLEP-0001", "P99"),
    ("tag", "LLEP-0001", "P2", "--quote", "Never said."),
    ("tag", "LLEP-0001", "P2", "--quote", "Skills", "--nth", "3"),
    ("tag", "LLEP-0001", "P2", "--question", "7"),
    ("tag", "LLEP-0001", "P2", "--stance", "angry"),
    ("tag", "LLEP-0001", "P2", "--strength", "rumour"),
    ("untag", "TAG-0009"),
    ("tags", "import", CALL, "missing.csv"),
    ("tags", "add", "P99", "LLEP-0001"),
    ("tags", "add", "P2", "LLEP-0001", "LLEP-0009"),
    ("tags", "edit", "TAG-0009", "--note", "Gone."),
    ("call", "edit", CALL),
    ("call", "edit", CALL, "--opens", "2019-02-01"),
    ("call", "edit", CALL, "--campaigns", "never"),
    ("call", "edit", CALL, "--small-counts", "9999"),
    ("question", "edit", CALL, "3"),
    ("question", "edit", CALL, "99", "--text", "Which?"),
    ("question", "edit", CALL, "3", "--kind", "riddle"),
    ("question", "move", CALL, "1", "--to", "5"),
    ("question", "move", CALL, "9", "--to", "5000"),
    ("question", "remove", CALL, "1"),
    ("priority", "edit", CALL, "P2"),
    ("priority", "edit", CALL, "P2", "--code", "P1"),
    ("priority", "edit", CALL, "P2", "--status", "loved"),
    ("priority", "edit", CALL, "P2", "--foundation", "Sixth"),
    ("priority", "move", CALL, "P2"),
    ("priority", "move", CALL, "P2", "--parent", "P2"),
    ("priority", "delete", CALL, "P2", "--tags-to", "P99"),
    ("priority", "delete", CALL, "P99"),
    ("submission", "edit-many", "LLEP-0001"),
    ("submission", "edit-many", "LLEP-0001", "LLEP-0009", "--area", "Oadby"),
    ("submission", "edit-many", "LLEP-0001", "--type", "wizard"),
    ("stakeholder", "edit", "Nobody", "--name", "Somebody"),
    ("stakeholder", "edit", "Acme Ltd", "--also-submissions"),
    ("stakeholder", "edit", "Acme Ltd", "--name", "n/a"),
    ("area", "edit", "Narnia", "--lead", "LLEP"),
    ("area", "edit", "Melton", "--lead", "Narnia"),
    ("area", "edit", "Melton"),
    ("summary", CALL, "--by", "mood"),
    ("export", CALL, "--out", "evidence.pdf"),
    ("export", CALL, "--out", "missing-folder/evidence.xlsx"),
    ("export", CALL, "--out", "evidence.xlsx", "--edition", "secret"),
    ("restore", "missing.lisdesk", "--to", "copy.lisdesk"),
    ("undo", "999"),
    ("setting", "set", "colour", "1"),
    ("setting", "set", "attachment_limit_mb", "lots"),
]
MISUSED = [
    ("cal",),
    ("call",),
    ("call", "show"),
    ("call", "extend", CALL, "--closes", "2019-02-08"),
    ("submission", "list", CALL, "--limit", "many"),
    ("submission", "list", CALL, "--limit", "9" * 30),
    ("tag", "LLEP-0001", "P2", "--nth", "0"),
    ("question", "move", CALL, "1", "--to", "0"),
    ("question", "remove", CALL, "first"),
    ("priority", "move", CALL, "P2", "--place", "0"),
    ("submission", "edit-many"),
    ("submission", "save-attachment", "LLEP-0001", "0", "--out", "."),
    ("submission", "save-attachment", "LLEP-0001", "1"),
    ("submission", "extract-text", "LLEP-0001"),
    ("tags", "add", "P2"),
    ("undo", "9" * 30),
    ("--colour", "call", "list"),
    ("import", CALL),
]


def sentence(words: tuple[str, ...]) -> str:
    return " ".join(words)[:60]


@pytest.mark.parametrize("words", one_in(4, READING + WRITING), ids=sentence)
def test_json_may_stand_before_the_command_or_after_it_and_gives_one_object(
    desk: CommandLine, submission: str, words: tuple[str, ...]
):
    reading = words in READING
    after = desk.done(*words, "--json").object
    if not reading and words != ("undo",):
        desk.done("undo")
    before = desk.done("--json", *words).object
    assert list(before) == list(after)
    assert before["clock"] == "2018-12-10T09:00:00+00:00"
    if reading:
        assert before == after


@pytest.mark.parametrize("words", READING, ids=sentence)
def test_a_command_that_shows_something_changes_nothing_and_speaks_plainly(
    desk: CommandLine, submission: str, words: tuple[str, ...]
):
    before = desk.content()
    ran = desk.done(*words)
    assert ran.out.strip()
    assert not ran.out.lstrip().startswith("{")
    assert ran.err == "note: the clock is set to 10 Dec 2018, 09:00\n"
    assert desk.content() == before


@pytest.mark.parametrize("words", one_in(3, REFUSED), ids=sentence)
def test_a_refusal_is_one_line_on_standard_error_and_nothing_is_changed(
    desk: CommandLine, submission: str, words: tuple[str, ...], monkeypatch, tmp_path: Path
):
    monkeypatch.chdir(tmp_path)
    files = sorted(tmp_path.iterdir())
    said = desk.refused(*words)
    assert said.endswith(".") or said.endswith("?") or "Use one of" in said
    assert sorted(tmp_path.iterdir()) == files


@pytest.mark.parametrize("words", MISUSED, ids=sentence)
def test_words_that_are_no_command_end_with_two(desk: CommandLine, words: tuple[str, ...]):
    before = desk.content()
    ran = desk.run(*words)
    assert ran.code == 2
    assert "Traceback" not in ran.err
    assert desk.content() == before


@pytest.mark.parametrize("words", [*READING, *WRITING], ids=sentence)
def test_only_a_new_call_makes_a_file(desk: CommandLine, tmp_path: Path, words: tuple[str, ...]):
    desk.file = tmp_path / "elsewhere" / "mistyped.lisdesk"
    desk.refused(*words)
    assert not desk.file.parent.exists()


def test_a_new_call_makes_the_file_and_its_folder(desk: CommandLine, tmp_path: Path):
    desk.file = tmp_path / "new folder" / "new.lisdesk"
    assert desk.reference(*NEW_CALL) == CALL
    assert desk.items("call", "list")[0]["reference"] == CALL
    assert [path.name for path in desk.file.parent.iterdir()] == ["new.lisdesk"]


def test_a_new_call_that_is_refused_leaves_no_file(desk: CommandLine, tmp_path: Path):
    desk.file = tmp_path / "new.lisdesk"
    before = sorted(tmp_path.iterdir())
    words = ["--title", "T", "--opens", "2018-12-06", "--closes", "2019-01-31"]
    desk.refused("call", "new", *words, "--lead", "Narnia")
    desk.refused("call", "new", *words, "--lead", "LLEP", "--template", "none-such")
    desk.refused("call", "new", *words, "--lead", "LLEP", "--prefix", "?")
    assert sorted(tmp_path.iterdir()) == before


def test_a_new_call_is_never_written_over_a_file_that_is_something_else(
    desk: CommandLine, tmp_path: Path
):
    desk.file = tmp_path / "letter.txt"
    desk.file.write_text("Dear all, this is no consultation file. " * 10)
    ran = desk.run(*NEW_CALL)
    assert ran.code == 1
    assert "is not a consultation file" in ran.err
    assert desk.file.read_text().startswith("Dear all")


def test_the_environment_names_the_file_the_officer_and_the_clock(
    desk: CommandLine, submission: str, monkeypatch
):
    monkeypatch.setenv("LISDESK_DB", str(desk.file))
    monkeypatch.setenv("LISDESK_OFFICER", "Env Officer")
    monkeypatch.setenv("LISDESK_NOW", "2019-01-30T08:00")
    made = desk.bare("--json", "tag", submission, "P1")
    assert made.object == {"reference": "TAG-0001", "clock": "2019-01-30T08:00:00+00:00"}
    tag = desk.bare("tags", "list", CALL, "--json").object["items"][0]
    assert (tag["officer"], tag["tagged_at"]) == ("Env Officer", "2019-01-30T08:00:00+00:00")
    newest = desk.bare("history", "--limit", "1", "--json").object["items"][0]
    assert newest["clock_is_set"] is True


def test_an_option_goes_before_the_environment(desk: CommandLine, monkeypatch):
    monkeypatch.setenv("LISDESK_DB", "/nowhere/else.lisdesk")
    monkeypatch.setenv("LISDESK_NOW", "never")
    assert desk.object("call", "show", CALL)["days_left"] == 52


def test_without_an_officer_the_users_name_goes_on_record(
    desk: CommandLine, submission: str, monkeypatch
):
    monkeypatch.setenv("LOGNAME", "jsmith")
    desk.officer = " "
    desk.done("tag", submission, "P1")
    assert desk.items("tags", "list", CALL)[0]["officer"] == "jsmith"


def test_without_a_set_clock_no_note_is_shown_and_the_systems_own_is_used(desk: CommandLine):
    ran = desk.bare("--db", desk.file, "call", "show", CALL)
    assert (ran.code, ran.err) == (0, "")
    shown = desk.bare("--db", desk.file, "--json", "call", "show", CALL).object
    assert (shown["state"], "clock" in shown) == ("closed", False)
    assert shown["days_left"] < -1000


def test_a_clock_that_cannot_be_read_is_refused_before_anything_is_done(
    desk: CommandLine, tmp_path: Path
):
    desk.now = "soon"
    for words in (["restore", desk.file, "--to", tmp_path / "copy.lisdesk"], ["call", "list"]):
        ran = desk.run(*words)
        assert (ran.code, ran.out) == (1, "")
        assert ran.err.startswith("error: ")
    assert not (tmp_path / "copy.lisdesk").exists()


@pytest.mark.parametrize(
    ("now", "left", "state"),
    [
        ("2018-12-05T23:59", 57, "scheduled"),
        ("2018-12-06", 56, "open"),
        ("2019-01-31T23:59", 0, "open"),
        ("2019-02-01T00:30+01:00", 0, "open"),
        ("2019-02-01T00:00Z", -1, "closed"),
    ],
)
def test_an_instant_without_a_zone_is_london_wall_time(
    desk: CommandLine, now: str, left: int, state: str
):
    desk.now = now
    shown = desk.object("call", "show", CALL)
    assert (shown["days_left"], shown["state"]) == (left, state)


def test_in_summer_an_instant_without_a_zone_is_an_hour_before_utc(desk: CommandLine):
    desk.now = "2019-07-01T12:00"
    added = desk.reference("submission", "add", CALL, "--respondent", "Bea")
    assert desk.object("submission", "show", added)["received_at"] == "2019-07-01T12:00:00+01:00"


def test_help_and_version_need_no_file(desk: CommandLine):
    assert desk.bare("--version").out == f"lisdesk {__version__}\n"
    for words in ((), ("call",), ("call", "new"), ("submission", "add"), ("import",)):
        ran = desk.bare(*words, "--help")
        assert (ran.code, ran.err) == (0, "")
        assert "Usage: lisdesk" in ran.out


def test_words_after_two_dashes_are_taken_as_they_stand(desk: CommandLine):
    assert desk.run("call", "show", "--", "--json").code == 1


def test_a_process_ends_with_the_codes_of_the_contract(desk: CommandLine, submission: str):
    named = {"LISDESK_DB": str(desk.file)}
    shown = start("call", "show", CALL, "--json", environment=named)
    assert (shown.code, shown.object["reference"]) == (0, CALL)
    missing = start("call", "show", "LLEP-2020-01", environment=named)
    assert (missing.code, missing.out, len(missing.err.splitlines())) == (1, "", 1)
    assert start("call", "shwo", environment=named).code == 2


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pipe that closes early like this")
def test_a_reader_that_stops_early_sees_no_traceback(desk: CommandLine):
    import subprocess
    import sys

    from tests.journeys.command_line import ROOT

    reader, writer = os.pipe()
    os.close(reader)
    finished = subprocess.run(
        [sys.executable, ROOT / "main.py", "--db", desk.file, "history"],
        check=False,
        stdout=writer,
        stderr=subprocess.PIPE,
        text=True,
    )
    os.close(writer)
    assert "Traceback" not in finished.stderr
    assert finished.returncode == 1
