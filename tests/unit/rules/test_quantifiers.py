"""Words for shares, and shares with their base."""

import re
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lisdesk.rules.quantifiers import DEFAULT_SCALE, QuantifierStep, quantifier, scale_words, share


@pytest.mark.parametrize(
    ("part", "whole", "word"),
    [
        (0, 40, "none"),
        (1, 1000, "few"),
        (149, 1000, "few"),
        (15, 100, "less than half"),
        (499, 1000, "less than half"),
        (1, 2, "majority"),
        (749, 1000, "majority"),
        (3, 4, "most"),
        (899, 1000, "most"),
        (9, 10, "almost all"),
        (40, 40, "almost all"),
        (0, 0, ""),
    ],
)
def test_the_default_scale_has_no_gaps(part: int, whole: int, word: str):
    assert quantifier(part, whole) == word


def test_a_share_is_judged_exactly_and_not_as_it_is_rounded():
    assert quantifier(8999, 10000) == "most"
    assert quantifier(499_999_999_999, 10**12) == "less than half"


def test_a_scale_of_ones_own_may_stand_in_any_order_and_end_early():
    scale = [QuantifierStep("some", Fraction(1, 3)), QuantifierStep("many", Fraction(2, 3))]
    words = [quantifier(part, 3, scale) for part in range(4)]
    assert words == ["none", "some", "many", "many"]
    assert quantifier(1, 4, scale) == ""
    assert scale_words(scale) == "many: 2/3 or more; some: 1/3 or more; none: 0"


def test_the_scale_is_told_in_words():
    assert scale_words(DEFAULT_SCALE) == (
        "almost all: 90% or more; most: 75% or more; majority: 50% or more; "
        "less than half: 15% or more; few: under 15%, but not none; none: 0"
    )


@pytest.mark.parametrize(
    ("part", "whole", "words"),
    [
        (12, 25, "12 of 25"),
        (29, 29, "29 of 29"),
        (0, 0, "0 of 0"),
        (12, 40, "12 of 40 (30%)"),
        (1, 200, "1 of 200 (1%)"),
        (25, 1000, "25 of 1000 (3%)"),
        (0, 40, "0 of 40 (0%)"),
        (40, 40, "40 of 40 (100%)"),
        (1, 1000, "1 of 1000 (under 1%)"),
        (999, 1000, "999 of 1000 (over 99%)"),
    ],
)
def test_a_share_has_its_base_and_a_percentage_only_on_thirty_or_more(part, whole, words):
    assert share(part, whole) == words


@given(
    st.integers(1, 10**9).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole)))
)
def test_nothing_and_everything_are_only_said_when_exact(numbers: tuple[int, int]):
    part, whole = numbers
    words = share(part, whole)
    assert words.startswith(f"{part} of {whole}")
    assert ("%" in words) is (whole >= 30)
    assert ("(0%)" in words) is (whole >= 30 and part == 0)
    assert ("(100%)" in words) is (whole >= 30 and part == whole)
    exact = re.search(r"\((\d+)%\)", words)
    if exact:
        assert abs(Fraction(100 * part, whole) - int(exact[1])) <= Fraction(1, 2)
