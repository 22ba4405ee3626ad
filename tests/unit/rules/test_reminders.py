"""Reminders come on civil days of the call's zone, each one once, the newest of those missed."""

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from lisdesk.errors import RefusedError
from lisdesk.rules.deadlines import Deadline, days_left, parse_instant
from lisdesk.rules.life_cycle import Stage
from lisdesk.rules.reminders import (
    DEFAULT_DAYS,
    Reminded,
    days_text,
    due_reminder,
    is_news,
    next_reminder,
    parse_days,
)

FIRST = Deadline(date(2019, 1, 31))
MOVED = Deadline(date(2019, 2, 8))
DAYS = some.lists(some.integers(1, 365), max_size=12, unique=True)


def due(now, deadline=FIRST, days=DEFAULT_DAYS, stage=None, by_hand=None):
    moment = parse_instant(now)
    by_clock = Stage.CLOSED if moment >= deadline.moment else Stage.OPEN
    call = Reminded("LLEP-2018-01", deadline, days, stage or by_clock, by_hand)
    return due_reminder(moment, call)


@pytest.mark.parametrize(
    ("now", "rank"),
    [
        ("2019-01-16T23:59:59", None),
        ("2019-01-17T00:00", 14),
        ("2019-01-23T23:59:59", 14),
        ("2019-01-24T00:00", 7),
        ("2019-01-28T00:00", 3),
        ("2019-01-30T00:00", 1),
        ("2019-01-31T23:59:59", 1),
        ("2019-02-01T00:00", 0),
        ("2019-02-07T23:59:59", 0),
        ("2019-02-08T00:00", None),
    ],
)
def test_the_first_deadline_of_the_llep_is_told_on_its_days(now, rank):
    found = due(now)
    assert (found.rank if found else None) == rank


def test_a_moved_deadline_is_told_anew():
    before, after = due("2019-01-25"), due("2019-01-25", MOVED)
    assert (before.rank, after.rank) == (7, 14)
    assert is_news(after, before.key, before.rank)


def test_the_words_say_the_deadline_its_zone_and_what_is_left():
    assert due("2019-01-28").words == (
        "LLEP-2018-01 closes Thu 31 Jan 2019, 24:00 (Europe/London): 3 days left."
    )
    assert due("2019-01-30").words.endswith("1 day left.")
    assert due("2019-01-31").words.endswith("today is the last day.")
    assert due("2019-02-01").words == (
        "LLEP-2018-01 is now: closed. Its deadline was Thu 31 Jan 2019, 24:00 (Europe/London)."
    )


def test_a_call_that_is_not_open_is_not_told_to_close():
    assert due("2019-01-25", days=()) is None
    assert due("2019-02-01", by_hand=parse_instant("2019-01-20")) is None
    for stage in set(Stage) - {Stage.OPEN, Stage.EXTENDED}:
        assert due("2019-01-25", stage=stage, by_hand=parse_instant("2019-01-20")) is None
    for stage in set(Stage) - {Stage.CLOSED}:
        assert due("2019-02-01", days=(), stage=stage) is None
    assert due("2019-02-01", days=()).rank == 0


def test_of_those_missed_only_the_newest_is_news_and_only_once():
    told = due("2019-01-17")
    again = due("2019-01-29")
    assert (again.rank, is_news(again, told.key, told.rank)) == (3, True)
    assert not is_news(due("2019-01-29T18:00"), again.key, again.rank)


def test_the_day_of_a_reminder_begins_with_the_day_of_the_zone_when_the_clocks_change():
    spring = Deadline(date(2019, 4, 3), time(12))
    assert due("2019-03-30T23:59:59+00:00", spring, (3,)) is None
    assert due("2019-03-31T00:00:00+00:00", spring, (3,)).rank == 3
    assert due("2019-04-01T22:59:59+00:00", spring, (1,)) is None
    assert due("2019-04-01T23:00:00+00:00", spring, (1,)).rank == 1


@given(some.integers(-40, 20), DAYS)
def test_the_next_reminder_is_the_first_that_will_be_due(days_from_now, days):
    now = FIRST.moment + timedelta(days=days_from_now, hours=-5)
    coming = next_reminder(now, FIRST, days)
    later = [each for each in days if each < days_left(now, FIRST)]
    assert (coming.days if coming else None) == max(later, default=None)
    if coming is not None:
        found = due_reminder(coming.at, Reminded("A", FIRST, days, Stage.OPEN))
        assert (found.rank, days_left(coming.at, FIRST)) == (coming.days, coming.days)


@given(DAYS)
def test_days_are_read_as_they_are_written(days):
    assert parse_days(days_text(sorted(days, reverse=True))) == tuple(sorted(days, reverse=True))


def test_days_are_put_in_order_and_told_once():
    assert parse_days(" 1, 14;3,14 ") == (14, 3, 1)
    assert parse_days("None") == ()


@pytest.mark.parametrize("text", ["", "soon", "0", "-1", "366", "1.5", "9" * 400, "1,two", "²"])
def test_what_is_no_list_of_days_is_refused(text):
    with pytest.raises(RefusedError):
        parse_days(text)
    many = ",".join(map(str, range(1, 14)))
    with pytest.raises(RefusedError):
        parse_days(many)
