"""Every bad PDF and picture gives a page or one plain sentence, in little time."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from lisdesk.errors import UnreadableFileError
from lisdesk.exchange.guarded.limits import ProcessLimits
from lisdesk.exchange.guarded.reading import WAITING_SECONDS
from lisdesk.exchange.pages.drawn import MOST_PIXELS
from lisdesk.exchange.pages.reading import PageReader
from tests.trust.document_bombs import READ, REFUSED
from tests.trust.mutants import changed_bytes, mutant
from tests.unit.pages.made_pages import red_pages
from tests.unit.pages.made_pictures import every_kind, photograph_on_its_side, scan_of

SLOWEST_SECONDS = ProcessLimits().processor_seconds + WAITING_SECONDS
"""So long may a page take on a machine that is busy with much else, and then its process is ended;
alone all but the pages packed by LZW take less than three seconds.
"""
WIDTH_PX = 600
PICTURES = {**every_kind(), "scan": scan_of(0, 90, 255), "photograph": photograph_on_its_side()}
LONG = pytest.param(150, marks=[pytest.mark.long, pytest.mark.timeout(900)])


@pytest.fixture(scope="module")
def reader() -> Iterator[PageReader]:
    reader = PageReader()
    yield reader
    reader.close()


def is_shown(reader: PageReader, content: bytes, number: int = 1) -> bool:
    """Draw a page; whether it was drawn. Anything but a page or a UnreadableFileError fails."""
    started = time.perf_counter()
    try:
        page = reader.draw(content, number, WIDTH_PX)
    except UnreadableFileError as error:
        sentence = str(error)
        assert "\n" not in sentence
        assert 40 < len(sentence) < 500
        assert "Traceback" not in sentence
        assert error.happened.endswith(".")
        return False
    else:
        assert page.width_px * page.height_px <= MOST_PIXELS
        assert len(page.pixels) == 4 * page.width_px * page.height_px
        return bool(page.pixels)
    finally:
        assert time.perf_counter() - started < SLOWEST_SECONDS


@pytest.mark.thorough
@pytest.mark.timeout(600)
def test_every_pdf_and_picture_of_the_corpus_gives_a_page_or_a_sentence(
    corpus: Path, own: Path, reader: PageReader, report_figures
) -> None:
    folders = ("documents", "bad/qpdf-fuzz", "bad/calamine", "bad/cpython-test_email",
               "mail/attachments")  # fmt: skip
    files = [path for each in folders for path in (corpus / each).iterdir() if path.is_file()]
    files += [path for path in own.rglob("*") if path.is_file() and path.stat().st_size < 10**8]
    shown = [path.name for path in files if is_shown(reader, path.read_bytes())]
    report_figures(f"{len(files)} files of the corpus, of which {len(shown)} have a page")
    assert {"python.png", "python.tiff", "python.jpg", "pdf_uri_and_launch.pdf"} <= set(shown)
    assert is_shown(reader, red_pages(1))


@pytest.mark.thorough
@pytest.mark.parametrize("name", [each for each in {**REFUSED, **READ} if "PDF" in each][::4])
def test_a_bomb_is_no_more_dangerous_to_look_at_than_to_read(reader: PageReader, name) -> None:
    made = {**REFUSED, **READ}[name]
    is_shown(reader, (made[0] if isinstance(made, tuple) else made)())
    assert is_shown(reader, red_pages(1))


@pytest.mark.parametrize("count", [5, LONG])
def test_a_mutant_of_a_pdf_gives_a_page_or_a_sentence(
    corpus: Path, reader: PageReader, report_figures, count: int
) -> None:
    contents = [mutant("pdf", number, corpus) for number in range(count)]
    shown = sum(
        is_shown(reader, content, number % 3 + 1) for number, content in enumerate(contents)
    )
    report_figures(f"pages of pdf: {count} mutants, {shown} shown")
    assert is_shown(reader, red_pages(1))


@pytest.mark.parametrize("kind", PICTURES)
@pytest.mark.parametrize("count", [3, LONG])
def test_a_mutant_of_a_picture_gives_a_page_or_a_sentence(
    reader: PageReader, report_figures, kind: str, count: int
) -> None:
    shown = 0
    for number in range(count):
        chance = random.Random(f"{kind} {number}")
        shown += is_shown(reader, changed_bytes(PICTURES[kind], chance), number % 3 + 1)
    report_figures(f"pages of {kind}: {count} mutants, {shown} shown")
    assert is_shown(reader, PICTURES[kind])
