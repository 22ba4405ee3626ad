"""What is told of a clock that cannot be believed."""

from datetime import UTC, datetime, timedelta

import pytest

from lisdesk.rules.clock_faults import MOST_APART, ClockLook, Fault, clock_fault

NOW = datetime(2019, 2, 8, 13, 2, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize("by", [timedelta(), MOST_APART, -MOST_APART])
def test_clocks_may_differ_by_two_minutes(by):
    assert clock_fault(ClockLook(NOW, NOW + by)) is None
    assert clock_fault(ClockLook(NOW, NOW, newest_edit=NOW + by)) is None
    assert clock_fault(ClockLook(NOW, NOW, server=NOW + by)) is None


def test_a_clock_that_went_back_is_told_with_both_times():
    found = clock_fault(ClockLook(NOW, NOW + timedelta(hours=1, minutes=3)))
    assert found.fault is Fault.WENT_BACK
    assert "from 8 Feb 2019, 14:05 to 8 Feb 2019, 13:02" in found.words


def test_an_edit_that_is_still_to_come_by_this_clock_is_told():
    found = clock_fault(ClockLook(NOW, NOW, newest_edit=NOW + MOST_APART + SECOND))
    assert found.fault is Fault.BEHIND_THE_FILE
    assert clock_fault(ClockLook(NOW, NOW, newest_edit=NOW - timedelta(days=400))) is None


@pytest.mark.parametrize(
    ("apart", "words"),
    [
        (timedelta(minutes=5), "5 minutes behind the server’s"),
        (-timedelta(minutes=3), "3 minutes ahead of the server’s"),
        (timedelta(hours=5), "5 hours behind the server’s"),
        (-timedelta(days=400), "400 days ahead of the server’s"),
    ],
)
def test_on_a_server_its_clock_counts_and_the_computers_own_is_held_to_it(apart, words):
    found = clock_fault(
        ClockLook(NOW, NOW, newest_edit=NOW + timedelta(days=9), server=NOW + apart)
    )
    assert found.fault is Fault.NOT_THE_SERVERS
    assert words in found.words
