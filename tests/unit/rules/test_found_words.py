"""Where found words stand in a text as it was written, and the passage around them."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lisdesk.rules.found_words import _words, found_places, passage
from lisdesk.rules.words import folded, matches, search_terms
from tests.search_cases import QUERIES, TEXTS, random_queries

NAUGHTY = st.text("ab\"*-'’“” .()é\u0301\ufe0f½ßﬁहिक्षि\r\n😀", max_size=30)


def marked(query, text):
    return [text[place.start : place.end] for place in found_places(search_terms(query), text)]


@pytest.mark.parametrize(
    ("query", "text", "found"),
    [
        ("skills", "Skills gaps. ‘SKILLS’ again!", ["Skills", "SKILLS"]),
        ("skil*", "Skills and skilled, not kilns", ["Skills", "skilled"]),
        ('"low carbon"', "Low-carbon; low and carbon", ["Low-carbon"]),
        ("dont -know", "I don’t know", ["don’t"]),
        ("cafe", "The Cafe\u0301 and the café", ["Cafe\u0301", "café"]),
        ("bus housing", "Housing by bus", ["Housing", "bus"]),
        ("北京", "北京 市", ["北京"]),
        ("nothing", "Something", []),
        ("-skills", "Skills", []),
        ("1", "x½", ["x½"] if folded("x½").split()[0] == "1" else []),
    ],
)
def test_words_are_found_where_they_were_written(query, text, found):
    assert marked(query, text) == found


@given(st.text(max_size=60) | NAUGHTY)
def test_the_words_with_places_are_those_of_the_rule(text):
    words = list(_words(text))
    assert " ".join(word.folded for word in words) == folded(text)
    assert all(0 <= word.start < word.end <= len(text) for word in words)
    starts = [word.start for word in words]
    assert starts == sorted(starts)


def test_a_term_has_a_place_exactly_where_the_rule_finds_it():
    words = sorted({word for text in TEXTS for word in folded(text).split()})
    for query in [*QUERIES, *random_queries(random.Random(7), words, 200)]:
        terms = search_terms(query)
        for text in TEXTS:
            told = {place.term for place in found_places(terms, text)}
            for place, term in enumerate(terms):
                stands = not term.is_excluded and matches([term], [folded(text)])
                assert (place in told) is stands, (query, text)


@given(NAUGHTY, st.sampled_from(["a", "b*", '"a b"', "é"]))
def test_a_passage_marks_the_first_place_and_loses_none_of_its_words(text, query):
    terms = search_terms(query)
    before = "xyz " * 60
    whole = f"{before}{text}{' xyz' * 60}"
    places = found_places(terms, whole)
    if not places:
        return
    pieces = passage(whole, places)
    assert pieces[0].text.startswith("…")
    assert pieces[-1].text == "…"
    first = next(piece for piece in pieces if piece.is_found)
    assert folded(first.text) == folded(whole[places[0].start : places[0].end])
    assert all("\n" not in piece.text and "\r" not in piece.text for piece in pieces)
    assert len("".join(piece.text for piece in pieces)) <= 170


def test_a_short_text_is_its_own_passage():
    text = "Rural\r\n\tbuses are rare."
    pieces = passage(text, found_places(search_terms("buses"), text))
    assert [tuple(piece) for piece in pieces] == [
        ("Rural ", False),
        ("buses", True),
        (" are rare.", False),
    ]
