"""What is compared of two officers' tags: coded text only, by overlap."""

from hypothesis import given
from hypothesis import strategies as st

from lisdesk.rules.agreement import Agreed
from lisdesk.rules.passages import (
    CodedUnit,
    CoderTag,
    agreement_on,
    decisions_of,
    pairwise,
)

ANN, BEN, CY = "Ann", "Ben", "Cy"
TEXT, OTHER, WHOLE = CodedUnit(1, 10), CodedUnit(2, 20), CodedUnit(1, None)
BOTH_DID = {ANN: {1, 2}, BEN: {1, 2}, CY: {1, 2}}


def tag(coder, priority, start=0, end=0, unit=TEXT):
    return CoderTag(coder, priority, unit, start, end)


def said(tags, coders=(ANN, BEN), done=BOTH_DID):
    """Return what was said by unit and priority, one line for each decision."""
    return [
        (each.unit, each.priority, each.start, each.end, each.said)
        for each in decisions_of(tags, coders, done)
    ]


def test_excerpts_that_overlap_by_one_character_agree_and_those_that_touch_do_not():
    assert said([tag(ANN, "P1", 0, 10), tag(BEN, "P1", 9, 20)]) == [
        (TEXT, "P1", 0, 20, (True, True))
    ]
    assert said([tag(ANN, "P1", 0, 10), tag(BEN, "P1", 10, 20)]) == [
        (TEXT, "P1", 0, 10, (True, False)),
        (TEXT, "P1", 10, 20, (False, True)),
    ]


def test_a_chain_of_overlapping_excerpts_is_one_place():
    chain = [tag(ANN, "P1", 0, 10), tag(BEN, "P1", 8, 20), tag(ANN, "P1", 19, 30)]
    assert said(chain) == [(TEXT, "P1", 0, 30, (True, True))]


def test_the_same_words_under_two_priorities_are_two_disagreements():
    assert said([tag(ANN, "P1", 0, 5), tag(BEN, "P2", 0, 5)]) == [
        (TEXT, "P1", 0, 5, (True, False)),
        (TEXT, "P2", 0, 5, (False, True)),
    ]


def test_text_that_nobody_tagged_is_not_compared_but_an_unused_priority_of_coded_text_is():
    tags = [tag(ANN, "P1", 0, 5), tag(BEN, "P1", 0, 5), tag(ANN, "P2", 0, 5, OTHER)]
    assert said(tags) == [
        (TEXT, "P1", 0, 5, (True, True)),
        (TEXT, "P2", 0, 0, (False, False)),
        (OTHER, "P1", 0, 0, (False, False)),
        (OTHER, "P2", 0, 5, (True, False)),
    ]


def test_a_tag_on_the_whole_submission_is_compared_with_those_on_the_whole_only():
    tags = [tag(ANN, "P1", unit=WHOLE), tag(BEN, "P1", unit=WHOLE), tag(BEN, "P1", 0, 5)]
    assert said(tags) == [
        (WHOLE, "P1", 0, 0, (True, True)),
        (TEXT, "P1", 0, 5, (False, True)),
    ]


def test_a_submission_that_a_coder_has_not_done_is_missing_and_no_disagreement():
    done = {ANN: {1, 2}, BEN: {1}}
    decisions = decisions_of(
        [tag(ANN, "P1", 0, 5), tag(BEN, "P1", 0, 5), tag(ANN, "P1", 0, 5, OTHER)],
        (ANN, BEN),
        done,
    )
    assert decisions[1].said == (True, None)
    assert not decisions[1].is_disagreement
    found = agreement_on(decisions)
    assert (found.decisions, found.agreed, found.kappa, found.alpha) == (
        1,
        Agreed(1, 1),
        None,
        None,
    )


def test_three_coders_have_an_alpha_and_a_kappa_for_each_two():
    tags = [tag(ANN, "P1", 0, 5), tag(BEN, "P1", 0, 5), tag(CY, "P2", 0, 5), tag(CY, "P1", 3, 4)]
    decisions = decisions_of(tags, (ANN, BEN, CY), BOTH_DID)
    found = agreement_on(decisions)
    assert (found.agreed, found.both, found.kappa) == (Agreed(1, 2), Agreed(1, 2), None)
    # by hand: 6 values, 4 of them yes; coincidences of yes and no 2; so 1 - 5 * 2 / (2 * 4 * 2)
    assert found.alpha == 0.375
    pairs = pairwise(decisions)
    assert pairs[0, 1] == (Agreed(2, 2), 1.0)
    assert pairs[0, 2][0] == Agreed(1, 2)


TAGS = st.lists(
    st.builds(
        lambda coder, priority, start, length: tag(coder, priority, start, start + length),
        st.sampled_from([ANN, BEN]),
        st.sampled_from(["P1", "P2"]),
        st.integers(0, 20),
        st.integers(1, 6),
    ),
    max_size=12,
)


@given(TAGS)
def test_every_tag_is_in_one_place_and_places_do_not_overlap(tags):
    decisions = decisions_of(tags, (ANN, BEN), BOTH_DID)
    for each in tags:
        holding = [
            d
            for d in decisions
            if d.priority == each.priority and d.start <= each.start and each.end <= d.end
        ]
        assert len(holding) == 1
        assert holding[0].said[(ANN, BEN).index(each.coder)]
    for priority in {each.priority for each in tags}:
        own = [d for d in decisions if d.priority == priority]
        assert all(one.end <= two.start for one, two in zip(own, own[1:], strict=False))


@given(TAGS)
def test_the_counts_add_up(tags):
    decisions = decisions_of(tags, (ANN, BEN), BOTH_DID)
    found = agreement_on(decisions)
    disagreements = sum(each.is_disagreement for each in decisions)
    assert found.decisions == found.agreed.agreed + disagreements == len(decisions)
    assert found.both.units - found.both.agreed == disagreements
