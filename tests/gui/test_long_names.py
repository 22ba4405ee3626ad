"""Names of any length: nothing grows beyond the window, and the whole of a name stays in reach."""

import pytest
from PySide6.QtWidgets import QRadioButton

from lisdesk.edits.call_details import CallCorrection, edit_call
from lisdesk.edits.coding_frame import PriorityCorrection, edit_priority
from lisdesk.errors import RefusedError
from lisdesk.store.entities import Call
from lisdesk.ui.commands import SCREENS
from lisdesk.ui.form_dialog import FormDialog
from lisdesk.ui.plain import LONGEST_NAME, LONGEST_TOLD, NameLabel, as_menu_text, shortened
from tests.desk_work import do, first, log
from tests.window_driver import open_dialogs

pytestmark = pytest.mark.thorough

WORDS, ONE_WORD = ("Friends of the last bus " * 209)[:5_000].strip(), "Wx" * 2_500
WIDTH_PX, HEIGHT_PX = 1280, 720


@pytest.fixture(
    params=[ONE_WORD, pytest.param(WORDS, marks=pytest.mark.thorough)], ids=["one word", "words"]
)
def on_long_names(request, on_one_call, beside):
    """Return an officer where a stakeholder, a call and a priority have names of 5,000 letters."""
    name, database = request.param, beside()
    log(database, first(database, Call), respondent=name, letter="One.")
    log(database, first(database, Call), respondent=f"{name} Ltd", letter="Two.")
    do(database, edit_call, call_id=1, correction=CallCorrection(title=name))
    do(database, edit_priority, priority_id=1, correction=PriorityCorrection(name=name))
    on_one_call.window.resize(WIDTH_PX, HEIGHT_PX)
    on_one_call.wait(lambda: on_one_call.workspace.call.title == name)
    on_one_call.settle()
    return on_one_call, name


def assert_fits(widget):
    least = widget.minimumSizeHint()
    assert least.width() <= WIDTH_PX
    assert least.height() <= HEIGHT_PX


def test_the_window_asks_for_no_more_room_than_it_has_on_any_screen(on_long_names):
    officer, _ = on_long_names
    for key, _title in SCREENS:
        officer.go(key)
        officer.rest()
        assert_fits(officer.window)
    assert officer.window.header.switcher.menu().sizeHint().width() <= WIDTH_PX


def test_notices_and_undo_stay_within_the_window_and_say_what_to_do(on_long_names):
    officer, name = on_long_names
    officer.window.notices.explain(RefusedError(f"“{name}” is taken.", do="Choose another."))
    officer.rest()
    assert_fits(officer.window)
    assert officer.window.notices.height() <= HEIGHT_PX // 3
    assert officer.told().endswith("is taken. Nothing was changed. Choose another.")
    assert name in officer.window.notices.words.toolTip()
    screen = officer.go("stakeholders")
    officer.wait(lambda: screen.details.page is not None)
    officer.workspace.do(
        lambda work: edit_priority(
            work, priority_id=1, correction=PriorityCorrection(name=f"{name}!")
        ),
        f"Corrected {name}",
    )
    officer.wait(lambda: officer.window.status.last_edit.text() == f"Corrected {name}")
    undo = officer.window.commands["undo"]
    assert len(undo.text()) <= LONGEST_NAME
    assert name in undo.toolTip()
    assert name in officer.window.status.last_edit.toolTip()
    assert_fits(officer.window)


@pytest.mark.parametrize("keys", ["F2", "Ctrl+M"])
def test_the_dialogs_about_a_stakeholder_fit_the_window(on_long_names, keys):
    officer, _ = on_long_names
    screen = officer.go("stakeholders")
    officer.wait(lambda: screen.details.page is not None)
    officer.press(keys, on=screen.table)
    officer.wait(open_dialogs)
    officer.settle()
    [dialog] = open_dialogs()
    assert isinstance(dialog, FormDialog)
    assert_fits(dialog)
    assert dialog.width() <= WIDTH_PX
    assert dialog.height() <= HEIGHT_PX


def test_two_long_names_to_be_merged_are_told_apart_and_nothing_is_cut_off(on_long_names):
    officer, name = on_long_names
    screen = officer.go("stakeholders")
    officer.wait(lambda: screen.details.page is not None)
    officer.press("Ctrl+M", on=screen.table)
    officer.wait(open_dialogs)
    [dialog] = open_dialogs()
    officer.type(name[:2])
    officer.wait(lambda: dialog.findChildren(QRadioButton))
    officer.rest()
    [found] = [dialog.found.item(row) for row in range(dialog.found.count())]
    assert found.text().endswith("· 1 submission")
    assert name in found.toolTip()
    assert dialog.found.horizontalScrollBar().maximum() == 0
    buttons = dialog.findChildren(QRadioButton)
    assert {name in each.toolTip() for each in buttons} == {True}
    assert len({each.text() for each in buttons}) == len(buttons) == 2
    for each in buttons:
        assert each.width() >= each.sizeHint().width()
        assert each.mapTo(dialog, each.rect().bottomRight()).x() <= dialog.width() - 16
    dialog.reject()


def test_what_is_shortened_keeps_its_beginning_and_its_end(qtbot):
    assert shortened("Acme Ltd", 8) == "Acme Ltd"
    told = shortened("“" + "a" * 900 + "” is taken. Choose another.", LONGEST_TOLD)
    assert len(told) == LONGEST_TOLD
    assert told.startswith("“aaa")
    assert told.endswith("” is taken. Choose another.")
    assert as_menu_text("Salt & Co") == "Salt && Co"
    label = NameLabel("b" * 900)
    qtbot.addWidget(label)
    assert len(label.text()) == LONGEST_NAME
    assert "b" * 900 in label.toolTip()
    label.setText("Acme")
    assert (label.text(), label.toolTip()) == ("Acme", "")
