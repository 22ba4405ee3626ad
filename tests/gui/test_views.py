"""Saved views: kept, shown, replaced, renamed and deleted by keyboard, and each taken back."""

import pytest
from PySide6.QtWidgets import QApplication

from lisdesk.queries.register import RegisterColumn
from lisdesk.queries.saved_views import saved_views
from lisdesk.rules.vocabulary import Timing
from lisdesk.ui.submissions.view_dialog import ViewDialog


@pytest.fixture
def on_register(on_sample):
    screen = on_sample.go("submissions")
    on_sample.wait(lambda: screen.preview.shown is not None and not screen.is_counting)
    return on_sample, screen


def kept(beside):
    with beside().reading() as session:
        return [(row.name, row.view) for row in saved_views(session, 1)]


def named(officer, name):
    officer.wait(lambda: isinstance(QApplication.activeModalWidget(), ViewDialog))
    dialog = QApplication.activeModalWidget()
    officer.type(name, on=dialog.name)
    officer.press("Return", on=dialog.name)
    return dialog


def choose(officer, screen, *begins):
    """Open the menu and go down it by the arrows, into submenus where there are several words."""
    officer.press("Ctrl+Shift+V", on=screen.table)
    menu = screen.views.opens
    officer.wait(menu.isVisible)
    for depth, begin in enumerate(begins):
        for _ in range(20):
            active = menu.activeAction()
            if active is not None and active.text().replace("&", "").startswith(begin):
                break
            officer.press("Down", on=menu)
        assert menu.activeAction().text().replace("&", "").startswith(begin)
        if depth < len(begins) - 1:
            submenu = menu.activeAction().menu()
            officer.press("Right", on=menu)
            officer.wait(submenu.isVisible)
            menu = submenu
    officer.press("Return", on=menu)


def test_a_view_is_kept_shown_replaced_renamed_and_deleted_by_keyboard(on_register, beside):
    officer, screen = on_register
    late = screen.filters.lists["timings"]
    screen.filters.show_filter(type(screen.filters.filter)(search="bus*", timings=(Timing.LATE,)))
    screen.reload()
    screen.table.sort_by(RegisterColumn.RESPONDENT)
    officer.wait(lambda: 0 < screen.model.rowCount() < 60)
    found = list(screen.model.ids())
    officer.press("Ctrl+Shift+D", on=screen.table)
    named(officer, "Late <b>buses</b>")
    officer.wait(lambda: len(screen.views.rows) == 1 and not QApplication.activeModalWidget())
    name, view = kept(beside)[0]
    assert name == "Late <b>buses</b>"
    assert (view.filter.search, view.filter.timings) == ("bus*", (Timing.LATE,))
    assert view.order.column is RegisterColumn.RESPONDENT
    officer.press("Ctrl+Shift+F", on=screen.table)
    officer.wait(lambda: screen.model.rowCount() == 60)
    screen.table.sort_by(RegisterColumn.TAGS)
    choose(officer, screen, "Late")
    officer.wait(lambda: list(screen.model.ids()) == found)
    assert late.chosen() == (Timing.LATE,)
    assert screen.table.order.column is RegisterColumn.RESPONDENT
    assert screen.filters.line.text() == "bus*"

    officer.press("Esc", on=screen.filters.line)
    officer.wait(lambda: screen.filters.filter.search == "")
    choose(officer, screen, "Replace", "Late")
    officer.wait(lambda: kept(beside)[0][1].filter.search == "")
    choose(officer, screen, "Rename", "Late")
    named(officer, "Late ones")
    officer.wait(lambda: kept(beside)[0][0] == "Late ones")
    officer.wait(lambda: screen.views.rows[0].name == "Late ones")
    officer.press("Ctrl+Shift+D", on=screen.table)
    dialog = named(officer, "LATE  ones")
    officer.wait(lambda: "already" in dialog.fault.text())
    officer.press("Esc", on=dialog.name)
    choose(officer, screen, "Delete", "Late ones")
    officer.wait(lambda: not kept(beside))
    officer.press("Ctrl+Z", on=screen.table)
    officer.wait(lambda: [name for name, _ in kept(beside)] == ["Late ones"])


def test_columns_of_a_view_come_back_in_their_places(on_register, beside):
    officer, screen = on_register
    table = screen.table
    header = table.horizontalHeader()
    table.show_column([each.key for each in screen.model.columns].index("area"), True)
    header.moveSection(header.visualIndex(3), 1)
    wanted = table.shown_columns()
    officer.press("Ctrl+Shift+D", on=table)
    named(officer, "With areas")
    officer.wait(lambda: len(screen.views.rows) == 1)
    table.show_column([each.key for each in screen.model.columns].index("area"), False)
    header.moveSection(header.visualIndex(3), 3)
    assert table.shown_columns() != wanted
    choose(officer, screen, "With areas")
    officer.wait(lambda: table.shown_columns() == wanted)
