"""Pairs that are probably one: searched, merged and kept apart by keys, and named in every word."""

import pytest
from PySide6.QtWidgets import QApplication

from lisdesk.store.entities import Call, KeptApart
from lisdesk.ui.stakeholders.merge_dialog import MergeDialog
from tests.desk_work import count, first, log
from tests.window_driver import open_dialogs

TURNED = "Corner\u202e Shop Ltd"


@pytest.fixture
def on_pairs(on_one_call, beside):
    """Return an officer at Stakeholders; Acme Ltd and Corner Shop Ltd are there twice."""
    database = beside()
    call = first(database, Call)
    for name in ("Acme Ltd", "Acme Limited", TURNED, "Corner Shop Limited", "Bea Barn"):
        log(database, call, respondent=name, type_token="business", letter=f"From {name}.")
    screen = on_one_call.go("stakeholders")
    on_one_call.wait(lambda: len(screen.matches.matches) == 2 and screen.details.page is not None)
    on_one_call.settle()
    return on_one_call, screen


def pairs(screen):
    return [{row.one.name, row.other.name} for row in screen.matches.matches]


def merge_dialog(officer):
    officer.wait(lambda: any(isinstance(each, MergeDialog) for each in open_dialogs()))
    officer.settle()
    return next(each for each in open_dialogs() if isinstance(each, MergeDialog))


def foot(officer):
    return officer.window.status.last_edit.text()


def test_the_search_line_narrows_the_pairs_as_it_does_the_register(on_pairs):
    officer, screen = on_pairs
    officer.press("Ctrl+J")
    officer.press("Ctrl+F")
    assert screen.is_showing_matches()
    officer.type("acme")
    officer.wait(lambda: pairs(screen) == [{"Acme Ltd", "Acme Limited"}])
    assert screen.tabs.tabText(1) == "Probably the same 1 of 2"
    officer.press("Down")
    assert QApplication.focusWidget() is screen.matches
    officer.press("Ctrl+F")
    officer.type("nobody like that")
    officer.wait(lambda: not pairs(screen))
    assert screen.stack.currentWidget().heading.text() == "Nobody fits"
    officer.press("Esc", on=screen.line)
    officer.wait(lambda: len(pairs(screen)) == 2)
    assert screen.tabs.tabText(1) == "Probably the same 2"


def test_the_tabs_keep_their_size_and_the_keyboard_once_the_last_pair_is_merged(on_pairs):
    officer, screen = on_pairs
    officer.press("Ctrl+J")
    officer.wait(lambda: QApplication.focusWidget() is screen.matches)
    for left in (1, 0):
        officer.press("Ctrl+M")
        officer.press("Enter", on=merge_dialog(officer))
        officer.wait(lambda left=left: len(pairs(screen)) == left and not open_dialogs())
        officer.settle()
        officer.window.activateWindow()
        officer.wait(officer.window.isActiveWindow)
    assert screen.tabs.tabText(1) == "Probably the same"
    officer.wait(lambda: QApplication.focusWidget() is screen.tabs)
    with_keyboard = [screen.tabs.tabRect(place) for place in range(2)]
    officer.press("Left")
    officer.press("Tab")
    assert QApplication.focusWidget() is not screen.tabs
    officer.press("Ctrl+J")
    screen.line.setFocus()
    screen.tabs.setTabText(1, "Probably the same")  # lays the tabs out anew
    assert [screen.tabs.tabRect(place) for place in range(2)] == with_keyboard
    assert screen.tabs.width() >= screen.tabs.sizeHint().width()


def test_ctrl_shift_m_with_one_selected_finds_the_other_as_the_button_does(on_pairs):
    officer, screen = on_pairs
    officer.press("Ctrl+Shift+M", on=screen.table)
    assert merge_dialog(officer).line.isVisible()


def test_two_that_were_kept_apart_are_named_also_where_a_name_hides_what_it_is(on_pairs, beside):
    officer, screen = on_pairs
    officer.press("Ctrl+J")
    officer.press("Ctrl+F")
    officer.type("corner")
    officer.wait(lambda: len(pairs(screen)) == 1)
    officer.press("Down")
    officer.press("Ctrl+D")
    officer.wait(lambda: foot(officer).startswith("Kept "))
    assert foot(officer) == (
        "Kept Corner[U+202E] Shop Ltd and Corner Shop Limited apart: they are not suggested again"
    )
    assert count(beside(), KeptApart) == 1


def test_undo_names_the_stakeholder_also_after_a_restart(on_pairs, open_window, tmp_path):
    officer, screen = on_pairs
    officer.press("Ctrl+J")
    while screen.matches.current().other.name != "Corner Shop Limited":
        officer.press("Down")
    officer.press("Ctrl+M")
    officer.press("Enter", on=merge_dialog(officer))
    officer.wait(lambda: foot(officer).startswith("Merged"))
    officer.window.close()
    again = open_window(tmp_path / "one.lisdesk", now="2019-01-07T11:00")
    undo = again.window.commands["undo"]
    again.wait(lambda: "Merged a stakeholder" in undo.text())
    assert undo.text() == "Undo: Merged a stakeholder into Corner[U+202E] Shop Ltd"
