"""Deadlines in London, against an oracle that knows only last Sundays of March and October."""

import os
import subprocess
import sys
import time as system_time
from calendar import SUNDAY, monthrange
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lisdesk.errors import RefusedError, UserError
from lisdesk.rules.deadlines import (
    AmbiguousTimeError,
    Deadline,
    call_state,
    closing_moment,
    days_left,
    local_day,
    local_words,
    opening_moment,
    parse_day,
    parse_deadline,
    parse_instant,
    wall_to_utc,
)
from lisdesk.rules.vocabulary import CallState

YEARS = range(2018, 2038)
HOUR = timedelta(hours=1)
TICK = timedelta(microseconds=1)


def last_sunday(year: int, month: int) -> date:
    last = date(year, month, monthrange(year, month)[1])
    return last - timedelta(days=(last.weekday() - SUNDAY) % 7)


def clocks_forward(year: int) -> datetime:
    return datetime.combine(last_sunday(year, 3), time(1))


def clocks_back(year: int) -> datetime:
    return datetime.combine(last_sunday(year, 10), time(1))


def is_summer(utc: datetime) -> bool:
    return clocks_forward(utc.year) <= utc < clocks_back(utc.year)


def moments_of(wall: datetime) -> list[datetime]:
    """Every UTC moment, earliest first, at which London's clocks show `wall`."""
    offsets = [HOUR, timedelta()]
    return [wall - offset for offset in offsets if is_summer(wall - offset) is bool(offset)]


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)


def walls_around_changes() -> list[datetime]:
    steps = [timedelta(minutes=minutes) for minutes in (-1440, -61, -1, 0, 1, 30, 59, 60, 61, 1440)]
    changes = [change(year) for year in YEARS for change in (clocks_forward, clocks_back)]
    return [change + step for change in changes for step in steps]


def test_every_minute_named_around_every_change_of_the_clocks_is_right():
    walls = walls_around_changes()
    assert len(walls) == 400
    for wall in walls:
        moments = moments_of(wall)
        if not moments:
            with pytest.raises(RefusedError, match="does not exist"):
                wall_to_utc(wall)
        elif len(moments) == 2:
            with pytest.raises(AmbiguousTimeError):
                wall_to_utc(wall)
            found = [wall_to_utc(wall, fold=fold) for fold in (0, 1)]
            assert found == [moment.replace(tzinfo=UTC) for moment in moments]
        else:
            assert wall_to_utc(wall) == moments[0].replace(tzinfo=UTC)


@given(st.datetimes(datetime(2018, 1, 1), datetime(2037, 12, 31)), st.sampled_from([None, 0, 1]))
@example(datetime(2019, 3, 31, 1, 59, 59, 999999), None)
@example(datetime(2019, 10, 27, 1, 59, 59, 999999), 1)
def test_wall_time_becomes_the_moment_that_the_calendar_gives(wall: datetime, fold: int | None):
    moments = moments_of(wall)
    if not moments or (len(moments) == 2 and fold is None):
        with pytest.raises(RefusedError):
            wall_to_utc(wall, fold=fold)
        return
    assert wall_to_utc(wall, fold=fold) == moments[fold or 0 if len(moments) == 2 else 0].replace(
        tzinfo=UTC
    )


@given(st.dates(date(2018, 1, 1), date(2037, 12, 30)))
@example(date(2019, 3, 31))
@example(date(2019, 10, 27))
def test_a_closing_date_means_the_whole_local_day(day: date):
    opens = opening_moment(day)
    closes = Deadline(day).moment
    hours = {last_sunday(day.year, 3): 23, last_sunday(day.year, 10): 25}.get(day, 24)
    assert closes - opens == timedelta(hours=hours)
    assert closes == opening_moment(day + timedelta(days=1))
    assert local_day(closes - TICK) == day
    assert local_day(closes) == day + timedelta(days=1)
    assert call_state(opens - TICK, opens, closes) is CallState.SCHEDULED
    assert call_state(opens, opens, closes) is CallState.OPEN
    assert call_state(closes - TICK, opens, closes) is CallState.OPEN
    assert call_state(closes, opens, closes) is CallState.CLOSED


def test_the_reference_call_closes_when_its_last_day_ends_and_after_its_extension():
    assert parse_deadline("2019-01-31").moment == utc(2019, 2, 1)
    assert parse_deadline("2019-02-08T17:00").moment == utc(2019, 2, 8, 17)
    assert parse_deadline("2019-07-31").moment == utc(2019, 7, 31, 23)
    assert parse_deadline("2026-03-29T23:59").moment == utc(2026, 3, 29, 22, 59)


