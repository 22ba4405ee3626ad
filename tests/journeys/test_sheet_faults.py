"""Sheets with faults, from the command line: what is kept, what is refused, in which words."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

import openpyxl

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
