"""Every bad document gives its text or one plain sentence, in little time."""

from __future__ import annotations

import hashlib
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from lisdesk.errors import UnreadableFileError
from lisdesk.exchange.documents.extracted import ExtractedText
from lisdesk.exchange.documents.reading import DocumentReader
from lisdesk.exchange.guarded.limits import ProcessLimits
from tests.thorough import one_in
from tests.trust.document_bombs import READ, REFUSED

MANIFEST = Path(__file__).with_name("documents.toml")
SLOWEST_SECONDS = 30
"""Even on a machine that is busy with much else; alone none of these takes more than two."""


@pytest.fixture(scope="module")
def reader() -> Iterator[DocumentReader]:
    with DocumentReader() as each:
        yield each


def text_or_sentence(reader: DocumentReader, name: str, content: bytes) -> ExtractedText | str:
    """Read a document; anything but an UnreadableFileError fails the test."""
    try:
        found = reader.read(name, content)
    except UnreadableFileError as error:
        sentence = str(error)
        assert "\n" not in sentence
        assert 40 < len(sentence) < 500
        assert "Traceback" not in sentence
        return error.happened
    assert found.sha256 == hashlib.sha256(content).hexdigest()
    assert all(0 <= part.start < part.end <= len(found.text) for part in found.parts)
    assert all(each.endswith(".") for each in found.notes + found.problems)
    return found


def manifest() -> dict[str, dict[str, Any]]:
    return tomllib.loads(MANIFEST.read_text(encoding="utf-8"))


def test_the_manifest_names_every_document_of_the_corpus(corpus: Path) -> None:
    files = [*(corpus / "documents").iterdir(), *(corpus / "bad" / "qpdf-fuzz").iterdir()]
    assert set(manifest()) == {f"{path.parent.name}/{path.name}" for path in files}


@pytest.mark.parametrize("name", manifest())
def test_a_document_of_the_corpus_gives_what_the_manifest_says(
    corpus: Path, reader: DocumentReader, name: str
) -> None:
    folder = corpus if name.startswith("documents/") else corpus / "bad"
    expected = manifest()[name]
    found = text_or_sentence(reader, name, (folder / name).read_bytes())
    if isinstance(found, str):
        assert found == expected.get("refused")
        return
    assert "refused" not in expected
    assert hashlib.sha256(found.text.encode()).hexdigest() == expected["text_sha256"]
    assert expected["phrase"] in found.text
    assert list(found.problems) == expected.get("problems", [])


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("deep_nesting.docx", "nests its parts deeper"),
        ("empty.docx", "The file is empty."),
        ("huge_paragraph_30MB.docx", "more than 200 times its size"),
        ("trunc_50.docx", "The file is damaged"),
        ("xlsx_named.docx", "The file is a spreadsheet"),
        ("xml_billion_laughs.docx", "unsafe XML"),
        ("xml_billion_laughs.odt", "unsafe XML"),
        ("xml_external_entity.docx", "unsafe XML"),
        ("pdf_header_only.pdf", "The file is damaged"),
        ("pdf_page_tree_cycle.pdf", "The file is damaged"),
        ("zip_many_entries.zip", "more than 5000 parts"),
        ("zip_nested_bomb.zip", "The file is a packed archive."),
        ("zipslip.zip", "leads out of it"),
    ],
)
def test_a_document_made_to_do_harm_is_refused_at_once(own, reader, name, sentence) -> None:
    content = (own / name).read_bytes()
    started = time.perf_counter()
    found = text_or_sentence(reader, name, content)
    assert isinstance(found, str)
    assert sentence in found
    assert time.perf_counter() - started < SLOWEST_SECONDS


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("tracked_and_comment.docx", "kept"),
        ("remote_template.docx", "Remote template"),
        ("rel_traversal.docx", "x"),
        ("docx_named.xlsx", "Hello"),
        ("pdf_js_and_cycle.pdf", ""),
        ("pdf_uri_and_launch.pdf", ""),
    ],
)
def test_a_document_made_to_do_harm_gives_its_text_and_nothing_else(own, reader, name, text):
    found = text_or_sentence(reader, name, (own / name).read_bytes())
    assert isinstance(found, ExtractedText)
    assert found.text == text


def test_a_pdf_that_unpacks_without_end_is_refused_before_it_is_drawn(own) -> None:
    content = (own / "pdf_flate_bomb.pdf").read_bytes()
    limits = ProcessLimits(processor_seconds=2)
    with DocumentReader(limits) as reader:
        found = text_or_sentence(reader, "bomb.pdf", content)
    assert found == "The document is too big: a part unpacks to more than 200 times its size."


def test_a_letter_with_tracked_changes_warns_of_what_was_deleted_and_hidden(own, reader) -> None:
    found = reader.read("x.docx", (own / "tracked_and_comment.docx").read_bytes())
    assert found.notes == (
        "1 tracked insertion is part of the text.",
        "1 tracked deletion was left out.",
        "1 passage of hidden text was left out.",
    )
    assert [each.text for each in found.left_out] == ["DELETED SECRET", "HIDDEN TEXT"]


@pytest.mark.parametrize("name", one_in(3, REFUSED))
def test_a_bomb_is_refused_in_a_sentence(reader: DocumentReader, name: str) -> None:
    make, sentence = REFUSED[name]
    content = make()
    started = time.perf_counter()
    found = text_or_sentence(reader, name, content)
    assert isinstance(found, str)
    assert sentence in found
    assert time.perf_counter() - started < SLOWEST_SECONDS


@pytest.mark.thorough
@pytest.mark.parametrize("name", READ)
def test_a_document_that_goes_on_and_on_takes_little_time(reader, name: str) -> None:
    content = READ[name]()
    started = time.perf_counter()
    assert isinstance(text_or_sentence(reader, name, content), ExtractedText)
    assert time.perf_counter() - started < SLOWEST_SECONDS
