"""Spans of code points on a text that is normalised once."""

import hashlib
import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lisdesk.errors import RefusedError
from lisdesk.rules.spans import (
    Span,
    checked_span,
    moved_span,
    normalised,
    quoted_span,
    text_hash,
)

PIECES = ["a", "é", "e\u0301", "👩‍🌾", "🇬🇧", "\r\n", "\r", "\n", "\0", "\ud83d", "\ude00", "ﬁ", " "]
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=20).map("".join)


@given(TEXTS)
def test_a_normalised_text_can_be_stored_and_stays_as_it_is(text: str):
    kept = normalised(text)
    assert normalised(kept) == kept
    assert "\r" not in kept
    assert "\0" not in kept
    assert kept.encode("utf-8").decode("utf-8") == kept


@given(st.text())
def test_a_text_without_carriage_returns_and_nuls_is_not_touched(text: str):
    assume("\r" not in text and "\0" not in text)
    assert normalised(text) == text


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("one\r\ntwo\rthree\n\r\n", "one\ntwo\nthree\n\n"),
        ("a\0b", "a\ufffdb"),
        ("lone \ud83d here \ude00", "lone \ufffd here \ufffd"),
        ("pair \ud83d\ude00", "pair 😀"),
        ("two high \ud83d\ud83d\ude00", "two high \ufffd😀"),
        ("cafe\u0301", "cafe\u0301"),
    ],
)
def test_only_line_ends_nuls_and_surrogates_change(text: str, kept: str):
    assert normalised(text) == kept


def test_composed_and_decomposed_letters_stay_different():
    decomposed = unicodedata.normalize("NFD", "café")
    assert normalised(decomposed) != normalised("café")
    assert text_hash(decomposed) != text_hash("café")


def test_the_hash_is_of_the_bytes_in_utf_8():
    assert text_hash("£5m 👍") == hashlib.sha256("£5m 👍".encode()).hexdigest()


@given(TEXTS.map(normalised), st.data())
def test_every_selection_is_found_again_by_its_words(text: str, data: st.DataObject):
    assume(text)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    span = checked_span(text, start, end)
    quote = text[span.start : span.end]
    places = [at for at in range(len(text)) if text.startswith(quote, at)]
    assert quoted_span(text, quote, places.index(start) + 1) == span
    with pytest.raises(RefusedError):
        quoted_span(text, quote, len(places) + 1)
    moved = moved_span(quote, text)
    assert moved == (span if len(places) == 1 else None)


def test_offsets_count_code_points_and_not_what_windows_counts():
    text = normalised("👩‍🌾 farms\r\nneed cafe\u0301s 👍 now")
    assert quoted_span(text, "need cafe\u0301s 👍") == Span(10, 23)


def test_a_quote_with_windows_line_ends_finds_its_place():
    assert quoted_span("one\ntwo\nthree", "one\r\ntwo") == Span(0, 7)


def test_overlapping_places_count():
    assert [quoted_span("anana", "ana", nth) for nth in (1, 2)] == [Span(0, 3), Span(2, 5)]


def test_a_quote_that_is_not_there_often_enough_says_how_often_it_is():
    with pytest.raises(RefusedError, match="does not stand in this text"):
        quoted_span("text", "quote")
    with pytest.raises(RefusedError, match="once"):
        quoted_span("a text", "text", 2)
    with pytest.raises(RefusedError, match="2 times.*from 1 to 2"):
        quoted_span("anana", "ana", 3)
    for nth, quote in ((0, "text"), (-1, "text"), (1, "")):
        with pytest.raises(RefusedError):
            quoted_span("a text", quote, nth)


@pytest.mark.parametrize(("start", "end"), [(0, 0), (3, 2), (-1, 2), (0, 5), (4, 5), (9, 10)])
def test_a_selection_outside_its_text_or_empty_is_refused(start: int, end: int):
    with pytest.raises(RefusedError) as refusal:
        checked_span("four", start, end)
    assert "four" not in str(refusal.value)


def test_a_quote_moves_only_where_it_stands_just_once():
    assert moved_span("buses", "More buses, please") == Span(5, 10)
    assert moved_span("buses", "buses and buses") is None
    assert moved_span("buses", "trams") is None
    assert moved_span("", "trams") is None
