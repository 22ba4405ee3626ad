"""Pages of PDFs and pictures are drawn in a guarded process, or one sentence says why not."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Iterator

import pypdfium2
import pytest

from lisdesk.errors import CancelledError, UnreadableFileError
from lisdesk.exchange.guarded.limits import MEGABYTE, ProcessLimits
from lisdesk.exchange.guarded.reading import GuardedOutput
from lisdesk.exchange.guarded.session import GuardedSession
from lisdesk.exchange.pages.drawn import MOST_PIXELS, DrawnPage, size_within
from lisdesk.exchange.pages.reading import PageReader
from tests.unit.documents.made_portable import deflated, drawn_by, portable_document
from tests.unit.documents.made_word import paragraph, word_document
from tests.unit.pages.made_pages import (
    nested_groups,
    page_of,
    red_pages,
    with_a_broken_page,
    with_a_picture,
)
from tests.unit.pages.made_pictures import (
    every_kind,
    photograph_on_its_side,
    picture_bomb,
    scan_of,
    two_halves,
    written,
)
from tests.written_documents import LOCKED

RED, BLUE, WHITE = (255, 0, 0), (0, 0, 255), (255, 255, 255)


@pytest.fixture(scope="module")
def reader() -> Iterator[PageReader]:
    reader = PageReader()
    yield reader
    reader.close()


def colour(page: DrawnPage, x: int, y: int) -> tuple[int, int, int]:
    start = 4 * (y * page.width_px + x)
    blue, green, red = page.pixels[start : start + 3]
    return red, green, blue


def is_near(found: tuple[int, int, int], wanted: tuple[int, int, int]) -> bool:
    return all(abs(one - other) < 12 for one, other in zip(found, wanted, strict=True))


def sentence(reader: PageReader, content: bytes) -> str:
    with pytest.raises(UnreadableFileError) as refused:
        reader.draw(content, 1, 400)
    assert refused.value.do
    return refused.value.happened


def test_each_page_of_a_pdf_is_drawn_as_wide_as_it_is_wanted(reader) -> None:
    content = red_pages(3)
    for number in (1, 3, 2):
        page = reader.draw(content, number, 200)
        assert (page.number, page.pages, page.width_px, page.height_px) == (number, 3, 200, 100)
        assert [colour(page, x, 50) for x in (10, 90, 100, 150)] == [RED, RED, BLUE, WHITE]
        assert colour(page, 100 + 2 * number + 2, 50) == WHITE
        assert colour(page, 100 + 2 * number - 2, 50) == BLUE
    assert reader.draw(content, 9, 200).number == 3
    larger = reader.draw(content, 1, 200, 2.5)
    assert (larger.width_px, larger.height_px) == (500, 250)


@pytest.mark.parametrize("kind", [b"Widget/FT/Tx/T(name)", b"Stamp"])
@pytest.mark.parametrize("catalog", [b"", b"/AcroForm<</Fields[6 0 R]>>"])
def test_what_was_filled_in_and_stuck_on_a_page_is_seen(reader, kind, catalog) -> None:
    box = b"<</Type/XObject/Subtype/Form/BBox[0 0 200 200]/Length 30>>stream\n"
    box += b"0 0 1 rg 0 0 200 200 re f     \nendstream"
    stuck_on = b"<</Type/Annot/Subtype/%b/F 4/Rect[0 600 200 800]/AP<</N 7 0 R>>>>" % kind
    content = portable_document([], annotations=[stuck_on, box], catalog=catalog)
    for _again in range(2):
        page = reader.draw(content, 1, 595)
        assert colour(page, 100, 142) == BLUE
        assert colour(page, 300, 142) == WHITE


def test_a_field_that_no_program_has_drawn_shows_what_was_filled_in(reader) -> None:
    form = b"/AcroForm<</Fields[6 0 R]/NeedAppearances true/DA(/F1 40 Tf 0 g)/DR<</Font<</F1 3 0 R"
    field = b"<</Type/Annot/Subtype/Widget/FT/Tx/T(name)/V(WWWWW)/F 4/Rect[0 600 200 800]"
    field += b"/DA(/F1 40 Tf 0 g)>>"
    content = portable_document([], annotations=[field], catalog=form + b">>>>>>")
    page = reader.draw(content, 1, 595)
    assert any(colour(page, x, y) != WHITE for x in range(0, 200, 2) for y in range(42, 242, 2))


def test_no_script_can_run_since_the_library_has_none() -> None:
    assert not {"V8", "XFA"} & set(pypdfium2.PDFIUM_INFO.flags)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "GIF", "BMP", "WebP"])
def test_pictures_are_drawn_and_never_wider_than_they_are_unless_asked(reader, kind) -> None:
    content = every_kind()[kind]
    page = reader.draw(content, 1, 1_000)
    assert (page.number, page.pages, page.width_px, page.height_px) == (1, 1, 40, 20)
    assert is_near(colour(page, 3, 10), RED)
    assert is_near(colour(page, 36, 10), BLUE)
    smaller, larger = reader.draw(content, 1, 20), reader.draw(content, 1, 1_000, 3)
    assert (smaller.width_px, smaller.height_px) == (20, 10)
    assert (larger.width_px, larger.height_px) == (120, 60)


def test_a_scan_of_several_sheets_is_turned_like_a_document(reader) -> None:
    content = scan_of(10, 200, 90)
    for number, shade in ((1, 10), (2, 200), (3, 90)):
        page = reader.draw(content, number, 400)
        assert (page.number, page.pages) == (number, 3)
        assert colour(page, 5, 5) == (shade,) * 3


def test_a_photograph_stands_upright(reader) -> None:
    page = reader.draw(photograph_on_its_side(), 1, 400)
    assert (page.width_px, page.height_px) == (20, 40)
    assert is_near(colour(page, 10, 4), RED)
    assert is_near(colour(page, 10, 36), BLUE)


def test_what_is_transparent_stands_on_white_and_many_shades_are_seen(reader) -> None:
    clear = two_halves().convert("RGBA")
    clear.putalpha(0)
    assert colour(reader.draw(written(clear, "PNG"), 1, 40), 5, 5) == WHITE
    deep = two_halves().convert("L").convert("I").point(lambda shade: shade * 200).convert("I;16")
    page = reader.draw(written(deep, "PNG"), 1, 40)
    assert (colour(page, 3, 5), colour(page, 36, 5)) == (WHITE, (0, 0, 0))


@pytest.mark.parametrize("box", [b"0 0 14400 14400", b"0 0 14400 50", b"0 0 100 14400"])
def test_a_page_of_two_hundred_inches_is_no_larger_than_any(reader, box) -> None:
    page = reader.draw(page_of(box), 1, 20_000)
    assert 0 < page.width_px * page.height_px <= MOST_PIXELS
    assert colour(page, 1, page.height_px - 2) == RED


def test_a_page_that_is_none_is_told_and_the_others_are_turned_to(reader) -> None:
    content = with_a_broken_page()
    assert reader.draw(content, 1, 100).pixels
    broken = reader.draw(content, 2, 100)
    assert (broken.number, broken.pages, broken.width_px, broken.pixels) == (2, 3, 0, b"")
    assert reader.draw(content, 3, 100).pixels


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "The file is empty."),
        (b"Dear LEP,", "Pages are shown of PDFs and of pictures"),
        (b"BMW is a maker of cars, and has its works here.", "Pages are shown of PDFs"),
        (word_document(paragraph("Dear LEP,")), "Pages are shown of PDFs and of pictures"),
        (LOCKED, "The document is protected by a password"),
        (red_pages(1)[:60], "The page cannot be drawn: the end of the file is missing."),
        (b"%PDF-1.7\nnothing\n%%EOF", "The page cannot be drawn: the file is damaged"),
        (every_kind()["PNG"][:70], "The page cannot be drawn: the file is damaged"),
        (picture_bomb(40_000), "the picture has more than 100 million pixels"),
        (portable_document(*[[]] * 5_001), "the document has more than 5,000 pages"),
        (drawn_by(deflated(bytes(60_000_000))), "unpacks to more than 200 times its size"),
    ],
    ids=[
        "empty",
        "words",
        "a maker of cars",
        "Word",
        "locked",
        "cut short",
        "broken PDF",
        "broken picture",
        "picture bomb",
        "many pages",
        "packed bomb",
    ],
)
def test_what_cannot_be_shown_is_said_in_a_sentence_and_the_next_is_drawn(
    reader, content, words
) -> None:
    assert words in sentence(reader, content)
    assert reader.draw(red_pages(1), 1, 100).pixels


@pytest.mark.thorough
def test_what_costs_much_is_stopped_and_the_next_is_drawn() -> None:
    reader = PageReader(ProcessLimits(processor_seconds=2, output_bytes=80 * MEGABYTE))
    assert sentence(reader, nested_groups()) in (
        "The page took more than 2 seconds to draw.",
        "The page needs more memory to be drawn than it may take.",
    )
    assert "took more than 2 seconds" in sentence(reader, with_a_picture(9_000, 9_000, times=90))
    assert reader.draw(with_a_picture(9_000, 9_000), 1, 400).pixels
    reader.close()


def test_a_page_that_needs_more_memory_than_there_is_is_refused(reader) -> None:
    small = PageReader(ProcessLimits(memory_bytes=90 * MEGABYTE))
    with pytest.raises(UnreadableFileError):
        small.draw(page_of(b"0 0 100 100"), 1, 4_000)
    small.close()


def test_a_document_without_pages_is_told_as_that_whatever_came_before(reader) -> None:
    without = portable_document()
    for before in (red_pages(1), LOCKED, red_pages(1)[:-40]):
        with contextlib.suppress(UnreadableFileError):
            reader.draw(before, 1, 90)
        assert "has no pages" in sentence(reader, without)


def test_a_process_that_was_ended_meanwhile_is_no_fault_of_the_file(reader) -> None:
    assert reader.draw(red_pages(1), 1, 90).pages == 1
    process = reader._session._process
    process.kill()
    process.wait()
    assert reader.draw(red_pages(2), 2, 90).number == 2


def test_a_process_that_ends_while_it_is_given_a_file_is_told_in_a_sentence(
    reader, monkeypatch
) -> None:
    reader.draw(red_pages(1), 1, 90)
    process = reader._session._process
    process.kill()
    process.wait()
    monkeypatch.setattr(process, "poll", lambda: None)
    with pytest.raises(UnreadableFileError):
        reader.draw(red_pages(1) + bytes(MEGABYTE), 1, 90)
    assert reader.draw(red_pages(1), 1, 90).number == 1


def test_a_page_that_is_not_awaited_any_more_is_given_up() -> None:
    reader = PageReader()
    asked = threading.Event()
    threading.Timer(0.1, asked.set).start()
    started = time.perf_counter()
    with pytest.raises(CancelledError):
        reader.draw(nested_groups(), 1, 4_000, is_awaited=lambda: not asked.is_set())
    assert time.perf_counter() - started < 5
    assert reader.draw(red_pages(1), 1, 100).pixels
    reader.close()


@pytest.mark.parametrize("side", [0.0, -1.0, float("inf"), float("nan")])
def test_a_page_without_a_size_has_none(side) -> None:
    with pytest.raises(ValueError, match="without a size"):
        size_within(side, 10, 100)


@pytest.mark.parametrize(
    "report",
    [
        {"number": 1, "pages": 1, "width_px": 2, "height_px": 3},
        {"number": 1, "pages": 1, "width_px": -2, "height_px": -1},
        {"number": 2, "pages": 1, "width_px": 2, "height_px": 1},
        {"number": 1, "pages": 1, "width_px": "wide", "height_px": 1},
        {"number": 1, "pages": 1},
        {"number": float("inf"), "pages": 1, "width_px": 2, "height_px": 1},
    ],
)
def test_what_a_taken_over_process_says_is_no_page(reader, monkeypatch, report) -> None:
    answer = GuardedOutput(report, bytearray(8))
    monkeypatch.setattr(GuardedSession, "read", lambda *_asked: answer)
    assert "cannot be drawn" in sentence(reader, red_pages(1))
