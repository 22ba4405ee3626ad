"""The register in the window: found, drilled into, edited, merged, split; and the list of types."""

from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QPushButton

from lisdesk.edits.people import StakeholderCorrection, edit_stakeholder
from lisdesk.store.entities import (
    Call,
    KeptApart,
    Stakeholder,
    StakeholderContact,
    StakeholderMerge,
    StakeholderType,
)
from lisdesk.ui.stakeholders import merge_dialog
from lisdesk.ui.stakeholders.areas_dialog import AreasDialog, EditAreaDialog
from lisdesk.ui.stakeholders.edit_dialog import EditDialog
from lisdesk.ui.stakeholders.merge_dialog import MergeDialog
from lisdesk.ui.stakeholders.split_dialog import SeparateDialog, SplitDialog
from lisdesk.ui.stakeholders.type_dialog import EditTypeDialog, NewTypeDialog
from lisdesk.ui.stakeholders.types_dialog import TypesDialog
from tests.desk_work import content, count, do, first, log, rows, submission
from tests.window_driver import open_dialogs


@pytest.fixture
def at_desk(on_one_call, beside):
    """Return an officer; the call has Acme Ltd (1), Acme Limited (2, two submissions), Bea (3)."""
    database = beside()
    call = first(database, Call)
    log(database, call, respondent="Acme Ltd", type_token="school", letter="One.")
    acme = {"respondent": "Acme Limited", "email": "info@acme.example", "type_token": "business"}
    log(database, call, **acme, letter="Two.")
    log(database, call, **acme, letter="Three.")
    log(database, call, respondent="Bea Barn", type_token="individual", letter="Four.")
    correction = StakeholderCorrection(members=1_200, telephone="0116 1")
    do(database, edit_stakeholder, stakeholder_id=2, correction=correction)
    return on_one_call


def on_screen(officer):
    screen = officer.go("stakeholders")
    officer.wait(lambda: screen.table.rows.rowCount() == 3 and screen.details.page is not None)
    officer.wait(lambda: screen.matches.matches)
    officer.settle()
    return screen


def shown(officer, kind):
    officer.wait(lambda: any(isinstance(each, kind) for each in open_dialogs()))
    officer.settle()
    return next(each for each in open_dialogs() if isinstance(each, kind))


def gone(officer, kind):
    officer.wait(lambda: not any(isinstance(each, kind) for each in open_dialogs()))
    officer.settle()


def come_back(officer, dialog):
    """Make a dialog the active window again, as a window manager does when one over it closes."""
    dialog.activateWindow()
    officer.wait(dialog.isActiveWindow)


def line(screen, name):
    """Return where the line of a stakeholder is."""
    table = screen.table
    row = next(row for row in range(table.rows.rowCount()) if table.rows.row_at(row).name == name)
    return table.visualRect(table.rows.index(row, 0)).center()


def point(officer, screen, name):
    officer.click(screen.table.viewport(), line(screen, name))
    officer.wait(lambda: screen.details.page and screen.details.page.row.name == name)


def names(screen):
    known = map(screen.table.rows.row_at, range(screen.table.rows.rowCount()))
    return [row.name if row is not None else "" for row in known]


def test_the_list_is_searched_as_one_types_and_details_follow(at_desk):
    officer = at_desk
    screen = on_screen(officer)
    assert names(screen) == ["Acme Limited", "Acme Ltd", "Bea Barn"]
    assert screen.told.text() == "3 in this call"
    officer.press("Ctrl+F")
    officer.type("bea")
    officer.wait(lambda: names(screen) == ["Bea Barn"])
    officer.wait(lambda: screen.details.name.text() == "Bea Barn")
    officer.press("Down")
    assert screen.table.hasFocus()
    officer.press("Ctrl+F")
    officer.type("zzz")
    officer.wait(lambda: screen.table.rows.rowCount() == 0)
    assert screen.stack.currentIndex() == 3
    officer.press("Esc")
    officer.wait(lambda: screen.table.rows.rowCount() == 3)


