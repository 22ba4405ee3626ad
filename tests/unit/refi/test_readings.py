"""In whatever way a program counts positions, its passages come in at the right characters."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lisdesk.exchange.refi.package_texts import placed_text
from lisdesk.exchange.refi.positions import READINGS, Evidence, LineEnds, Places, Reading
from lisdesk.exchange.refi.reading import read_coded_project
from lisdesk.store.entities import Excerpt, SourceText, Tag
from lisdesk.tasks.incoming_paths import import_paths
from tests.desk_work import DESK, count, rows
from tests.thorough import one_in
from tests.unit.refi.made_projects import guid, listing, packed, selection, source

TEXT = (
    "Dear all,\r\n\r\nwelders \U0001f600 are hard to find.\r\nE\u0301cole in the town:\r\n"
    "buses \U0001f68c\U0001f68c run late.\r\nThe end, \U0001f600 bye."
)
ALL_WAYS = tuple(product(("", "\ufeff"), READINGS))
QUOTES = ("welders \U0001f600 are", "E\u0301cole", "buses \U0001f68c\U0001f68c run late", "bye")


def counted_text(raw: str, reading: Reading) -> list[str]:
    """Return a text as the units that a program counts, one each."""
    text = raw if reading.counts_mark else raw.removeprefix("\ufeff")
    if reading.line_ends is LineEnds.ONE:
        text = text.replace("\r\n", "\n")
    elif reading.line_ends is LineEnds.TWO:
        text = re.sub("\r?\n", "\r\n", text)
    units = []
    for letter in text:
        units.append(letter)
        if reading.is_in_utf_16 and ord(letter) > 0xFFFF:
            units.append("")
    return units


def counted_place(raw: str, quote: str, reading: Reading) -> tuple[int, int]:
    """Return where a program that counts in this way says that a quote stands."""
    units = counted_text(raw, reading)
    letters_before = "".join(units).index(quote)

    def last_place(letters: int) -> int:
        """Return the last place before which there are so many letters."""
        return max(
            place for place in range(len(units) + 1) if len("".join(units[:place])) == letters
        )

    start, end = last_place(letters_before), last_place(letters_before + len(quote))
    return start, end - int(reading.is_end_included)


def counted_file(path: Path, mark: str, reading: Reading) -> Path:
    """Write a project by hand whose positions are counted in a way."""
    raw = mark + TEXT
    passages = "".join(selection(*counted_place(raw, quote, reading), quote) for quote in QUOTES)
    path.write_bytes(packed(listing(source(passages)), {f"{guid(100)}.txt": raw.encode()}))
    return path


@pytest.mark.parametrize(("mark", "reading"), one_in(5, ALL_WAYS, unpacks=True))
def test_every_way_of_counting_is_found_out(tmp_path, reading, mark):
    found = read_coded_project(counted_file(tmp_path / "counted.qdpx", mark, reading))
    [(told, _)] = found.sources()
    assert told.text == TEXT.replace("\r\n", "\n")
    quotes = [told.text[each.start : each.end] for each in told.passages]
    assert quotes == list(QUOTES)
    assert "4 of 4 named passages" in found.why


@pytest.mark.parametrize(("mark", "reading"), one_in(24, ALL_WAYS, unpacks=True))
def test_a_file_of_every_way_of_counting_comes_in_at_the_right_characters(
    database, call, tmp_path, reading, mark
):
    path = counted_file(tmp_path / "counted.qdpx", mark, reading)
    import_paths(database, DESK, call.reference, [path])
    [text] = rows(database, SourceText)
    kept = "\n".join(TEXT.splitlines())
    assert text.body == kept
    excerpts = rows(database, Excerpt)
    assert [each.quote for each in excerpts] == list(QUOTES)
    assert [(each.start, each.end) for each in excerpts] == [
        (kept.index(quote), kept.index(quote) + len(quote)) for quote in QUOTES
    ]
    assert count(database, Tag) == len(QUOTES)


def test_without_names_positions_are_characters_with_the_end_not_included(tmp_path):
    path = tmp_path / "nameless.qdpx"
    passages = selection(0, 4, None) + selection(11, 18, None)
    texts = {f"{guid(100)}.txt": TEXT.encode()}
    path.write_bytes(packed(listing(source(passages)), texts))
    found = read_coded_project(path)
    [(told, _)] = found.sources()
    assert [told.text[each.start : each.end] for each in told.passages] == ["Dear", "welders"]
    assert found.why == "No passage has a name to tell by."


def test_without_names_a_passage_beyond_the_text_tells_of_line_ends_of_two(tmp_path):
    path = tmp_path / "nameless.qdpx"
    end = len(TEXT)
    passages = selection(end - 4, end, None)
    path.write_bytes(packed(listing(source(passages)), {f"{guid(100)}.txt": TEXT.encode()}))
    [(told, _)] = read_coded_project(path).sources()
    [passage] = told.passages
    assert told.text[passage.start : passage.end] == "bye."


def test_most_names_decide_and_a_cut_name_counts(tmp_path):
    text = "Alpha beta gamma delta epsilon zeta eta theta."
    passages = (
        selection(0, 4, "Alpha") + selection(6, 9, "beta") + selection(11, 15, "renamed by hand")
        + selection(17, 44, "delta epsilon …")
    )  # fmt: skip
    path = tmp_path / "named.qdpx"
    path.write_bytes(packed(listing(source(passages, text=text))))
    [(told, _)] = read_coded_project(path).sources()
    quotes = [told.text[each.start : each.end] for each in told.passages]
    assert quotes == ["Alpha", "beta", "gamma", "delta epsilon zeta eta theta"]


def test_line_ends_in_the_listing_count_two_where_the_program_wrote_them_so(tmp_path):
    text = "One\nTwo\nThree\nFour"
    passages = selection(5, 8, "Two") + selection(10, 15, "Three") + selection(17, 21, "Four")
    path = tmp_path / "inline.qdpx"
    path.write_bytes(packed(listing(source(passages, text=text))))
    [(told, _)] = read_coded_project(path).sources()
    assert [text[each.start : each.end] for each in told.passages] == ["Two", "Three", "Four"]


LETTERS = st.sampled_from(list("ab \n") + ["\r\n", "é", "e\u0301", "\U0001f600", "\u200d", "\x85"])


@settings(max_examples=200)
@given(st.lists(LETTERS, min_size=1, max_size=30), st.sampled_from(READINGS), st.data())
def test_a_span_counted_in_any_way_is_the_same_words(letters, reading, data):
    raw = "".join(letters)
    placed = placed_text(raw)
    text = placed.text
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    widths = [_width(placed, reading, place) for place in range(len(text))]
    counted = sum(widths[:start]), sum(widths[:end]) - int(reading.is_end_included)
    assert Places(placed, reading).span(*counted) == (start, end)


def _width(placed, reading, place):
    letter = placed.text[place]
    if letter == "\n":
        is_double = reading.line_ends is LineEnds.TWO or (
            reading.line_ends is LineEnds.AS_WRITTEN and place in placed.double_ends
        )
        return 2 if is_double else 1
    return 2 if reading.is_in_utf_16 and ord(letter) > 0xFFFF else 1


def test_evidence_that_says_nothing_leaves_the_usual_way():
    evidence = Evidence()
    evidence.take(placed_text("abc"), [(0, 1, "zzz")])
    assert evidence.best() == Reading()
    assert evidence.why() == "0 of 1 named passages that were looked at stand where they say."
