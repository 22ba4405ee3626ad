"""What is proposed for a late submission: by the post's grace, by the policy, or nothing."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lisdesk.errors import RefusedError
from lisdesk.exchange.bank_holidays import bank_holidays
from lisdesk.rules.call_dates import is_working_day, working_day_after
from lisdesk.rules.deadlines import Deadline
from lisdesk.rules.late_policy import (
    LARGEST_GRACE,
    Arrival,
    Close,
    Ground,
    LatePolicy,
    checked_policy,
    disposition_words,
    duration_words,
    how_late,
    propose,
)
from lisdesk.rules.ledger import disposition_of
from lisdesk.rules.vocabulary import Content, Disposition, LateChoice, Timing
from lisdesk.rules.wall_time import local_day

THURSDAY = Deadline(date(2019, 1, 31))
BY_DEADLINE = Close(THURSDAY, THURSDAY.moment)
HOLIDAYS = bank_holidays(range(2018, 2021))
THREE_DAYS = LatePolicy(LateChoice.NOTE, 3)
MOMENTS = st.datetimes(datetime(2018, 12, 1), datetime(2019, 6, 1), timezones=st.just(UTC))
DEADLINES = st.builds(
    Deadline,
    st.dates(date(2018, 12, 1), date(2019, 5, 1)),
    st.sampled_from([None, time(12), time(17)]),
)
POLICIES = st.builds(
    LatePolicy, st.sampled_from([None, *LateChoice]), st.integers(0, LARGEST_GRACE)
)


def at(month, day, hour=12, minute=0):
    return datetime(2019, month, day, hour, minute, tzinfo=UTC)


def letter(posted, received):
    return Arrival(received, posted, is_post=True)


def test_how_late_is_said_from_the_close_in_two_units():
    assert how_late(at(2, 1, 2, 5), BY_DEADLINE) == "2 hours 5 minutes after 24:00 on 31 Jan 2019"
    noon = Deadline(date(2019, 7, 1), time(12))
    assert how_late(at(7, 4, 15), Close(noon, noon.moment)) == (
        "3 days 4 hours after 12:00 on 1 Jul 2019"
    )
    by_hand = Close(THURSDAY, at(1, 20, 9, 30))
    assert how_late(at(1, 20, 9, 30), by_hand) == (
        "less than a minute after the call was closed by hand at 09:30 on 20 Jan 2019"
    )
    assert by_hand.day == date(2019, 1, 20)


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0, "less than a minute"),
        (1, "1 minute"),
        (60, "1 hour"),
        (24 * 60 + 5, "1 day"),
        (2 * 24 * 60 + 61, "2 days 1 hour"),
        (400 * 24 * 60, "400 days"),
        (-5, "less than a minute"),
    ],
)
def test_a_length_of_time_in_words(minutes, words):
    assert duration_words(timedelta(minutes=minutes)) == words


def test_a_letter_posted_by_the_closing_day_and_received_in_the_grace_is_proposed_as_accepted():
    found = propose(letter(at(1, 31, 20), at(2, 5, 23)), BY_DEADLINE, THREE_DAYS, HOLIDAYS)
    assert (found.choice, found.ground) == (LateChoice.ACCEPT, Ground.POSTED_IN_TIME)
    assert found.reason == (
        "Postmarked 31 Jan 2019, by the closing day, 31 Jan 2019, and received within the grace "
        "for post of 3 working days, which ended on 5 Feb 2019. Received 4 days 23 hours after "
        "24:00 on 31 Jan 2019."
    )


@pytest.mark.parametrize(
    ("arrival", "why"),
    [
        (letter(at(2, 1), at(2, 4)), "Postmarked 1 Feb 2019, after the closing day, 31 Jan 2019."),
        (letter(at(1, 30), at(2, 6)), "but received after the grace for post of 3 working days"),
        (letter(None, at(2, 4)), "Its postmark is not known; it came within the grace for post"),
        (letter(None, at(2, 6)), "Its postmark is not known; it came after the grace for post"),
        (Arrival(at(2, 1), at(1, 31)), "Sent before that, on 31 Jan 2019, 12:00."),
    ],
)
def test_what_is_not_posted_in_time_goes_by_the_policy_and_says_why(arrival, why):
    found = propose(arrival, BY_DEADLINE, THREE_DAYS, HOLIDAYS)
    assert (found.choice, found.ground) == (LateChoice.NOTE, Ground.POLICY)
    assert why in found.reason
    assert "The call’s policy for late submissions: note, not counted." in found.reason


def test_bank_holidays_of_england_do_not_count_in_the_grace():
    before_easter = Deadline(date(2019, 4, 18))
    close = Close(before_easter, before_easter.moment)
    one_day = LatePolicy(LateChoice.REFUSE, 1)
    for day, choice in ((23, LateChoice.ACCEPT), (24, LateChoice.REFUSE)):
        found = propose(letter(at(4, 18), at(4, day, 10)), close, one_day, HOLIDAYS)
        assert found.choice is choice  # Good Friday, a weekend, Easter Monday, then Tuesday 23


def test_without_a_policy_nothing_is_proposed_and_the_facts_are_told():
    found = propose(Arrival(at(2, 1, 2, 5)), BY_DEADLINE, LatePolicy(), HOLIDAYS)
    assert (found.choice, found.ground) == (None, Ground.NONE)
    assert found.reason == "Received 2 hours 5 minutes after 24:00 on 31 Jan 2019."


@given(MOMENTS, st.none() | MOMENTS, st.booleans(), DEADLINES, POLICIES)
def test_the_proposal_is_the_grace_where_it_holds_and_else_the_policy(
    received, sent, is_post, deadline, policy
):
    close = Close(deadline, deadline.moment)
    found = propose(Arrival(received, sent, is_post), close, policy, HOLIDAYS)
    holds = (
        is_post
        and policy.post_grace > 0
        and sent is not None
        and local_day(sent) <= deadline.closes_on
        and local_day(received)
        <= working_day_after(deadline.closes_on, policy.post_grace, HOLIDAYS)
    )
    assert found.choice is (LateChoice.ACCEPT if holds else policy.proposes)
    assert (found.ground is Ground.POSTED_IN_TIME) is holds
    assert found.reason.endswith(".")
    assert len(found.reason) < 1_000


@given(MOMENTS, DEADLINES, st.integers(1, LARGEST_GRACE - 1))
def test_a_longer_grace_never_takes_a_proposal_to_accept_away(received, deadline, grace):
    close = Close(deadline, deadline.moment)
    arrival = letter(close.closed_at - timedelta(hours=1), received)
    short, long = (
        propose(arrival, close, LatePolicy(None, days), HOLIDAYS) for days in (grace, grace + 1)
    )
    assert short.choice is None or long.choice is LateChoice.ACCEPT


@given(st.dates(date(2018, 1, 2), date(2020, 11, 1)), st.integers(1, LARGEST_GRACE))
def test_the_last_day_of_the_grace_is_a_working_day_with_so_many_before_it(day, grace):
    last = working_day_after(day, grace, HOLIDAYS)
    between = [day + timedelta(days=each) for each in range(1, (last - day).days + 1)]
    assert sum(is_working_day(each, HOLIDAYS) for each in between) == grace
    assert is_working_day(last, HOLIDAYS)


def test_a_flag_and_a_note_are_said_where_a_decision_gave_them_and_nowhere_else():
    said = {
        choice: disposition_words(disposition_of(None, Content.SOME, Timing.LATE, choice), choice)
        for choice in (None, *LateChoice)
    }
    assert list(said.values()) == [
        "Late, waiting for a decision",
        "Late, accepted",
        "Late, accepted and flagged",
        "Late, noted, not counted",
        "Late, refused",
    ]
    for disposition in set(Disposition) - {
        Disposition.LATE_ACCEPTED,
        Disposition.LATE_NOT_COUNTED,
    }:
        assert {disposition_words(disposition, each) for each in LateChoice} == {disposition.label}


@pytest.mark.parametrize("days", [-1, LARGEST_GRACE + 1])
def test_a_grace_that_is_none_is_refused(days):
    with pytest.raises(RefusedError, match="grace for post"):
        checked_policy(LatePolicy(None, days))