def test_enter_drills_to_the_submissions_of_one(at_desk):
    officer = at_desk
    screen = on_screen(officer)
    point(officer, screen, "Acme Limited")
    officer.press("Enter", on=screen.table)
    officer.comes_to("submissions")
    officer.settle()
    submissions = officer.window.current_screen()
    officer.wait(lambda: submissions.model.rowCount() == 2)


def test_the_list_has_the_keyboard_at_the_first_visit_and_the_pairs_once_they_are_found(at_desk):
    officer, pages = at_desk, []
    screen = officer.window.desk.screen("stakeholders")
    screen.stack.currentChanged.connect(pages.append)
    on_screen(officer)
    assert QApplication.focusWidget() is screen.table
    assert pages == []  # nothing says that there is nobody before that is known
    screen.matches.show_matches(())  # as before they are compared in a long register
    officer.press("Ctrl+J")
    assert QApplication.focusWidget() is screen.tabs
    screen.load()
    officer.settle()
    assert screen.matches.matches
    assert QApplication.focusWidget() is screen.matches


def test_j7_merge_two_that_are_probably_the_same(at_desk, beside, journey):
    officer = at_desk
    before = content(beside())
    officer.actions = 0
    screen = on_screen(officer)
    officer.press("Ctrl+J")
    officer.wait(lambda: screen.current_pair() is not None)
    assert "The same name" in screen.details.pair_words.text()
    officer.press("Ctrl+M")
    dialog = shown(officer, MergeDialog)
    officer.press("Enter", on=dialog)
    gone(officer, MergeDialog)
    journey("J7, merge two stakeholders that are suggested", officer.actions, 4)
    assert count(beside(), StakeholderMerge) == 1
    assert submission(beside(), "LLEP-0001").respondent_id == 2
    officer.press("Ctrl+Z", on=officer.window)
    officer.settle()
    assert content(beside()) == before


