"""What was typed into a small dialog outlives a refusal, Esc and the window."""

from contextlib import contextmanager

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from sqlalchemy import text

from lisdesk.edits.submissions import SubmissionDraft, add_submission
from lisdesk.edits.tags import TagDraft, add_tag
from lisdesk.rules.vocabulary import Channel, Disposition
from lisdesk.store import database as store_database
from lisdesk.store.entities import Submission, Tag
from lisdesk.ui.calls.new_call import NewCallDialog
from lisdesk.ui.reading.note_dialog import NoteDialog
from lisdesk.ui.submissions.bulk_dialog import BulkDialog
from lisdesk.ui.submissions.reason_dialog import ReasonDialog
from tests.desk_work import DESK, do, rows

pytestmark = pytest.mark.thorough

NOW = "2019-01-07T10:00"
BUSY = "is being written by another program"


@pytest.fixture
def impatient(monkeypatch):
    """Let an edit wait for other programs for a moment only."""
    monkeypatch.setattr(store_database, "BUSY_MS", 300)


@pytest.fixture
def on_two(impatient, on_one_call, beside):
    """Return an officer with two submissions, a word of the first tagged."""
    for words in ("Hello there.", "And here."):
        do(beside(), add_submission, call_id=1, draft=SubmissionDraft(letter=words))
    do(beside(), add_tag, submission_id=1, priority_id=1, draft=TagDraft(quote="Hello"))
    return on_one_call


@contextmanager
def another_program_writes(database):
    with database.writing(DESK) as work:
        work.session.scalar(text("select 1"))
        yield


def note_of(officer):
    """Open the note of the tag of the first submission by keyboard."""
    screen = officer.go("reading")
    officer.wait(lambda: screen.tagging.page is not None and screen.tagging.page.tags)
    officer.settle()
    officer.press("]", on=screen.view)
    officer.press("F2", on=screen.view)
    [dialog] = officer.window.findChildren(NoteDialog)
    officer.wait(dialog.isActiveWindow)
    officer.settle()
    return dialog


def chosen(officer, keys, kind):
    """Open a dialog about both submissions."""
    screen = officer.go("submissions")
    officer.wait(lambda: screen.model.rowCount() == 2 and screen.lists is not None)
    officer.settle()
    screen.table.setFocus()
    officer.press("Ctrl+A", on=screen.table)
    officer.press(keys, on=screen.table)
    officer.wait(lambda: isinstance(QApplication.activeModalWidget(), kind))
    dialog = QApplication.activeModalWidget()
    officer.wait(dialog.isActiveWindow)
    return dialog


@pytest.mark.parametrize("keys", ["Ctrl+Enter", "Ctrl+Return"])
def test_ctrl_enter_saves_a_form_wherever_the_keyboard_is(on_one_call, keys):
    on_one_call.window.commands["new_call"].trigger()
    on_one_call.wait(lambda: on_one_call.window.findChildren(NewCallDialog))
    [dialog] = on_one_call.window.findChildren(NewCallDialog)
    on_one_call.wait(dialog.isActiveWindow)
    for field in (dialog.template, dialog.name, dialog.lead, dialog.cancel):
        dialog.say("")
        field.setFocus()
        key = Qt.Key.Key_Enter if keys == "Ctrl+Enter" else Qt.Key.Key_Return
        on_one_call.qtbot.keyClick(field, key, Qt.KeyboardModifier.ControlModifier)
        assert dialog.fault.isVisible(), field
    assert "Ctrl+Enter" in dialog.go.toolTip()


def test_ctrl_enter_takes_the_first_decision_and_corrects_many(on_two, beside):
    officer = on_two
    decide = chosen(officer, "Ctrl+Shift+S", ReasonDialog)
    officer.type("Sent twice", on=decide.reason)
    officer.press("Ctrl+Enter", on=decide.reason)
    officer.wait(lambda: not decide.isVisible())
    officer.settle()
    assert {row.disposition for row in rows(beside(), Submission)} != {Disposition.COUNTED}
    correct = chosen(officer, "F2", BulkDialog)
    correct.channel.pick(Channel.POST)
    officer.press("Ctrl+Enter", on=correct.channel)
    officer.settle()
    assert {row.channel for row in rows(beside(), Submission)} == {Channel.POST}


def test_a_note_that_was_refused_is_here_again(on_two, beside):
    officer, database = on_two, beside()
    dialog = note_of(officer)
    officer.type("A long and careful note", on=dialog.field)
    with another_program_writes(database):
        officer.press("Ctrl+Enter", on=dialog.field)
        officer.wait(lambda: dialog.isVisible() and BUSY in dialog.fault.text())
    assert dialog.field.toPlainText() == "A long and careful note"
    officer.press("Ctrl+Enter", on=dialog.field)
    officer.wait(lambda: rows(database, Tag)[0].note == "A long and careful note")
    officer.wait(lambda: not officer.window.findChildren(NoteDialog))


def test_a_note_is_thrown_away_only_when_the_officer_says_so(on_two, ask):
    officer = on_two
    dialog = note_of(officer)
    officer.type("Typed", on=dialog.field)
    ask.agree = [False, True]
    officer.press("Esc", on=dialog.field)
    assert dialog.isVisible()
    assert ask.asked[0].words == "Throw away what you typed?"
    officer.press("Esc", on=dialog.field)
    officer.wait(lambda: not officer.window.findChildren(NoteDialog))


def test_a_note_outlives_the_window(on_two, open_window, tmp_path):
    officer = on_two
    dialog = note_of(officer)
    officer.type("Half a note", on=dialog.field)
    officer.window.close()
    again = open_window(tmp_path / "one.lisdesk", now=NOW)
    dialog = note_of(again)
    again.wait(dialog.told.isVisible)
    assert dialog.field.toPlainText() == "Half a note"
    again.press("Ctrl+Enter", on=dialog.field)
    again.wait(lambda: not again.window.findChildren(NoteDialog))


def test_a_reason_that_was_refused_stays_in_its_dialog(on_two, beside):
    officer, database = on_two, beside()
    dialog = chosen(officer, "Ctrl+Shift+S", ReasonDialog)
    officer.type("They asked by telephone", on=dialog.reason)
    with another_program_writes(database):
        officer.press("Alt+W", on=dialog.reason)
        officer.wait(lambda: dialog.isVisible() and BUSY in dialog.fault.text())
    assert dialog.reason.text() == "They asked by telephone"
    officer.press("Alt+W", on=dialog.reason)
    officer.wait(lambda: QApplication.activeModalWidget() is None)
    officer.settle()
    standing = {each.disposition for each in rows(database, Submission)}
    assert standing == {Disposition.WITHDRAWN}


def test_a_correction_of_many_that_was_refused_stays_in_its_dialog(on_two, beside):
    officer, database = on_two, beside()
    dialog = chosen(officer, "F2", BulkDialog)
    dialog.channel.setFocus()
    officer.type("Meeting", on=dialog.channel)
    with another_program_writes(database):
        officer.press("Enter", on=dialog)
        officer.wait(lambda: dialog.isVisible() and BUSY in dialog.fault.text())
    assert dialog.channel.currentText() == "Meeting"
    officer.press("Enter", on=dialog)
    officer.wait(lambda: QApplication.activeModalWidget() is None)
    officer.settle()
    assert {each.channel for each in rows(database, Submission)} == {Channel.MEETING}
