"""The calendar of a call: on Calls, on Home, and in a file for other calendars."""

from datetime import date

import pytest
from icalendar import Calendar
from PySide6.QtCore import Qt

from lisdesk.edits.call_dates import DateDraft, add_call_date
from lisdesk.edits.submissions import SubmissionDraft, add_submission
from lisdesk.rules.call_dates import DateKind, EntryKind
from lisdesk.store.entities import CallDate
from lisdesk.ui.calls.date_dialog import DateDialog
from lisdesk.ui.wishes import Wish
from tests.desk_work import count, do, rows
from tests.gui.test_calls import shown, walk_to


@pytest.fixture
def at_calendar(on_one_call):
    officer = on_one_call
    officer.workspace.go_to("calls", Wish.CALL_CALENDAR)
    return officer, shown_calendar(officer)


def shown_calendar(officer):
    """Return the calendar on Calls; the screen may be loaded beside the window first."""
    screens = officer.window.desk.screens
    officer.wait(lambda: "calls" in screens and screens["calls"].calendar.table.isVisible())
    officer.wait(lambda: screens["calls"].calendar.table.rowCount() > 2)
    return screens["calls"].calendar


def texts(calendar):
    return [calendar.table.item(row, 2).text() for row in range(calendar.table.rowCount())]


def row_of(calendar, words):
    return next(at for at, each in enumerate(texts(calendar)) if words in each)


def test_a_pre_election_period_is_added_by_keyboard_and_stands_among_the_days(at_calendar, beside):
    officer, calendar = at_calendar
    calendar.add.trigger()
    dialog = shown(officer, DateDialog)
    officer.press("Down")
    walk_to(officer, dialog.name)
    officer.type("Local elections")
    walk_to(officer, dialog.first)
    dialog.first.selectAll()
    officer.type("26/3/2019")
    walk_to(officer, dialog.last)
    officer.type("2 May 2019")
    officer.press("Enter")
    officer.wait(lambda: count(beside(), CallDate) == 1)
    officer.settle()
    at = row_of(calendar, "Local elections")
    assert calendar.table.item(at, 0).text() == "26 Mar 2019 to 2 May 2019"
    assert texts(calendar)[at] == "Pre-election period: Local elections"
    assert {"The call opens", "Bank holiday: Christmas Day"} < set(texts(calendar))
    assert any("response to the call is owed" in each for each in texts(calendar))
    officer.press("Ctrl+Z", on=officer.window)
    officer.wait(lambda: count(beside(), CallDate) == 0)


def test_a_fault_stays_in_the_dialog_and_nothing_is_saved(at_calendar, beside):
    officer, calendar = at_calendar
    calendar.add.trigger()
    dialog = shown(officer, DateDialog)
    dialog.go.click()
    officer.wait(lambda: "has no name" in dialog.fault.text())
    dialog.name.setText("Workshop")
    dialog.first.setText("31 Feb 2019")
    dialog.go.click()
    assert "31 Jan 2019" in dialog.fault.text()
    assert dialog.isVisible()
    assert count(beside(), CallDate) == 0


def test_only_what_was_put_in_is_changed_and_removed(at_calendar, beside):
    officer, calendar = at_calendar
    came = DateDraft(DateKind.INFORMATION_REQUEST, "No. 17", date(2019, 4, 10))
    do(beside(), add_call_date, call_id=1, draft=came)
    officer.settle()
    officer.wait(lambda: any("No. 17" in each for each in texts(calendar)))
    calendar.table.setCurrentCell(row_of(calendar, "The call opens"), 0)
    assert not calendar.edit.isEnabled()
    assert not calendar.remove.isEnabled()
    at = row_of(calendar, "No. 17")
    assert calendar.table.item(at, 0).text() == "Mon 13 May 2019"
    calendar.table.setCurrentCell(at, 0)
    calendar.edit.trigger()
    dialog = shown(officer, DateDialog)
    assert not dialog.last.isVisible()
    assert dialog.day_label.text() == "Came on"
    dialog.name.setText("No. 18")
    officer.qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    officer.wait(lambda: [each.name for each in rows(beside(), CallDate)] == ["No. 18"])
    officer.settle()
    calendar.table.setCurrentCell(row_of(calendar, "No. 18"), 0)
    calendar.remove.trigger()
    officer.wait(lambda: count(beside(), CallDate) == 0)


def test_the_calendar_is_saved_for_other_programs(at_calendar, tmp_path):
    officer, calendar = at_calendar
    path = tmp_path / "days"
    officer.workspace.ask.save.append(path)
    calendar.save.trigger()
    officer.wait(lambda: "Wrote" in officer.told())
    read = Calendar.from_ical(path.with_suffix(".ics").read_bytes())
    assert len(list(read.walk("VEVENT"))) == calendar.table.rowCount()


def test_home_tells_what_comes_next_and_draws_it(on_one_call, beside):
    officer = on_one_call
    do(beside(), add_submission, call_id=1, draft=SubmissionDraft(letter="Buses."))
    for draft in (
        DateDraft(DateKind.EVENT, "Board", date(2019, 1, 29)),
        DateDraft(DateKind.PRE_ELECTION, "Elections", date(2019, 3, 26), date(2019, 5, 2)),
    ):
        do(beside(), add_call_date, call_id=1, draft=draft)
    officer.settle()
    screen = officer.go("home")
    officer.wait(lambda: "Board" in screen.body.coming.text())
    told = screen.body.coming.text()
    assert "Closes" in told
    assert told.index("Board") < told.index("Elections")
    words = screen.body.band.accessibleDescription()
    assert "Event: Board, Tue 29 Jan 2019" in words
    assert "Pre-election period: 26 Mar 2019 to 2 May 2019" in words
    assert EntryKind.RESPONSE_DUE.label in words
    officer.click(screen.body.calendar)
    assert shown_calendar(officer).table.isVisible()
