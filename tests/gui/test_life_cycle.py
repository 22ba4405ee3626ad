"""A call is led through its life by the keyboard, and the window says what happens next."""

import pytest
from PySide6.QtCore import Qt

from lisdesk.clock import Clock
from lisdesk.rules.deadlines import parse_instant
from lisdesk.rules.life_cycle import Stage
from lisdesk.ui.calls.call_dialog import CallDialog
from lisdesk.ui.calls.new_call import NewCallDialog
from lisdesk.ui.calls.next_step import StepDialog
from tests.gui.test_calls import shown, walk_to


@pytest.fixture
def officer_and_clock(open_window, one_call_file, tmp_path):
    path = tmp_path / "one.lisdesk"
    path.write_bytes(one_call_file.read_bytes())
    moment = {"now": parse_instant("2019-02-11T10:00")}
    officer = open_window(path, now=Clock(lambda: moment["now"], is_set=True))
    officer.press("Ctrl+8")
    officer.settle()
    return officer, moment


def step(officer, button):
    """Take the step of a button by the keyboard; return the dialog, which may stay open."""
    officer.wait(button.isEnabled)
    button.setFocus()
    officer.qtbot.keyClick(button, Qt.Key.Key_Space)
    dialog = shown(officer, StepDialog)
    officer.wait(dialog.reason.hasFocus)
    officer.press("Enter", on=dialog)
    officer.settle()
    return dialog


def test_a_closed_call_is_led_to_the_archive_and_back_by_the_keyboard(officer_and_clock):
    officer, _ = officer_and_clock
    screen = officer.window.current_screen()
    next_step = screen.panel.next_step
    assert next_step.words.text().startswith("Decide about what came late")
    assert not next_step.back.isVisible()
    for text, stage in (
        ("Begin the analysis…", Stage.ANALYSING),
        ("Begin the report…", Stage.REPORTING),
    ):
        assert next_step.go.text() == text
        step(officer, next_step.go)
        assert officer.workspace.call.stage is stage
    assert not screen.extend.isEnabled()
    assert "Reporting · closed Thu 31 Jan 2019" in officer.window.header.chip.text()
    dialog = step(officer, next_step.go)
    officer.wait(dialog.reason.hasFocus)
    assert "No publication of it is on record" in dialog.fault.text()
    officer.type("On our pages.")
    officer.press("Enter", on=dialog)
    officer.wait(lambda: "LLEP-2018-01 is now: published" in officer.told())
    officer.settle()
    step(officer, next_step.go)
    assert officer.workspace.call.stage is Stage.ARCHIVED
    assert not (next_step.go.isVisible() or screen.edit_call.isEnabled())
    assert screen.archived.isVisible()
    assert [card.call.stage for card in screen.cards.cards] == [Stage.ARCHIVED]  # it is at hand
    commands = officer.window.commands
    off = [commands[key] for key in ("log", "import", "extend", "close_call", "reopen", "share")]
    for action in (*off, screen.add_question, screen.edit_question, screen.move_down):
        assert not action.isEnabled(), action.text()
        assert "is archived, so it cannot" in action.toolTip(), action.text()
    assert not officer.go("submissions").parts.log.isEnabled()
    officer.go("calls")
    screen.step_back.trigger()
    dialog = shown(officer, StepDialog)
    officer.press("Enter", on=dialog)
    officer.wait(lambda: "needs a reason" in dialog.fault.text())
    officer.wait(dialog.reason.hasFocus)
    officer.type("An answer is owed.")
    officer.press("Enter", on=dialog)
    officer.settle()
    assert officer.workspace.call.stage is Stage.PUBLISHED
    history = screen.panel.history
    words = [history.item(row, 1).text() for row in range(history.rowCount())]
    assert words[-5:] == ["Analysing", "Reporting", "Published", "Archived", "Back to published"]
    officer.press("Ctrl+Z", on=officer.window)
    officer.wait(lambda: officer.workspace.call.stage is Stage.ARCHIVED)


def test_a_draft_is_kept_corrected_and_made_ready(officer_and_clock):
    officer, moment = officer_and_clock
    officer.press("Ctrl+Shift+C", on=officer.window)
    dialog = shown(officer, NewCallDialog)
    officer.type("Rural growth")
    dialog.lead.setText("D2N2")
    dialog.opens.line.setText("1/3/2019")
    dialog.closes.line.setText("31/3/2019")
    walk_to(officer, dialog.draft)
    officer.qtbot.keyClick(dialog.draft, Qt.Key.Key_Space)
    officer.press("Ctrl+Enter", on=dialog)
    officer.wait(lambda: officer.workspace.call.stage is Stage.DRAFT)
    officer.settle()
    screen = officer.window.current_screen()
    assert officer.window.header.chip.text().startswith("Draft · opens Fri 1 Mar 2019")
    screen.edit_call.trigger()
    edit = shown(officer, CallDialog)
    edit.closes.line.setText("30/4/2019")
    edit.closes.time.setText("17:00")
    edit.remind.setText("soon")
    officer.press("Ctrl+Enter", on=edit)
    assert "is not a list of days" in edit.fault.text()
    edit.remind.setText("10, 2")
    officer.press("Ctrl+Enter", on=edit)
    officer.wait(lambda: officer.workspace.call.reminder_days == (10, 2))
    officer.settle()
    assert "reminders 10, 2 days before" in screen.panel.facts.text()
    assert officer.workspace.call.deadline.words() == "Tue 30 Apr 2019, 17:00"
    home = officer.go("home")
    officer.wait(home.empty.isVisible)
    assert home.body.happens.text().startswith("Nothing can be received yet.")
    assert "log one" not in home.empty.words.text()
    band = home.body.band
    officer.wait(lambda: "Bank holidays" in band.accessibleDescription())
    for words in ("Closes: Tue 30 Apr 2019, 17:00", "Good Friday", "Response due: Tue 23 Jul 2019"):
        assert words in band.accessibleDescription()
    assert band.isVisible()
    log, ready = home.empty.buttons
    assert (log.isVisible(), ready.isVisible()) == (False, True)
    assert not officer.window.commands["log"].isEnabled()
    register = officer.go("submissions")
    assert not register.parts.log.isEnabled()
    assert "Make it ready first" in register.parts.log.toolTip()
    officer.go("home")
    step(officer, ready)
    assert officer.workspace.call.stage is Stage.SCHEDULED
    assert officer.window.commands["log"].isEnabled()
    moment["now"] = parse_instant("2019-03-01T00:00")
    officer.window.header.chip._look_at_the_clock()
    officer.wait(lambda: officer.workspace.call.stage is Stage.OPEN)
    officer.press("Ctrl+1")
    officer.settle()
