"""Small numbers are withheld, and no subtraction gives them back."""

from collections import Counter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lisdesk.rules.suppression import WITHHELD, suppress_row, suppressed_text, widened

FEW = "fewer than 5"
COUNTS = st.sampled_from([0, 0, 1, 1, 2, 3, 4, 4, 5, 5, 6, 40])
TYPE_PARENTS = {"micro": "business", "small": "business", "business": None, "school": None}
AREA_PARENTS = {"Oadby": "Leicestershire", "Wigston": "Leicestershire", "Leicestershire": None}


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ([3, 20, 9], [FEW, 20, WITHHELD]),
        ([3, 4, 9], [FEW, FEW, 9]),
        ([20, 9], [20, 9]),
        ([3, 0, 0], [FEW, FEW, FEW]),
        ([1, 0, 9], [FEW, FEW, 9]),
        ([0, 5], [0, 5]),
        ([4, 4, 7, 20], [FEW, FEW, WITHHELD, 20]),
        ([4, 5], [FEW, WITHHELD]),
        ([4, 4], [WITHHELD, WITHHELD]),
        ([3], None),
        ([0], [0]),
        ([], []),
    ],
)
def test_small_numbers_take_zeros_and_others_with_them(counts, shown):
    assert suppress_row(counts, 5) == shown


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ([1, 1, 9, 20], [FEW, FEW, WITHHELD, 20]),
        ([1, 1, 5, 5], [WITHHELD] * 4),
        ([1, 2, 9], [FEW, FEW, 9]),
        ([1, 1, 1], None),
        ([4], None),
        ([9], [9]),
    ],
)
def test_a_list_of_what_was_found_tells_that_no_number_is_0(counts, shown):
    assert suppress_row(counts, 5, least=1) == shown


def test_the_text_names_the_threshold():
    assert suppressed_text(10) == "fewer than 10"


def possible_numbers(
    cells: list[int | str], total: int, threshold: int, least: int
) -> dict[int, set[int]]:
    """Return what each withheld cell can hold, by trying all numbers that add up to the total."""
    few = suppressed_text(threshold)
    remainder = total - sum(cell for cell in cells if isinstance(cell, int))
    fewest = threshold if few in cells else least
    allowed = {
        place: range(least, threshold) if cell == few else range(fewest, remainder + 1)
        for place, cell in enumerate(cells)
        if not isinstance(cell, int)
    }

    def sums_without(left_out: int) -> set[int]:
        sums = {0}
        for place, numbers in allowed.items():
            if place != left_out:
                sums = {one + each for one in sums for each in numbers if one + each <= remainder}
        return sums

    return {
        place: {each for each in numbers if remainder - each in sums_without(place)}
        for place, numbers in allowed.items()
    }


@given(st.lists(COUNTS, max_size=7), st.integers(0, 6), st.integers(0, 1))
@example([1, 1, 9], 5, 1)
@example([4, 4, 4, 40], 5, 0)
@example([4, 4, 4], 5, 0)
def test_no_total_gives_a_withheld_number_back(counts: list[int], threshold: int, least: int):
    counts = [max(least, count) for count in counts]
    shown = suppress_row(counts, threshold, least)
    has_small = any(0 < count < threshold for count in counts)
    if shown is None:
        assert has_small
        assert len(counts) == 1 or set(counts) == {least}
        return
    assert has_small or shown == counts
    for count, cell in zip(counts, shown, strict=True):
        assert isinstance(cell, str) or cell == count
        assert isinstance(cell, str) or not has_small or cell >= threshold
        assert cell != suppressed_text(threshold) or count < threshold
    for place, numbers in possible_numbers(shown, sum(counts), threshold, least).items():
        assert counts[place] in numbers
        assert counts[place] == 0 or len(numbers) > 1


def test_a_rare_combination_goes_to_its_parents_step_by_step():
    rows = [("micro", "Oadby", False), ("small", "Oadby", False), ("small", "Wigston", False)]
    assert widened(rows, TYPE_PARENTS, AREA_PARENTS) == [("business", "Leicestershire")] * 3
    lone = [("micro", "Oadby", False)]
    assert widened(lone, TYPE_PARENTS, AREA_PARENTS) == [(None, None)]
    common = [("micro", "Oadby", False)] * 3
    assert widened(common, TYPE_PARENTS, AREA_PARENTS) == [("micro", "Oadby")] * 3


def test_named_respondents_keep_their_combination_and_give_no_cover():
    rows = [("micro", "Oadby", True), ("micro", "Oadby", True), ("micro", "Oadby", False)]
    shown = widened(rows, TYPE_PARENTS, AREA_PARENTS)
    assert shown == [("micro", "Oadby"), ("micro", "Oadby"), (None, None)]


def test_parents_that_go_round_are_a_mistake_of_the_program():
    with pytest.raises(ValueError, match="ancestor"):
        widened([("a", None, False)], {"a": "b", "b": "a"}, {})


def ancestry(node: str | None, parents: dict) -> list[str | None]:
    return [None] if node is None else [node, *ancestry(parents.get(node), parents)]


@given(
    st.lists(
        st.tuples(
            st.sampled_from([None, *TYPE_PARENTS, "unlisted"]),
            st.sampled_from([None, *AREA_PARENTS]),
            st.booleans(),
        ),
        max_size=30,
    ),
    st.integers(1, 4),
)
def test_every_combination_of_an_unnamed_respondent_is_shared(rows, minimum: int):
    shown = widened(rows, TYPE_PARENTS, AREA_PARENTS, minimum)
    unnamed = Counter(
        pair for pair, (*_, is_named) in zip(shown, rows, strict=True) if not is_named
    )
    assert all(number >= minimum or pair == (None, None) for pair, number in unnamed.items())
    original = Counter((type_id, area_id) for type_id, area_id, is_named in rows if not is_named)
    for pair, (type_id, area_id, is_named) in zip(shown, rows, strict=True):
        assert pair[0] in ancestry(type_id, TYPE_PARENTS)
        assert pair[1] in ancestry(area_id, AREA_PARENTS)
        if is_named or original[type_id, area_id] >= minimum:
            assert pair == (type_id, area_id)
