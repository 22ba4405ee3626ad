"""What is kept back is in nothing that is published, and places are those of what is."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from lisdesk.rules.redacting import (
    Mark,
    blocks_of,
    covers,
    published_place,
    published_words,
    stated_reasons,
    tells_nothing,
    whole_letters,
)
from lisdesk.rules.spans import Span
from lisdesk.rules.vocabulary import KeptBack

LETTERS = st.sampled_from(["a", "é", "e\u0301", "😀", "👩\u200d🚒", "\n", " ", "ß", "🏴", "\u200f"])


@st.composite
def marked_texts(draw):
    """Return a text of which the kept back characters are all Ω, with its overlapping marks."""
    body = "".join(draw(st.lists(LETTERS, min_size=1, max_size=40)))
    ends = st.integers(0, len(body))
    pairs = draw(st.lists(st.tuples(ends, ends), max_size=6))
    marks = [
        Mark(
            min(pair),
            max(pair),
            draw(st.sampled_from(list(KeptBack))),
            draw(st.sampled_from("xyz")),
        )
        for pair in pairs
        if pair[0] != pair[1]
    ]
    kept = {at for mark in marks for at in range(mark.start, mark.end)}
    return "".join("Ω" if at in kept else each for at, each in enumerate(body)), marks


@given(marked_texts(), st.data())
def test_no_character_of_any_overlapping_spans_is_published(text, data):
    body, marks = text
    blocks = blocks_of(marks)
    start = data.draw(st.integers(0, len(body)))
    end = data.draw(st.integers(start, len(body)))
    assert "Ω" not in published_words(body, 0, blocks)
    assert "Ω" not in published_words(body[start:end], start, blocks)
    assert not any("Ω" in block.label for block in blocks)


@given(marked_texts(), st.data())
def test_a_part_stands_where_its_place_says(text, data):
    body, marks = text
    blocks = blocks_of(marks)
    start = data.draw(st.integers(0, len(body) - 1))
    end = data.draw(st.integers(start + 1, len(body)))
    whole = published_words(body, 0, blocks)
    place = published_place(start, end, blocks)
    assert whole[place.start : place.end] == published_words(body[start:end], start, blocks)


@given(marked_texts())
def test_what_is_not_kept_back_is_published_as_it_is(text):
    body, marks = text
    blocks = blocks_of(marks)
    published = published_words(body, 0, blocks)
    for block in blocks:
        published = published.replace(block.label, "", 1)
    assert published == body.replace("Ω", "")


@given(marked_texts(), st.data())
def test_a_span_is_covered_if_each_of_its_characters_is(text, data):
    body, marks = text
    start = data.draw(st.integers(0, len(body) - 1))
    end = data.draw(st.integers(start + 1, len(body)))
    assert covers(blocks_of(marks), start, end) == (set(body[start:end]) == {"Ω"})


def test_overlapping_reasons_are_told_together_and_a_confidential_one_tells_none():
    one = Mark(0, 4, KeptBack.REDACTED, "a [b]")
    other = Mark(2, 6, KeptBack.REDACTED, "c")
    assert [each.label for each in blocks_of([one, other, one])] == ["[redacted: a (b); c]"]
    asked = Mark(5, 8, KeptBack.CONFIDENTIAL, "told to nobody")
    assert published_words("0123456789", 0, blocks_of([one, other, asked])) == "[confidential]89"
    apart = Mark(6, 7, KeptBack.REDACTED, "d")
    assert (
        published_words("0123456", 0, blocks_of([other, apart])) == "01[redacted: c][redacted: d]"
    )


def test_an_excerpt_of_which_only_signs_are_left_tells_nothing():
    blocks = blocks_of([Mark(1, 5, KeptBack.REDACTED, "r"), Mark(7, 9, KeptBack.REDACTED, "r")])
    assert tells_nothing("Anna, Bo", 1, blocks)
    assert not tells_nothing("Anna, Bob", 1, blocks)


def test_an_emoji_of_which_nothing_is_kept_back_tells_what_it_did_before():
    blocks = blocks_of([Mark(1, 5, KeptBack.REDACTED, "r")])
    assert not tells_nothing("👍", 6, blocks)
    assert tells_nothing("Anna 👍", 1, blocks)


def test_a_letter_is_never_cut_from_its_accent_or_an_emoji_in_two():
    text = "Re\u0301ne\u0301 👩🏽\u200d🚒!"
    assert whole_letters(text, Span(0, 2)) == Span(0, 3)
    assert whole_letters(text, Span(2, 3)) == Span(1, 3)
    family = text.index("👩")
    assert whole_letters(text, Span(family, family + 1)) == Span(family, family + 4)
    assert whole_letters(text, Span(family + 3, family + 4)) == Span(family, family + 4)
    assert not unicodedata.combining(text[whole_letters(text, Span(0, 2)).end])


def test_reasons_are_lines_without_repetition():
    assert stated_reasons([" a  b ", "", "A B", "c\nd"]) == ("A B", "c d")
