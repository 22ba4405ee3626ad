"""Agreement of coders: the published examples, and the cases in which there is no answer."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lisdesk.rules.agreement import Agreed, agreed, cohens_kappa, krippendorffs_alpha, pairs_of

VALUES = st.sampled_from(["a", "b", "c"])
PAIRS = st.lists(st.tuples(VALUES, VALUES), max_size=30)
UNITS = st.lists(st.lists(st.one_of(st.none(), VALUES), min_size=3, max_size=3), max_size=20)


def rows(*coders):
    """Return units from one line of values for each coder; “.” is missing."""
    return list(zip(*([None if v == "." else v for v in c.split()] for c in coders), strict=True))


def test_kappa_of_fifty_proposals_read_by_two_is_two_fifths():
    table = {("yes", "yes"): 20, ("yes", "no"): 5, ("no", "yes"): 10, ("no", "no"): 15}
    pairs = [pair for pair, count in table.items() for _ in range(count)]
    assert agreed(pairs) == Agreed(35, 50)
    assert cohens_kappa(pairs) == Fraction(2, 5)


def test_kappa_of_three_categories_as_cohen_published_it():
    """Of 200 cases: J. Cohen, "Weighted kappa", Psychological Bulletin 70 (1968), 213-220."""
    table = ((88, 14, 18), (10, 40, 10), (2, 6, 12))
    pairs = [
        (one, other)
        for one, row in enumerate(table)
        for other, count in enumerate(row)
        for _ in range(count)
    ]
    assert agreed(pairs) == Agreed(140, 200)
    assert cohens_kappa(pairs) == Fraction(140 - 82, 200 - 82)
    assert float(cohens_kappa(pairs)) == pytest.approx(0.492, abs=0.0005)


def test_alpha_of_binary_data_of_two_observers_as_krippendorff_published_it():
    units = rows("0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0")
    assert float(krippendorffs_alpha(units)) == pytest.approx(0.095, abs=0.0005)


def test_alpha_of_nominal_data_of_two_observers_as_krippendorff_published_it():
    units = rows("a a b b d c c c e d d a", "b a b b b c c c e d d d")
    assert float(krippendorffs_alpha(units)) == pytest.approx(0.692, abs=0.0005)


FOUR_OBSERVERS = rows(
    "1 2 3 3 2 1 4 1 2 . . .",
    "1 2 3 3 2 2 4 1 2 5 . 3",
    ". 3 3 3 2 3 4 2 2 5 1 .",
    "1 2 3 3 2 4 4 1 2 5 1 .",
)
"""Example C of K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011)."""


def test_alpha_of_four_observers_with_missing_data_as_krippendorff_published_it():
    units = FOUR_OBSERVERS
    assert float(krippendorffs_alpha(units)) == pytest.approx(0.743, abs=0.0005)


def test_each_two_of_his_four_observers_are_compared_on_what_both_have():
    pairs = pairs_of(FOUR_OBSERVERS)
    assert {pair: agreed(own) for pair, own in pairs.items()} == {
        (0, 1): Agreed(8, 9),
        (0, 2): Agreed(5, 8),
        (0, 3): Agreed(8, 9),
        (1, 2): Agreed(6, 9),
        (1, 3): Agreed(9, 10),
        (2, 3): Agreed(7, 10),
    }
    # By hand: 9 units and 18 values in pairs; n of 1, 2, 3, 4 are 5, 7, 4, 2; one pair differs.
    assert krippendorffs_alpha(pairs[0, 1]) == 1 - Fraction(17 * 2, 18 * 18 - 25 - 49 - 16 - 4)
    # Their margins: (3, 3, 2, 1) and (2, 4, 2, 1) of nine, so that chance alone gives 23 of 81.
    assert cohens_kappa(pairs[0, 1]) == (Fraction(8, 9) - Fraction(23, 81)) / (1 - Fraction(23, 81))


@pytest.mark.parametrize("pairs", [[], [("a", "a")], [("a", "a")] * 9])
def test_kappa_without_units_or_variation_is_no_number(pairs):
    assert cohens_kappa(pairs) is None


@pytest.mark.parametrize(
    "units", [[], [["a"], [None, "b"]], [["a", "a"], ["a", "a", None]], [[None, None]]]
)
def test_alpha_without_pairs_or_variation_is_no_number(units):
    assert krippendorffs_alpha(units) is None


def test_two_who_never_vary_but_differ_agree_no_better_than_chance():
    assert cohens_kappa([("a", "b")] * 5) == 0
    assert krippendorffs_alpha([["a", "b"]] * 5) == 1 - Fraction(9 * 10, 50)


def test_units_that_one_coder_alone_has_change_nothing():
    units = rows("a b b a", "a b a a")
    assert krippendorffs_alpha([*units, ("c", None), (None, "c")]) == krippendorffs_alpha(units)


@given(PAIRS)
def test_coefficients_are_at_most_one_and_one_only_where_all_agree(pairs):
    for found in (cohens_kappa(pairs), krippendorffs_alpha(pairs)):
        if found is not None:
            assert found <= 1
            assert (found == 1) == all(one == other for one, other in pairs)


@given(PAIRS)
def test_who_is_named_first_makes_no_difference(pairs):
    turned = [(other, one) for one, other in pairs]
    assert cohens_kappa(turned) == cohens_kappa(pairs)
    assert krippendorffs_alpha(turned) == krippendorffs_alpha(pairs)


@given(UNITS)
def test_each_two_coders_are_compared_on_what_both_have(units):
    for (one, other), pairs in pairs_of(units).items():
        assert pairs == [
            (unit[one], unit[other]) for unit in units if None not in (unit[one], unit[other])
        ]
