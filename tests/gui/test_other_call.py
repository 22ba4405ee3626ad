"""Another call is taken in hand while the one before is still being read, counted or imported."""

from threading import Event

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from lisdesk.edits.questions import add_question
from lisdesk.edits.submissions import SubmissionDraft, add_submission
from lisdesk.rules.vocabulary import Edition
from lisdesk.store.entities import Submission
from lisdesk.ui.submissions.log_form import LogForm
from tests.desk_work import do, open_call, rows
from tests.gui.test_importing import (
    MONDAY,
    counted,
    dialog_of,
    import_first_day,
    write_export,
)

pytestmark = pytest.mark.thorough

A = 1
READERS = 3


@pytest.fixture
def on_two_calls(on_one_call, beside):
    """Return an officer with call A in hand, which holds one submission, and the number of B."""
    do(beside(), add_submission, call_id=A, draft=SubmissionDraft(letter="Welders."))
    other = open_call(beside(), title="Second")
    on_one_call.wait(lambda: len(on_one_call.workspace.calls) == 2)
    on_one_call.workspace.choose_call(A)
    on_one_call.settle()
    assert on_one_call.workspace.call.submissions == 1
    return on_one_call, other.id


@pytest.fixture
def hold_reads(on_two_calls):
    """Return a function that keeps reads waiting, as a large call does, until its event is set."""
    held = Event()

    def hold():
        officer, _ = on_two_calls
        jobs = officer.window.desk.jobs
        for _ in range(READERS):
            jobs.read(lambda _session: held.wait(60), owner=officer.window, then=lambda _: None)
        return held

    yield hold
    held.set()


def test_numbers_are_never_copied_under_the_name_of_another_call(on_two_calls, hold_reads):
    officer, other = on_two_calls
    home = officer.go("home")
    officer.wait(lambda: home.page is not None)
    QGuiApplication.clipboard().setText("before")
    held = hold_reads()
    officer.workspace.choose_call(other)
    officer.press("Ctrl+Shift+G", on=home)
    assert QGuiApplication.clipboard().text() == "before"
    assert home.page is None
    held.set()
    officer.wait(lambda: home.page is not None)
    assert home.page.ledger.received == 0
    officer.press("Ctrl+Shift+G", on=home)
    officer.wait(lambda: QGuiApplication.clipboard().text() != "before", 30_000)
    assert officer.workspace.call.reference in QGuiApplication.clipboard().text()


def test_numbers_that_come_after_the_switch_are_not_shown(on_two_calls, hold_reads):
    officer, other = on_two_calls
    home = officer.go("home")
    officer.wait(lambda: home.page is not None)
    held = hold_reads()
    home.load()
    officer.press("Ctrl+2", on=officer.window)
    officer.workspace.choose_call(other)
    held.set()
    officer.settle()
    assert home.page is None
    home = officer.go("home")
    officer.wait(lambda: home.page is not None)
    assert home.page.ledger.received == 0


def test_a_second_look_is_at_the_call_that_is_exported(on_two_calls, hold_reads, ask):
    officer, other = on_two_calls
    screen = officer.go("evidence")
    officer.wait(lambda: screen.preview is not None)
    officer.press("Ctrl+P", on=screen.sheets)
    officer.wait(lambda: screen.preview.edition is Edition.PUBLICATION)
    held = hold_reads()
    screen.load()
    officer.press("Ctrl+1", on=officer.window)
    officer.workspace.choose_call(other)
    held.set()
    officer.settle()
    assert screen.preview is None
    ask.agree.append(False)
    officer.press("Ctrl+7", on=officer.window)
    officer.press("Ctrl+Enter", on=screen.sheets)
    officer.wait(lambda: ask.asked)
    assert screen.preview.evidence.call.call_id == other


def test_an_export_that_was_left_is_not_asked_about_later(on_two_calls, hold_reads, ask):
    officer, _ = on_two_calls
    screen = officer.go("evidence")
    officer.wait(lambda: screen.preview is not None)
    held = hold_reads()
    officer.press("Ctrl+P", on=screen.sheets)
    officer.press("Ctrl+Enter", on=screen.sheets)
    officer.press("Ctrl+1", on=officer.window)
    held.set()
    officer.settle()
    officer.go("evidence")
    officer.wait(lambda: screen.preview.edition is Edition.PUBLICATION)
    assert ask.asked == []


def test_all_the_files_of_a_drop_go_into_the_call_they_were_dropped_on(on_two_calls, tmp_path):
    officer, other = on_two_calls
    import_first_day(officer, write_export(tmp_path, MONDAY))
    two = [write_export(tmp_path, MONDAY, name=f"again {place}.csv") for place in (1, 2)]
    officer.drop(*two)
    dialog = dialog_of(officer)
    counted(officer, dialog)
    officer.press("Enter", on=dialog)
    officer.workspace.choose_call(other)
    officer.wait(lambda: not isValid(dialog))
    assert officer.workspace.call_id == other
    second = dialog_of(officer)
    assert counted(officer, second).startswith("0 new")
    assert officer.workspace.calls[0].reference in second.name.text()


def test_a_form_opened_after_a_switch_has_the_questions_of_its_call(on_two_calls, beside):
    officer, other = on_two_calls
    do(beside(), add_question, call_id=other, text="Only the second asks this.")
    screen = officer.go("submissions")
    officer.wait(lambda: screen.lists is not None)
    officer.press("Ctrl+1", on=officer.window)
    officer.workspace.choose_call(other)
    officer.press("Ctrl+L", on=officer.window)
    officer.wait(lambda: isinstance(QApplication.activeModalWidget(), LogForm))
    form = QApplication.activeModalWidget()
    officer.wait(form.isActiveWindow)
    assert 11 in form.texts.fields
    officer.type("Rail", on=form.texts.fields[11])
    officer.press("Ctrl+Enter", on=form.texts.fields[11])
    officer.wait(lambda: QApplication.activeModalWidget() is None)
    officer.settle()
    assert [row.call_id for row in rows(beside(), Submission)] == [A, other]


def test_lists_that_come_after_the_switch_are_not_taken(on_two_calls, hold_reads, beside):
    officer, other = on_two_calls
    do(beside(), add_question, call_id=other, text="Only the second asks this.")
    screen = officer.go("submissions")
    officer.wait(lambda: screen.lists is not None)
    held = hold_reads()
    screen.reload()
    officer.wait(lambda: screen.is_counting)
    officer.press("Ctrl+1", on=officer.window)
    officer.workspace.choose_call(other)
    officer.press("Ctrl+L", on=officer.window)
    held.set()
    officer.wait(lambda: isinstance(QApplication.activeModalWidget(), LogForm))
    assert 11 in QApplication.activeModalWidget().texts.fields
