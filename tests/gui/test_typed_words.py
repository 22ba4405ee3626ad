"""A form that is closed asks before it throws away what was typed, and only then."""

import pytest
from PySide6.QtWidgets import QApplication

from lisdesk.ui.calls.call_dialog import CallDialog
from lisdesk.ui.calls.frameworks_dialog import FrameworkDialog, FrameworksDialog
from lisdesk.ui.calls.new_call import NewCallDialog
from lisdesk.ui.calls.question_dialog import QuestionDialog
from tests.window_driver import shown


@pytest.fixture
def officer(on_one_call):
    return on_one_call


def opened(officer, command, kind):
    screen = officer.go("calls")
    officer.wait(lambda: screen.panel.questions.rowCount() == 10)
    getattr(screen, command).trigger()
    dialog = shown(officer, kind)
    officer.wait(dialog.isActiveWindow)
    return dialog


def gone(officer, kind):
    officer.wait(lambda: not officer.window.findChildren(kind))
    return True


def test_what_was_typed_is_thrown_away_only_when_the_officer_says_so(officer, ask):
    dialog = opened(officer, "edit_call", CallDialog)
    officer.type("Rural growth", on=dialog.name)
    ask.agree = [False]
    officer.press("Esc", on=dialog.name)
    assert dialog.isVisible()
    assert (ask.asked[0].words, ask.asked[0].keep) == ("Throw away what you typed?", "Keep writing")
    ask.agree = [False]
    officer.click(dialog.cancel)
    assert dialog.name.text() == "Rural growth"
    ask.agree = [True]
    officer.press("Esc", on=dialog.name)
    assert gone(officer, CallDialog)


def test_a_form_in_which_nothing_else_stands_than_before_closes_unasked(officer, ask):
    dialog = opened(officer, "edit_call", CallDialog)
    officer.press("End", on=dialog.name)
    officer.type("x", on=dialog.name)
    officer.press("Backspace", on=dialog.name)
    officer.press("Esc", on=dialog.name)
    assert gone(officer, CallDialog)
    dialog = opened(officer, "edit_question", QuestionDialog)
    officer.type("x", on=dialog.text)
    officer.press("Ctrl+Z", on=dialog.text)
    officer.press("Esc", on=dialog.text)
    assert gone(officer, QuestionDialog)
    officer.press("Ctrl+Shift+C", on=officer.window)
    dialog = shown(officer, NewCallDialog)  # which the program fills in
    officer.press("Esc", on=dialog)
    assert gone(officer, NewCallDialog)
    assert ask.asked == []


def test_a_text_that_was_typed_is_asked_for_too_and_what_was_saved_is_not(officer, ask):
    dialog = opened(officer, "add_question", QuestionDialog)
    officer.type("What of buses?", on=dialog.text)
    ask.agree = [False]
    officer.press("Esc", on=dialog.text)
    assert len(ask.asked) == 1
    officer.press("Ctrl+Enter", on=dialog.text)
    assert gone(officer, QuestionDialog)
    assert len(ask.asked) == 1


def test_what_was_typed_into_one_of_several_is_not_lost_with_another_in_hand(officer, ask):
    officer.go("calls").forms.frameworks.trigger()
    dialog = shown(officer, FrameworksDialog)
    officer.wait(lambda: dialog.rows)
    dialog.edit.trigger()
    form = shown(officer, FrameworkDialog)
    officer.wait(form.isActiveWindow)
    form.headings.list.setFocus()
    for _ in range(3):
        officer.press("Down", on=form.headings.list)
        form.headings.line("name").setFocus()
        assert QApplication.focusWidget() is form.headings.line("name")
        form.headings.list.setFocus()
    officer.press("Esc", on=form.name)
    assert gone(officer, FrameworkDialog)
    dialog.edit.trigger()
    form = shown(officer, FrameworkDialog)
    officer.wait(form.isActiveWindow)
    form.headings.line("name").setFocus()
    officer.type("Other ")
    form.headings.list.setFocus()
    officer.press("Down", on=form.headings.list)
    ask.agree = [True]
    officer.press("Esc", on=form.name)
    assert gone(officer, FrameworkDialog)
    assert len(ask.asked) == 1
