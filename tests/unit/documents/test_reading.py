"""Documents are read in a process of its own, which may die without harm."""

from __future__ import annotations

import pytest

from lisdesk.errors import UnreadableFileError
from lisdesk.exchange.documents.extracted import Aside, LeftOut
from lisdesk.exchange.documents.reading import DocumentReader, extract_text
from lisdesk.exchange.guarded.limits import ProcessLimits
from tests.unit.documents.made_portable import portable_document
from tests.unit.documents.made_word import deleted, inserted, paragraph, word_document
from tests.unit.documents.rich_cases import rich

LETTER = word_document(paragraph("We ", deleted("hate"), inserted("like"), " rail 😀."))


def test_a_text_comes_out_of_the_process_as_it_was_read(read):
    found = extract_text("letter.docx", LETTER)
    assert found == read(LETTER)
    assert found.text == "We like rail 😀."
    assert found.left_out == (LeftOut(Aside.DELETED, "hate"),)
    assert found.part_text(found.parts[0]) == found.text


def test_one_process_reads_many_documents_of_all_kinds():
    with DocumentReader() as reader:
        texts = [
            reader.read(name, content).text
            for name, content in (
                ("a.docx", LETTER),
                ("b.pdf", portable_document(["One."])),
                ("c.rtf", rich("Two.")),
                ("d.html", b"<html>Three."),
                ("e.txt", b"Four."),
                ("f.docx", LETTER),
            )
        ]
    assert texts == ["We like rail 😀.", "One.", "Two.", "Three.", "Four.", "We like rail 😀."]


def test_a_document_after_one_that_was_refused_is_read():
    with DocumentReader() as reader:
        for content in (b"", b"PK\x03\x04", b"\x89PNG"):
            with pytest.raises(UnreadableFileError):
                reader.read("x", content)
            assert reader.read("a.txt", b"Fine.").text == "Fine."


def test_a_document_that_takes_too_much_memory_is_refused_and_the_next_one_is_read():
    limits = ProcessLimits(memory_bytes=400_000_000)
    with DocumentReader(limits) as reader:
        with pytest.raises(UnreadableFileError, match="memory"):
            reader.read("a.html", b"<html>" + b"<p>x" * 10_000_000)
        assert reader.read("a.txt", b"Fine.").text == "Fine."


def test_a_document_that_takes_too_long_is_refused_and_the_next_one_is_read():
    with DocumentReader(ProcessLimits(processor_seconds=1)) as reader:
        with pytest.raises(UnreadableFileError, match="took more than 1 seconds"):
            reader.read("a.html", b"<html>" + b"<p>x" * 3_000_000)
        assert reader.read("a.txt", b"Fine.").text == "Fine."


def test_a_file_is_opened_if_it_is_one(tmp_path):
    path = tmp_path / "letter.docx"
    path.write_bytes(LETTER)
    with DocumentReader() as reader:
        content = reader.content_of(path)
        with pytest.raises(UnreadableFileError, match="could not be opened"):
            reader.content_of(tmp_path / "missing.docx")
        with pytest.raises(UnreadableFileError, match="could not be opened: it is not a file"):
            reader.content_of(tmp_path)
    assert content == LETTER


def test_a_file_larger_than_the_limit_is_not_read(tmp_path):
    path = tmp_path / "letter.txt"
    path.write_bytes(b"x" * 2_000_000)
    limits = ProcessLimits(input_bytes=1_000_000)
    with (
        DocumentReader(limits) as reader,
        pytest.raises(UnreadableFileError, match="larger than 1 megabytes"),
    ):
        reader.content_of(path)


RTF = "The file is a rich text document, although its name ends in .odt."


@pytest.mark.parametrize(
    ("content", "name", "note"),
    [
        (LETTER, "a.docx", ()),
        (LETTER, "a.dotx", ()),
        (LETTER, "a.xlsx", ()),
        (LETTER, "a.doc", ("The file is a Word document, although its name ends in .doc.",)),
        (rich("x"), "a.odt", (RTF,)),
        (b"hello", "a.pdf", ("The file is a plain text, although its name ends in .pdf.",)),
        (b"hello", "a.me", ()),
    ],
)  # fmt: skip
def test_a_name_that_says_another_kind_is_noted(content, name, note):
    found = extract_text(name, content)
    assert found.notes[-len(note) :] == note if note else "although" not in " ".join(found.notes)
