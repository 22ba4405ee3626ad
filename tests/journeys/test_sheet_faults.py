"""Sheets with faults, from the command line: what is kept, what is refused, in which words."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import select

from lisdesk.store.entities import StakeholderType
from lisdesk.store.opening import open_database
from tests.journeys.command_line import CALL, CommandLine

BARRIERS = "What are the main barriers to growth and productivity in our area?"


def write_csv(path: Path, rows: Sequence[Sequence[object]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def write_map(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def write_workbook(path: Path, *rows: list[object]) -> Path:
    workbook = openpyxl.Workbook()
    for row in rows:
        workbook.active.append(row)
    workbook.save(path)
    return path


def zipped(parts: dict[str, str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for name, text in parts.items():
            package.writestr(name, text)
    return stream.getvalue()


def test_formulas_that_were_never_calculated_are_noticed_kept_and_taken_back(
    desk: CommandLine, tmp_path: Path
) -> None:
    head = ["Response ID", "Name", "Received", BARRIERS]
    raw = write_workbook(
        tmp_path / "raw.xlsx",
        head,
        [1, "Jo", "2019-01-15", '="Buses "&"and rent"'],
        [2, '=B2&" Fern"', "2019-01-15", "Rent."],
        ["=A3+1", "=B3", "=C3", "=D3"],
    )
    before = desk.content()
    report = desk.object("import", CALL, raw)
    assert (report["rows"], report["new"], report["blank"]) == (3, 3, 0)
    assert any("6 cells hold formulas never calculated" in one for one in report["warnings"])
    problems = [one for one in report["problems"] if "never calculated" in one["what"]]
    assert [one["where"] for one in problems] == [
        f"row 2, {BARRIERS}", "row 3, Name",
        *(f"row 4, {heading}" for heading in head),
    ]  # fmt: skip
    shown = desk.object("submission", "show", "LLEP-0001")
    assert shown["unread"] == {BARRIERS: '="Buses "&"and rent"'}
    assert shown["texts"] == []
    after = desk.content()
    assert desk.object("import", CALL, raw)["already_here"] == 3
    assert desk.content() == after
    calculated = write_workbook(
        tmp_path / "saved.xlsx", head, [1, "Jo", "2019-01-15", "Buses and rent"],
        [2, "Jo Fern", "2019-01-15", "Rent."], [3, "Jo Fern", "2019-01-15", "Rent."],
    )  # fmt: skip
    again = desk.object("import", CALL, calculated)
    assert (again["changed"], again["new"], again["problems"]) == (2, 1, [])
    shown = desk.object("submission", "show", "LLEP-0001")
    assert (shown["unread"], shown["texts"][0]["body"]) == ({}, "Buses and rent")
    desk.done("imports", "undo", "IMP-0002")
    assert desk.content() == after
    desk.done("imports", "undo", "IMP-0001")
    assert desk.content() == before


def test_a_list_of_tags_or_priorities_with_such_a_formula_is_refused(
    desk: CommandLine, submission: str, tmp_path: Path
) -> None:
    tags = write_workbook(
        tmp_path / "tags.xlsx", ["submission", "priority"], [submission, '="P"&1']
    )
    said = desk.refused("tags", "import", CALL, tags)
    assert "Row 2 of “tags.xlsx” has a formula that was never calculated." in said
    priorities = write_workbook(tmp_path / "p.xlsx", ["code", "name"], ["X9", "=A2"])
    assert "never calculated" in desk.refused("priority", "import", CALL, priorities)


HEADLESS = [
    ["Jo Fern", "Leeds", "2019-01-14", "Buses stop at six in the evening."],
    ["Ed Ash", "York", "2019-01-15", "Rent is high for those who begin."],
]


def test_a_sheet_without_headings_loses_no_row(desk: CommandLine, tmp_path: Path) -> None:
    sheet = write_csv(tmp_path / "plain.csv", HEADLESS)
    said = desk.refused("import", CALL, sheet)
    assert "It cannot be told whether row 1 holds headings or is a response" in said
    assert "header_rows = 0" in said
    before = desk.content()
    words = ("import", CALL, sheet, "--map")
    bare = write_map(tmp_path / "bare.toml", "header_rows = 0")
    report = desk.object(*words, bare, "--dry-run")
    assert (report["rows"], report["new"]) == (2, 2)
    assert any("“Column D”" in warning for warning in report["warnings"])
    text = (
        'header_rows = 0\n[fields]\nrespondent = "Column A"\narea = "Column B"\n'
        'received = "Column C"\n[questions]\n"Column D" = 1\n'
    )
    report = desk.object(*words, write_map(tmp_path / "whole.toml", text))
    assert (report["rows"], report["new"], report["problems"]) == (2, 2, [])
    shown = [desk.object("submission", "show", f"LLEP-000{number}") for number in (1, 2)]
    assert [
        [one["respondent"], one["area"], one["received_at"][:10], one["texts"][0]["body"]]
        for one in shown
    ] == HEADLESS
    after = desk.content()
    assert desk.object(*words, tmp_path / "whole.toml")["already_here"] == 2
    assert desk.content() == after
    desk.done("imports", "undo", "IMP-0001")
    assert desk.content() == before


def test_a_call_without_questions_asks_for_headings_too(desk: CommandLine, tmp_path: Path) -> None:
    bare = desk.reference(
        *("call", "new", "--title", "Bare", "--lead", "LLEP", "--prefix", "BARE"),
        *("--opens", "2018-12-06", "--closes", "2019-01-31"),
    )
    sheet = write_csv(tmp_path / "plain.csv", HEADLESS)
    assert "cannot be told whether row 1 holds headings" in desk.refused("import", bare, sheet)


FOREIGN = {
    ".pptx": zipped({"ppt/presentation.xml": "<p/>"}),
    ".xls": b"<!DOCTYPE html><p>Buses</p>",
    ".json": b'[{"answer": "Buses", "name": "Jo"}]',
    ".png": b"\x89PNG\r\n\x1a\n",
    ".toml": b'id = "Response ID"\n',
}


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("slides.pptx", "a presentation"),
        ("page.xls", "a web page"),
        ("data.json", "JSON data"),
        ("photo.png", "a picture"),
        ("portal.toml", "a map"),
    ],
)
def test_what_is_no_sheet_is_refused_as_what_it_is_and_nothing_changes(
    desk: CommandLine, tmp_path: Path, name: str, what: str
) -> None:
    path = tmp_path / name
    path.write_bytes(FOREIGN[path.suffix])
    said = desk.refused("import", CALL, path)
    assert f"The file is {what}, not a spreadsheet. Nothing was changed." in said
    report = desk.run("import", CALL, path, "--json")
    assert (report.code, report.object["reference"]) == (1, None)
    assert what in report.object["refused"]


@pytest.mark.parametrize("name", ["export.eml", "export.json", "export.xls", "export"])
def test_a_table_with_an_odd_ending_is_imported(
    desk: CommandLine, tmp_path: Path, name: str
) -> None:
    rows = [["Response ID", "Name", BARRIERS], [1, "Jo", "Buses."], [2, "Ed", "Rent."]]
    report = desk.object("import", CALL, write_csv(tmp_path / name, rows))
    assert (report["rows"], report["new"], report["sheet"]) == (2, 2, name)


WORDS = {
    "Charity": "voluntary",
    "University": "higher-education",
    "Council": "local-government",
    "SME": "business",
    "Local authority": "local-government",
    "College": "further-education",
    "NHS trust": "health-care",
    "Sole trader": "business",
    "Housing association": "landowner-developer-housing",
    "Member of the public": "individual",
}


def test_common_words_for_types_of_stakeholder_are_understood(
    desk: CommandLine, tmp_path: Path
) -> None:
    rows = [[number, word, "Buses."] for number, word in enumerate(WORDS, start=1)]
    sheet = write_csv(tmp_path / "a.csv", [["Response ID", "Type", BARRIERS], *rows])
    report = desk.object("import", CALL, sheet)
    assert (report["new"], report["problems"]) == (len(WORDS), [])
    listed = desk.items("submission", "list", CALL)
    labels = {row["key"]: row["label"] for row in type_rows(desk)}
    assert sorted(row["type"] for row in listed) == sorted(labels[key] for key in WORDS.values())


def type_rows(desk: CommandLine) -> list[dict[str, str]]:
    database = open_database(desk.file)
    with database.reading() as session:
        chosen = select(StakeholderType.key, StakeholderType.label)
        found = [{"key": key, "label": label} for key, label in session.execute(chosen)]
    database.close()
    return found


def test_the_map_says_what_answers_mean_and_an_unknown_meaning_refuses_it_by_its_place(
    desk: CommandLine, tmp_path: Path
) -> None:
    head = ["Response ID", "Type", "How received", "Publish", "Area", BARRIERS]
    sheet = write_csv(tmp_path / "a.csv", [head, [1, "Circus", "Pigeon", "Sure", "N. Wold", "x"]])
    text = (
        '[values.type]\n"Circus" = "other"\n[values.channel]\nPigeon = "post"\n'
        '[values.permission]\n"Sure" = "unnamed"\n[values.area]\n"N. Wold" = "North Wold"\n'
    )
    path = write_map(tmp_path / "map.toml", text)
    before = desk.content()
    assert len(desk.object("import", CALL, sheet, "--dry-run")["problems"]) == 3
    report = desk.object("import", CALL, sheet, "--map", path)
    assert report["problems"] == []
    shown = desk.object("submission", "show", "LLEP-0001")
    assert (shown["channel"], shown["permission"], shown["area"]) == (
        "post", "unnamed", "North Wold",
    )  # fmt: skip
    assert desk.object("import", CALL, sheet, "--map", path)["already_here"] == 1
    desk.done("imports", "undo", "IMP-0001")
    assert desk.content() == before
    for wrong, said in (
        (text.replace('"other"', '"clown"'), "“clown” in [values.type] of the map is not one"),
        (
            text.replace("[values.channel]", "[values.colour]"),
            "[values] in the map has no “colour”",
        ),
    ):
        line = 2 if "clown" in wrong else 3
        refused = desk.refused("import", CALL, sheet, "--map", write_map(path, wrong))
        assert said in refused
        assert f"(line {line}, column " in refused
