"""What was found by trying to break the program, and must not come back."""

import os

import pytest

from tests.journeys.command_line import CommandLine

pytestmark = pytest.mark.thorough


@pytest.fixture
def desk(tmp_path) -> CommandLine:
    desk = CommandLine(tmp_path / "call.lisdesk", now="2018-12-10T09:00")
    opening = ("--opens", "2018-12-06", "--closes", "2019-01-31")
    desk.done("call", "new", "--title", "LIS", "--lead", "LLEP", *opening)
    desk.done("question", "add", "LLEP-2018-01", "--text", "What holds you back?")
    desk.done("question", "add", "LLEP-2018-01", "--text", "What helps?")
    return desk


def add(desk, *options):
    desk.done("submission", "add", "LLEP-2018-01", "--respondent", "Acme Ltd", *options)


def test_a_search_made_of_exclusions_only_finds_what_lacks_them(desk):
    add(desk, "--answer", "1=The bus is late.")
    add(desk, "--answer", "1=Trains are late.")
    found = desk.items("submission", "list", "LLEP-2018-01", "--search=-bus")
    assert [row["reference"] for row in found] == ["LLEP-0002"]


def test_codes_of_the_calls_questions_are_headings_and_no_response_is_lost(desk, tmp_path):
    sheet = tmp_path / "codes.csv"
    sheet.write_text("Q1,Q2\nToo few buses,Grants\nNo welders,Advice\nRent,Time\n", "utf-8")
    assert desk.object("import", "LLEP-2018-01", str(sheet))["new"] == 3


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_in_place_of_a_file_is_refused_at_once(desk, tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    add(desk)
    for option in ("--attach", "--text"):
        assert "not a file" in desk.refused("submission", "edit", "LLEP-0001", option, str(pipe))
    sheet = tmp_path / "a.csv"
    sheet.write_text("Q1\nYes\n", "utf-8")
    arguments = ("import", "LLEP-2018-01", str(sheet), "--map", str(pipe))
    assert "not a file" in desk.refused(*arguments)
    assert "not a file" in desk.refused("restore", str(pipe), "--to", str(tmp_path / "b.lisdesk"))


def test_a_letter_whose_bytes_are_no_text_is_not_stored_damaged(desk, tmp_path):
    letter = tmp_path / "letter.txt"
    letter.write_bytes(b"D\x81ar \x8d\xff")
    add(desk)
    said = desk.refused("submission", "edit", "LLEP-0001", "--text", str(letter))
    assert "cannot be made out" in said


def test_an_area_of_signs_only_is_kept_among_the_other_columns(desk):
    add(desk, "--area", "—")
    assert desk.object("submission", "show", "LLEP-0001")["extras"] == {"Area": "—"}


def test_a_correction_that_corrects_nothing_is_refused(desk):
    add(desk)
    assert "should be different" in desk.refused("submission", "edit", "LLEP-0001")


def test_the_same_sheet_read_in_another_way_is_not_taken_twice(desk, tmp_path):
    sheet = tmp_path / "day.csv"
    sheet.write_text("Ticket,Q1\nt1,Buses\nt2,Roads\n", "utf-8")
    desk.done("import", "LLEP-2018-01", str(sheet))
    by_ticket = tmp_path / "map.toml"
    by_ticket.write_text('id = "Ticket"\n', "utf-8")
    arguments = ("import", "LLEP-2018-01", str(sheet), "--map", str(by_ticket))
    assert "came in as IMP-0001" in desk.refused(*arguments)


def test_an_extension_after_a_closing_by_hand_lifts_it_though_it_has_passed(desk):
    desk.done("call", "close", "LLEP-2018-01", "--reason", "Enough.")
    add(desk, "--received", "2018-12-21T10:00", "--answer", "1=Buses.")
    later = CommandLine(desk.file, now="2019-03-01T09:00")
    extension = ("--closes", "2019-02-08", "--reason", "Announced then.")
    judged = later.object("call", "extend", "LLEP-2018-01", *extension)["rejudged"]
    assert [item["becomes"] for item in judged] == ["in-time"]
