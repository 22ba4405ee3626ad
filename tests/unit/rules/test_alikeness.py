"""How alike texts are, by their runs of five words, and sketches that find the alike."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lisdesk.rules.alikeness import (
    DEFAULT_THRESHOLD,
    LEAST_WORDS,
    SKETCH_SIZE,
    compared_words,
    likeness,
    shingles,
    sketch,
)
from lisdesk.rules.grouping import Sketched, groups, may_be_alike
from tests.campaign_texts import planted, varied, words_at_random

WORDS = st.lists(st.sampled_from(["a", "b", "c", "d", "e", "f", "g"]), max_size=60).map(" ".join)


def likeness_by_hand(one, other):
    """The Jaccard index, counted the plain way."""

    def runs(text):
        own = text.split()
        return {tuple(own[at : at + 5]) for at in range(max(1, len(own) - 4))} if own else set()

    either = runs(one) | runs(other)
    return len(runs(one) & runs(other)) / len(either) if either else 0.0


@given(WORDS, WORDS)
def test_likeness_is_the_jaccard_index_of_runs_of_five_words(one, other):
    found = likeness(shingles(one), shingles(other))
    assert found == likeness_by_hand(one, other) == likeness(shingles(other), shingles(one))
    assert 0 <= found <= 1
    assert likeness(shingles(one), shingles(one)) == (1 if one else 0)


def test_signs_case_and_accents_make_no_difference():
    assert compared_words(["Don’t  BUILD", "", "on the café!"]) == "dont build on the cafe"


@given(WORDS, WORDS)
def test_a_sketch_follows_from_the_words_alone(one, other):
    assert sketch(one) == sketch(one)
    assert (sketch(one).key == sketch(other).key) is (one == other)
    own = sketch(one)
    assert list(own.values) == sorted(set(own.values))
    assert len(own.values) <= SKETCH_SIZE
    assert bool(own.values) is (len(one.split()) >= LEAST_WORDS)


def test_a_text_of_which_a_tenth_was_changed_is_alike_and_strangers_are_not():
    dice = random.Random(1)
    letter, stranger = words_at_random(dice, 300), words_at_random(dice, 300)
    changed = [varied(dice, letter, 0.1) for _ in range(30)]
    found = [likeness(shingles(letter), shingles(each)) for each in changed]
    assert min(found) > DEFAULT_THRESHOLD
    assert 0.36 < sum(found) / 30 < 0.5
    assert likeness(shingles(letter), shingles(stranger)) < 0.13


def test_texts_as_alike_as_the_threshold_are_compared():
    dice = random.Random(2)
    missed = 0
    for _ in range(400):
        letter = words_at_random(dice, 300)
        other = varied(dice, letter, 0.14)
        if likeness(shingles(letter), shingles(other)) >= DEFAULT_THRESHOLD:
            one, two = sketch(letter), sketch(other)
            shared = len(set(one.values) & set(two.values))
            missed += not may_be_alike(one, two, shared, SKETCH_SIZE, DEFAULT_THRESHOLD)
    assert missed <= 2


@pytest.mark.parametrize("threshold", [0.2, 0.3, 0.5, 0.9])
def test_members_of_a_group_resemble_its_seed_and_are_in_no_other(threshold):
    texts = planted(random.Random(3), others=150, copies=5, variants=40)
    found = grouped(texts, threshold)
    seen = set()
    for group in found:
        ids = {group.seed_id, *(each.submission_id for each in group.members)}
        assert len(ids) == group.size >= 2
        assert not ids & seen
        seen |= ids
        for each in group.members:
            how = likeness_by_hand(texts[group.seed_id], texts[each.submission_id])
            assert each.likeness == how >= threshold
            assert each.is_copy is (texts[each.submission_id] == texts[group.seed_id])


def test_a_campaign_among_strangers_is_found_whole_and_alone():
    texts = planted(random.Random(4), others=1_000, copies=50, variants=50)
    (group,) = grouped(texts, DEFAULT_THRESHOLD)
    found = {group.seed_id, *(each.submission_id for each in group.members)}
    campaign = set(range(1_000, 1_101))
    assert len(found & campaign) >= 100
    assert not found - campaign
    assert sum(each.is_copy for each in group.members) == 50


def test_chains_do_not_grow_together():
    dice = random.Random(5)
    texts, now = {}, words_at_random(dice, 200)
    for place in range(12):
        texts[place] = now
        now = varied(dice, now, 0.1)
    assert all(group.size < 12 for group in grouped(texts, DEFAULT_THRESHOLD))


def test_words_of_a_form_that_everybody_sends_make_no_group():
    dice = random.Random(6)
    form = words_at_random(dice, 30)
    texts = {place: f"{form} {words_at_random(dice, 200)}" for place in range(600)}
    assert grouped(texts, DEFAULT_THRESHOLD) == []


def grouped(texts, threshold):
    sketches = [Sketched(place, sketch(words)) for place, words in texts.items()]
    return groups(sketches, lambda ids: {each: shingles(texts[each]) for each in ids}, threshold)
