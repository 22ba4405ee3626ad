"""Frameworks in the window: added, corrected, chosen for a call, seen where priorities hang."""

import pytest

from lisdesk.queries.frameworks import frameworks
from lisdesk.store.entities import Call, Framework
from lisdesk.ui.calls.call_dialog import CallDialog
from lisdesk.ui.calls.frameworks_dialog import FrameworkDialog, FrameworksDialog
from tests.desk_work import first, rows
from tests.window_driver import database_of, shown

pytestmark = pytest.mark.thorough


@pytest.fixture
def officer(on_sample):
    return on_sample


@pytest.fixture
def dialog(officer):
    """Return the open list of frameworks."""
    calls = officer.go("calls")
    calls.forms.frameworks.trigger()
    dialog = shown(officer, FrameworksDialog)
    officer.wait(lambda: len(dialog.rows) == 1)
    return dialog


def named(officer, name):
    with database_of(officer).reading() as session:
        return next(each for each in frameworks(session) if each.name == name)


def test_a_framework_is_added_and_its_heading_renamed_and_a_used_one_is_not_removed(
    officer, dialog
):
    assert not dialog.remove.isEnabled()
    dialog.add.trigger()
    form = shown(officer, FrameworkDialog)
    officer.type("Levelling Up", on=form.name)
    for name in ("Skills", "Devolution"):
        form.headings.add_one()
        officer.type(name, on=form.headings.line("name"))
        officer.type("Mission", on=form.headings.line("group"))
    officer.press("Ctrl+Enter", on=form.name)
    officer.wait(lambda: len(dialog.rows) == 2)
    dialog.list.setCurrentItem(dialog.list.topLevelItem(1))
    assert dialog.remove.isEnabled()
    dialog.edit.trigger()
    form = shown(officer, FrameworkDialog)
    form.headings.line("name").setText("Skills and people")
    officer.press("Ctrl+Enter", on=form.name)
    officer.wait(lambda: "Skills and people" in dialog.rows[1].draft.headings[0].name)
    first_heading = named(officer, "Levelling Up").draft.headings[0]
    assert (first_heading.key, first_heading.group) == ("skills", "mission")
    dialog.remove.trigger()
    officer.wait(lambda: len(dialog.rows) == 1)
    dialog.activateWindow()  # as a window manager does when the form over it has gone
    officer.wait(dialog.isActiveWindow)
    officer.press("Ctrl+Z", on=dialog.list)
    officer.wait(lambda: len(dialog.rows) == 2)
    assert len(rows(database_of(officer), Framework)) == 2


def test_a_heading_that_may_not_go_is_put_back_by_its_name(officer, dialog):
    before = dialog.rows[0].draft.headings
    dialog.edit.trigger()
    form = shown(officer, FrameworkDialog)
    form.headings.remove_one()
    officer.press("Ctrl+Enter", on=form.name)
    officer.wait(lambda: "add it again by its name" in form.fault.text())
    form.headings.add_one()
    officer.type(before[0].name, on=form.headings.line("name"))
    officer.press("Ctrl+Enter", on=form.name)
    officer.wait(lambda: dialog.rows[0].draft.headings[-1].name == before[0].name)
    assert dialog.rows[0].draft.headings == (*before[1:], before[0])


def test_a_call_takes_another_framework_and_is_told_what_it_lost(officer, dialog):
    dialog.add.trigger()
    form = shown(officer, FrameworkDialog)
    officer.type("Levelling Up", on=form.name)
    form.headings.add_one()
    officer.type("People", on=form.headings.line("name"))
    officer.press("Ctrl+Enter", on=form.name)
    officer.wait(lambda: len(dialog.rows) == 2)
    dialog.accept()
    calls = officer.go("calls")
    officer.settle()
    calls.edit_call.trigger()
    form = shown(officer, CallDialog)
    choice, told = form.framework.choice, form.framework.told
    assert choice.currentText() == "Industrial Strategy (2017)"
    assert not told.isVisible()
    choice.setCurrentText("Levelling Up")
    officer.wait(told.isVisible)
    lost, kept = told.text().split(". ")
    assert lost.startswith("Saving cuts links of 5 questions and 8 priorities to headings: ")
    assert "“Levelling Up” has no Ideas, Infrastructure, " in lost
    assert kept == "Links to headings of the same name are kept: 2 questions and 1 priority."
    assert choice.accessibleDescription() == told.text()
    choice.setCurrentText("None")
    officer.wait(lambda: "without a framework nothing hangs on Ideas, People" in told.text())
    choice.setCurrentText("Industrial Strategy (2017)")
    officer.wait(lambda: not told.isVisible())
    choice.setCurrentText("Levelling Up")
    officer.wait(told.isVisible)
    officer.press("Ctrl+Enter", on=form.name)
    new = named(officer, "Levelling Up").id
    officer.wait(lambda: first(database_of(officer), Call).framework_id == new)
    officer.wait(lambda: officer.told().startswith("No longer linked to anything: Ideas, "))
    assert officer.told().endswith("; “Levelling Up” has no such heading.")
    screen = officer.go("priorities")
    officer.settle()
    officer.wait(lambda: screen.tree.frame.labels == ("People",))
    officer.press("Ctrl+Z", on=officer.window)
    officer.wait(lambda: first(database_of(officer), Call).framework_id != new)
    officer.wait(lambda: not officer.told())
