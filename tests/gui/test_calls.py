"""Calls: made in nine actions, extended in four with what that does to submissions in view."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from lisdesk.edits.submissions import SubmissionDraft, add_submission
from lisdesk.rules.deadlines import parse_instant
from lisdesk.rules.vocabulary import CallState
from lisdesk.store.entities import Call, Question
from lisdesk.ui.calls.call_dialog import CallDialog
from lisdesk.ui.calls.deadline_dialogs import CloseDialog, ExtendDialog, ReopenDialog
from lisdesk.ui.calls.new_call import NewCallDialog
from lisdesk.ui.calls.question_dialog import QuestionDialog
from tests.desk_work import at, count, do, rows
from tests.window_driver import shown


def walk_to(officer, widget):
    """Go to a widget of the dialog by the Tab key, as often as it takes."""
    officer.wait(widget.isVisible)
    for _ in range(40):
        if QApplication.focusWidget() is widget:
            return
        officer.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    raise AssertionError(f"the Tab key does not come to {widget.accessibleName()}")


def choose_completion(officer, line, typed):
    """Type the beginning of a name and take what is offered: one field filled."""
    walk_to(officer, line)
    officer.type(typed)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    officer.qtbot.keyClick(popup, Qt.Key.Key_Down)
    officer.qtbot.keyClick(popup, Qt.Key.Key_Return)


def new_call(officer, opens, closes, time=""):
    officer.press("Ctrl+Shift+C", on=officer.window)
    dialog = shown(officer, NewCallDialog)
    officer.type("Rural growth")
    choose_completion(officer, dialog.lead, "Leicester &")
    choose_completion(officer, dialog.partners, "Coventry")
    walk_to(officer, dialog.opens.line)
    officer.type(opens)
    walk_to(officer, dialog.closes.line)
    officer.type(closes)
    if time:
        walk_to(officer, dialog.closes.time)
        officer.type(time)
    return dialog


def test_j1_a_call_from_the_template_takes_nine_actions_at_most(on_one_call, beside, journey):
    officer = on_one_call
    officer.actions = 0
    dialog = new_call(officer, "1/2/2019", "31 Mar 2019")
    assert "closes Sun 31 Mar 2019, 24:00" in dialog.closes.echo.text()
    officer.press("Enter", on=dialog)
    officer.wait(lambda: "Made the call LLEP-2019-01" in officer.told())
    journey("J1, a call from a template", officer.actions, 9)
    officer.settle()
    assert officer.workspace.call.reference == "LLEP-2019-01"
    assert officer.workspace.call.partners == ("Coventry & Warwickshire",)
    assert officer.workspace.call.deadline.words() == "Sun 31 Mar 2019, 24:00"
    database = beside()
    assert count(database, Question, Question.call_id == officer.workspace.call.id) == 10
    officer.press("Ctrl+Z", on=officer.window)
    officer.wait(lambda: count(database, Call) == 1)


def test_a_time_that_the_clocks_skip_is_refused_and_one_that_comes_twice_is_asked(on_one_call):
    officer = on_one_call
    dialog = new_call(officer, "1/2/2019", "31/3/2019", "01:30")
    assert "does not exist" in dialog.closes.echo.text()
    officer.press("Enter", on=dialog)
    assert dialog.isVisible()
    assert dialog.fault.isVisible()
    assert "does not exist" not in dialog.fault.text()
    walk_to(officer, dialog.closes.line)
    dialog.closes.line.selectAll()
    officer.type("27 Oct 2019")
    officer.wait(dialog.closes.folds.first.isVisible)
    assert dialog.closes.folds.first.text() == "First: Sun 27 Oct 2019, 01:30 BST"
    officer.click(dialog.closes.folds.second)
    assert "01:30 GMT" in dialog.closes.echo.text()
    officer.press("Enter", on=dialog)
    officer.wait(lambda: "Made the call" in officer.told())
    officer.settle()
    assert officer.workspace.call.deadline.words() == "Sun 27 Oct 2019, 01:30 GMT"


def test_a_refusal_stands_in_the_dialog_with_what_was_typed(on_one_call):
    officer = on_one_call
    dialog = new_call(officer, "31/3/2019", "1/2/2019")
    officer.press("Enter", on=dialog)
    officer.wait(dialog.fault.isVisible)
    assert "close before it opens" in dialog.fault.text()
    assert dialog.name.text() == "Rural growth"
    assert dialog.go.isEnabled()


def test_j8_extending_takes_four_actions_and_shows_what_is_judged_anew(
    open_window, one_call_file, tmp_path, beside, journey
):
    path = tmp_path / "one.lisdesk"
    path.write_bytes(one_call_file.read_bytes())
    late = SubmissionDraft(received_at=parse_instant("2019-02-04T10:00"), letter="Dear all")
    do(beside(), add_submission, desk=at(2019, 2, 5), call_id=1, draft=late)
    officer = open_window(path, now="2019-02-06T10:00")
    officer.actions = 0
    officer.press("Ctrl+Shift+E", on=officer.window)
    dialog = shown(officer, ExtendDialog)
    assert dialog.old.text() == "Thu 31 Jan 2019, 24:00 (Europe/London)"
    officer.type("8 Feb 2019")
    officer.wait(lambda: len(dialog.judged.rows) == 1)
    index = dialog.judged.model().index
    told = [index(0, place).data() for place in range(3)]
    assert told == ["LLEP-0001", "late becomes in time", "Counted"]
    assert "from Thu 31 Jan 2019, 24:00 to Fri 8 Feb 2019, 24:00" in dialog.notice.toPlainText()
    walk_to(officer, dialog.reason)
    officer.type("Parish councils asked for time")
    officer.press("Enter", on=dialog)
    officer.wait(lambda: "Moved the deadline" in officer.told())
    journey("J8, extend a call", officer.actions, 4)
    officer.settle()
    assert officer.workspace.call.state is CallState.OPEN
    assert "closes Fri 8 Feb 2019" in officer.window.header.chip.text()
    officer.press("Ctrl+Z", on=officer.window)
    officer.wait(lambda: officer.workspace.call.state is CallState.CLOSED)


def test_an_extension_without_a_reason_is_refused_in_the_dialog(on_one_call):
    officer = on_one_call
    officer.press("Ctrl+Shift+E", on=officer.window)
    dialog = shown(officer, ExtendDialog)
    officer.type("8 Feb 2019")
    officer.press("Enter", on=dialog)
    officer.wait(dialog.fault.isVisible)
    assert "reason" in dialog.fault.text().casefold()
    assert officer.workspace.call.deadline.words() == "Thu 31 Jan 2019, 24:00"


def test_a_call_is_closed_and_reopened_with_a_reason_and_both_stand_in_its_history(on_one_call):
    officer = on_one_call
    screen = officer.go("calls")
    officer.click(next(b for b in buttons(screen) if b.text() == "Close now…"))
    dialog = shown(officer, CloseDialog)
    officer.type("Flood")
    officer.press("Enter", on=dialog)
    officer.wait(lambda: officer.workspace.call.state is CallState.CLOSED)
    officer.settle()
    officer.click(next(b for b in buttons(screen) if b.text() == "Reopen…"))
    dialog = shown(officer, ReopenDialog)
    officer.type("Waters fell")
    officer.press("Enter", on=dialog)
    officer.wait(lambda: officer.workspace.call.state is CallState.OPEN)
    officer.settle()
    officer.window.commands["call_history"].trigger()
    history = screen.panel.history
    officer.wait(lambda: history.rowCount() == 3 and history.isVisible())
    assert [history.item(row, 2).text() for row in range(3)] == ["", "Flood", "Waters fell"]


def test_questions_are_added_corrected_moved_and_removed_by_keyboard(on_one_call, beside):
    officer = on_one_call
    screen = officer.go("calls")
    table = screen.panel.questions
    officer.wait(lambda: table.rowCount() == 10)
    officer.click(next(b for b in buttons(screen) if b.text() == "Add a question…"))
    dialog = shown(officer, QuestionDialog)
    officer.type("What of buses?")
    officer.click(dialog.go)
    officer.wait(lambda: table.rowCount() == 11)
    table.setFocus()
    officer.press("Ctrl+End")
    officer.press("Alt+Up")
    officer.wait(lambda: table.item(9, 1).text() == "What of buses?")
    assert table.current().row.text == "What of buses?"
    officer.click(next(b for b in buttons(screen) if b.text() == "Edit the question…"))
    dialog = shown(officer, QuestionDialog)
    officer.press("End")
    officer.type(" And trains?")
    officer.click(dialog.go)
    officer.wait(lambda: table.item(9, 1).text() == "What of buses? And trains?")
    officer.settle()
    officer.click(next(b for b in buttons(screen) if b.text() == "Remove"))
    officer.wait(lambda: table.rowCount() == 10)
    officer.press("Ctrl+Z", on=officer.window)
    officer.wait(lambda: table.rowCount() == 11)
    assert len(rows(beside(), Question)) == 11


def test_a_question_in_hand_is_edited_and_removed_by_keys_that_are_told(on_one_call):
    officer = on_one_call
    screen = officer.go("calls")
    table = screen.panel.questions
    officer.wait(lambda: table.rowCount() == 10)
    table.setFocus()
    for keys in ("F2", "Enter"):
        officer.press(keys, on=table)
        dialog = shown(officer, QuestionDialog)
        assert not officer.window.findChildren(CallDialog)
        dialog.reject()
        officer.wait(lambda: not officer.window.findChildren(QuestionDialog))
    text = table.current().row.text
    officer.press("Del", on=table)
    officer.wait(lambda: table.rowCount() == 9)
    officer.wait(lambda: officer.window.status.last_edit.text() == "Removed question 1")
    officer.press("Ctrl+Z", on=officer.window)
    officer.wait(lambda: table.rowCount() == 10 and table.item(0, 1).text() == text)
    told = dict(screen.shortcuts())
    assert told["F2"] == "Edit"
    assert "Edit the question" in [words for _, words in screen.shortcuts()]
    assert ("Del in the questions", "Remove") in screen.shortcuts()
    edit = next(each for each in buttons(screen) if each.text() == "Edit the question…")
    assert "Edit the question: F2 or Enter in the questions" in edit.toolTip()


def test_a_card_takes_its_call_in_hand(on_sample):
    officer = on_sample
    screen = officer.go("calls")
    officer.wait(lambda: len(screen.cards.cards) == 2)
    other = next(card for card in screen.cards.cards if not card.property("chosen"))
    other.setFocus()
    officer.press("Enter", on=other)
    officer.wait(lambda: officer.workspace.call.reference == other.call.reference)


def buttons(screen):
    from PySide6.QtWidgets import QPushButton

    return screen.findChildren(QPushButton)


def test_a_card_has_the_keyboard_again_after_a_dialog_that_its_keys_opened(on_one_call):
    officer, screen = on_one_call, on_one_call.go("calls")
    officer.wait(screen.edit_call.isEnabled)
    screen.cards.cards[0].setFocus()
    officer.press("F2", on=screen.cards.cards[0])
    dialog = shown(officer, CallDialog)
    dialog.name.setText("Another title")
    officer.press("Ctrl+Enter", on=dialog)
    officer.wait(lambda: officer.workspace.call.title == "Another title")
    officer.settle()
    assert officer.window.focusWidget() is screen.cards.cards[0]  # once the window is active again
    officer.press("Ctrl+D")
    shown(officer, QuestionDialog).reject()


def test_the_notice_of_an_extension_is_copied_as_it_was_written(on_one_call):
    officer = on_one_call
    officer.press("Ctrl+Shift+E", on=officer.window)
    dialog = shown(officer, ExtendDialog)
    officer.type("8 Feb 2019")
    officer.wait(lambda: "Fri 8 Feb 2019, 24:00" in dialog.notice.toPlainText())
    walk_to(officer, dialog.copy)
    assert dialog.copy.text() == "Copy the notice"
    officer.press("Space", on=dialog.copy)
    copied = QApplication.clipboard().text()
    assert copied == dialog.notice.toPlainText()
    assert "from Thu 31 Jan 2019, 24:00 to Fri 8 Feb 2019, 24:00" in copied
    assert dialog.copy.text() == "Copied"
    dialog.notice.setPlainText("Eight days more, in our own words.")
    officer.click(dialog.copy)
    assert QApplication.clipboard().text() == "Eight days more, in our own words."
