"""The window on a PostgreSQL."""

from datetime import UTC, datetime, timedelta

from lisdesk.clock import Clock
from lisdesk.edits.submissions import SubmissionDraft, add_submission
from lisdesk.store.entities import AuditEntry
from tests.desk_work import rows
from tests.gui.conftest import ask, open_window, own_preferences  # noqa: F401 (they are fixtures)


def test_what_is_done_after_a_change_of_name_is_on_record_in_the_new_one(
    open_window,  # noqa: F811 (the fixture)
    ask,  # noqa: F811 (the fixture)
    database,
    call,
):
    officer = open_window(None)
    officer.window.open_location(database.location.render_as_string(hide_password=False))
    officer.wait(lambda: officer.window.desk is not None and officer.workspace.calls)
    officer.settle()
    desk = officer.window.desk
    ask.lines.append("Bob New")
    officer.window.commands["officer"].trigger()
    officer.wait(lambda: officer.window.desk not in (None, desk) and officer.workspace.calls)
    draft = SubmissionDraft(letter="Dear all")
    officer.workspace.do(lambda work: add_submission(work, call_id=call.id, draft=draft), "Logged")
    officer.settle()
    assert rows(database, AuditEntry)[-1].officer == "Bob New"


def test_on_a_server_its_clock_counts_and_one_that_is_off_is_told(
    open_window,  # noqa: F811 (the fixture)
    database,
    call,
):
    slow = Clock(lambda: datetime.now(UTC) - timedelta(minutes=9), is_set=False)
    officer = open_window(None, now=slow)
    officer.window.open_location(database.location.render_as_string(hide_password=False))
    officer.wait(lambda: officer.window.desk is not None and officer.workspace.calls)
    officer.settle()
    draft = SubmissionDraft(letter="Dear all")
    officer.workspace.do(lambda work: add_submission(work, call_id=call.id, draft=draft), "Logged")
    officer.settle()
    made = rows(database, AuditEntry)[-1].at
    assert abs(made - datetime.now(UTC)) < timedelta(minutes=2)
    officer.window.desk.clock_watch.look()
    officer.wait(lambda: "clock is 9 minutes behind the server’s" in officer.told())
