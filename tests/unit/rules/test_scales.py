"""Scales of words as officers write them: without gaps, without overlaps."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lisdesk.errors import RefusedError
from lisdesk.rules.quantifiers import DEFAULT_SCALE, QuantifierStep, quantifier
from lisdesk.rules.scales import (
    checked_scale,
    read_scale,
    read_step,
    stored_scale,
    stored_step,
    written_step,
)

WORDS = ["all but a few", "most", "many", "about half", "some", "few", "hardly any"]
shares = st.fractions(0, 1, max_denominator=1000)
scales = st.lists(shares.filter(bool), max_size=6, unique=True).map(
    lambda begins: checked_scale(
        [QuantifierStep(word, at) for word, at in zip(WORDS, [*begins, Fraction(0)], strict=False)]
    )
)


@given(scales, st.integers(1, 500), st.data())
def test_every_share_has_one_word_on_every_scale(scale, whole, data):
    part = data.draw(st.integers(0, whole))
    word = quantifier(part, whole, scale)
    if not part:
        assert word == "none"
        return
    ends = [Fraction(2), *(step.at_least for step in scale)]
    holding = [
        step.word
        for step, end in zip(scale, ends, strict=False)
        if step.at_least <= Fraction(part, whole) < end
    ]
    assert holding == [word]


@given(scales)
def test_a_scale_survives_being_written_and_read(scale):
    assert read_scale(map(written_step, scale)) == scale
    assert stored_scale(map(stored_step, scale)) == scale


def test_the_default_scale_can_be_written_and_read():
    assert read_scale(map(written_step, DEFAULT_SCALE)) == DEFAULT_SCALE


@pytest.mark.parametrize(
    ("line", "step"),
    [
        ("most: 75%", QuantifierStep("most", Fraction(3, 4))),
        ("  a  good many=66.67", QuantifierStep("a good many", Fraction(6667, 10000))),
        ("two in three: 2/3", QuantifierStep("two in three", Fraction(2, 3))),
        ("few: 0", QuantifierStep("few", Fraction(0))),
    ],
)
def test_a_step_is_read_as_it_is_meant(line, step):
    assert read_step(line) == step


@pytest.mark.parametrize(
    "lines",
    [
        [],
        ["most: 75%"],
        ["most: 75%", "few: 1%"],
        ["most: 75%", "many: 75%", "few: 0"],
        ["most: 75%", "Most: 50%", "few: 0"],
        ["most: 101%", "few: 0"],
        ["most: 3/0", "few: 0"],
        ["most: 1.5/2", "few: 0"],
        ["most", "few: 0"],
        ["top 10: 90%", "few: 0"],
        ["none: 50%", "few: 0"],
        ["x" * 41 + ": 50%", "few: 0"],
        [f"{letter}: {number}" for number, letter in enumerate("abcdefghijklm")],
    ],
)
def test_a_scale_with_a_gap_an_overlap_or_a_strange_word_is_refused(lines):
    with pytest.raises(RefusedError):
        read_scale(lines)
