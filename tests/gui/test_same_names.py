"""Two stakeholders of one name: the one that is picked is the one that is meant."""

import pytest
from PySide6.QtWidgets import QApplication

from lisdesk.edits.people import StakeholderCorrection, edit_stakeholder
from lisdesk.edits.submissions import SubmissionDraft, add_submission
from lisdesk.store.entities import Stakeholder
from lisdesk.ui.submissions.correct_form import CorrectForm
from lisdesk.ui.submissions.log_form import LogForm
from tests.desk_work import count, do, first, submission

pytestmark = pytest.mark.thorough

ONE, TWO = "john@one.org", "john@two.org"


@pytest.fixture
def two_johns(on_one_call, beside):
    """Return an officer at a register with John Smith, another John Smith and Jon Smiht."""
    for draft in (
        SubmissionDraft(respondent="John Smith", email=ONE, letter="One."),
        SubmissionDraft(respondent="John Smith", email=TWO, letter="Two."),
        SubmissionDraft(respondent="Jon Smiht", letter="Three."),
    ):
        do(beside(), add_submission, call_id=1, draft=draft)
    screen = on_one_call.go("submissions")
    on_one_call.wait(lambda: screen.model.rowCount() == 3 and screen.lists is not None)
    on_one_call.settle()
    return on_one_call, screen


def address_of(beside, reference):
    database = beside()
    respondent_id = submission(database, reference).respondent_id
    return first(database, Stakeholder, Stakeholder.id == respondent_id).email


def dialog(officer, kind):
    officer.wait(lambda: isinstance(QApplication.activeModalWidget(), kind))
    form = QApplication.activeModalWidget()
    officer.wait(form.isActiveWindow)
    officer.settle()
    return form


def form_of(officer, screen, submission_id):
    screen.table.setFocus()
    assert screen.table.point_at(submission_id)
    officer.press("F2", on=screen.table)
    return dialog(officer, CorrectForm)


def pick(officer, form, address):
    """Type the name and take the one with this address from the list by keyboard."""
    field = form.who.respondent
    field.line.setFocus()
    field.line.selectAll()
    officer.type("John Smith", on=field.line)
    officer.wait(field.list.isVisible)
    while address not in field.list.currentItem().text():
        officer.press("Down", on=field.line)
    officer.press("Enter", on=field.line)
    assert field.known.email == address


def save(officer, form):
    officer.press("Ctrl+Enter", on=form.who.respondent.line)
    officer.wait(lambda: QApplication.activeModalWidget() is None)
    officer.settle()


def test_a_correction_goes_to_the_one_that_was_picked(two_johns, beside):
    officer, screen = two_johns
    form = form_of(officer, screen, 3)
    pick(officer, form, TWO)
    save(officer, form)
    assert address_of(beside, "LLEP-0003") == TWO


def test_one_is_changed_for_another_of_the_same_name(two_johns, beside):
    officer, screen = two_johns
    form = form_of(officer, screen, 1)
    assert not form.has_changed()
    pick(officer, form, TWO)
    assert form.has_changed()
    save(officer, form)
    assert address_of(beside, "LLEP-0001") == TWO
    officer.press("Ctrl+Z", on=officer.window)
    officer.settle()
    assert address_of(beside, "LLEP-0001") == ONE


def test_the_same_one_picked_again_changes_nothing(two_johns):
    officer, screen = two_johns
    form = form_of(officer, screen, 2)
    assert form.who.respondent.known.email == TWO
    pick(officer, form, TWO)
    assert not form.has_changed()
    officer.press("Esc", on=form.who.respondent.line)
    officer.wait(lambda: QApplication.activeModalWidget() is None)


def test_what_is_logged_is_of_the_one_that_was_picked(two_johns, beside):
    officer, _ = two_johns
    officer.press("Ctrl+L", on=officer.window)
    form = dialog(officer, LogForm)
    pick(officer, form, TWO)
    assert not form.who.respondent.is_new
    save(officer, form)
    assert address_of(beside, "LLEP-0004") == TWO


def test_a_draft_brings_back_the_one_that_was_picked(two_johns, beside, open_window, tmp_path):
    officer, _ = two_johns
    officer.press("Ctrl+L", on=officer.window)
    form = dialog(officer, LogForm)
    pick(officer, form, TWO)
    officer.window.close()
    again = open_window(tmp_path / "one.lisdesk", now="2019-01-07T10:00")
    again.press("Ctrl+L", on=again.window)
    form = dialog(again, LogForm)
    again.wait(lambda: form.who.respondent.known is not None)
    assert form.who.respondent.known.email == TWO
    save(again, form)
    assert address_of(beside, "LLEP-0004") == TWO


def test_one_that_is_gone_by_then_is_not_taken_for_another(two_johns, beside):
    officer, screen = two_johns
    form = form_of(officer, screen, 3)
    pick(officer, form, TWO)
    do(beside(), edit_stakeholder, stakeholder_id=2, correction=StakeholderCorrection(name="Jack"))
    officer.press("Ctrl+Enter", on=form.who.respondent.line)
    officer.wait(form.fault.isVisible)
    assert "John Smith" in form.fault.text()
    assert submission(beside(), "LLEP-0003").respondent_id == 3
    assert count(beside(), Stakeholder) == 3
