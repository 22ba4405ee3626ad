"""Words count as they did before, whichever submission they are merged into."""

from itertools import product

import pytest

from lisdesk.rules.merging import Mergeable, odds_of
from lisdesk.rules.vocabulary import Disposition, Timing

ASIDE = {
    Disposition.DUPLICATE,
    Disposition.MERGED,
    Disposition.OFF_TOPIC,
    Disposition.WITHDRAWN,
}
STANDING = [each for each in Disposition if each not in ASIDE]


def odds(into, other, timing=Timing.IN_TIME):
    return odds_of(
        Mergeable("LLEP-0001", into, timing, None),
        Mergeable("LLEP-0002", other, Timing.IN_TIME, None),
    )


@pytest.mark.parametrize(("into", "other"), list(product(STANDING, STANDING)))
def test_nothing_that_is_counted_is_left_out_and_nothing_late_slips_in(into, other):
    found = odds(into, other)
    if other is Disposition.BLANK:
        assert found is None
    elif other.is_counted and not into.is_counted:
        assert (found is None) is (into is Disposition.BLANK)
    elif "late" in other.key and not other.is_counted:
        assert (found is None) is (into is other)


def test_the_words_say_which_one_and_what_to_do():
    found = odds(Disposition.LATE_WAITING, Disposition.COUNTED)
    assert (
        "LLEP-0001 is “Late, waiting for a decision” and LLEP-0002 is “Counted”" in found.happened
    )
    assert found.do.startswith("Decide about the late one first")
    found = odds(Disposition.CAMPAIGN_COPY, Disposition.COUNTED)
    assert found.do.startswith("Merge into LLEP-0002 instead")


def test_a_blank_one_counts_by_its_time_once_it_has_words():
    assert odds(Disposition.BLANK, Disposition.COUNTED) is None
    found = odds(Disposition.BLANK, Disposition.COUNTED, Timing.LATE)
    assert "“Late, waiting for a decision”" in found.happened
