"""The calendar of a call: its own days, those put in, those owed, bank holidays between them."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lisdesk.rules.call_dates import (
    CallDates,
    DateKind,
    EntryKind,
    PutIn,
    calendar,
    days_away,
    is_working_day,
    working_day_after,
    years_of,
)
from lisdesk.rules.deadlines import Deadline

LLEP = CallDates(date(2018, 12, 6), [Deadline(date(2019, 1, 31)), Deadline(date(2019, 2, 8))])
HOLIDAYS = {
    date(2018, 8, 27): "Late Summer Bank Holiday",
    date(2018, 12, 25): "Christmas Day",
    date(2019, 4, 19): "Good Friday",
    date(2019, 4, 22): "Easter Monday",
    date(2019, 5, 6): "May Day",
    date(2019, 8, 26): "Late Summer Bank Holiday",
}
FREE = frozenset({*HOLIDAYS, date(2019, 1, 2)})
days = st.dates(date(2018, 1, 1), date(2037, 12, 31))
free = st.frozensets(st.dates(date(2018, 1, 1), date(2038, 12, 31)), max_size=40)


def lines(call=LLEP, put_in=()):
    return [(each.kind, each.first_day) for each in calendar(call, put_in, HOLIDAYS)]


def test_the_story_of_the_deadline_stands_in_the_calendar_with_the_day_of_the_response():
    assert lines() == [
        (EntryKind.OPENS, date(2018, 12, 6)),
        (EntryKind.BANK_HOLIDAY, date(2018, 12, 25)),
        (EntryKind.MOVED, date(2019, 1, 31)),
        (EntryKind.CLOSES, date(2019, 2, 8)),
        (EntryKind.BANK_HOLIDAY, date(2019, 4, 19)),
        (EntryKind.BANK_HOLIDAY, date(2019, 4, 22)),
        (EntryKind.RESPONSE_DUE, date(2019, 5, 3)),
    ]


def test_only_what_has_a_time_of_day_has_a_moment():
    noon = CallDates(date(2019, 6, 3), [Deadline(date(2019, 7, 1), time(12))])
    closes = next(each for each in calendar(noon, (), {}) if each.kind is EntryKind.CLOSES)
    assert closes.moment == datetime(2019, 7, 1, 11, tzinfo=UTC)
    assert closes.words == "The call closes Mon 1 Jul 2019, 12:00"
    assert all(each.moment is None for each in calendar(LLEP, (), {}))


@pytest.mark.parametrize(
    ("day", "counts"),
    [(datetime(2019, 1, 20, tzinfo=UTC), True), (datetime(2019, 2, 20, tzinfo=UTC), False)],
)
def test_closing_by_hand_counts_before_the_deadline_alone(day, counts):
    call = CallDates(LLEP.opens_on, LLEP.deadlines, day)
    found = dict(lines(call))
    assert (EntryKind.CLOSED in found) is counts
    last = day.date() if counts else date(2019, 2, 8)
    assert found[EntryKind.RESPONSE_DUE] == last + timedelta(weeks=12)


def test_a_request_for_information_is_due_after_twenty_working_days():
    came = PutIn(7, DateKind.INFORMATION_REQUEST, date(2019, 4, 10), date(2019, 4, 10), "No. 17")
    (due,) = [each for each in calendar(LLEP, [came], HOLIDAYS, FREE) if each.date_id]
    assert (due.kind, due.first_day, due.last_day) == (
        EntryKind.INFORMATION_DUE,
        date(2019, 5, 13),
        date(2019, 5, 13),
    )
    assert (due.key, due.words) == ("date-7", "No. 17 (came 10 Apr 2019)")


def test_a_bank_holiday_anywhere_in_the_united_kingdom_is_no_working_day_of_a_request():
    came = PutIn(7, DateKind.INFORMATION_REQUEST, date(2018, 12, 6), date(2018, 12, 6), "No. 17")
    england = {date(2018, 12, 25): "a", date(2018, 12, 26): "b", date(2019, 1, 1): "c"}
    (due,) = [each for each in calendar(LLEP, [came], england, {*england, date(2019, 1, 2)})
              if each.date_id]  # fmt: skip
    assert due.first_day == date(2019, 1, 9)
    shown = [each.first_day for each in calendar(LLEP, [came], england, {*england})]
    assert date(2019, 1, 8) in shown


def test_what_is_put_in_keeps_its_days_and_widens_the_holidays():
    band = PutIn(1, DateKind.PRE_ELECTION, date(2019, 7, 1), date(2019, 8, 30), "Election")
    found = calendar(LLEP, [band], HOLIDAYS)
    (own,) = [each for each in found if each.kind is EntryKind.PRE_ELECTION]
    assert (own.first_day, own.last_day) == (band.first_day, band.last_day)
    assert date(2019, 8, 26) in {each.first_day for each in found}


@given(days, st.integers(0, 60), free)
def test_so_many_working_days_lie_between(day, count, holidays):
    after = working_day_after(day, count, holidays)
    between = [day + timedelta(days=step) for step in range(1, (after - day).days + 1)]
    assert sum(is_working_day(each, holidays) for each in between) == count
    assert not count or is_working_day(after, holidays)


@given(days, st.lists(st.tuples(st.sampled_from(DateKind), days), max_size=5))
def test_the_years_asked_for_hold_every_day_of_the_calendar(opens, given_days):
    put_in = [PutIn(at, kind, day, day, "x") for at, (kind, day) in enumerate(given_days, 1)]
    call = CallDates(opens, [Deadline(opens + timedelta(days=40))])
    years = years_of(call, put_in)
    holidays = {date(year, 12, 25): "Christmas Day" for year in years}
    found = calendar(call, put_in, holidays)
    assert all(each.first_day.year in years and each.last_day.year in years for each in found)
    assert [each.first_day for each in found] == sorted(each.first_day for each in found)


def test_days_away_are_told_in_words():
    today = date(2019, 3, 30)
    told = [days_away(today + timedelta(days=each), today) for each in (0, 1, -1, 2, -1200)]
    assert told == ["today", "tomorrow", "yesterday", "in 2 days", "1,200 days ago"]
