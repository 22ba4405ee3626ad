"""Samples that can be drawn again, in proportion to their strata."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lisdesk.errors import RefusedError
from lisdesk.rules.sampling import Candidate, draw, sample_size

SIZES = st.dictionaries(st.sampled_from("abcdef"), st.integers(1, 40), min_size=1)


def candidates(sizes):
    names = [name for name, count in sizes.items() for _ in range(count)]
    return [Candidate(n, f"LLEP-{n:04d}", name) for n, name in enumerate(names, start=1)]


def test_the_same_seed_draws_the_same_sample_for_ever():
    drawn = draw(candidates({"business": 6, "council": 4}), 5, "2019")
    assert drawn.submission_ids == (3, 4, 6, 7, 9)
    assert [(each.name, each.candidates, each.drawn) for each in drawn.strata] == [
        ("business", 6, 3),
        ("council", 4, 2),
    ]


def test_another_seed_draws_another_sample():
    all_of_them = candidates({"business": 60, "council": 40})
    assert draw(all_of_them, 10, "1") != draw(all_of_them, 10, "2")


@given(SIZES, st.integers(1, 100), st.text(max_size=5))
def test_each_stratum_gets_its_share_to_within_one(sizes, size, seed):
    all_of_them = candidates(sizes)
    size = min(size, len(all_of_them))
    drawn = draw(all_of_them, size, seed)
    assert len(set(drawn.submission_ids)) == size
    got = Counter(
        each.stratum for each in all_of_them if each.submission_id in drawn.submission_ids
    )
    for each in drawn.strata:
        assert got[each.name] == each.drawn <= each.candidates
        assert abs(each.drawn - each.candidates * size / len(all_of_them)) < 1


@given(SIZES, st.text(max_size=5))
def test_a_larger_sample_of_one_stratum_holds_the_smaller_one(sizes, seed):
    all_of_them = candidates({"a": sizes.get("a", 5) + 1})
    for size in range(1, len(all_of_them)):
        smaller, larger = (set(draw(all_of_them, n, seed).submission_ids) for n in (size, size + 1))
        assert smaller < larger


def test_a_percentage_is_rounded_up():
    assert sample_size(41, size=None, percent=10) == 5
    assert sample_size(40, size=None, percent=10) == 4
    assert sample_size(1000, size=None, percent=0.1) == 1
    assert sample_size(7, size=7, percent=None) == 7


@pytest.mark.parametrize(
    ("count", "size", "percent"),
    [(9, None, None), (9, 1, 1.0), (0, 1, None), (9, 10, None), (9, 0, None), (9, None, 101)],
)
def test_what_cannot_be_drawn_is_refused(count, size, percent):
    with pytest.raises(RefusedError):
        sample_size(count, size=size, percent=percent)
