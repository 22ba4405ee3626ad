"""Words with their places, and the parts of them that texts are compared by."""

from hypothesis import given
from hypothesis import strategies as st

from lisdesk.rules.word_parts import parts_of, placed_words, places_of
from lisdesk.rules.words import folded


def test_words_stand_where_they_are_written():
    text = "Don’t cut the Café’s low-carbon “buses”: 5 of them!"
    placed = placed_words(text)
    assert [each.word for each in placed] == folded(text).split()
    assert [text[each.start : each.end] for each in placed][:4] == ["Don’t", "cut", "the", "Café’s"]


def test_a_span_keeps_the_places_of_its_text():
    text = "No skills. No buses."
    assert placed_words(text, 11, 19) == [("no", 11, 13), ("buses", 14, 19)]


def test_accents_written_apart_belong_to_their_word():
    assert [each.word for each in placed_words("cafe\u0301s and 😀")] == ["cafes", "and"]


@given(st.text(st.characters(codec="latin-1"), max_size=80))
def test_words_are_those_that_a_search_finds(text):
    assert "".join(each.word for each in placed_words(text)) in folded(text).replace(" ", "")
    assert all(each.start < each.end <= len(text) for each in placed_words(text))


def test_parts_are_runs_of_two_to_five_letters_with_the_ends():
    assert parts_of("bus") == [" b", "bu", "us", "s ", " bu", "bus", "us ", " bus", "bus ", " bus "]
    assert len(parts_of("x" * 100_000)) == len(parts_of("x" * 40))


def test_a_phrase_stands_whole_and_its_last_word_in_the_plural_too():
    words = placed_words("Bus stop, bus stops; stop the bus. BÜS stop")
    assert places_of(["bus", "stop"], words) == [(0, 2), (2, 4), (7, 9)]
    assert places_of(["bus", "stops"], words) == [(0, 2), (2, 4), (7, 9)]
    assert places_of([], words) == []