def test_a_deadline_is_told_in_words():
    assert Deadline(date(2019, 1, 31)).words() == "Thu 31 Jan 2019, 24:00"
    assert Deadline(date(2019, 2, 8), time(17)).words() == "Fri 8 Feb 2019, 17:00"
    night = date(2019, 10, 27)
    assert Deadline(night, time(1, 30)).words() == "Sun 27 Oct 2019, 01:30 BST"
    assert Deadline(night, time(1, 30), fold=1).words() == "Sun 27 Oct 2019, 01:30 GMT"


def test_a_moment_is_told_as_london_clocks_show_it():
    assert local_words(utc(2019, 1, 31, 17, 5)) == "31 Jan 2019, 17:05"
    assert local_words(utc(2019, 7, 1, 23, 30)) == "2 Jul 2019, 00:30"
    assert local_words(utc(2019, 10, 27, 0, 30)) == "27 Oct 2019, 01:30 BST"
    assert local_words(utc(2019, 10, 27, 1, 30)) == "27 Oct 2019, 01:30 GMT"


def test_a_time_that_does_not_exist_is_refused_with_the_times_that_do():
    with pytest.raises(RefusedError) as refusal:
        parse_deadline("2019-03-31T01:30")
    assert not isinstance(refusal.value, AmbiguousTimeError)
    assert "from 01:00 straight to 02:00" in refusal.value.happened
    assert refusal.value.do == "Use a time before 01:00, or 02:00 or later."
    with pytest.raises(RefusedError, match="does not exist"):
        parse_deadline("2019-03-31T01:30+00:00")
    with pytest.raises(RefusedError, match="does not exist"):
        parse_instant("2019-03-31T01:00")


@pytest.mark.parametrize("parse", [parse_deadline, parse_instant])
def test_a_time_that_happens_twice_is_asked_and_its_advice_works(parse):
    with pytest.raises(AmbiguousTimeError) as question:
        parse("2019-10-27T01:30")
    assert question.value.do == (
        "Write 2019-10-27T01:30+01:00 for the first time or 2019-10-27T01:30+00:00 for the second."
    )
    moments = [parse(word) for word in question.value.do.split() if word.startswith("2019")]
    if parse is parse_deadline:
        assert [deadline.fold for deadline in moments] == [0, 1]
        moments = [deadline.moment for deadline in moments]
    assert moments == [utc(2019, 10, 27, 0, 30), utc(2019, 10, 27, 1, 30)]


@pytest.mark.parametrize("written", ["2019-02-08T24:00", "2019-02-08T24:00:00", " 2019-02-08 "])
def test_twenty_four_hundred_is_the_whole_day(written: str):
    assert parse_deadline(written) == Deadline(date(2019, 2, 8))


@pytest.mark.parametrize(
    "written",
    ["2019-07-01T17:00", "2019-07-01 17:00", "2019-07-01T17:00:00", "2019-07-01T17:00+01:00"],
)
def test_a_deadline_may_have_a_time_and_its_own_offset(written: str):
    assert parse_deadline(written) == Deadline(date(2019, 7, 1), time(17))


@pytest.mark.parametrize(
    "written",
    [
        "",
        "tomorrow",
        "31/01/2019",
        "2019-02-30",
        "2019-1-31",
        "2019-01-31T25:00",
        "2019-01-31T24:01",
        "2019-01-31T17",
        "2019-01-31T17:00:30",
        "2019-01-31T17:00+01:00",
        "2019-01-31+00:00",
        "2019-01-31T24:00Z",
        "1919-01-31",
        "2101-01-01",
        "٢٠١٩-٠١-٣١",
        "2019-01-31T17:00 and more",
    ],
)
def test_a_deadline_of_another_form_is_refused_with_advice(written: str):
    with pytest.raises(RefusedError) as refusal:
        parse_deadline(written)
    assert refusal.value.do
    assert "tomorrow" not in str(refusal.value)


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2019-01-15T12:00", utc(2019, 1, 15, 12)),
        ("2019-07-15T12:00", utc(2019, 7, 15, 11)),
        ("2019-07-15", utc(2019, 7, 14, 23)),
        ("2019-07-15T24:00", utc(2019, 7, 15, 23)),
        ("2019-07-15T12:00Z", utc(2019, 7, 15, 12)),
        ("2019-07-15T12:00:01.5+05:30", utc(2019, 7, 15, 6, 30, 1, 500000)),
        ("2019-07-15 12:00:01.1234567-0400", utc(2019, 7, 15, 16, 0, 1, 123456)),
        ("2019-07-15T24:00+01", utc(2019, 7, 15, 23)),
        ("1970-01-01", utc(1969, 12, 31, 23)),
        ("2100-12-31T24:00", utc(2101, 1, 1)),
    ],
)
def test_an_instant_is_read_with_and_without_its_zone(written: str, moment: datetime):
    assert parse_instant(written) == moment


