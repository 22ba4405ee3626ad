"""Work shared out: evenly, and what belongs together to one officer."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from lisdesk.rules.sharing import Belonging, belonging_together, shared_out

ENTRIES = st.lists(
    st.tuples(st.none() | st.integers(1, 6), st.none() | st.integers(1, 4)), max_size=40
).map(lambda found: [Belonging(n, *each) for n, each in enumerate(found, start=1)])


def test_one_respondent_and_one_campaign_are_linked_through_each_other():
    entries = [
        Belonging(1, 7, None),
        Belonging(2, None, None),
        Belonging(3, 8, 5),
        Belonging(4, 7, 5),
        Belonging(5, None, None),
    ]
    assert belonging_together(entries) == [[1, 3, 4], [2], [5]]


@given(ENTRIES)
def test_no_respondent_and_no_campaign_is_torn(entries):
    sets = belonging_together(entries)
    assert sorted(number for own in sets for number in own) == [e.submission_id for e in entries]
    place = {number: index for index, own in enumerate(sets) for number in own}
    for field in ("respondent_id", "campaign_id"):
        homes = {}
        for entry in entries:
            key = getattr(entry, field)
            if key is not None:
                assert (
                    homes.setdefault(key, place[entry.submission_id]) == place[entry.submission_id]
                )


@given(ENTRIES, st.integers(1, 4))
def test_officers_differ_by_no_more_than_the_largest_set(entries, count):
    sets = belonging_together(entries)
    officers = [f"officer {number}" for number in range(count)]
    found = shared_out(sets, officers, {})
    loads = Counter(found.values())
    most, least = (end(loads[each] for each in officers) for end in (max, min))
    assert most - least <= max((len(own) for own in sets), default=0)
    assert sorted(found) == sorted(number for own in sets for number in own)


def test_who_has_less_already_gets_more():
    found = shared_out([[1], [2], [3], [4]], ["Ann", "Ben"], {"Ann": 2, "Ben": 0})
    assert Counter(found.values()) == {"Ben": 3, "Ann": 1}
