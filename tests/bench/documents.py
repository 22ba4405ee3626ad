"""Lines of the table for reading letters: a hundred PDFs of ten full pages."""

from __future__ import annotations

import random
import textwrap
import time
from pathlib import Path

import pypdfium2

from lisdesk.exchange.documents.reading import DocumentReader
from tests.bench.measure import Line
from tests.unit.documents.made_portable import portable_document

_DOCUMENTS, _PAGES, _LINES = 100, 10, 46
_MOST_SECONDS = 60
_WORDS = (
    "the of and to we in a for our that business local skills housing roads training support "
    "“growth” £5,000 energy broadband apprentices investment – freight infrastructure"
)


def document_lines(folder: Path) -> list[Line]:
    """Return what it takes to read the documents in the guarded process, and barely."""
    contents = [path.read_bytes() for path in write_documents(folder)]
    started = time.perf_counter()
    with DocumentReader() as reader:
        pages = sum(len(reader.read("letter.pdf", content).parts) for content in contents)
    ours_s = time.perf_counter() - started
    assert pages == _DOCUMENTS * _PAGES
    started = time.perf_counter()
    for content in contents:
        _read_barely(content)
    floor_s = time.perf_counter() - started
    return [
        Line(
            f"read {_DOCUMENTS} PDFs of {_PAGES} pages",
            f"{ours_s:.1f} s",
            f"{floor_s:.1f} s",
            f"{ours_s / floor_s:.2f} ×",
            f"≤ {_MOST_SECONDS} s",
            ours_s <= _MOST_SECONDS,
        )
    ]


def write_documents(folder: Path, documents: int = _DOCUMENTS) -> list[Path]:
    """Write documents of ten full pages into a folder, those that are not there yet."""
    paths = [folder / f"letter-{number}.pdf" for number in range(documents)]
    for number, path in enumerate(paths):
        if not path.exists():
            chance = random.Random(number)
            path.write_bytes(portable_document(*(_page(chance) for _ in range(_PAGES))))
    return paths


def _page(chance: random.Random) -> list[str]:
    words = " ".join(chance.choices(_WORDS.split(), k=_LINES * 16))
    return textwrap.wrap(words, 90)[:_LINES]


def _read_barely(content: bytes) -> int:
    document = pypdfium2.PdfDocument(content)
    try:
        return sum(len(page.get_textpage().get_text_range()) for page in document)
    finally:
        document.close()