@pytest.mark.parametrize(
    "written",
    ["", "noon", "2019-01-31T12:00:60", "2019-01-31T12:00+15:00", "2019-01-31T12:00+00:60", "1"],
)
def test_an_instant_of_another_form_is_refused_with_the_form_wanted(written: str):
    with pytest.raises(RefusedError, match="2019-01-31T17:00"):
        parse_instant(written)


@given(st.text() | st.text(alphabet="0123456789-:TZ+. ", max_size=30))
def test_any_text_is_read_or_refused(text: str):
    for parse in (parse_day, parse_deadline, parse_instant):
        try:
            parse(text)
        except UserError as refusal:
            assert refusal.do


@given(st.datetimes(datetime(1970, 1, 2), datetime(2100, 12, 31), timezones=st.just(UTC)))
def test_an_instant_written_with_its_zone_is_read_back(moment: datetime):
    assert parse_instant(moment.isoformat()) == moment


def test_a_day_is_read_and_nothing_more():
    assert parse_day(" 2018-12-06 ") == date(2018, 12, 6)
    with pytest.raises(RefusedError, match="2019-01-31"):
        parse_day("2018-12-06T00:00")


def test_days_left_are_civil_dates_in_london():
    deadline = Deadline(date(2019, 4, 1), time(9))
    assert days_left(utc(2019, 3, 31, 22, 59), deadline) == 1
    assert days_left(utc(2019, 3, 31, 23, 0), deadline) == 0
    assert days_left(utc(2019, 4, 1, 22, 59), deadline) == 0
    assert days_left(utc(2019, 4, 1, 23, 0), deadline) == -1
    assert days_left(utc(2019, 3, 30, 0, 0), deadline) == 2


def test_a_call_closed_by_hand_closes_at_the_earlier_moment():
    deadline = Deadline(date(2019, 1, 31))
    assert closing_moment(deadline, None) == utc(2019, 2, 1)
    assert closing_moment(deadline, utc(2019, 1, 20)) == utc(2019, 1, 20)
    assert closing_moment(deadline, utc(2019, 2, 20)) == utc(2019, 2, 1)


def test_a_call_closed_by_hand_before_it_opened_is_closed():
    assert call_state(utc(2019, 1, 2), utc(2019, 1, 3), utc(2019, 1, 1)) is CallState.CLOSED


def test_a_moment_without_its_zone_is_a_mistake_of_the_program():
    with pytest.raises(ValueError, match="zone"):
        local_day(datetime(2019, 1, 1))
    with pytest.raises(ValueError, match="zone"):
        wall_to_utc(utc(2019, 1, 1))


@pytest.mark.skipif(not hasattr(system_time, "tzset"), reason="the zone of the PC cannot be set")
@pytest.mark.parametrize(
    "zone",
    ["UTC", "America/New_York", "Asia/Kolkata", "Pacific/Auckland", "Europe/Paris", "Asia/Tokyo"],
)
def test_the_zone_of_the_pc_changes_nothing(zone: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("TZ", zone)
    system_time.tzset()
    try:
        assert Deadline(date(2019, 3, 31)).moment == utc(2019, 3, 31, 23)
        assert parse_instant("2019-07-15T12:00") == utc(2019, 7, 15, 11)
        assert local_words(utc(2019, 7, 1, 23, 30)) == "2 Jul 2019, 00:30"
        assert days_left(utc(2019, 3, 30, 23, 59), Deadline(date(2019, 3, 31))) == 1
    finally:
        monkeypatch.undo()
        system_time.tzset()


def test_a_pc_without_a_time_zone_database_gives_the_same_answer():
    program = (
        "from lisdesk.rules.deadlines import parse_deadline;"
        "print(parse_deadline('2019-03-31').moment.isoformat())"
    )
    root = str(Path(__file__).resolve().parents[3])
    environment = os.environ | {"PYTHONTZPATH": "", "PYTHONPATH": root}
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment, check=True, capture_output=True, text=True
    )
    assert done.stdout.strip() == "2019-03-31T23:00:00+00:00"
