"""When a submission was received and sent, as officers type it: it decides late or in time."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from lisdesk.rules.deadlines import parse_instant
from lisdesk.store.entities import Submission
from lisdesk.ui.submissions.correct_form import CorrectForm
from lisdesk.ui.submissions.log_form import LogForm
from tests.desk_work import count, submission

pytestmark = pytest.mark.thorough


def dialog(officer, kind):
    officer.wait(lambda: isinstance(QApplication.activeModalWidget(), kind))
    asked = QApplication.activeModalWidget()
    officer.wait(asked.isActiveWindow)
    return asked


def retype(officer, field, words):
    """Go to the line of a moment and write it anew, letter by letter."""
    field.edit.setFocus()
    officer.press("Ctrl+A")
    officer.type(words)


@pytest.fixture
def logging(on_one_call):
    """Return an officer at the form of a new submission with its respondent typed."""
    on_one_call.press("Ctrl+L", on=on_one_call.window)
    form = dialog(on_one_call, LogForm)
    on_one_call.type("Bellfield Joinery")
    return on_one_call, form


def saved(officer):
    officer.press("Ctrl+Enter")
    officer.wait(lambda: QApplication.activeModalWidget() is None)
    officer.settle()


@pytest.mark.parametrize(
    "written",
    [
        "2 Jan 2019, 16:05",
        "2 Jan 2019 16:05",
        "02/01/2019 16:05",
        "2019-01-02 16:05",
        "2019-01-02T16:05:00Z",
        "Wed 2nd January 2019 at 4.05 pm",
    ],
)
def test_a_moment_that_is_typed_whole_is_the_one_that_is_kept(logging, beside, written):
    officer, form = logging
    retype(officer, form.who.received, written)
    assert form.who.received.edit.echo.text() == "Wed 2 Jan 2019, 16:05 (Europe/London)"
    saved(officer)
    kept = submission(beside(), "LLEP-0001").received_at
    assert kept == parse_instant("2019-01-02T16:05")


def test_a_sent_moment_is_typed_after_its_box_is_ticked(logging, beside):
    officer, form = logging
    assert not form.who.sent.edit.echo.isVisible()
    form.who.sent.known.setFocus()
    officer.press("Space")
    officer.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is form.who.sent.edit.line
    officer.press("Ctrl+A")
    officer.type("1/1/2019")
    assert "Tue 1 Jan 2019, 00:00" in form.who.sent.edit.echo.text()
    assert "no time is written" in form.who.sent.edit.echo.text()
    saved(officer)
    assert submission(beside(), "LLEP-0001").sent_at == parse_instant("2019-01-01T00:00")


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("31 Feb 2019", "There is no 31 February 2019."),
        ("31/02/2019 10:00", "There is no 31 February 2019."),
        ("2019-02-31", "There is no 31 February 2019."),
        ("31 Mar 2019, 01:30", "01:30 does not exist on Sun 31 Mar 2019"),
        ("28 Oct 2018, 01:30", "01:30 happens twice on Sun 28 Oct 2018"),
        ("yesterday", "Write it as 31 Jan 2019, 17:00"),
        ("2 Jan 2019, 25:00", "Write it as 31 Jan 2019, 17:00"),
    ],
)
def test_what_is_no_moment_is_said_once_and_nothing_is_saved(logging, beside, written, why):
    officer, form = logging
    retype(officer, form.who.received, written)
    assert why in form.who.received.edit.echo.text()
    form.texts.fields[0].setFocus()
    officer.press("Ctrl+Enter")
    officer.wait(form.fault.isVisible)
    assert "“Received” is not clear yet" in form.fault.text()
    assert why not in form.fault.text()
    assert QApplication.focusWidget() is form.who.received.edit.line
    assert count(beside(), Submission) == 0


def test_a_time_that_comes_twice_is_asked_about(logging, beside):
    officer, form = logging
    line = form.who.received.edit
    retype(officer, form.who.received, "28 Oct 2018, 01:30")
    assert line.folds.first.text() == "First: Sun 28 Oct 2018, 01:30 BST"
    officer.click(line.folds.second)
    assert line.echo.text() == "Sun 28 Oct 2018, 01:30 GMT (Europe/London)"
    saved(officer)
    assert submission(beside(), "LLEP-0001").received_at == parse_instant("2018-10-28T01:30Z")


def test_a_correction_changes_the_moment_that_is_typed_and_no_other(on_sample, beside):
    officer = on_sample
    screen = officer.go("submissions")
    officer.wait(lambda: screen.preview.shown is not None)
    row = screen.preview.shown.page.row
    officer.press("F2")
    form = dialog(officer, CorrectForm)
    officer.settle()
    assert not form.has_changed()
    retype(officer, form.who.received, "31 Mar 2019, 00:30")
    officer.press("Up")
    assert form.who.received.edit.line.text() == "1 Apr 2019, 00:30"
    officer.press("Down")
    saved(officer)
    assert submission(beside(), row.reference).received_at == parse_instant("2019-03-31T00:30")
