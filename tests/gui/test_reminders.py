"""Deadlines are told on their days, once each, to the minute: the call of the LLEP as it was."""

import pytest
from PySide6.QtWidgets import QSystemTrayIcon

import lisdesk.ui.clock_watch
from lisdesk.clock import Clock
from lisdesk.edits.call_details import CallCorrection, edit_call
from lisdesk.edits.calls import extend_call
from lisdesk.rules.deadlines import parse_deadline, parse_instant
from lisdesk.ui.workspace import edit_with

FIRST, MOVED = "Thu 31 Jan 2019, 24:00 (Europe/London)", "Fri 8 Feb 2019, 24:00 (Europe/London)"


@pytest.fixture
def at_desk(open_window, one_call_file, tmp_path, monkeypatch):
    """Return a way to open the window on one file again and again, and the clock it goes by."""
    path = tmp_path / "one.lisdesk"
    path.write_bytes(one_call_file.read_bytes())
    monkeypatch.setattr(lisdesk.ui.clock_watch, "_FIRST_MS", 60_000)  # the test looks by itself
    shown = {"now": parse_instant("2018-12-06T00:00")}

    def opened(is_set=False):
        officer = open_window(path, now=Clock(lambda: shown["now"], is_set=is_set))
        officer.settle()
        return officer

    return opened, shown


def look(officer, shown, now):
    """Let the window look at the clock; return what it tells that it did not tell before."""
    shown["now"] = parse_instant(now)
    officer.window.notices.hide()
    officer.workspace.read_calls()
    officer.settle()
    officer.window.desk.reminders.look()
    return officer.told()


def test_the_call_of_the_llep_is_replayed_to_the_minute(at_desk):
    opened, shown = at_desk
    officer = opened()
    told = {}
    for now in (
        *("2018-12-06T00:00", "2019-01-16T23:59", "2019-01-17T00:00", "2019-01-17T00:01"),
        *("2019-01-23T23:59", "2019-01-24T00:00", "2019-01-27T23:59", "2019-01-28T00:00"),
    ):
        told[now] = look(officer, shown, now)
    assert {now: words for now, words in told.items() if words} == {
        "2019-01-17T00:00": f"LLEP-2018-01 closes {FIRST}: 14 days left.",
        "2019-01-24T00:00": f"LLEP-2018-01 closes {FIRST}: 7 days left.",
        "2019-01-28T00:00": f"LLEP-2018-01 closes {FIRST}: 3 days left.",
    }
    shown["now"] = parse_instant("2019-01-28T16:00")
    moved = {"deadline": parse_deadline("2019-02-08"), "reason": "Asked for.", "notice": ""}
    officer.workspace.do(edit_with(extend_call, call_id=1, **moved), "Extended")
    officer.settle()
    told = {}
    for now in (
        *("2019-01-28T16:01", "2019-01-31T23:59", "2019-02-01T00:00", "2019-02-04T23:59"),
        *("2019-02-05T00:00", "2019-02-07T00:00", "2019-02-08T23:59", "2019-02-09T00:00"),
        *("2019-02-09T00:01", "2019-02-20T00:00"),
    ):
        told[now] = look(officer, shown, now)
    assert {now: words for now, words in told.items() if words} == {
        "2019-01-28T16:01": f"LLEP-2018-01 closes {MOVED}: 11 days left.",
        "2019-02-01T00:00": f"LLEP-2018-01 closes {MOVED}: 7 days left.",
        "2019-02-05T00:00": f"LLEP-2018-01 closes {MOVED}: 3 days left.",
        "2019-02-07T00:00": f"LLEP-2018-01 closes {MOVED}: 1 day left.",
        "2019-02-09T00:00": f"LLEP-2018-01 is now: closed. Its deadline was {MOVED}.",
    }


