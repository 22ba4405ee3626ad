"""Colours of codes as the eight hues of priorities."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lisdesk.rules.coded_colours import COLOURS, is_a_hue, nearest_hue
from lisdesk.rules.vocabulary import PriorityColour


def test_each_hue_is_itself_in_either_case_and_between_spaces():
    for hue, written in COLOURS.items():
        assert nearest_hue(written) is nearest_hue(f" {written.lower()} ") is hue
        assert is_a_hue(written.lower())


@pytest.mark.parametrize(
    ("written", "hue"),
    [
        ("#00F", PriorityColour.BLUE),
        ("#2A6099", PriorityColour.BLUE),
        ("#ff8c00", PriorityColour.ORANGE),
        ("#0a0", PriorityColour.GREEN),
        ("#B0B", PriorityColour.PURPLE),
        ("#DC143C", PriorityColour.RED),
        ("#008B8B", PriorityColour.TEAL),
        ("#808080", PriorityColour.GREY),
        ("#808000", PriorityColour.YELLOW),
        ("#F00", PriorityColour.RED),
        ("#FF69B4", PriorityColour.RED),
        ("#000", PriorityColour.GREY),
        ("#fff", PriorityColour.GREY),
    ],
)
def test_a_colour_of_others_is_the_hue_that_looks_most_like_it(written, hue):
    assert nearest_hue(written) is hue
    assert not is_a_hue(written)


@pytest.mark.parametrize(
    "written", ["", "blue", "#12", "#1234", "#12345678", "#GGG", "١٢٣", "#١٢٣"]
)
def test_what_is_no_colour_is_no_hue(written):
    assert nearest_hue(written) is None


@given(st.from_regex(r"#([0-9a-fA-F]{3}){1,2}", fullmatch=True))
def test_every_colour_is_some_hue(written):
    assert nearest_hue(written) in COLOURS
