"""A document is told from a sheet before either is read."""

from __future__ import annotations

import io

import openpyxl
import pytest

from lisdesk.exchange.documents.recognising import is_document
from tests.unit.documents.made_open import open_document, paragraph
from tests.unit.documents.made_portable import portable_document
from tests.unit.documents.rich_cases import rich
from tests.unit.documents.word_cases import CASES

LETTER = CASES["plain paragraphs"].content
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
TABLE = b"id,name,text\n1,Jo,Buses\n2,Ed,Rent\n" * 4000
PAGE = b"<!DOCTYPE html><table><tr><td>x</td></tr></table>"
PROSE = b"Dear all,\n\nwe write to you, as others did, about buses.\n"


def workbook() -> bytes:
    written = io.BytesIO()
    openpyxl.Workbook().save(written)
    return written.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.docx", LETTER, True),
        ("a.xlsx", LETTER, True),
        ("a", LETTER, True),
        ("a.odt", open_document(paragraph("x")), True),
        ("a.ods", open_document(paragraph("x"), mime="application/vnd.oasis.opendocument."
         "spreadsheet"), False),
        ("a.docx", workbook(), False),
        ("a.xlsx", workbook(), False),
        ("a.docx", LETTER[:200], True),
        ("a.docx", b"", True),
        ("a.pdf", portable_document(["x"]), True),
        ("a.csv", portable_document(["x"]), True),
        ("a.rtf", rich("x"), True),
        ("a.doc", OLD, True),
        ("a.xls", OLD, False),
        ("a.html", PAGE, True),
        ("a.xls", PAGE, False),
        ("a.txt", PROSE, True),
        ("a.txt", b"Dear LEP,\n\nThe last bus leaves at six, or not at all.\n", True),
        ("a.csv", PROSE, False),
        ("a.txt", TABLE, False),
        ("a.csv", TABLE, False),
        ("a.pdf", TABLE, False),
        ("a.txt", b"", True),
    ],
)  # fmt: skip
def test_a_document_is_told_by_its_content_and_a_mute_one_by_its_name(
    tmp_path, name, content, expected
):
    path = tmp_path / name
    path.write_bytes(content)
    assert is_document(path) is expected


def test_a_file_that_is_not_there_is_told_by_its_name(tmp_path):
    assert is_document(tmp_path / "letter.docx")
    assert not is_document(tmp_path / "export.csv")
