"""Keys by which names are matched, and initials for references."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lisdesk.rules.names import body_key, initials, name_key, stakeholder_key

SAME_NAMES = [
    ("Leicester & Leicestershire", "LEICESTER AND  LEICESTERSHIRE"),
    ("The Marches", "marches"),
    ("Stoke-on-Trent & Staffordshire", "Stoke on Trent and Staffordshire"),
    ("St. John's Hospice", "St John’s Hospice"),
    ("C.I.C. Ltd.", "CIC Ltd"),
    ("York, North Yorkshire & East Riding", "York North Yorkshire and East Riding"),
    ("Ｆｕｌｌ Width", "full width"),
    ("Straße Consulting", "STRASSE consulting"),
    ("J.Smith", "J. Smith"),
    ("Zero\u200bWidth", "ZeroWidth"),
]
LETTERS = "aBéß&.,'’- \u00a0theTHE\u200b"


@pytest.mark.parametrize(("one", "other"), SAME_NAMES)
def test_spellings_of_one_name_match(one: str, other: str):
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("North East", "North East LEP"),
        ("Theale Motors", "ale Motors"),
        ("Café", "Cafe"),
        ("A", ""),
    ],
)
def test_different_names_do_not(one: str, other: str):
    assert name_key(one) != name_key(other)


@given(st.text() | st.text(LETTERS))
def test_the_key_of_a_key_is_itself(text: str):
    for key in (name_key, body_key):
        assert key(key(text)) == key(text)
        assert key(text) == " ".join(key(text).split())
        assert key(f"  {text}\n") == key(text)


def test_a_body_is_found_by_its_official_and_its_everyday_name():
    official = "Oxfordshire Local Enterprise Partnership"
    names = [official, "Oxfordshire", "oxfordshire lep", "OXFORDSHIRE L.E.P."]
    assert {body_key(name) for name in names} == {"oxfordshire"}
    assert body_key("Leicester & Leicestershire Enterprise Partnership") == body_key(
        "Leicester and Leicestershire"
    )


def test_a_body_called_only_by_its_ending_keeps_it():
    assert body_key("LEP") == "lep"
    assert body_key("The Local Enterprise Partnership") == "local enterprise partnership"
    assert body_key("Enterprise Partnership") == "enterprise partnership"


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Leicester & Leicestershire Enterprise Partnership", "LLEP"),
        ("Black Country LEP", "BCLEP"),
        ("Heart of the South West", "HSW"),
        ("York, North Yorkshire & East Riding", "YNYER"),
        ("Stoke-on-Trent & Staffordshire", "SOTS"),
        ("GFirst (Gloucestershire)", "GG"),
        ("KENT COUNTY COUNCIL", "KCC"),
        ("Humber", "HUMB"),
        ("The Marches", "MARC"),
        ("D2N2", "DN"),
        ("Élan Västra", "EV"),
        ("北京", "CALL"),
        ("", "CALL"),
    ],
)
def test_initials_make_a_prefix(name: str, letters: str):
    assert initials(name) == letters


@given(st.text() | st.text("aBC de&-of "))
def test_initials_are_always_two_to_six_capitals(text: str):
    assert re.fullmatch("[A-Z]{2,6}", initials(text))


def test_keys_of_very_long_names_are_short_and_their_own_and_tell_them_apart():
    long = [f"The {'Ö' * 3_000} {end}" for end in ("Trust", "Fund")]
    keys = [name_key(name) for name in long]
    assert keys[0] != keys[1]
    assert all(len(key.encode()) < 2_704 for key in keys)
    assert [name_key(key) for key in keys] == keys
    assert name_key(long[0].upper()) == keys[0]
    assert len(stakeholder_key("!?" * 5_000).encode()) < 2_704
