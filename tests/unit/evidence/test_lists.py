"""Lists as CSV: the rows of the workbook, safe in a spreadsheet, checked as a workbook is."""

import csv
import io
import os
import shutil
import subprocess
import sys
from zipfile import ZipFile

import pytest

from lisdesk.errors import RefusedError
from lisdesk.exchange.finished.reading import check_finished
from lisdesk.exchange.lists import write_lists
from lisdesk.queries.publication_secrets import publication_secrets
from lisdesk.rules.guarded_cells import unguarded
from lisdesk.rules.vocabulary import Edition
from lisdesk.store.entities import Publication
from lisdesk.table import CellKind, Column, Table
from lisdesk.tasks.export_formats import ENDINGS
from tests.desk_work import count
from tests.unit.evidence.planted import packed, parts_of
from tests.unit.evidence.reading import sheets_of
from tests.unit.workbook.documented_texts import SIGNS, as_documented, from_list
from tests.unit.workbook.test_hostile_values import hostile_values, long_values

LISTS = ("Evidence", "Submissions", "Answers")


def lines_of(path, name):
    with ZipFile(path) as package:
        content = package.read(f"{name}.csv")
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.endswith(b"\r\n")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("edition", list(Edition))
def test_lists_have_the_rows_of_the_sheets(busy_database, export, edition, workbooks):
    report = export(busy_database, edition, "lists.zip")
    book = sheets_of(workbooks[edition])
    for name in LISTS:
        headings, *lines = lines_of(report.path, name)
        assert headings == list(book[name][0])
        assert len(lines) == len(book[name]) == report.sheets[name]
        for line, own in zip(lines, book[name], strict=True):
            for heading, cell in zip(headings, line, strict=True):
                if heading not in ("Sent", "Received"):
                    assert unguarded(cell) == str(own[heading]), heading


def test_every_column_is_in_the_dictionary(busy_database, export):
    for edition in Edition:
        report = export(busy_database, edition, "lists.zip")
        _, *lines = lines_of(report.path, "data-dictionary")
        told = {(file, column) for file, column, _, words in lines if column and words}
        for name in LISTS:
            headings = lines_of(report.path, name)[0]
            assert {(f"{name}.csv", heading) for heading in headings} <= told


def test_a_publication_of_lists_is_checked_and_recorded(busy_database, export):
    first = export(busy_database, Edition.PUBLICATION, "first.zip")
    second = export(busy_database, Edition.PUBLICATION, "second.zip")
    assert first.path.read_bytes() == second.path.read_bytes()
    assert count(busy_database, Publication, Publication.sha256 == first.sha256) == 2


@pytest.mark.parametrize(
    ("file", "planted"),
    [
        ("Evidence.csv", "LLEP-0003,P1,,,,,,,,,Nomen02x Canary,,,,,,,\r\n"),
        ("Submissions.csv", "LLEP-0003,Nomen02x Canary,,,,,\r\n"),
        ("Answers.csv", "LLEP-0003,Q1,1,,moreanswer02x\r\n"),
        ("Answers.csv", "LLEP-0001,Q1,1,,moreanswer02x\r\n"),
        ("Answers.csv", "LLEP-0001,Q1,1,,=1+1\r\n"),
        ("data-dictionary.csv", ",,,Ask Oscar Ordinator\r\n"),
        ("notes.txt", "Nomen02x Canary"),
    ],
)
def test_what_is_planted_in_a_list_is_found(busy, busy_database, export, tmp_path, file, planted):
    parts = parts_of(export(busy_database, Edition.PUBLICATION, "lists.zip").path)
    parts[file] = parts.get(file, b"") + planted.encode()
    path = packed(parts, tmp_path / "planted.zip")
    shutil.copy(busy[0], tmp_path / "again.lisdesk")
    with busy_database.reading() as session:
        checked = check_finished(path, "csv", publication_secrets(session, 1))
    assert file in {leak.part for leak in checked.leaks}


def test_a_list_that_ends_otherwise_is_refused(busy_database, tmp_path):
    from lisdesk.tasks.exporting import export_evidence
    from tests.unit.evidence.conftest import CALL, EXPORT_DESK

    for name in ("lists.csv", "lists.xlsx"):
        with pytest.raises(RefusedError, match=r"\.zip"):
            export_evidence(
                busy_database, EXPORT_DESK, CALL, tmp_path / name, Edition.INTERNAL,
                file_format="csv",
            )  # fmt: skip


def test_ten_thousand_hostile_values_stay_text_and_come_back(corpus, tmp_path):
    apostrophes = [count * "'" + begin for count in range(4) for begin in (*SIGNS, "a", "", "\r=")]
    values = [*hostile_values(corpus, 9_950), *long_values(), "'" * 50 + "＝1", *apostrophes]
    columns = (Column("Text", CellKind.LONG_TEXT),)
    table = Table("Answers", "Answers", "As they came.", "All.", columns, [[v] for v in values])
    write_lists([table], tmp_path / "hostile.zip", facts=[])
    with ZipFile(tmp_path / "hostile.zip") as package:
        content = package.read("Answers.csv").decode("utf-8-sig")
    csv.field_size_limit(1_000_000)
    _, *lines = csv.reader(io.StringIO(content, newline=""))
    cells = [line[0] if line else "" for line in lines]
    assert len(cells) == len(values) > 9_990
    assert [cell[:9] for cell in cells if cell.startswith((*SIGNS, "\r"))] == []
    expected = [as_documented(value) for value in values]
    is_right = list(map(from_list, cells)) == expected
    assert is_right  # the texts are too long to be printed
    is_right = list(map(unguarded, cells)) == expected
    assert is_right


@pytest.mark.thorough
@pytest.mark.parametrize("ending", ENDINGS.values())
def test_two_processes_of_other_places_write_the_same_bytes(busy_database, tmp_path, ending):
    busy_database.close()
    found = set()
    for seed, zone, language in (("1", "UTC", "C.UTF-8"), ("2", "Asia/Tokyo", "de_DE.UTF-8")):
        target = tmp_path / f"{seed}.{ending}"
        given = {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": language}
        subprocess.run(
            [
                sys.executable, "-c", "from lisdesk.cli import main; main()",
                "--db", str(busy_database.location),
                "--officer", "Ann", "--now", "2019-03-01T12:00", "export", "LLEP-2018-01",
                "--out", str(target), "--edition", "publication",
            ],
            env={**os.environ, **given}, check=True, capture_output=True,
        )  # fmt: skip
        found.add(target.read_bytes())
    assert len(found) == 1
