"""Where found words stand in a text as it was written, and the passage around them."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lisdesk.rules.found_words import FoundPlace, _words, first_places, found_places, passage
from lisdesk.rules.words import folded, is_without, matches, search_terms
from tests.search_cases import QUERIES, TEXTS, random_queries

NAUGHTY = st.text("ab\"*-'’“” .()é\u0301\ufe0f½ßﬁहिक्षि\r\n😀", max_size=30)


STRANGE = st.sampled_from(
    ["b\u00fas", "bu\u2019s", "b\u0301us", "buses", "ﬁnd", "ﬀ", "find", "Straße", "½", "😀",
     "हिन्दी", "\u0301", "…", "-", "''", "\u00a0", "- " * 9, "x" * 40]
)  # fmt: skip
PLAIN = st.sampled_from(["bus", "low", "carbon", "Bus"])
LONG = st.lists(PLAIN | PLAIN | STRANGE | st.text("abus \n-’é", max_size=4), max_size=40).flatmap(
    lambda parts: st.sampled_from([" ".join(parts), "".join(parts), "\n".join(parts)])
)
SEARCHES = [
    "bus", "bus*", '"low carbon"', '"bus low bus"', '"low low low" low', "find carbon", "zug",
    "strasse -bus", '"bus b*" bus', "हिन्दी", '"1 2"', "bus low carbon", "1 bu*",
    '"carbon bus" zug bus',
]  # fmt: skip


def plainly_found(terms, text):
    """Return the places by taking all of a text to words, however long it is."""
    words = list(_words(text))
    return sorted(
        FoundPlace(words[at].start, words[at + len(term.words) - 1].end, place)
        for place, term in enumerate(terms)
        for at in range(len(words) - len(term.words) + 1)
        if not term.is_excluded and stands(term, [w.folded for w in words[at:]])
    )


def stands(term, words):
    *before, last = term.words
    there = words[len(before)]
    is_last = there.startswith(last) if term.is_prefix else there == last
    return words[: len(before)] == before and is_last


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


@given(LONG, st.integers(1, 30))
def test_a_text_looked_through_in_stretches_has_the_same_places(text, length):
    for terms in map(search_terms, SEARCHES):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("lisdesk.rules.found_words._STRETCH", length)
            assert found_places(terms, text) == plainly_found(terms, text)


@given(LONG, st.integers(1, 30), st.integers(0, 3), st.sampled_from([4, 40]))
def test_the_first_places_make_the_passage_that_all_places_make(text, length, more, shown):
    text = " road".join([text] * (more + 1) + [text[::-1]])
    for terms in map(search_terms, SEARCHES):
        plain = plainly_found(terms, text)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("lisdesk.rules.found_words._STRETCH", length)
            patch.setattr("lisdesk.rules.found_words._LENGTH", shown)
            first = first_places(terms, text)
            assert first.fulfilled == len({place.term for place in plain})
            assert first.places == plain[: len(first.places)]
            if plain:
                assert passage(text, first.places) == passage(text, plain)


@given(LONG, st.lists(st.sampled_from(["bus", "low", "ss", "1", "carbon"]), min_size=1))
def test_a_text_passed_over_holds_none_of_the_words(text, words):
    if is_without(words, text):
        assert folded(text)
        assert not any(word in folded(text) for word in words)


def test_of_a_long_text_only_what_is_around_a_place_is_taken_to_words(monkeypatch):
    taken = []

    def counting(text):
        taken.append(len(text))
        return _words(text)

    monkeypatch.setattr("lisdesk.rules.found_words._words", counting)
    for letter in ("Café paragraph on the bus. " * 50_000, "Paragraph on the bus. " * 50_000):
        whole = f"{letter}Zugzwang ’tis. {letter}"
        for query, fulfilled in (("zugzwang", 1), ("bus", 1), ("bus zugzwang", 2), ("no", 0)):
            taken.clear()
            first = first_places(search_terms(query), whole)
            assert first.fulfilled == fulfilled
            assert sum(taken) <= 20_000, query


def test_a_phrase_does_not_reach_over_words_that_were_passed_over(monkeypatch):
    monkeypatch.setattr("lisdesk.rules.found_words._STRETCH", 4)
    terms = search_terms('"low carbon" bus')
    assert first_places(terms, "The bus is low, as other ways are. Carbon").fulfilled == 1
    assert first_places(terms, "The bus is low - - - - - - - - - - Carbon").fulfilled == 2
