"""Rich text, PDF, web pages and plain texts give the words that their authors wrote."""

from __future__ import annotations

import pytest

from lisdesk.exchange.documents.extracted import READER_VERSION, Aside
from lisdesk.exchange.guarded.faults import FaultError
from tests.unit.documents.made_portable import portable_document
from tests.unit.documents.made_word import paragraph, word_document
from tests.unit.documents.page_cases import PAGES
from tests.unit.documents.rich_cases import RICH, rich


@pytest.mark.parametrize("name", RICH)
def test_rich_text_gives_its_text_and_what_it_leaves_out(read, name: str) -> None:
    markup, text, left_out = RICH[name]
    found = read(rich(markup))
    assert found.text == text
    assert [(each.kind, each.text) for each in found.left_out] == left_out
    assert found.media_type == "application/rtf"


def test_groups_nested_beyond_reason_are_refused(read) -> None:
    with pytest.raises(FaultError, match="too_deep"):
        read(rich("{" * 5000))


def test_a_pdf_gives_its_text_page_by_page(read) -> None:
    found = read(portable_document(["Dear all,", "we want “jobs” – £5."], ["Yours (Jo)"]))
    assert found.text == "Dear all,\nwe want “jobs” – £5.\n\nYours (Jo)"
    assert [(part.label, found.part_text(part)) for part in found.parts] == [
        ("page 1", "Dear all,\nwe want “jobs” – £5."),
        ("page 2", "Yours (Jo)"),
    ]
    assert (found.media_type, found.reader) == ("application/pdf", READER_VERSION)
    assert found.notes == found.problems == ()


def test_a_hyphen_that_only_parts_a_line_is_told_from_one_that_belongs(read) -> None:
    lines = [
        "More infrastructure, and infra-",
        "structure for the cer-",
        "tain, long",
        "or short term, long-",
        "term; Covid-",
        "19.",
    ]
    assert read(portable_document(lines)).text == (
        "More infrastructure, and infrastructure for the certain, long\n"
        "or short term, long-term; Covid-19."
    )


def test_what_was_filled_into_a_form_is_text_and_a_comment_is_not(read) -> None:
    answer = (
        b"<</Type/Annot/Subtype/Widget/FT/Tx/T(q)/V(Acme Ltd)/Rect[120 600 300 615]/P 4 0 R"
        b"/DA(/F1 11 Tf 0 g)/F 4>>"
    )
    comment = b"<</Type/Annot/Subtype/Text/Contents(Really?)/Rect[300 600 320 620]/P 4 0 R>>"
    form = (
        b"/AcroForm<</Fields[6 0 R]/NeedAppearances true/DA(/F1 11 Tf 0 g)"
        b"/DR<</Font<</F1 3 0 R>>>>>>"
    )
    found = read(portable_document(["Name:"], catalog=form, annotations=[answer, comment]))
    assert found.text == "Name:\nAcme Ltd"
    assert [(each.kind, each.text) for each in found.left_out] == [(Aside.COMMENT, "Really?")]


def test_a_scan_says_that_it_holds_no_text(read) -> None:
    found = read(portable_document([], []))
    assert found.text == ""
    assert found.problems == (
        "The document holds no text, as scans do: read it in a PDF program and type or paste "
        "what it says.",
    )


def test_single_pages_without_text_are_named(read) -> None:
    found = read(portable_document(["One."], [], ["Three."]))
    assert found.problems == ("1 page holds no text, as scanned pages do: 2.",)


def test_a_pdf_with_a_password_says_so(read) -> None:
    trailer = b"/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/O<%b>/U<%b>/P -1>>" % (
        b"11" * 32,
        b"22" * 32,
    )
    with pytest.raises(FaultError, match="password"):
        read(portable_document(["x"], trailer=trailer))


def test_a_page_that_nests_beyond_what_is_read_loses_nothing_in_silence(read) -> None:
    with pytest.raises(FaultError, match="too_deep"):
        read(b"<html>" + b"<div>" * 3000 + b"deep")


@pytest.mark.parametrize("name", PAGES)
def test_a_web_page_gives_the_words_that_it_shows(read, name: str) -> None:
    body, text = PAGES[name]
    assert read(f"<!DOCTYPE html><html>{body}</html>".encode()).text == text


def test_hidden_words_of_a_page_are_told(read) -> None:
    found = read(
        b'<html><p>Seen<span style="display: none">secret</span></p><p hidden>x</p></html>'
    )
    assert found.text == "Seen"
    assert [(each.kind, each.text) for each in found.left_out] == [
        (Aside.HIDDEN, "secret"),
        (Aside.HIDDEN, "x"),
    ]


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        ("<html><p>café £5</p></html>".encode("cp1252"), "cp1252"),
        (
            '<html><meta charset="iso-8859-2"><p>café Ł</p></html>'.encode("iso-8859-2"),
            "iso-8859-2",
        ),
        ("<html><p>café</p></html>".encode("utf-16"), "utf-16"),
    ],
)
def test_the_letters_of_a_page_come_out_right(read, content: bytes, encoding: str) -> None:
    found = read(content)
    assert found.text.startswith("café")
    assert found.encoding == encoding


@pytest.mark.parametrize(
    ("content", "text", "encoding"),
    [
        ("Café – £5\r\n\r\n\r\n  two".encode("cp1252"), "Café – £5\n\n\n  two", "cp1252"),
        ("\ufeffCafé 😀".encode(), "Café 😀", "utf-8-sig"),
        ("Café".encode("utf-16"), "Café", "utf-16"),
        (b"plain", "plain", "utf-8"),
        (b"Name,Words\r\nJo,Yes\r\n", "Name,Words\nJo,Yes\n", "utf-8"),
    ],
)
def test_a_plain_text_stays_as_it_is(read, content: bytes, text: str, encoding: str) -> None:
    found = read(content, "letter.txt")
    assert (found.text, found.encoding, found.media_type) == (text, encoding, "text/plain")


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"", "a.docx", "empty"),
        (b"PK\x03\x04 rubbish", "a.docx", "damaged"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"),
            "a.doc",
            "old_word",
        ),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "a",
            "password",
        ),
        (b"\x89PNG\r\n", "scan.png", "picture"),
        (b"From: a@b.example\nSubject: x\n\nHello", "a.eml", "mail"),
        (b"one\x00two three four five six seven", "a.txt", "nul"),
        (b"one\x00two three four five six seven", "a.pdf", "damaged"),
        (bytes(range(1, 32)) * 9, "a.txt", "unknown"),
    ],
)
def test_what_is_no_document_is_called_what_it_is(read, content, name, code) -> None:
    with pytest.raises(FaultError) as refused:
        read(content, name)
    assert refused.value.code == code


def test_a_document_type_in_any_part_is_refused(read) -> None:
    bad = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e "e">]><x>&e;</x>'
    with pytest.raises(FaultError, match="unsafe_xml"):
        read(word_document(paragraph("x"), extra={"word/custom.xml": bad}))
