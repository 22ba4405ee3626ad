"""The programme from the command line: taken in, corrected, written, brought in, calls started."""

import csv

import openpyxl
import pytest

from tests.journeys.command_line import CommandLine

DATES = ("--opens", "2018-12-06", "--closes", "2019-01-31")


@pytest.fixture
def programme(desk: CommandLine) -> CommandLine:
    """Return a desk whose file has the programme in it."""
    assert desk.object("programme", "take-in")["counted"] == "38 LEPs in 33 areas"
    return desk


def test_the_programme_is_listed_by_wave_and_says_what_it_counts(programme):
    listed = programme.object("programme", "list", "--wave", "1")
    assert listed["counted"] == "8 LEPs in 3 areas"
    assert [each["name"] for each in listed["items"]] == [
        "Cambridge-Milton Keynes-Oxford Corridor",
        "Greater Manchester",
        "West Midlands",
    ]
    assert {each["target"] for each in listed["items"]} == {"in March 2019"}
    second = programme.object("programme", "list", "--wave", "2")
    assert second["counted"] == "6 LEPs in 6 areas"
    assert {each["target"] for each in second["items"]} == {"by March 2020"}


def test_an_area_is_found_by_each_spelling_of_the_page_and_by_a_body_of_it(programme):
    for name in ("oxford-milton keynes-cambridge growth corridor", "Oxfordshire"):
        shown = programme.object("programme", "show", name)
        assert shown["name"] == "Cambridge-Milton Keynes-Oxford Corridor"
    refused = programme.refused("programme", "show", "Atlantis")
    assert "no area “Atlantis”" in refused


def test_a_call_that_is_started_from_an_area_has_its_bodies_and_what_it_names(programme):
    made = programme.reference("programme", "call", "Coast to Capital", *DATES)
    names = [each["name"] for each in programme.items("priority", "list", made)]
    assert names == [
        "urban centres",
        "business infrastructure",
        "sustainable growth",
        "skills",
        "innovation",
        "digital networks",
        "transport",
        "identity",
    ]
    made = programme.reference("programme", "call", "West Midlands", *DATES, "--title", "WM")
    shown = programme.object("call", "show", made)
    assert shown["lead"] == "Black Country"
    assert sorted(shown["partners"]) == [
        "Coventry & Warwickshire",
        "Greater Birmingham & Solihull",
        "West Midlands Combined Authority",
    ]
    assert programme.object("programme", "show", "West Midlands")["calls"] == [made]


def test_target_and_actual_date_are_kept_apart_and_in_words(programme):
    programme.object("programme", "save", "Greater Manchester", "--published", "June 2019")
    shown = programme.object("programme", "show", "Greater Manchester")
    assert (shown["target"], shown["published"]) == ("in March 2019", "in June 2019")
    assert "not a date" in programme.refused("programme", "save", "Cumbria", "--target", "soon")


def test_a_combined_authority_takes_over_from_a_lep_that_keeps_its_names(programme):
    programme.object("programme", "save", "East Midlands", "--wave", "4", "--lead",
                     "East Midlands Combined Authority", "--partner", "D2N2")  # fmt: skip
    shown = programme.object("programme", "show", "East Midlands")
    assert [each["role"] for each in shown["members"]] == ["lead", "partner"]
    programme.object("programme", "names", "D2N2", "--name", "The Old Four||by April 2024",
                     "--code", "X37")  # fmt: skip
    assert programme.reference("call", "new", "--title", "T", *DATES, "--lead", "the old four")
    programme.object("programme", "remove", "East Midlands")
    assert "no area" in programme.refused("programme", "show", "East Midlands")


