"""Documents filed from the command line, beside sheets and alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.journeys.command_line import CALL, CommandLine
from tests.journeys.test_imports import BARRIERS, adds_up, write_csv
from tests.unit.documents.made_open import open_document
from tests.unit.documents.made_open import paragraph as open_paragraph
from tests.unit.documents.made_portable import portable_document
from tests.unit.documents.made_word import deleted, paragraph, word_document
from tests.unit.documents.rich_cases import rich

LETTER = word_document(paragraph("Skills ", deleted("never "), "matter."))
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le")
CONTENTS = {
    "letter.docx": LETTER,
    "letter.odt": open_document(open_paragraph("Buses stop at six.")),
    "letter.rtf": rich("Rent is high."),
    "report.pdf": portable_document(["We want jobs."]),
    "page.html": b"<!DOCTYPE html><p>From our page.</p>",
    "note.txt": b"Dear LEP,\n\nThe last bus leaves at six, or not at all.\n",
}
SAID = ("--respondent", "Acme Ltd", "--type", "business", "--received", "2019-01-14")


def write_documents(folder: Path, *names: str) -> list[Path]:
    paths = [folder / name for name in names or CONTENTS]
    for path in paths:
        path.write_bytes(CONTENTS[path.name])
    return paths


def test_documents_of_every_kind_are_filed_once(desk: CommandLine, tmp_path: Path) -> None:
    paths = write_documents(tmp_path)
    report = desk.object("import", CALL, *paths, *SAID)
    assert adds_up(report)
    assert (report["rows"], report["new"], report["problems"]) == (6, 6, [])
    assert [each["file"] for each in report["documents"]] == list(CONTENTS)
    shown = [desk.object("submission", "show", each["submission"]) for each in report["documents"]]
    assert [each["texts"][0]["body"] for each in shown] == [
        "Skills matter.",
        "Buses stop at six.",
        "Rent is high.",
        "We want jobs.",
        "From our page.",
        "Dear LEP,\n\nThe last bus leaves at six, or not at all.\n",
    ]
    assert {(each["respondent"], each["channel"], each["type"]) for each in shown} == {
        ("Acme Ltd", "post", "Business")
    }
    assert {each["received_at"] for each in shown} == {"2019-01-14T00:00:00+00:00"}
    again = desk.object("import", CALL, *paths)
    assert (again["new"], again["already_here"], again["reference"]) == (0, 6, None)
    desk.done("imports", "undo", report["reference"])
    assert desk.items("submission", "list", CALL) == []


def test_what_was_left_out_of_a_letter_is_told(desk: CommandLine, tmp_path: Path) -> None:
    said = desk.done("import", CALL, *write_documents(tmp_path, "letter.docx")).out
    assert "note: letter.docx: 1 tracked deletion was left out." in said
    assert "warning: 1 new document without a moment of receipt" in said
    assert "1 document: 1 new, 0 already here, 0 problems: IMP-0001" in said


def test_a_scan_is_filed_with_its_file_and_a_problem(desk: CommandLine, tmp_path: Path) -> None:
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(portable_document([]))
    report = desk.object("import", CALL, scan)
    (problem,) = report["problems"]
    assert problem["where"] == "scan.pdf"
    assert "holds no text, as scans do" in problem["what"]
    (row,) = desk.items("submission", "list", CALL)
    assert row["disposition"] == "counted"


def test_a_dry_run_of_documents_says_what_would_happen(desk: CommandLine, tmp_path: Path) -> None:
    before = desk.content()
    report = desk.object("import", CALL, *write_documents(tmp_path), *SAID, "--dry-run")
    assert (report["new"], report["reference"], report["dry_run"]) == (6, None, True)
    assert [each["submission"] for each in report["documents"]] == [None] * 6
    assert desk.content() == before


def test_documents_and_sheets_come_in_together_or_not_at_all(
    desk: CommandLine, tmp_path: Path
) -> None:
    sheet = write_csv(tmp_path / "a.csv", [["Response ID", BARRIERS], [1, "Buses."], [2, "Rent."]])
    letters = write_documents(tmp_path, "letter.docx", "report.pdf")
    items = desk.items("import", CALL, sheet, *letters, *SAID)
    assert [(item["rows"], item["new"]) for item in items] == [(2, 2), (2, 2)]
    before = desk.content()
    broken = tmp_path / "broken.docx"
    broken.write_bytes(LETTER[:200])
    said = desk.refused("import", CALL, *letters, broken)
    assert "“broken.docx”: The file is damaged and cannot be read as a document." in said
    assert desk.content() == before


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        (
            "a.doc",
            OLD_WORD,
            "The file is a Word document of the old kind (.doc), which is not read.",
        ),
        ("a.pdf", b"%PDF-1.7\n", "The file is damaged and cannot be read as a document."),
        ("a.docx", b"", "The file is empty."),
    ],
)
def test_a_document_that_cannot_be_read_is_refused_in_a_sentence(
    desk: CommandLine, tmp_path: Path, name: str, content: bytes, sentence: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert f"{sentence} Nothing was changed." in desk.refused("import", CALL, path)


def test_a_text_that_is_a_table_is_a_sheet(desk: CommandLine, tmp_path: Path) -> None:
    rows = [["Response ID", "Name", BARRIERS], [1, "Jo", "Buses."], [2, "Ed", "Rent."]]
    report = desk.object("import", CALL, write_csv(tmp_path / "export.txt", rows))
    assert (report["rows"], report["sheet"]) == (2, "export.txt")


def test_whose_it_is_cannot_be_said_of_a_sheet(desk: CommandLine, tmp_path: Path) -> None:
    sheet = write_csv(tmp_path / "a.csv", [["Response ID", BARRIERS], [1, "Buses."]])
    assert "can be given for documents only" in desk.refused("import", CALL, sheet, *SAID)
