"""Non-answers are a closed list; short answers are answers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lisdesk.rules.non_answers import NON_ANSWERS, has_visible_character, is_non_answer


@pytest.mark.parametrize(
    "text",
    [
        *["", "  ", "\u200b", "n/a", "N/A.", " N / A ", "#N/A", "na", "NA", "n.a.", "None"],
        *["none.", "Nothing.", "NOTHING", "no comment", "No  comments!", "Did not answer"],
        *["[did not answer]", "not applicable", "Not\napplicable", "nil", "-", "--", "—", ".", "…"],
        *["no answer", "“None”", "(null)", "?"],
    ],
)
def test_these_say_nothing(text: str):
    assert is_non_answer(text)


@pytest.mark.parametrize(
    "text",
    [
        *["no", "No.", "yes", "Don't know", "don’t know", "no opinion", "x", "0", "1", "£", "👍"],
        *["None of these would help", "Nothing has changed since 2010", "N/A Ltd", "see attached"],
        *["nano", "Not applicable to farms, but fisheries need it", "好", "nil" * 100],
    ],
)
def test_these_are_answers(text: str):
    assert not is_non_answer(text)


@given(st.sampled_from(sorted(NON_ANSWERS)), st.text(" .,;:!?()[]\"'-\n\t"), st.booleans())
def test_case_and_outer_punctuation_do_not_make_an_answer(text: str, edge: str, is_loud: bool):
    assert is_non_answer(edge + (text.upper() if is_loud else text) + edge)


@given(
    st.text(), st.characters(categories=["L", "N"], exclude_characters="\u3164\u115f\u1160\uffa0")
)
def test_a_text_with_a_letter_or_a_digit_shows(text: str, character: str):
    assert has_visible_character(text + character)


def test_a_very_long_text_is_judged_at_once():
    assert is_non_answer("-" * 1_000_000)
    assert not is_non_answer("word " * 200_000)
