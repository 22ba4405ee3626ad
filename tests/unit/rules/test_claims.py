"""What a finding claims by its words, and whether the numbers bear it."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lisdesk.rules.claims import Proportion, claims, numbers_words, offered, unsupported, warning
from lisdesk.rules.quantifiers import DEFAULT_SCALE, QuantifierStep


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Most respondents speak of skills.", ["most"]),
        ("ALMOST  ALL ask for trains; a few for buses.", ["almost all", "few"]),
        ("Less than\nhalf named it, none the larger firms.", ["less than half", "none"]),
        ("The most important barrier is skills, at most two years.", []),
        ("It is second to none; nonetheless mostly foremost.", []),
        ("One said “most of us are small” and left.", []),
        ('One said "few of us" and left.', []),
        ("The majority want it, and a well-most word.", ["majority"]),
        ("", []),
    ],
)
def test_words_of_the_scale_are_found_where_they_are_claims(text, words):
    assert [claim.word for claim in claims(text)] == words


def test_a_claim_says_where_it_stands():
    claim = claims("So most do.")[0]
    assert "So most do."[claim.start : claim.end] == "most"


def test_a_word_that_the_numbers_do_not_give_is_told_with_the_one_that_they_do():
    numbers = Proportion(12, 58)
    assert unsupported("Most, and then most, but few.", numbers) == ["most", "few"]
    assert warning("Most ask for it.", numbers) == (
        "It says “most”; 12 of 58 (21%) is “less than half” on the scale."
    )
    assert warning("Less than half ask for it.", numbers) == ""
    assert "no submission to count" in warning("Few ask for it.", Proportion(0, 0))


def test_a_scale_of_ones_own_decides():
    scale = (QuantifierStep("many", Fraction(1, 5)), QuantifierStep("some", Fraction(0)))
    assert unsupported("Many ask. Most ask.", Proportion(12, 58), scale) == []
    assert unsupported("Some ask.", Proportion(12, 58), scale) == ["some"]


def test_under_thirty_the_numbers_are_offered_and_not_a_word():
    assert offered(Proportion(20, 25)) == "20 of 25"
    assert offered(Proportion(24, 30)) == "most"
    assert offered(Proportion(0, 30)) == "none"
    assert offered(Proportion(0, 0)) == ""
    assert numbers_words(Proportion(20, 25)) == "20 of 25: most"
    assert numbers_words(Proportion(0, 0)) == "No submission to count"


@given(st.integers(1, 300), st.data())
def test_what_is_offered_is_never_warned_of(whole, data):
    numbers = Proportion(data.draw(st.integers(0, whole)), whole)
    assert warning(f"So {offered(numbers)} say.", numbers) == ""
    others = {step.word for step in DEFAULT_SCALE} - {offered(numbers)}
    if whole >= 30:
        assert all(warning(f"So {word} say.", numbers) for word in others)
