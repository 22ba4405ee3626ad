"""In time or late, and what a moved deadline changes."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from lisdesk.rules.lateness import Received, Rejudged, judge, rejudge
from lisdesk.rules.vocabulary import Timing

OPENS = datetime(2018, 12, 6, tzinfo=UTC)
CLOSES = datetime(2019, 2, 1, tzinfo=UTC)
EXTENDED = datetime(2019, 2, 9, tzinfo=UTC)
TICK = timedelta(microseconds=1)

MOMENTS = st.datetimes(datetime(2018, 12, 1), datetime(2019, 2, 15), timezones=st.just(UTC))


def test_in_time_is_from_the_opening_until_just_before_the_close():
    assert judge(OPENS - TICK, OPENS, CLOSES) is Timing.BEFORE_OPENING
    assert judge(OPENS, OPENS, CLOSES) is Timing.IN_TIME
    assert judge(CLOSES - TICK, OPENS, CLOSES) is Timing.IN_TIME
    assert judge(CLOSES, OPENS, CLOSES) is Timing.LATE


def test_after_a_close_by_hand_before_the_opening_everything_is_late():
    closed = OPENS - timedelta(days=2)
    assert judge(OPENS - timedelta(days=1), OPENS, closed) is Timing.LATE
    assert judge(closed - TICK, OPENS, closed) is Timing.BEFORE_OPENING


def test_an_extension_lists_the_late_ones_that_are_now_in_time_and_no_others():
    arrivals = [OPENS, CLOSES, EXTENDED - TICK, EXTENDED]
    stored = [
        Received(submission_id, at, judge(at, OPENS, CLOSES))
        for submission_id, at in enumerate(arrivals)
    ]
    assert rejudge(stored, OPENS, EXTENDED) == [
        Rejudged(1, was=Timing.LATE, becomes=Timing.IN_TIME),
        Rejudged(2, was=Timing.LATE, becomes=Timing.IN_TIME),
    ]


@given(st.lists(MOMENTS), MOMENTS, MOMENTS)
def test_moving_a_deadline_there_and_back_restores_every_timing(arrivals, first, second):
    before = {number: judge(at, OPENS, first) for number, at in enumerate(arrivals)}
    stored = [Received(number, at, before[number]) for number, at in enumerate(arrivals)]
    there = {each.submission_id: each for each in rejudge(stored, OPENS, second)}
    after = {
        number: there[number].becomes if number in there else before[number] for number in before
    }
    assert all(after[number] is judge(at, OPENS, second) for number, at in enumerate(arrivals))
    assert all(each.was is not each.becomes for each in there.values())
    moved = [Received(number, at, after[number]) for number, at in enumerate(arrivals)]
    back = {each.submission_id: each.becomes for each in rejudge(moved, OPENS, first)}
    assert {number: back.get(number, after[number]) for number in after} == before
