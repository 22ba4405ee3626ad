"""The chips of Submissions: priorities in three ways, stance, officer, question, area and dates."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from lisdesk.queries.register_rows import register_ids
from lisdesk.rules.vocabulary import Stance
from lisdesk.store.entities import Priority
from lisdesk.ui.submissions.dates_chip import DatesDialog
from tests.desk_work import first


@pytest.fixture
def on_register(on_sample):
    screen = on_sample.go("submissions")
    on_sample.wait(lambda: screen.preview.shown is not None)
    on_sample.wait(lambda: screen.priorities and not screen.is_counting)
    return on_sample, screen


def open_menu(officer, chip):
    chip.setFocus()
    officer.press("Space", on=chip)
    officer.wait(chip.opens.isVisible)


def go_to(officer, menu, begin):
    for _ in menu.actions():
        officer.press("Down", on=menu)
        if menu.activeAction().text().replace("&", "").strip().startswith(begin):
            return
    raise AssertionError(f"no line begins with {begin}")


def tick(officer, chip, *begins):
    for begin in begins:
        go_to(officer, chip.opens, begin)
        officer.press("Space", on=chip.opens)
        assert chip.opens.isVisible()


def listed_as(officer, screen, database):
    """Wait until what is listed is what the query says of the filter at hand."""
    with database.reading() as session:
        expected = register_ids(session, 1, officer.workspace.officer, screen.filters.filter)
    officer.wait(lambda: sorted(screen.model.ids()) == sorted(expected))
    return len(expected)


def test_priorities_are_asked_for_in_three_ways_by_keyboard(on_register, beside):
    officer, screen = on_register
    database = beside()
    p1, p2 = (first(database, Priority, Priority.code == code).id for code in ("P1", "P2"))
    chip = screen.filters.priorities
    open_menu(officer, chip)
    tick(officer, chip, "P1")
    assert screen.filters.filter.priority_ids == (p1,)
    with_any = listed_as(officer, screen, database)
    tick(officer, chip, "Tick: none", "P1")
    assert (screen.filters.filter.priority_ids, screen.filters.filter.no_priority_ids) == (
        (),
        (p1,),
    )
    assert listed_as(officer, screen, database) == 60 - with_any
    tick(officer, chip, "Tick: all", "P2")
    assert screen.filters.filter.all_priority_ids == (p2,)
    listed_as(officer, screen, database)
    officer.press("Esc", on=chip.opens)
    assert chip.accessibleName().startswith("Filter: Priority: all of P2 ")
    assert ", not P1 " in chip.accessibleName()
    assert chip.text() == "Priority: all of P2, not P1 ▾"
    officer.press("Ctrl+Shift+F", on=screen.table)
    officer.wait(lambda: screen.model.rowCount() == 60)
    assert chip.text() == "Priority ▾"


def test_stance_officer_question_and_area_narrow_together(on_register, beside):
    officer, screen = on_register
    database = beside()
    filters, left = screen.filters, 60
    for name, begin in (
        ("stances", Stance.SUPPORT.label),
        ("officers", ""),
        ("question_ids", "1. "),
        ("area_ids", ""),
    ):
        if name == "area_ids":
            filters.clear_all()
        chip = filters.lists[name]
        open_menu(officer, chip)
        tick(officer, chip, begin)
        officer.press("Esc", on=chip.opens)
        now = listed_as(officer, screen, database)
        assert 0 < now < left or name == "officers", name
        left = now if name != "question_ids" else 60
        assert chip.isChecked()
    assert not filters.filter.stances


def test_a_line_of_dates_is_taken_from_a_form_and_a_mistake_is_told(on_register, beside):
    officer, screen = on_register
    chip = screen.filters.dates
    chip.setFocus()
    officer.press("Space", on=chip)
    officer.wait(lambda: isinstance(QApplication.activeModalWidget(), DatesDialog))
    dialog = QApplication.activeModalWidget()
    for field, moment in zip(
        dialog.fields, ("1 Feb 2019, 00:00", "1 Jan 2019, 00:00"), strict=True
    ):
        officer.click(field.known)
        line = field.edit.line
        line.setFocus()
        line.selectAll()
        officer.type(moment, on=line)
    officer.click(dialog.go)
    assert "before it, too" in dialog.fault.text()
    line.selectAll()
    officer.type("1 Mar 2019, 00:00", on=line)
    officer.click(dialog.go)
    officer.wait(lambda: screen.filters.filter.received_before is not None)
    assert 0 < listed_as(officer, screen, beside()) < 60
    assert chip.text().startswith("Received from 1 Feb 2019")
    assert chip.isChecked()
    assert screen.filters.elsewhere.isHidden()


def test_the_chips_stay_readable_on_a_small_screen(on_register):
    officer, screen = on_register
    officer.window.resize(1280, 720)
    officer.settle()
    filters = screen.filters
    chips = [*filters.lists.values(), filters.priorities, filters.dates, filters.waiting]
    for chip in filter(QWidget.isVisible, chips):
        assert chip.width() >= chip.sizeHint().width()
        assert filters.rect().contains(chip.geometry()), chip.text()
    assert filters.height() <= 3 * chips[0].height() + 12
    assert screen.table.viewport().height() > 10 * 28
    tabs = []
    widget = filters.lists["dispositions"]
    for _ in range(9):
        tabs.append(widget.accessibleName())
        widget = widget.nextInFocusChain()
    assert tabs[:4] == ["Filter: Status", "Filter: Timing", "Filter: Type", "Filter: Area"]
    assert widget.focusPolicy() != Qt.FocusPolicy.NoFocus
