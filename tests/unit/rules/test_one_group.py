"""A priority rests on one group when most of its voices are of one type or one campaign."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lisdesk.rules.one_group import LEAST_SHARE, LEAST_VOICES, Group, Voice, one_group

IDS = {"Business": 1, "NHS": 2, "Rail": 1, "A": 1, "B": 2, "X": 9}


def group(name):
    return Group(IDS[name], name) if name else None


def voice(number, name, campaign):
    return Voice(number, (group(name),) if name else (), group(campaign))


def voices(*groups):
    return [
        voice(number, name, campaign)
        for number, (name, campaign) in enumerate(
            (name, campaign) for name, campaign, many in groups for _ in range(many)
        )
    ]


@pytest.mark.parametrize(
    ("groups", "words"),
    [
        ([("Business", "", 9), ("NHS", "", 2)], "rests on one group: 9 of 11 are Business"),
        ([("Business", "", 3), ("NHS", "", 1)], ""),  # four voices are too few
        ([("Business", "", 4), ("NHS", "", 1)], "rests on one group: 4 of 5 are Business"),
        ([("Business", "", 6), ("NHS", "", 2)], "rests on one group: 6 of 8 are Business"),
        ([("Business", "", 5), ("NHS", "", 2)], ""),  # five of seven are fewer than three of four
        ([("", "", 9)], ""),  # nobody knows of what type they are
        (
            [("Business", "Rail", 5), ("NHS", "Rail", 4), ("NHS", "", 1)],
            "rests on one group: 9 of 10 came with the campaign “Rail”",
        ),
        ([("Business", "Rail", 9)], "rests on one group: 9 of 9 are Business"),
    ],
)
def test_the_share_of_a_group_decides_and_few_voices_do_not(groups, words):
    found = one_group(voices(*groups))
    assert (found.words if found else "") == words


def test_one_who_writes_often_is_one_voice():
    often = [voice(1, "Business", "")] * 20 + voices(("NHS", "", 4))[1:]
    assert one_group(often) is None


@given(
    st.lists(
        st.builds(
            voice, st.integers(1, 9), st.sampled_from(["", "A", "B"]), st.sampled_from(["", "X"])
        ),
        max_size=30,
    )
)
def test_a_group_is_found_just_when_a_naive_count_finds_one(said):
    everybody = {each.respondent for each in said}
    shares = [
        len({each.respondent for each in said if own in (*each.types, each.campaign)})
        for own in (group("A"), group("B"), group("X"))
    ]
    is_one = len(everybody) >= LEAST_VOICES and max(shares) >= LEAST_SHARE * len(everybody)
    found = one_group(said)
    assert (found is not None) is is_one
    if found:
        assert (found.voices, found.of) == (max(shares), len(everybody))


def test_one_sector_in_several_size_bands_is_one_group_and_the_narrower_one_is_named():
    business, small, large = Group(1, "Business"), Group(2, "Small"), Group(3, "Large")
    bands = [Voice(each, (band, business)) for each, band in enumerate((small, large) * 4)]
    assert one_group(bands).words == "rests on one group: 8 of 8 are Business"
    assert one_group(bands[::2] + [Voice(9, (small, business))]).name == "Small"
    assert one_group([*bands, Voice(9, (business,)), Voice(10)]).voices == 9


def test_groups_of_one_name_are_not_one():
    said = [Voice(each, (Group(each, "Other"),), Group(each, "Rail")) for each in range(8)]
    assert one_group(said) is None
