"""Files that are no sheets: each is refused as what it is, by content and ending together."""

import io
import json
import zipfile
from pathlib import Path

import pytest

from lisdesk.errors import UnreadableFileError
from lisdesk.exchange.sheets.reading import read_sheet

MAIL = """From: Jo Fern <jo@example.org>
To: evidence@example.org
Subject: Buses, rent and trains
Date: Mon, 14 Jan 2019 09:30:00 +0000

Buses stop at six, rent is high, trains are late.
"""
TABLE = "Name,Area,Why?\nJo,Leeds,Buses\nEd,York,Rent\n"
PROSE = "Dear all,\n\nBuses stop at six.\nRent, land and rates are high.\n"
WEB = "<table><tr><td>Name</td></tr></table>"


def package(*names: str, mime_type: str = "") -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as written:
        if mime_type:
            written.writestr("mimetype", mime_type)
        for name in names:
            written.writestr(name, "<x/>")
    return stream.getvalue()


def compound(*streams: str) -> bytes:
    """Return what begins as an OLE file does and names these streams."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "".join(streams).encode("utf-16-le")


OPEN_TEXT = "application/vnd.oasis.opendocument.text"
OPEN_SLIDES = "application/vnd.oasis.opendocument.presentation"
FOREIGN = [
    ("letter.eml", MAIL.encode(), "an e-mail"),
    ("letter.txt", MAIL.encode(), "an e-mail"),
    ("letter.csv", b"\xef\xbb\xbf" + MAIL.replace("\n", "\r\n").encode(), "an e-mail"),
    ("letter.eml", b"From jo@example.org Mon Jan 14\n" + MAIL.encode(), "an e-mail"),
    ("broken.eml", PROSE.encode(), "an e-mail"),
    ("broken.eml", bytes(range(128, 256)) * 9, "an e-mail"),
    ("letter.msg", compound("__substg1.0_0037001F"), "an Outlook message"),
    ("letter.xls", compound("__substg1.0_0037001F"), "an Outlook message"),
    ("letter.msg", compound("__substg1.0_0037001F", "Workbook"), "an Outlook message"),
    ("letter.doc", compound("WordDocument"), "a Word document"),
    ("talk.ppt", compound("PowerPoint Document"), "a presentation"),
    ("letter.docx", package("word/document.xml"), "a Word document"),
    ("letter.xlsx", package("word/document.xml"), "a Word document"),
    ("talk.pptx", package("ppt/presentation.xml"), "a presentation"),
    ("letter.odt", package("content.xml", mime_type=OPEN_TEXT), "an OpenDocument text"),
    ("talk.odp", package("content.xml", mime_type=OPEN_SLIDES), "a presentation"),
    ("survey.numbers", package("Index/Document.iwa"), "a document of Apple’s programs"),
    ("all.zip", package("survey.csv", "letter.txt"), "a packed archive"),
    ("all.gz", b"\x1f\x8b\x08" + bytes(40), "a packed archive"),
    ("letter.pdf", b"%PDF-1.7 and so on", "a PDF document"),
    ("letter.csv", b"\n%PDF-1.7 and so on", "a PDF document"),
    ("letter.rtf", b"{\\rtf1 Dear all}", "a rich text document"),
    ("page.html", WEB.encode(), "a web page"),
    ("export.xls", WEB.encode(), "a web page"),
    ("page.html", b"<div>Name</div>", "a web page"),
    ("export.xls", b"<?xml version='1.0'?><Workbook/>", "an XML document"),
    ("data.json", json.dumps({"a": 1, "b": 2}).encode(), "JSON data"),
    ("data.csv", json.dumps([{"a": 1}, {"a": 2}], indent=1).encode("utf-16"), "JSON data"),
    ("data.jsonl", b'{"a": 1, "b": 2}\n{"a": 3, "b": 4}\n', "JSON data"),
    ("data.txt", b'["a", "b"]', "JSON data"),
    ("broken.json", b"{a: 1}", "JSON data"),
    ("face.png", b"\x89PNG\r\n" + bytes(40), "a picture"),
    ("face.csv", b"\xff\xd8\xff\xe0" + bytes(40), "a picture"),
    ("call.lisdesk", b"SQLite format 3\x00" + bytes(40), "a database"),
    ("survey.sav", b"$FL2@(#) SPSS" + bytes(40), "a file of a statistics program"),
    ("card.vcf", b"BEGIN:VCARD\nFN:Jo\nEND:VCARD\n", "a contact card"),
    ("notes.md", PROSE.encode(), "a text"),
    ("portal.toml", b'id = "Ref"\n[fields]\nrespondent = "Name"\n', "a map"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "what"), FOREIGN)
def test_a_file_that_is_no_sheet_is_refused_as_what_it_is(
    make_text, name: str, content: bytes, what: str
) -> None:
    with pytest.raises(UnreadableFileError) as refusal:
        read_sheet(make_text(content, name))
    assert refusal.value.happened == f"The file is {what}, not a spreadsheet."
    assert refusal.value.kept == "Nothing was changed."
    assert any(word in refusal.value.do for word in (".xlsx", "--map"))


@pytest.mark.parametrize(
    "name",
    ["export.eml", "export.json", "export.html", "export.md", "export.xls", "export.xlsx",
     "export.dat", "export", "export.csv.txt", "export.toml"],
)  # fmt: skip
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_table_is_read_whatever_its_ending(make_text, name: str, delimiter: str) -> None:
    grid = read_sheet(make_text(TABLE.replace(",", delimiter), name))
    assert [row for _, row in grid.rows()][2] == ["Ed", "York", "Rent"]


@pytest.mark.parametrize(
    "text",
    [
        "Date: of what?,From: where?\n1,2\n",
        "From: Jo\n\nBuses.\n",
        "[1],b\nx,y\n",
        '"{""a"": 1}",b\nx,y\n',
        "Subject\nBuses\n",
        "<b>,c\n1,2\n",
    ],
)
def test_a_text_table_is_not_taken_for_something_else(make_text, text: str) -> None:
    assert read_sheet(make_text(text)).kind == "csv"


def test_a_workbook_that_is_none_is_not_called_an_archive(make_text) -> None:
    for content in (b"PK\x05\x06" + bytes(18), package("other.txt"), b"hello"):
        with pytest.raises(UnreadableFileError, match="not a spreadsheet, although its name says"):
            read_sheet(make_text(content, "survey.xlsx"))


def test_a_workbook_is_read_though_its_ending_is_another(make_workbook) -> None:
    assert read_sheet(make_workbook(["Name"], name="survey.docx")).kind == "xlsx"


@pytest.mark.thorough
def test_every_foreign_file_of_the_corpus_is_refused_as_what_it_is(corpus: Path) -> None:
    seen = 0
    for folder, ending, what in (
        ("documents", ".docx", "a Word document"),
        ("documents", ".pdf", "a PDF document"),
        ("documents", ".msg", "an Outlook message"),
        ("mail/msg", ".msg", "an Outlook message"),
        ("mail/emails", ".eml", "an e-mail"),
        ("surveys/gambling", ".json", "JSON data"),
        ("surveys/gambling", ".jsonl", "JSON data"),
        ("refi", ".xsd", "an XML document"),
        ("bad/messytables-horror", ".html", "a web page"),
    ):
        for path in (corpus / folder).rglob(f"*{ending}"):
            with pytest.raises(UnreadableFileError) as refusal:
                read_sheet(path)
            assert refusal.value.happened == f"The file is {what}, not a spreadsheet.", path.name
            seen += 1
    assert seen > 130
