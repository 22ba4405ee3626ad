"""The words over every screen: state, moment with its zone, days by the calendar."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lisdesk.rules.deadline_words import deadline_words, next_change
from lisdesk.rules.deadlines import (
    Deadline,
    call_state,
    closing_moment,
    opening_moment,
    parse_deadline,
    parse_instant,
)

OPENS_ON = date(2018, 12, 6)
L = "(Europe/London)"
WHOLE_DAY = parse_deadline("2019-01-31")


def line(moment, deadline=WHOLE_DAY, closed_by_hand_at=None):
    now = parse_instant(moment)
    closes_at = closing_moment(deadline, closed_by_hand_at)
    state = call_state(now, opening_moment(OPENS_ON), closes_at)
    return deadline_words(now, state, OPENS_ON, deadline, closed_by_hand_at).line()


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("2018-12-01T12:00", f"Not yet open · opens Thu 6 Dec 2018, 00:00 {L} · in 5 days"),
        ("2018-12-05T23:59", f"Not yet open · opens Thu 6 Dec 2018, 00:00 {L} · tomorrow"),
        ("2018-12-06", f"Open · closes Thu 31 Jan 2019, 24:00 {L} · 56 days left"),
        ("2019-01-28T23:59", f"Open · closes Thu 31 Jan 2019, 24:00 {L} · 3 days left"),
        ("2019-01-30T00:01", f"Open · closes Thu 31 Jan 2019, 24:00 {L} · 1 day left"),
        ("2019-01-31T23:59", f"Open · closes Thu 31 Jan 2019, 24:00 {L} · last day"),
        ("2019-02-01", f"Closed · closed Thu 31 Jan 2019, 24:00 {L} · yesterday"),
        ("2019-03-02", f"Closed · closed Thu 31 Jan 2019, 24:00 {L} · 30 days ago"),
    ],
)  # fmt: skip
def test_a_whole_day_deadline_is_told_in_words(moment, words):
    assert line(moment) == words


def test_a_closing_by_hand_is_told_instead_of_a_deadline_that_is_still_ahead():
    told = line("2019-01-20", closed_by_hand_at=parse_instant("2019-01-18T16:30"))
    assert told == "Closed · closed by an officer 18 Jan 2019, 16:30 (Europe/London)"


def test_a_timed_deadline_on_its_own_day_has_passed_today():
    told = line("2019-02-08T17:00", parse_deadline("2019-02-08T17:00"))
    assert told == f"Closed · closed Fri 8 Feb 2019, 17:00 {L} · today"


MINUTES = st.integers(0, 200 * 24 * 60)


@given(minutes=MINUTES, ahead=MINUTES)
def test_nothing_changes_before_the_moment_that_is_named(minutes, ahead):
    """Until the next change the words stay; a check of them any time before finds the same."""
    now = datetime(2018, 11, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    deadline = Deadline(date(2019, 3, 31))
    opens_at = opening_moment(OPENS_ON)

    def words(moment):
        state = call_state(moment, opens_at, deadline.moment)
        return deadline_words(moment, state, OPENS_ON, deadline), state

    _, state = words(now)
    change = next_change(now, state, OPENS_ON, deadline.moment, deadline.zone)
    assert now < change <= now + timedelta(hours=25)
    later = min(now + timedelta(minutes=ahead), change - timedelta(seconds=1))
    assert words(later) == words(now)