def test_j7_merge_two_of_the_list_and_take_fields_from_the_other(at_desk, beside, journey):
    officer = at_desk
    screen = on_screen(officer)
    officer.actions = 0
    officer.click(screen.table.viewport(), line(screen, "Acme Ltd"))
    officer.actions += 1
    officer.qtbot.mouseClick(
        screen.table.viewport(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.ControlModifier,
        line(screen, "Acme Limited"),
    )
    officer.press("Ctrl+M", on=screen.table)
    dialog = shown(officer, MergeDialog)
    assert dialog.take() == []
    officer.press("Enter", on=dialog)
    gone(officer, MergeDialog)
    journey("J7, merge two stakeholders of the list", officer.actions, 4)
    officer.press("Ctrl+Z", on=officer.window)
    officer.settle()
    officer.press("Ctrl+J", on=screen.table)
    officer.press("Ctrl+M")
    dialog = shown(officer, MergeDialog)
    for field, group in dialog._groups.items():
        officer.click(group.button(1))
        assert field in dialog.take()
    officer.click(dialog.go)
    gone(officer, MergeDialog)
    standing = first(beside(), Stakeholder, Stakeholder.id == 2)
    assert standing.name == "Acme Ltd"


def test_the_other_one_is_found_by_typing(at_desk, beside):
    officer = at_desk
    screen = on_screen(officer)
    point(officer, screen, "Bea Barn")
    officer.press("Ctrl+M", on=screen.table)
    dialog = shown(officer, MergeDialog)
    assert not dialog.go.isEnabled()
    officer.type("acme ltd", on=dialog.line)
    officer.wait(dialog.go.isEnabled)
    officer.press("Enter", on=dialog.line)
    gone(officer, MergeDialog)
    [merge] = rows(beside(), StakeholderMerge)
    assert {merge.into_id, merge.merged_id} == {1, 3}


def test_nothing_is_merged_with_one_that_the_search_no_longer_finds(at_desk, beside, monkeypatch):
    officer = at_desk
    screen = on_screen(officer)
    point(officer, screen, "Acme Limited")
    officer.press("Ctrl+M", on=screen.table)
    dialog = shown(officer, MergeDialog)
    told_sides, told_found, read = Event(), Event(), []
    sides, head = merge_dialog.stakeholder_sides, merge_dialog.stakeholder_head

    def slow_sides(session, ids):
        told_sides.wait(10)
        read.append(sides(session, ids))
        return read[-1]

    def slow_head(session, chosen):
        if chosen.search == "bezz":
            told_found.wait(10)
        return head(session, chosen)

    monkeypatch.setattr(merge_dialog, "stakeholder_sides", slow_sides)
    monkeypatch.setattr(merge_dialog, "stakeholder_head", slow_head)
    officer.type("be", on=dialog.line)
    officer.wait(lambda: dialog.found.count() == 1)
    officer.type("zz", on=dialog.line)
    told_sides.set()
    officer.wait(lambda: read)
    officer.qtbot.wait(50)  # they are delivered while the search is still under way
    assert not dialog.go.isEnabled()
    told_found.set()
    officer.wait(lambda: dialog.found.count() == 0)
    officer.settle()
    assert not dialog.go.isEnabled()
    officer.press("Enter", on=dialog.line)
    officer.settle()
    assert count(beside(), StakeholderMerge) == 0
    officer.press("Backspace", on=dialog.line)
    officer.press("Backspace", on=dialog.line)
    officer.wait(dialog.go.isEnabled)
    assert [side.name for side in dialog.sides] == ["Acme Limited", "Bea Barn"]
    officer.press("Esc", on=dialog.line)


def test_two_that_are_not_the_same_are_kept_apart(at_desk, beside):
    officer = at_desk
    screen = on_screen(officer)
    officer.press("Ctrl+J")
    officer.press("Ctrl+D")
    officer.wait(lambda: not screen.matches.matches)
    assert count(beside(), KeptApart) == 1
    assert screen.stack.currentIndex() == 2
    officer.press("Ctrl+Z", on=officer.window)
    officer.wait(lambda: screen.matches.matches)


def test_j7_separate_and_split(at_desk, beside, journey):
    officer = at_desk
    screen = on_screen(officer)
    officer.press("Ctrl+J")
    officer.press("Ctrl+M")
    officer.press("Enter", on=shown(officer, MergeDialog))
    gone(officer, MergeDialog)
    screen.show_matches(is_on=False)
    officer.wait(lambda: screen.table.rows.rowCount() == 2)
    officer.settle()
    officer.actions = 0
    point(officer, screen, "Acme Limited")
    officer.press("Ctrl+Shift+A", on=screen.table)
    officer.press("Enter", on=shown(officer, SeparateDialog))
    gone(officer, SeparateDialog)
    journey("J7, separate a merged stakeholder", officer.actions, 4)
    assert count(beside(), StakeholderMerge) == 0
    officer.wait(lambda: screen.table.rows.rowCount() == 3)
    officer.settle()
    officer.actions = 0
    point(officer, screen, "Acme Limited")
    officer.press("Ctrl+Shift+P", on=screen.table)
    dialog = shown(officer, SplitDialog)
    officer.type("Acme Leeds", on=dialog.name)
    officer.press("Enter", on=dialog.name)
    gone(officer, SplitDialog)
    journey("J7, split a stakeholder into two", officer.actions, 4)
    assert first(beside(), Stakeholder, Stakeholder.name == "Acme Leeds") is not None
    assert submission(beside(), "LLEP-0003").respondent_id == 4


@pytest.mark.thorough
def test_a_stakeholder_is_edited_and_a_number_that_is_none_is_told(at_desk, beside):
    officer = at_desk
    screen = on_screen(officer)
    point(officer, screen, "Acme Limited")
    officer.press("F2", on=screen.table)
    dialog = shown(officer, EditDialog)
    assert (dialog.members.text(), dialog.telephone.text()) == ("1,200", "0116 1")
    dialog.members.selectAll()
    officer.type("many", on=dialog.members)
    officer.click(dialog.go)
    assert "Give a number" in dialog.fault.text()
    dialog.members.selectAll()
    officer.type("2 500", on=dialog.members)
    officer.type("Bea Barn; Acme Ltd", on=dialog.acts_for)
    officer.click(dialog.go)
    gone(officer, EditDialog)
    officer.wait(lambda: "2,500 members" in _facts(screen))
    assert "Acme Ltd; Bea Barn" in _facts(screen)


def begin_to_edit(officer):
    screen = on_screen(officer)
    point(officer, screen, "Bea Barn")
    officer.press("F2", on=screen.table)
    return shown(officer, EditDialog)


@pytest.mark.thorough
def test_a_new_name_leaves_the_contact_that_somebody_else_has_just_entered(at_desk, beside):
    officer = at_desk
    dialog = begin_to_edit(officer)
    others = StakeholderCorrection(person="Jo", telephone="0116 1234", website="barn.example")
    do(beside(), edit_stakeholder, stakeholder_id=3, correction=others)
    officer.type("Bea Barnes", on=dialog.name)
    officer.press("Enter", on=dialog.name)
    gone(officer, EditDialog)
    assert first(beside(), Stakeholder, Stakeholder.id == 3).name == "Bea Barnes"
    contact = first(beside(), StakeholderContact, StakeholderContact.stakeholder_id == 3)
    assert (contact.person, contact.telephone, contact.website) == (
        "Jo",
        "0116 1234",
        "barn.example",
    )


@pytest.mark.thorough
def test_a_field_that_somebody_else_has_changed_meanwhile_is_not_overwritten(at_desk, beside):
    officer = at_desk
    dialog = begin_to_edit(officer)
    others = StakeholderCorrection(telephone="0116 1234")
    do(beside(), edit_stakeholder, stakeholder_id=3, correction=others)
    officer.type("0116 9", on=dialog.telephone)
    officer.press("Enter", on=dialog.telephone)
    officer.wait(lambda: "Somebody else changed" in dialog.fault.text())
    assert dialog.telephone.text() == "0116 9"
    officer.window.ask.agree.append(True)  # what was typed is thrown away
    officer.press("Esc", on=dialog.telephone)
    contact = first(beside(), StakeholderContact, StakeholderContact.stakeholder_id == 3)
    assert contact.telephone == "0116 1234"


def _facts(screen):
    grid = screen.details.grid
    return [grid.itemAt(place).widget().text() for place in range(grid.count())]


@pytest.mark.thorough
def test_the_list_of_types_is_edited_and_goes_out_and_in(at_desk, ask, beside, tmp_path):
    officer = at_desk
    on_screen(officer)
    officer.press("Ctrl+T")
    dialog = shown(officer, TypesDialog)
    officer.wait(lambda: dialog.current() is not None)
    officer.click(_button(dialog, "Add a type…"))
    new = shown(officer, NewTypeDialog)
    officer.type("Think tank", on=new.label)
    officer.press("Enter", on=new.label)
    gone(officer, NewTypeDialog)
    officer.wait(lambda: dialog.current().key == "think-tank")
    come_back(officer, dialog)
    officer.press("F2", on=dialog.list)
    edit = shown(officer, EditTypeDialog)
    officer.type("Policy unit", on=edit.words_too)
    officer.click(edit.go)
    gone(officer, EditTypeDialog)
    officer.wait(lambda: dialog.current().synonyms == ("Policy unit",))
    come_back(officer, dialog)
    officer.press("Delete", on=dialog.list)
    officer.wait(lambda: dialog.current().is_retired)
    officer.press("Alt+Right", on=dialog.list)
    officer.wait(lambda: dialog.current().parent == "not-stated")
    officer.press("Alt+Left", on=dialog.list)
    officer.wait(lambda: not dialog.current().parent)
    officer.press("Alt+Up", on=dialog.list)
    officer.wait(lambda: dialog.current().place == 20)
    path = tmp_path / "types.csv"
    ask.save.append(path)
    officer.click(_button(dialog, "Export…"))
    officer.wait(path.exists)
    path.write_text("key,label\nschool,Schools\n", encoding="utf-8")
    ask.open.append([path])
    officer.click(_button(dialog, "Import…"))
    school = StakeholderType.key == "school"
    officer.wait(lambda: first(beside(), StakeholderType, school).label == "Schools")
    dialog.close()


@pytest.mark.thorough
def test_an_area_is_said_to_lie_in_those_of_two_bodies(at_desk, beside):
    officer, database = at_desk, beside()
    correction = StakeholderCorrection(area="Hinckly", also_submissions=True)
    do(database, edit_stakeholder, stakeholder_id=2, correction=correction)
    screen = on_screen(officer)
    officer.press("Ctrl+Shift+T")
    dialog = shown(officer, AreasDialog)
    officer.wait(lambda: dialog.current() is not None)
    officer.press("F2", on=dialog.list)
    edit = shown(officer, EditAreaDialog)
    officer.type("Leicester and Leicestershire", on=edit.second)
    officer.click(edit.go)
    officer.wait(edit.fault.isVisible)
    assert "needs a first one, and another" in edit.fault.text()
    officer.type("Coventry and Warwickshire", on=edit.lead)
    officer.press("Ctrl+A", on=edit.name)
    officer.type("Hinckley", on=edit.name)
    officer.click(edit.go)
    gone(officer, EditAreaDialog)
    officer.wait(lambda: dialog.current().name == "Hinckley")
    shown_cells = [dialog.list.topLevelItem(0).text(place) for place in range(5)]
    two = ["Coventry & Warwickshire", "Leicester & Leicestershire"]
    assert shown_cells == ["Hinckley", *two, "", "2"]
    assert officer.window.status.last_edit.text() == "Corrected the area Hinckley"
    come_back(officer, dialog)
    dialog.close()
    point(officer, screen, "Acme Limited")
    officer.wait(lambda: f"Hinckley – {' and '.join(two)}" in _facts(screen))
    officer.press("Ctrl+Z", on=officer.window)
    officer.wait(lambda: "Hinckly" in _facts(screen))


@pytest.mark.thorough
def test_the_list_of_types_is_gone_once_it_is_closed(at_desk):
    officer = at_desk
    on_screen(officer)
    for _ in range(3):
        officer.press("Ctrl+T")
        officer.press("Esc", on=shown(officer, TypesDialog))
        gone(officer, TypesDialog)
    officer.qtbot.waitUntil(lambda: not officer.window.findChildren(TypesDialog))


def _button(dialog: QDialog, words: str):
    return next(each for each in dialog.findChildren(QPushButton) if each.text() == words)


@pytest.mark.thorough
def test_a_call_to_which_nobody_sent_anything_says_so(on_one_call):
    screen = on_one_call.go("stakeholders")
    on_one_call.wait(lambda: screen.told.text() == "0 in this call")
    assert screen.stack.currentIndex() == 4


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("width", "height", "least_name", "shows_contact"),
    [(1280, 720, 200, False), (1366, 768, 272, False), (1700, 900, 250, True)],
)
def test_a_name_has_room_and_nothing_is_out_of_sight(
    on_sample, width, height, least_name, shows_contact
):
    officer = on_sample
    officer.window.resize(width, height)
    table = officer.go("stakeholders").table
    officer.rest()
    assert table.columnWidth(0) >= least_name
    assert table.horizontalScrollBar().maximum() == 0
    headings = [column.heading for column in table.rows.columns]
    assert table.isColumnHidden(headings.index("Contact")) is not shows_contact
    assert table.isColumnHidden(headings.index("Kind")) is not shows_contact
    officer.window.resize(2000, 900)
    officer.rest()
    assert not table.isColumnHidden(headings.index("Kind"))


@pytest.mark.thorough
def test_another_screen_can_lead_to_one(at_desk):
    officer = at_desk
    screen = on_screen(officer)
    screen.show_target(3)
    officer.wait(lambda: screen.details.name.text() == "Bea Barn")
