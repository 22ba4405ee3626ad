"""Texts and headings fit the cells of a workbook, and a cut one says that it was cut."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lisdesk.rules.cell_text import (
    ALWAYS_FITS,
    CELL_LIMIT,
    HEADING_LIMIT,
    clean_text,
    cut_text,
    escaped_text,
    split_long_text,
    unique_headings,
    utf16_units,
)

AWKWARD = st.text(
    st.one_of(
        st.sampled_from("_x0041F\r\n\t😀\U0001fffe\ud800\ufdd0"),
        st.characters(exclude_categories=[]),
    )
)
CODES = st.text(st.sampled_from("aAéÉ \x01\x02\n"), max_size=4)


@given(AWKWARD, st.integers(7, 40))
@example("_x0041_" * 20, 7)
@example("😀" * 20, 7)
def test_parts_fit_and_join_to_the_text(text: str, limit: int):
    parts = split_long_text(text, limit)
    assert "".join(parts) == text
    assert all(utf16_units(escaped_text(part)) <= limit for part in parts)


@given(AWKWARD)
def test_a_text_of_half_the_limit_fits_whatever_its_characters(text: str):
    assert utf16_units(escaped_text(text)) <= 2 * len(text)
    assert ALWAYS_FITS == CELL_LIMIT // 2


@given(AWKWARD, st.integers(20, 60))
def test_a_text_is_whole_or_ends_in_what_says_that_it_was_cut(text: str, limit: int):
    shown = cut_text(text, "… (cut)", limit)
    assert utf16_units(escaped_text(shown)) <= limit
    if shown != text:
        assert shown.endswith("… (cut)")
        assert text.startswith(shown.removesuffix("… (cut)"))
        assert utf16_units(escaped_text(text)) > limit


@given(st.lists(CODES, max_size=8), st.lists(CODES, max_size=3))
def test_headings_are_unlike_each_other_and_those_taken(wanted: list[str], taken: list[str]):
    headings = unique_headings(wanted, taken)
    folded = [heading.casefold() for heading in headings]
    assert len(set(folded)) == len(wanted)
    assert not set(folded) & {heading.casefold() for heading in taken}
    assert headings == [" ".join(clean_text(heading).split()) for heading in headings]


@pytest.mark.parametrize(
    ("wanted", "headings"),
    [
        (["People", "people"], ["People", "people (2)"]),
        (["Total"], ["Total (2)"]),
        ([" a\n b ", ""], ["a b", "Column"]),
        (["x" * 300, "x" * 300], ["x" * 253 + " …", "x" * 249 + " … (2)"]),
    ],
)
def test_a_heading_that_is_taken_gets_a_number(wanted: list[str], headings: list[str]):
    assert unique_headings(wanted, ["Total"]) == headings
    assert all(utf16_units(heading) <= HEADING_LIMIT for heading in headings)
