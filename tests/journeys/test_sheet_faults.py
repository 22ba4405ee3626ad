"""Sheets with faults, from the command line: what is kept, what is refused, in which words."""

from __future__ import annotations

from pathlib import Path

import openpyxl

from tests.journeys.command_line import CALL, CommandLine

BARRIERS = "What are the main barriers to growth and productivity in our area?"


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
