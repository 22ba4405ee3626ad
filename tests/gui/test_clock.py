"""A clock that went back is told once, and again after it was right in between."""

from datetime import timedelta

import pytest

import lisdesk.ui.clock_watch
from lisdesk.clock import Clock
from lisdesk.edits.submissions import SubmissionDraft, add_submission
from lisdesk.rules.deadlines import parse_instant
from lisdesk.ui.workspace import edit_with


@pytest.fixture
def officer_and_clock(open_window, one_call_file, tmp_path, monkeypatch):
    path = tmp_path / "one.lisdesk"
    path.write_bytes(one_call_file.read_bytes())
    monkeypatch.setattr(lisdesk.ui.clock_watch, "_FIRST_MS", 60_000)  # the test looks by itself
    shown = {"now": parse_instant("2019-01-10T10:00")}
    officer = open_window(path, now=Clock(lambda: shown["now"], is_set=False))
    officer.settle()
    return officer, shown


def look(officer):
    officer.window.desk.clock_watch.look()
    officer.settle()


def test_a_clock_that_went_back_is_told_once_and_again_after_it_was_right(officer_and_clock):
    officer, shown = officer_and_clock
    look(officer)
    assert not officer.told()
    shown["now"] -= timedelta(minutes=1)
    look(officer)
    assert not officer.told()
    shown["now"] -= timedelta(minutes=30)
    look(officer)
    assert "clock went back, from 10 Jan 2019, 10:00 to 10 Jan 2019, 09:29" in officer.told()
    officer.window.notices.hide()
    look(officer)
    assert not officer.told()
    shown["now"] += timedelta(hours=1)
    look(officer)
    shown["now"] -= timedelta(hours=1)
    look(officer)
    assert "clock went back" in officer.told()


def test_a_file_that_was_edited_later_than_now_is_told(officer_and_clock):
    officer, shown = officer_and_clock
    draft = SubmissionDraft(letter="Dear all")
    officer.workspace.do(edit_with(add_submission, call_id=1, draft=draft), "Logged")
    officer.settle()
    watch = officer.window.desk.clock_watch
    watch._highest = None  # as after a restart
    shown["now"] -= timedelta(days=2)
    look(officer)
    assert "the newest edit of this file was made 10 Jan 2019, 10:00" in officer.told()
