"""The frame: what is always in view, what goes by keyboard, and what follows the file by itself."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QInputDialog, QMessageBox

from lisdesk.clock import Clock
from lisdesk.edits.submissions import SubmissionDraft, add_submission
from lisdesk.errors import RefusedError
from lisdesk.rules.deadlines import parse_instant
from lisdesk.ui.ask import Ask, Question
from lisdesk.ui.go_to import GoToBox
from lisdesk.ui.plain import PlainLabel
from tests.desk_work import do


def test_the_welcome_offers_ways_to_begin(open_window):
    officer = open_window(None)
    assert officer.window.stack.currentWidget() is officer.window.welcome
    assert [button.text() for button in officer.window.welcome.buttons] == [
        "Open the sample call",
        "New file",
        "Open a file",
    ]
    assert not officer.window.commands["export"].isEnabled()


def test_the_deadline_is_in_view_and_changes_by_itself_when_its_moment_passes(
    open_window, one_call_file, tmp_path
):
    path = tmp_path / "one.lisdesk"
    path.write_bytes(one_call_file.read_bytes())
    shown = {"now": parse_instant("2019-01-31T23:59:59.500000")}
    officer = open_window(path, now=Clock(lambda: shown["now"], is_set=False))
    chip = officer.window.header.chip
    assert chip.text() == "Open · closes Thu 31 Jan 2019, 24:00 (Europe/London) · last day"
    shown["now"] += timedelta(seconds=1)
    officer.wait(lambda: chip.text().startswith("Closed · closed Thu 31 Jan 2019, 24:00"))
    assert "LLEP-2018-01 is now: closed." in officer.told()


def test_an_edit_from_elsewhere_appears_by_itself(on_one_call, beside):
    officer = on_one_call
    assert "0 submissions" in officer.window.status.counts.text()
    do(beside(), add_submission, call_id=1, draft=SubmissionDraft(letter="Dear all"))
    officer.wait(lambda: "1 submission ·" in officer.window.status.counts.text())


def test_undo_and_redo_by_keyboard_also_after_a_restart(on_one_call, open_window, tmp_path):
    officer = on_one_call
    stack = officer.workspace.history.stack
    officer.wait(lambda: stack.undoText() == "Made the call LLEP-2018-01")
    officer.workspace.do(
        lambda work: add_submission(work, call_id=1, draft=SubmissionDraft(letter="A")),
        "Logged LLEP-0001",
    )
    officer.wait(lambda: stack.undoText() == "Logged LLEP-0001")
    for _ in range(5):
        officer.press("Ctrl+Z", on=officer.window)
        officer.press("Ctrl+Shift+Z", on=officer.window)
    officer.press("Ctrl+Z", on=officer.window)
    officer.settle()
    officer.wait(lambda: "0 submissions" in officer.window.status.counts.text())
    assert officer.window.status.last_edit.text() == "Undone: Logged LLEP-0001"
    officer.window.close()
    again = open_window(tmp_path / "one.lisdesk", now="2019-01-07T11:00")
    stack = again.workspace.history.stack
    again.wait(lambda: stack.redoText() == "Logged LLEP-0001")
    again.press("Ctrl+Y", on=again.window)
    again.wait(lambda: "1 submission ·" in again.window.status.counts.text())


def test_a_second_window_is_told_who_has_the_file_and_may_look(on_one_call, open_window, tmp_path):
    second = open_window(tmp_path / "one.lisdesk", officer="Bob Officer")
    assert "Ann Officer on" in second.told()
    assert "has it open since" in second.told()
    assert second.workspace.is_read_only
    second.workspace.do(
        lambda work: add_submission(work, call_id=1, draft=SubmissionDraft()), "Logged"
    )
    assert "reading only" in second.told()
    on_one_call.settle()
    assert "0 submissions" in on_one_call.window.status.counts.text()


def test_ctrl_k_goes_to_a_submission_and_runs_commands(on_sample):
    officer = on_sample
    officer.press("Ctrl+K", on=officer.window)
    box = officer.window.findChild(GoToBox)
    officer.wait(lambda: box.isVisible())
    officer.type("LLEP-0007", on=box.line)
    officer.wait(lambda: "LLEP-0007" in box.lines()[:1])
    officer.press("Enter", on=box.line)
    officer.comes_to("reading")
    officer.press("Ctrl+K", on=officer.window)
    officer.wait(lambda: isinstance(QApplication.activeModalWidget(), GoToBox))
    box = QApplication.activeModalWidget()
    officer.type("evidence", on=box.line)
    officer.wait(lambda: box.lines())
    QApplication.processEvents()
    assert "Evidence" in box.lines()


def test_ctrl_k_goes_to_a_stakeholder(on_sample):
    officer = on_sample
    officer.press("Ctrl+K", on=officer.window)
    box = officer.window.findChild(GoToBox)
    name = "Kirby Underhill Parish Council"
    officer.type(name, on=box.line)
    officer.wait(lambda: box.lines()[:1] == [name])
    officer.press("Enter", on=box.line)
    officer.comes_to("stakeholders")
    details = officer.window.current_screen().details
    officer.wait(lambda: details.name.text() == name)


def test_a_question_is_taken_down_once_what_it_is_about_has_ended(on_one_call):
    under_way = ["Filing 131 e-mails"]
    QTimer.singleShot(250, under_way.clear)
    question = Question("Work under way", "This has not ended yet.", "Stop it", "Let it go on")
    assert not Ask(on_one_call.window).agrees(question, still=lambda: under_way)
    assert not under_way
    assert QApplication.activeModalWidget() is None


@pytest.mark.thorough
@pytest.mark.parametrize(("key", "is_done"), [("Return", False), ("Escape", False), ("S", True)])
def test_a_last_word_is_in_the_looks_of_the_house_and_enter_keeps_what_is(
    on_one_call, key, is_done
):
    question = Question("Work under way", "This has not ended.", "&Stop it", "Let it go on", "<b>")
    seen = []

    def press():
        dialog = QApplication.activeModalWidget()
        seen.append(dialog)
        assert not isinstance(dialog, QMessageBox | QInputDialog)
        assert [each.text() for each in dialog.findChildren(PlainLabel)] == [
            "", "This has not ended.", "<b>"
        ]  # fmt: skip
        assert dialog.do.icon().isNull()
        assert dialog.focusWidget() is dialog.keep
        if is_done:
            dialog.do.click()
        else:
            on_one_call.qtbot.keyClick(dialog, getattr(Qt.Key, f"Key_{key}"))

    QTimer.singleShot(200, press)
    assert Ask(on_one_call.window).agrees(question) is is_done
    assert len(seen) == 1


@pytest.mark.thorough
def test_a_name_is_asked_in_the_looks_of_the_house(on_one_call):
    def type_name():
        dialog = QApplication.activeModalWidget()
        assert not isinstance(dialog, QInputDialog)
        assert dialog.line.selectedText() == "Ann"
        on_one_call.qtbot.keyClicks(dialog.line, "Ben")
        on_one_call.qtbot.keyClick(dialog.line, Qt.Key.Key_Return)

    QTimer.singleShot(200, type_name)
    assert Ask(on_one_call.window).line("Your name", "As it goes on record:", "Ann") == "Ben"


@pytest.mark.thorough
def test_signs_that_turn_the_reading_direction_are_shown_in_the_foot(on_one_call):
    on_one_call.window.status.tell("Renamed CAM-0001 to “Bus \u202egnp.exe”")
    assert "[U+202E]" in on_one_call.window.status.last_edit.text()


def refused(_work):
    raise RefusedError("That name is taken.", do="Choose another name.")


def logged(work):
    return add_submission(work, call_id=1, draft=SubmissionDraft(letter="A"))


@pytest.mark.thorough
def test_a_refusal_goes_once_an_edit_that_was_begun_after_it_is_done(on_one_call):
    officer = on_one_call
    do_edit = officer.workspace.do
    do_edit(refused, "Renamed")
    officer.wait(lambda: "That name is taken." in officer.told())
    do_edit(logged, "Logged LLEP-0001")
    officer.wait(lambda: officer.told() == "")


@pytest.mark.thorough
def test_a_refusal_stays_that_came_up_after_the_next_edit_was_begun(on_one_call):
    officer = on_one_call
    officer.workspace.do(refused, "Renamed")
    officer.workspace.do(logged, "Logged LLEP-0001")
    officer.wait(lambda: officer.window.status.last_edit.text() == "Logged LLEP-0001")
    officer.settle()
    assert "That name is taken." in officer.told()


@pytest.mark.thorough
def test_a_notice_that_needs_a_look_is_not_taken_down_by_an_edit(on_one_call):
    officer = on_one_call
    officer.window.notices.warn("1 e-mail filed, 1 left out (“a.eml”).")
    officer.workspace.do(logged, "Logged LLEP-0001")
    officer.wait(lambda: officer.window.status.last_edit.text() == "Logged LLEP-0001")
    officer.settle()
    assert "1 left out" in officer.told()
