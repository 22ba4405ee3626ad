"""What two spellings of a name may differ in, and what tells two names apart."""

import pytest

from lisdesk.rules.name_likeness import differ_tellingly, initials_of, name_forms


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Acme Ltd", "ACME Limited"),
        ("The Acme Company", "Acme (UK) plc"),
        ("Mr John Smith", "Cllr. John Smith"),
        ("Univ. of Leicester", "University of Leicester"),
        ("Melton BC", "Melton Borough Council"),
        ("Bread & Butter C.I.C.", "Bread and Butter"),
    ],
)
def test_endings_titles_and_abbreviations_do_not_matter(one, other):
    assert name_forms(one).core == name_forms(other).core


@pytest.mark.parametrize("name", ["Limited", "The Company Ltd", "Mr Lord", "of", "!?"])
def test_a_name_never_becomes_empty(name):
    forms = name_forms(name)
    assert forms.core or name == "!?"
    assert forms.words == tuple(forms.core.split())


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ("East Midlands Chamber", "West Midlands Chamber", True),
        ("Unit 14 Traders", "Unit 15 Traders", True),
        ("Melton Borough Council", "Melton Parish Council", True),
        ("Barrow Museum", "Barow Museum", False),
        ("Unit 14 Traders", "Unit 14 Trader", False),
    ],
)
def test_numbers_ranks_and_points_of_the_compass_tell_names_apart(one, other, differ):
    assert differ_tellingly(name_forms(one), name_forms(other)) is differ
    assert differ_tellingly(name_forms(other), name_forms(one)) is differ


def test_initials_are_of_names_of_several_words():
    assert initials_of(name_forms("Federation of Small Businesses")) == "fsb"
    assert initials_of(name_forms("Small Businesses")) == ""
    assert initials_of(name_forms(" ".join("abcdefghi"))) == ""


def test_a_name_without_spaces_shares_its_beginning_and_end():
    assert list(name_forms("Wigston Works").ends(5)) == ["wigst…", "…works"]
    assert list(name_forms("Acme").ends(5)) == []
