"""The calendar of a call in a file: what other programs read is what stands in the call."""

from datetime import UTC, date, datetime

import pytest
from icalendar import Calendar

from lisdesk.edits.call_dates import DateDraft, add_call_date
from lisdesk.edits.calls import extend_call
from lisdesk.errors import RefusedError, StaleEditError
from lisdesk.exchange.bank_holidays import bank_holidays, free_days
from lisdesk.rules.call_dates import DateKind
from lisdesk.rules.deadlines import parse_deadline
from lisdesk.store.opening import create_database
from lisdesk.tasks.call_calendar import save_calendar
from tests.desk_work import do, open_call, set_up

NOW = datetime(2019, 1, 10, 10, tzinfo=UTC)
HOSTILE = "=cmd|' /C calc'!A0; a, b\\n “Überlandbus” 🚌\x07 BEGIN:VEVENT"


def read_back(database, path):
    written = save_calendar(database, 1, NOW, path)
    events = list(Calendar.from_ical(path.read_bytes()).walk("VEVENT"))
    assert len(events) == written
    return {str(event["UID"]): event for event in events}


def test_the_file_says_what_the_call_says_and_an_entry_keeps_its_identity(database, call, tmp_path):
    path = tmp_path / "days.ics"
    before = read_back(database, path)
    closes = next(uid for uid in before if "-closes@" in uid)
    assert before[closes].decoded("dtstart") == date(2019, 1, 31)
    later = parse_deadline("2019-02-08T17:00")
    do(database, extend_call, call_id=1, deadline=later, reason="Asked for.", notice="")
    after = read_back(database, path)
    assert after[closes].decoded("dtstart") == datetime(2019, 2, 8, 17, tzinfo=UTC)
    assert not any("deadline-1" in uid for uid in after)


def test_calls_of_two_files_with_one_reference_are_told_apart_but_for_bank_holidays(
    database, call, tmp_path
):
    other = set_up(create_database(tmp_path / "other.lisdesk"))
    open_call(other)
    both = read_back(database, tmp_path / "one.ics").keys() & read_back(other, tmp_path / "two.ics")
    other.close()
    assert both
    assert all(uid.startswith("bank-holiday-") for uid in both)


def test_any_name_comes_out_as_it_was_put_in(database, call, tmp_path):
    draft = DateDraft(DateKind.EVENT, HOSTILE, date(2019, 1, 15), date(2019, 1, 16))
    do(database, add_call_date, call_id=1, draft=draft)
    events = read_back(database, tmp_path / "days.ics")
    (own,) = [event for uid, event in events.items() if "-date-1@" in uid]
    assert str(own["SUMMARY"]).endswith(HOSTILE.replace("\x07", "\ufffd"))
    assert own.decoded("dtstart") == date(2019, 1, 15)
    assert own.decoded("dtend") == date(2019, 1, 17)


@pytest.mark.parametrize(
    ("draft", "why"),
    [
        (DateDraft(DateKind.EVENT, " \n ", date(2019, 1, 1)), "has no name"),
        (DateDraft(DateKind.EVENT, "x" * 201, date(2019, 1, 1)), "at most 200"),
        (DateDraft(DateKind.EVENT, "x", date(2019, 1, 2), date(2019, 1, 1)), "before the first"),
        (DateDraft(DateKind.EVENT, "x", date(2019, 1, 1), date(2020, 1, 2)), "a year at most"),
        (DateDraft(DateKind.EVENT, "x", date(2300, 1, 1)), "years 1970 to 2100"),
        (DateDraft(DateKind.EVENT, "x", date(2100, 12, 31), date(2101, 1, 1)), "1970 to 2100"),
        (
            DateDraft(DateKind.INFORMATION_REQUEST, "x", date(2019, 1, 1), date(2019, 1, 2)),
            "on one day",
        ),
    ],
)
def test_what_is_no_date_is_refused_with_the_reason(database, call, draft, why):
    with pytest.raises(RefusedError, match=why):
        do(database, add_call_date, call_id=1, draft=draft)


def test_a_call_that_was_taken_back_writes_no_file(database, call, tmp_path):
    with pytest.raises(StaleEditError):
        save_calendar(database, 99, NOW, tmp_path / "days.ics")
    assert not list(tmp_path.glob("*.ics"))


def test_bank_holidays_are_those_of_england_with_the_ones_that_were_proclaimed():
    found = bank_holidays([2022, 2023])
    assert found[date(2022, 9, 19)] == "State Funeral of Queen Elizabeth II"
    assert date(2023, 5, 8) in found
    elsewhere = {date(2022, 1, 4), date(2022, 3, 17)}  # Scotland's, and Northern Ireland's
    assert not elsewhere & found.keys()
    assert elsewhere < free_days([2022])
    assert found.keys() <= free_days([2022, 2023])
