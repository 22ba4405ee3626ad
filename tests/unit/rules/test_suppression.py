"""Small numbers are withheld, and no subtraction gives them back."""

from collections import Counter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lisdesk.rules.suppression import (
    published_cell,
    suppress_grid,
    suppress_row,
    suppressed_text,
    widened,
)

COUNTS = st.sampled_from([0, 0, 0, 1, 2, 4, 5, 6, 40])
GRIDS = st.integers(1, 6).flatmap(
    lambda width: st.lists(st.lists(COUNTS, min_size=width, max_size=width), max_size=6)
)
TYPE_PARENTS = {"micro": "business", "small": "business", "business": None, "school": None}
AREA_PARENTS = {"Oadby": "Leicestershire", "Wigston": "Leicestershire", "Leicestershire": None}


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ([3, 20, 9], [None, 20, None]),
        ([3, 4, 9], [None, None, 9]),
        ([20, 9], [20, 9]),
        ([3, 0, 0], [None, None, 0]),
        ([0, 5], [0, 5]),
        ([], []),
    ],
)
def test_a_lone_small_number_takes_a_second_one_with_it(counts, shown):
    assert suppress_row(counts, 5) == shown


def test_a_cell_says_fewer_only_where_that_is_true():
    counts = [3, 20, 9]
    cells = [
        published_cell(count, kept, 5)
        for count, kept in zip(counts, suppress_row(counts, 5), strict=True)
    ]
    assert cells == ["fewer than 5", 20, "withheld"]
    assert suppressed_text(10) == "fewer than 10"


@given(st.lists(COUNTS, min_size=2), st.integers(0, 6))
def test_a_row_total_gives_nothing_back(counts: list[int], threshold: int):
    shown = suppress_row(counts, threshold)
    assert shown.count(None) != 1
    for count, kept in zip(counts, shown, strict=True):
        assert kept in (None, count)
        assert kept is None or not 0 < kept < threshold
    if not any(0 < count < threshold for count in counts):
        assert shown == counts


def solved_by_subtraction(shown: list[list[int | None]], counts: list[list[int]]) -> list[list]:
    """Fill in, as a reader would, every cell that is alone in a row or column with a total."""
    solved = [list(row) for row in shown]
    places = [(row, column) for row in range(len(counts)) for column in range(len(counts[0]))]
    for _ in places:
        for row, column in places:
            in_row = solved[row]
            in_column = [line[column] for line in solved]
            if solved[row][column] is None and 1 in (in_row.count(None), in_column.count(None)):
                solved[row][column] = counts[row][column]
    return solved


@given(GRIDS, st.integers(0, 6))
@example([[3, 9], [9, 9]], 5)
@example([[3, 0, 0], [0, 0, 0], [0, 0, 40]], 5)
def test_no_row_or_column_total_of_a_grid_gives_a_number_back(grid, threshold):
    shown = suppress_grid(grid, threshold)
    for counts, kept_row in zip(grid, shown, strict=True):
        for count, kept in zip(counts, kept_row, strict=True):
            assert kept in (None, count)
            assert kept is None or not 0 < kept < threshold
    if len(grid) > 1 and len(grid[0]) > 1:
        assert solved_by_subtraction(shown, grid) == shown


def test_a_grid_without_small_numbers_is_shown_whole():
    grid = [[5, 0, 12], [0, 7, 0]]
    assert suppress_grid(grid, 5) == grid
    assert suppress_grid([], 5) == []


def test_a_ragged_grid_is_a_mistake_of_the_program():
    with pytest.raises(ValueError, match="equal length"):
        suppress_grid([[1, 2], [3]], 5)


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