def test_bodies_documents_and_updates_are_dated_corrected_and_removed(programme):
    programme.object("programme", "save", "Cumbria", "--lead", "Cumbria||by March 2023",
                     "--lead", "Cumberland Council|1/4/2023", "--document", "Plan|in 2019",
                     "--document", "Draft|2018|https://example.org/a", "--update", "Begun.|in May",
                     )  # fmt: skip
    shown = programme.object("programme", "show", "Cumbria")
    assert [(each["name"], each["since"], each["until"]) for each in shown["members"]] == [
        ("Cumbria", "", "by March 2023"),
        ("Cumberland Council", "on 1 April 2023", ""),
    ]
    assert [each["title"] for each in shown["documents"]] == ["Plan", "Draft"]
    assert (shown["updates"][0]["said"], shown["updates"][0]["dated"]) == ("Begun.", "in May")
    programme.object("programme", "save", "Cumbria", "--document", "Plan|in 2020", "--update", "")
    shown = programme.object("programme", "show", "Cumbria")
    assert [(each["title"], each["dated"]) for each in shown["documents"]] == [("Plan", "in 2020")]
    assert shown["updates"] == []
    assert len(shown["members"]) == 2


def test_the_written_list_is_brought_in_again_without_any_change(programme, tmp_path):
    path = tmp_path / "programme.csv"
    programme.object("programme", "export", str(path))
    again = programme.object("programme", "import", str(path))
    assert (again["added"], again["changed"], again["already_here"]) == (0, 0, 33)
    with path.open(encoding="utf-8-sig", newline="") as file:
        assert sum(1 for _ in csv.reader(file)) == 34


def test_a_newer_list_corrects_its_columns_and_adds_its_areas(programme, tmp_path):
    path = tmp_path / "newer.csv"
    path.write_text(
        "Area,Target,Leads\nTees Valley,in July 2019,Tees Valley Combined Authority\n"
        "North of Tyne,,North of Tyne Combined Authority\n",
        encoding="utf-8",
    )
    report = programme.object("programme", "import", str(path))
    assert (report["added"], report["changed"]) == (1, 1)
    assert report["counted"] == "37 LEPs and 2 combined authorities in 34 areas"
    shown = programme.object("programme", "show", "Tees Valley")
    assert (shown["wave"], shown["target"]) == (2, "in July 2019")
    path.write_text("Area,Wave\nTees Valley,second\n", encoding="utf-8")
    assert "row 2, wave" in programme.refused("programme", "import", str(path))


def test_the_workbook_has_a_sheet_for_areas_bodies_themes_documents_and_updates(
    programme, tmp_path
):
    path = tmp_path / "programme.xlsx"
    assert programme.object("programme", "export", str(path))["counted"] == "38 LEPs in 33 areas"
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["Areas", "Bodies", "Priorities", "Documents", "Updates"]
    cells = [cell.value for row in book["Areas"].iter_rows() for cell in row]
    assert "38 LEPs in 33 areas" in cells
    assert {"in March 2019", "by March 2020"} <= set(cells)
    assert "ends in .xlsx" in programme.refused("programme", "export", str(tmp_path / "a.pdf"))


def test_a_file_without_a_programme_has_none_to_write(desk, tmp_path):
    assert desk.object("programme", "list")["counted"] == "0 areas"
    refused = desk.refused("programme", "export", str(tmp_path / "a.xlsx"))
    assert "no programme yet" in refused


def test_what_two_areas_were_called_is_removed_or_starts_a_call_by_its_day(programme):
    for area, dates in (("Dorset", "|by 2015"), ("Solent", "in 2016|")):
        programme.object("programme", "save", area, "--spelling", f"Wessex|{dates}")
    for command in (("remove",), ("call", *DATES)):
        assert "--on" in programme.refused("programme", *command, "Wessex")
    day = "--on", "2019-05-01"
    assert programme.reference("programme", "call", "Wessex", *DATES, *day) == "SOLE-2018-01"
    assert programme.reference("programme", "remove", "Wessex", *day) == "Solent"


def test_a_call_tells_which_of_its_areas_has_no_body_yet(programme):
    programme.object("programme", "save", "Solent", "--lead", "Solent")
    programme.reference("programme", "call", "Solent", *DATES)
    programme.object("area", "edit", "Solent", "--lead", "")
    said = programme.done("programme", "call", "Solent", *DATES).out
    assert "it is not known yet in whose area Solent lies" in said


def test_an_area_that_nobody_leads_starts_no_call(programme):
    programme.object("programme", "save", "The Isles")
    told = programme.refused("programme", "call", "The Isles", *DATES)
    assert "The Isles has no body yet" in told
    assert "Name who leads it first" in told
