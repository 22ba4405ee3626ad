"""Which priorities are suggested, in which order, and for which words."""

from hypothesis import given
from hypothesis import strategies as st

from lisdesk.rules.spans import Span
from lisdesk.rules.suggesting import (
    CONSIDERED,
    MOST_SUGGESTED,
    Suggestible,
    Weighed,
    considered,
    suggestions,
)
from lisdesk.rules.vocabulary import SuggestionSource

FRAME = (
    Suggestible(1, "P1", "Ideas", ("innovation",), 4),
    Suggestible(2, "P2", "People", ("skill", "further education"), 9),
    Suggestible(3, "P3", "Infrastructure", ("bus", "caf\u00e9"), 7),
    Suggestible(4, "P4", "Places", (), 0),
    Suggestible(5, "P5", "Business", (), 2),
)
TEXT = "Further Education lacks SKILLS; the CAFE\u0301 wants a bus."


def whole(text=TEXT):
    return Span(0, len(text))


def weighed(log_odds, causes=None):
    return Weighed("0123456789ab", log_odds, lambda number: (causes or {}).get(number, {}))


def codes(found):
    return [each.code for each in found]


def test_keywords_are_found_without_case_and_accents_and_come_before_what_is_used_most():
    found = suggestions(TEXT, whole(), FRAME)
    assert codes(found) == ["P2", "P3", "P1"]
    assert [each.source for each in found] == [
        SuggestionSource.KEYWORD,
        SuggestionSource.KEYWORD,
        SuggestionSource.MOST_USED,
    ]
    assert found[0].words == ("SKILLS", "Further", "Education")
    assert [TEXT[at.start : at.end] for at in found[0].places] == ["Further", "Education", "SKILLS"]
    assert found[1].reason == "“bus”, “CAFE\u0301”"
    assert (found[2].words, found[2].places, found[2].reason) == (
        (),
        (),
        "used 4 times in this call",
    )


def test_without_any_hint_what_is_used_most_is_suggested_and_never_what_is_not_used():
    assert codes(suggestions("Nothing of it.", whole("Nothing of it."), FRAME)) == [
        "P2",
        "P3",
        "P1",
    ]
    alone = suggestions("Nothing.", whole("Nothing."), FRAME[3:])
    assert codes(alone) == ["P5"]


def test_a_span_alone_counts_and_its_places_are_those_of_the_text():
    span = Span(TEXT.index("the"), len(TEXT))
    first = suggestions(TEXT, span, FRAME)[0]
    assert (first.code, TEXT[first.places[1].start : first.places[1].end]) == ("P3", "bus")


def test_what_was_learnt_ranks_and_names_its_weightiest_words():
    text = "The lane floods; the lane floods often."
    learnt = weighed(
        {1: -5.0, 4: 2.0, 5: 0.5}, {4: {"floods": 1.5, "lane": 0.4, "the": 0.1, "often": -1.0}}
    )
    found = suggestions(text, whole(text), FRAME, learnt)
    assert codes(found) == ["P4", "P5", "P1"]
    assert found[0].words == ("floods", "lane")
    assert len(found[0].places) == 4
    assert found[0].source is SuggestionSource.MODEL
    assert found[0].model_version == "0123456789ab"
    assert (found[1].source, found[1].model_version) == (SuggestionSource.MOST_USED, "")


def test_a_keyword_helps_what_was_learnt_and_speaks_alone_for_what_was_not():
    text = "A bus for innovation"
    learnt = weighed({1: 0.2, 3: -0.5, 5: 0.4}, {3: {"bus": 0.3}})
    found = suggestions(text, whole(text), FRAME, learnt)
    assert codes(found) == ["P1", "P3", "P5"]
    assert found[1].source is SuggestionSource.BOTH
    new = Suggestible(6, "P6", "Flying", ("bus",), 0)
    assert "P6" in codes(suggestions(text, whole(text), (*FRAME, new), weighed({5: -0.4, 1: -3})))


def test_what_is_tagged_or_rejected_is_left_out_and_words_without_letters_suggest_nothing():
    assert codes(suggestions(TEXT, whole(), FRAME, without=[2, 1])) == ["P3", "P5"]
    assert suggestions("…!", whole("…!"), FRAME) == []


@given(st.text(max_size=60), st.lists(st.text(max_size=8), max_size=4))
def test_any_text_and_any_keyword_give_three_at_most_at_places_within(text, keywords):
    frame = (*FRAME, Suggestible(9, "P9", "Any", tuple(keywords), 1))
    found = suggestions(text, whole(text), frame)
    assert len(found) <= MOST_SUGGESTED
    assert all(0 <= at.start < at.end <= len(text) for each in found for at in each.places)


def test_of_a_very_long_text_the_beginning_is_looked_at_to_the_end_of_a_word():
    text = "-" * (CONSIDERED - 3) + " skills, a bus"
    assert considered(text, whole(text)) == Span(0, text.index(","))
    found = suggestions(text, whole(text), FRAME)
    assert found[0].words == ("skills",)
    assert all(each.words == () for each in found[1:])
    later = Span(text.index("a bus"), len(text))
    assert considered(text, later) == later
    assert suggestions(text, later, FRAME)[0].words == ("bus",)


def test_letters_without_an_end_are_cut_where_a_word_no_longer_counts():
    text = "a" * (CONSIDERED * 2)
    assert CONSIDERED <= considered(text, whole(text)).end < CONSIDERED + 100
