"""The demonstration: the whole job without a window."""

from contextlib import closing
from pathlib import Path

import openpyxl
import pytest

from tests.journeys.command_line import CALL, CommandLine
from tests.workbook_lint import lint


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Return the folder of one run, made for all tests here, and what it printed."""
    import contextlib
    import io

    from lisdesk.cli import main

    folder, said = tmp_path_factory.mktemp("demo") / "new" / "folder", io.StringIO()
    with contextlib.redirect_stdout(said):
        assert main(["demo", str(folder)]) == 0
    return folder, said.getvalue()


def test_the_demo_makes_two_workbooks_and_a_sound_file_and_says_where(desk: CommandLine, shown):
    folder, said = shown
    assert sorted(path.suffix for path in folder.iterdir()) == [
        ".csv",
        ".lisdesk",
        ".xlsx",
        ".xlsx",
    ]
    workbooks = sorted(folder.glob("*.xlsx"))
    for path in workbooks:
        assert str(path) in said
        assert lint(path) == []
        with closing(openpyxl.load_workbook(path, read_only=True)) as workbook:
            assert workbook.sheetnames[0] == "Cover"
    desk.file = folder / "demo.lisdesk"
    assert str(desk.file) in said
    assert desk.object("check")["sound"] is True
    calls = desk.bare("--db", desk.file, "call", "list", "--json").object["items"]
    assert [(row["reference"], row["state"], row["submissions"]) for row in calls][0] == (
        "LLEP-2018-01", "closed", 60,
    )  # fmt: skip
    assert calls[1]["state"] == "open"


def test_a_second_demo_in_the_same_folder_is_refused_and_changes_nothing(desk: CommandLine, shown):
    folder, _ = shown
    before = {path: path.read_bytes() for path in folder.iterdir()}
    ran = desk.bare("demo", folder)
    assert (ran.code, ran.out) == (1, "")
    assert "already" in ran.err
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


def test_a_demo_writes_over_nobodys_portal_export(desk: CommandLine, tmp_path: Path):
    (tmp_path / "portal-export.csv").write_text("Mine.")
    ran = desk.bare("demo", tmp_path)
    assert (ran.code, ran.out, len(ran.err.splitlines())) == (1, "", 1)
    assert (tmp_path / "portal-export.csv").read_text() == "Mine."
    assert not (tmp_path / "demo.lisdesk").exists()


@pytest.mark.thorough
def test_without_a_folder_the_demo_makes_a_new_one_beside_the_current_one(
    desk: CommandLine, tmp_path: Path, monkeypatch
):
    here = tmp_path / "here"
    here.mkdir()
    (tmp_path / "lisdesk-demo").mkdir()
    monkeypatch.chdir(here)
    report = desk.bare("demo", "--json").object
    assert Path(report["folder"]) == tmp_path / "lisdesk-demo-2"
    assert [Path(name).parent for name in report["workbooks"]] == [tmp_path / "lisdesk-demo-2"] * 2
    assert list(here.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_refused(desk: CommandLine, tmp_path: Path):
    (tmp_path / "file").write_text("x")
    ran = desk.bare("demo", tmp_path / "file" / "folder")
    assert (ran.code, ran.out, len(ran.err.splitlines())) == (1, "", 1)


def test_the_sample_has_attendees_of_an_event_and_two_names_that_are_probably_one(shown):
    folder, _ = shown
    [file] = folder.glob("*.lisdesk")
    desk = CommandLine(file)
    [pair] = desk.items("stakeholder", "matches")
    assert {pair["one"]["name"], pair["other"]["name"]} == {
        "Northmere Freight Terminal",
        "Northmere Freight Terminal Ltd",
    }
    listed = desk.items("submission", "list", CALL)
    [event] = [each for each in listed if each["respondent"] == "Coalville workshop, table 3"]
    came = desk.object("submission", "show", event["reference"])["attendees"]
    assert [each["name"] for each in came] == [
        "Dale Burridge Haulage",
        "Ashby Old Town Traders",
        "Northmere Freight Terminal Ltd",
    ]
