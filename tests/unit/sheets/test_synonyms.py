"""Other words for stakeholder types, as they ship."""

from collections import Counter

import pytest

from lisdesk.exchange.reference import shipped_reference_data, shipped_type_synonyms
from lisdesk.rules.names import name_key

SYNONYMS = shipped_type_synonyms()
TYPES = shipped_reference_data().types


@pytest.mark.parametrize(
    ("word", "key"),
    [
        ("Charity", "voluntary"),
        ("University", "higher-education"),
        ("Council", "local-government"),
        ("SME", "business"),
        ("Local authority", "local-government"),
        ("College", "further-education"),
        ("NHS trust", "health-care"),
        ("Sole trader", "business"),
        ("Housing association", "landowner-developer-housing"),
        ("Member of the public", "individual"),
        ("Parish council", "local-government"),
        ("Chamber of commerce", "business-representative"),
        ("MP", "elected-representative"),
        ("Small business (10-49 employees)", "business-small"),
        ("Prefer not to say", "not-stated"),
    ],
)
def test_a_common_word_stands_for_its_type(word: str, key: str) -> None:
    assert SYNONYMS[word] == key


def test_no_word_stands_for_two_types_or_for_one_that_there_is_not() -> None:
    assert set(SYNONYMS.values()) <= {one.key for one in TYPES}
    times = Counter(map(name_key, SYNONYMS))
    assert [key for key, count in times.items() if count > 1] == []


def test_no_word_hides_the_name_of_a_type() -> None:
    names = {name_key(name) for one in TYPES for name in (one.key, one.label)}
    assert names.isdisjoint(map(name_key, SYNONYMS))
