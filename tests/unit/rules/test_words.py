"""Search: the same words on both sides, and any text a legal query."""

import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lisdesk.rules.words import SearchTerm, folded, matches, search_terms

SHORT_WORDS = st.text("abé", min_size=1, max_size=2)
NAUGHTY = st.text("ab\"*-'’“” .()é\u0301\ufe0f한क्षि", max_size=20)


def term(*words: str, is_excluded: bool = False, is_prefix: bool = False) -> SearchTerm:
    return SearchTerm(words, is_excluded, is_prefix)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Low-carbon, NET zero!", "low carbon net zero"),
        ("don't don’t don`t 'tis", "dont dont dont tis"),
        ("Café cafe\u0301 CAFÉ", "cafe cafe cafe"),
        ("Straße ﬁne x²", "strasse fine x2"),
        ("pro\u00adductivity zero\u200bwidth", "productivity zero width"),
        ("“£5m”—more…", "5m more"),
        ("北京 日本語", "北京 日本語"),
        ("한국어", "한국어"),
        ("हिन्दी", "हिनदी"),
        ("1️⃣ 👩‍🌾 👍", "1"),
        ("a\0b\tc\u00a0d", "a b c d"),
        ("!!! ' ’ “”", ""),
    ],
)
def test_a_text_becomes_its_words(text: str, words: str):
    assert folded(text) == words


@given(st.text() | NAUGHTY)
def test_folding_twice_changes_nothing_and_leaves_words_with_single_spaces(text: str):
    words = folded(text)
    assert folded(words) == words
    assert words == " ".join(words.split())
    assert all(
        character == " " or unicodedata.category(character)[0] in "LNM" for character in words
    )


@given(st.text(st.characters(codec="ascii")))
def test_the_fast_path_for_ascii_says_the_same_as_the_rule(text: str):
    letters = "".join(
        character if character.isalnum() else " "
        for character in text.lower().replace("'", "").replace("`", "")
    )
    assert folded(text) == " ".join(letters.split())
    assert folded(text + " ж").removesuffix("ж").rstrip() == folded(text)


@given(st.text("ab’‘“”–—…•£€\u00a0"))
def test_typographic_signs_fold_as_they_do_beside_other_scripts(text: str):
    separated = "".join(
        "" if character in "’‘" else character if character in "ab" else " " for character in text
    )
    assert folded(text) == " ".join(separated.split())


@pytest.mark.parametrize(
    ("query", "terms"),
    [
        ("", ()),
        ("   ", ()),
        ('" " - -- * -* ! ""', ()),
        ("Broadband rail", (term("broadband"), term("rail"))),
        ('"low Carbon" -rail', (term("low", "carbon"), term("rail", is_excluded=True))),
        ("“net zero”", (term("net", "zero"),)),
        ('-"net zero"', (term("net", "zero", is_excluded=True),)),
        ("low-carbon", (term("low", "carbon"),)),
        ("skill*", (term("skill", is_prefix=True),)),
        ("-low-carb*", (term("low", "carb", is_excluded=True, is_prefix=True),)),
        ('"low carb"*', (term("low", "carb", is_prefix=True),)),
        ('"low carb*"', (term("low", "carb"),)),
        ('rail "not closed', (term("rail"), term("not", "closed"))),
        ("don’t", (term("dont"),)),
        ("AND NOT NEAR(a b)", (term("and"), term("not"), term("near", "a"), term("b"))),
        ("c++ 50%", (term("c"), term("50"))),
    ],
)
def test_a_query_becomes_its_conditions(query: str, terms: tuple[SearchTerm, ...]):
    assert search_terms(query) == terms


def check_any_query(query: str):
    terms = search_terms(query)
    for each in terms:
        assert each.words
        assert all(word and folded(word) == word for word in each.words)
    has_exclusions = any(each.is_excluded for each in terms)
    assert matches(terms, [folded(query)]) is not has_exclusions


@given(st.text() | NAUGHTY)
def test_any_text_is_a_legal_query_that_finds_itself(query: str):
    check_any_query(query)


def test_the_naughty_strings_are_legal_queries(corpus: Path):
    strings = json.loads((corpus / "bad/blns/blns.json").read_text(encoding="utf-8"))
    assert len(strings) > 500
    for string in strings:
        check_any_query(string)


def found_word_by_word(terms: list[SearchTerm], texts: list[str]) -> bool:
    """The rule again, on lists of words."""

    def stands_at(each: SearchTerm, words: list[str], at: int) -> bool:
        *whole, last = each.words
        window = words[at : at + len(each.words)]
        if len(window) < len(each.words) or window[:-1] != whole:
            return False
        return window[-1].startswith(last) if each.is_prefix else window[-1] == last

    def occurs(each: SearchTerm) -> bool:
        return any(
            stands_at(each, text.split(), at) for text in texts for at in range(len(text.split()))
        )

    included = [each for each in terms if not each.is_excluded]
    excluded = [each for each in terms if each.is_excluded]
    return all(map(occurs, included)) and not any(map(occurs, excluded))


TERMS = st.builds(
    SearchTerm,
    st.lists(SHORT_WORDS.map(folded), min_size=1, max_size=3).map(tuple),
    st.booleans(),
    st.booleans(),
)


@given(
    st.lists(TERMS, max_size=3),
    st.lists(st.lists(SHORT_WORDS, max_size=6).map(" ".join).map(folded), max_size=3),
)
def test_a_search_finds_what_the_rule_says(terms: list[SearchTerm], texts: list[str]):
    assert matches(terms, texts) is found_word_by_word(terms, texts)


def test_a_phrase_does_not_reach_over_two_texts():
    texts = [folded("net"), folded("zero")]
    assert not matches(search_terms('"net zero"'), texts)
    assert matches(search_terms("net zero"), texts)


def test_only_exclusions_match_everything_without_them_and_nothing_matches_all():
    assert matches(search_terms("-rail"), [folded("Buses")])
    assert matches(search_terms("-rail"), [])
    assert not matches(search_terms("-rail"), ["by rail"])
    assert matches((), [])