def test_a_restart_tells_the_newest_of_those_missed_and_none_twice(at_desk, qtbot):
    opened, shown = at_desk
    shown["now"] = parse_instant("2019-01-17T09:00")
    officer = opened()
    home = officer.window.desk.screens["home"]
    assert "14 days left" in look(officer, shown, "2019-01-17T09:00")
    officer.window.close()
    shown["now"] = parse_instant("2019-01-29T09:00")
    officer = opened()
    home = officer.window.desk.screens["home"]
    assert "2 days left" in look(officer, shown, "2019-01-29T09:00")
    assert "2 days left" in officer.window.header.chip.text()
    assert "2 days left" not in home.empty.words.text()  # the notice and the chip have it so
    assert home.body.closing.text() == f"Closes in 2 days: {FIRST}."
    assert home.body.closing.isVisible()
    assert home.body.happens.text().startswith("It closes by itself Thu 31 Jan 2019, 24:00")
    officer.window.close()
    officer = opened()
    assert look(officer, shown, "2019-01-29T10:00") == ""
    officer.window.close()
    officer = opened(is_set=True)
    assert "2 days left" in look(officer, shown, "2019-01-29T10:00")
    home = officer.window.desk.screens["home"]
    none = CallCorrection(reminder_days=())
    officer.workspace.do(edit_with(edit_call, call_id=1, correction=none), "No reminders")
    officer.settle()
    assert look(officer, shown, "2019-01-30T10:00") == ""
    assert not home.body.closing.isVisible()


def test_home_says_that_the_call_closes_while_it_is_reminded_of(at_desk):
    opened, shown = at_desk
    officer = opened()
    closing = officer.window.desk.screens["home"].body.closing
    said = {}
    for now in (
        *("2018-12-06T00:00", "2019-01-16T23:59", "2019-01-17T00:00", "2019-01-27T23:59"),
        *("2019-01-28T00:00", "2019-01-30T12:00", "2019-01-31T00:00", "2019-02-01T00:00"),
    ):
        shown["now"] = parse_instant(now)
        officer.window.header.chip._look_at_the_clock()
        officer.settle()
        said[now] = closing.text() if closing.isVisible() else ""
    assert said == {
        "2018-12-06T00:00": "",
        "2019-01-16T23:59": "",
        "2019-01-17T00:00": f"Closes in 14 days: {FIRST}.",
        "2019-01-27T23:59": f"Closes in 4 days: {FIRST}.",
        "2019-01-28T00:00": f"Closes in 3 days: {FIRST}.",
        "2019-01-30T12:00": f"Closes in 1 day: {FIRST}.",
        "2019-01-31T00:00": f"Closes today: {FIRST}.",
        "2019-02-01T00:00": "",
    }


def test_a_click_in_the_tray_opens_the_call(at_desk, monkeypatch):
    opened, shown = at_desk
    said = []
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", staticmethod(lambda: True))
    monkeypatch.setattr(QSystemTrayIcon, "supportsMessages", staticmethod(lambda: True))
    monkeypatch.setattr(QSystemTrayIcon, "showMessage", lambda _icon, *words: said.append(words[1]))
    officer = opened()
    assert "3 days left" in look(officer, shown, "2019-01-28T09:00")
    assert said == [officer.told()]
    officer.window.desk.reminders._tray.icon.messageClicked.emit()
    officer.settle()
    assert officer.window.current_screen().key == "calls"
    assert officer.workspace.call.reference == "LLEP-2018-01"


def test_the_look_at_the_clock_reminds_and_so_does_the_moment_itself(at_desk):
    opened, shown = at_desk
    shown["now"] = parse_instant("2019-01-31T23:59")
    officer = opened()
    officer.wait(lambda: "reminders" in vars(officer.window.desk))
    officer.window.desk.clock_watch.look()
    assert "today is the last day" in officer.told()
    shown["now"] = parse_instant("2019-02-01T00:00")
    officer.window.header.chip._look_at_the_clock()
    officer.wait(lambda: "is now: closed. Its deadline was" in officer.told())
