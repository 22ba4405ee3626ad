"""The coding frame: numbered, formed by keys and by dragging, with its excerpts beside it."""

import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from lisdesk.store.entities import Priority
from lisdesk.ui.priorities.priority_dialog import EditPriorityDialog, NewPriorityDialog
from tests.desk_work import content, count, rows


def on_screen(officer):
    screen = officer.go("priorities")
    officer.wait(lambda: screen.tree.frame.rows and screen.excerpts.rows.rowCount())
    screen.tree.setFocus()
    return screen


def codes(screen):
    return [(each.row.code, each.row.depth) for each in screen.tree.frame.rows]


def at(screen, code):
    return next(each for each in screen.tree.frame.rows if each.row.code == code)


def go_to(officer, screen, code):
    """Walk to a priority by the Down key."""
    officer.press("Home")
    for _ in range(40):
        if screen.tree.current().row.code == code:
            return
        officer.press("Down")
    raise AssertionError(f"the Down key does not come to {code}")


def shown(officer, kind):
    officer.wait(lambda: any(each.isVisible() for each in officer.window.findChildren(kind)))
    officer.settle()
    return next(each for each in officer.window.findChildren(kind) if each.isVisible())


def test_the_frame_shows_its_numbers_and_the_excerpts_follow_the_priority(on_sample):
    officer = on_sample
    screen = on_screen(officer)
    first = screen.tree.current()
    assert first.submissions >= first.own > 0
    assert screen.card.name.text().startswith(first.row.code)
    before = screen.excerpts.rows.rowCount()
    officer.press("Down")
    officer.wait(lambda: screen.card.name.text().startswith(screen.tree.current().row.code))
    officer.settle()
    officer.press("Up")
    officer.wait(lambda: screen.excerpts.rows.rowCount() == before)
    assert f"{before} excerpt" in screen.heading.words.text()


def test_enter_on_an_excerpt_opens_it_in_its_text(on_sample):
    officer = on_sample
    screen = on_screen(officer)
    table = screen.excerpts
    officer.wait(lambda: table.rows.row_at(0) is not None)
    officer.click(table.viewport(), table.visualRect(table.rows.index(0, 0)).center())
    officer.press("Enter", on=table)
    officer.wait(lambda: officer.window.current_screen().key == "reading")


def test_a_priority_is_added_renamed_and_both_are_undone(on_sample, beside):
    officer = on_sample
    screen = on_screen(officer)
    before = len(codes(screen))
    officer.actions = 0
    officer.press("Insert")
    dialog = shown(officer, NewPriorityDialog)
    assert dialog.code.text()
    officer.type("Flood resilience")
    officer.press("Enter", on=dialog)
    officer.wait(lambda: len(codes(screen)) == before + 1)
    assert officer.actions == 3
    new = screen.tree.frame.rows[-1]
    assert new.row.name == "Flood resilience"
    officer.window.activateWindow()
    screen.tree.setFocus()
    go_to(officer, screen, new.row.code)
    officer.actions = 0
    officer.press("F2")
    dialog = shown(officer, EditPriorityDialog)
    officer.type("Floods and drought")
    officer.press("Enter", on=dialog)
    officer.wait(lambda: at(screen, new.row.code).row.name == "Floods and drought")
    assert officer.actions == 3
    assert screen.tree.current().row.code == new.row.code
    for _ in range(2):
        officer.press("Ctrl+Z", on=officer.window)
        officer.settle()
    officer.wait(lambda: len(codes(screen)) == before)
    assert count(beside(), Priority, Priority.name == "Floods and drought") == 0


def tick(officer, dialog, *names):
    """Go to the labels by Tab and tick some by the space bar."""
    while QApplication.focusWidget() is not dialog.labels:
        officer.press("Tab", on=QApplication.focusWidget())
    officer.press("Home", on=dialog.labels)
    for _ in range(dialog.labels.count()):
        if dialog.labels.currentItem().text() in names:
            officer.press("Space", on=dialog.labels)
        officer.press("Down", on=dialog.labels)


def test_a_new_priority_hangs_on_every_label_that_is_ticked(on_sample, beside):
    officer = on_sample
    screen = on_screen(officer)
    before = content(beside())
    officer.press("Insert")
    dialog = shown(officer, NewPriorityDialog)
    officer.type("Flood resilience")
    tick(officer, dialog, "Infrastructure", "Places", "Clean Growth")
    officer.press("Enter", on=dialog)
    officer.wait(lambda: screen.tree.frame.rows[-1].row.name == "Flood resilience")
    new = screen.tree.frame.rows[-1].row
    assert new.labels == ("Infrastructure", "Places", "Clean Growth")
    officer.window.activateWindow()
    screen.tree.setFocus()
    go_to(officer, screen, new.code)
    assert "Infrastructure · Places · Clean Growth" in screen.card.facts.text()
    officer.press("F2")
    dialog = shown(officer, EditPriorityDialog)
    assert dialog.chosen_labels() == ["Infrastructure", "Places", "Clean Growth"]
    tick(officer, dialog, "Ideas", "Places")
    officer.press("Enter", on=dialog)
    officer.wait(lambda: at(screen, new.code).row.labels[0] == "Ideas")
    assert at(screen, new.code).row.labels == ("Ideas", "Infrastructure", "Clean Growth")
    officer.press("Ctrl+Z", on=officer.window)
    officer.wait(lambda: at(screen, new.code).row.labels == new.labels)
    officer.press("Ctrl+Z", on=officer.window)
    officer.wait(lambda: screen.tree.frame.rows[-1].row.id != new.id)
    assert content(beside()) == before


def test_priorities_move_by_keys_down_into_and_out_again(on_sample):
    officer = on_sample
    screen = on_screen(officer)
    start = codes(screen)
    first, second = (each.row.code for each in screen.tree.siblings(None)[:2])
    go_to(officer, screen, second)
    officer.press("Alt+Up")
    officer.wait(lambda: screen.tree.siblings(None)[0].row.code == second)
    assert screen.tree.current().row.code == second
    officer.press("Alt+Down")
    officer.wait(lambda: codes(screen) == start)
    officer.press("Alt+Right")
    officer.wait(lambda: at(screen, second).row.parent == first)
    officer.press("Alt+Left")
    officer.wait(lambda: codes(screen) == start)
    for _ in range(4):
        officer.press("Ctrl+Z", on=officer.window)
        officer.settle()
    officer.wait(lambda: codes(screen) == start)


def test_priorities_are_dragged_by_the_mouse_in_the_toolkit_s_own_drag_loop():
    """It runs only where the platform carries a drag, which the offscreen one does not."""
    tests = Path(__file__).with_name("dragging.py")
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", str(tests), "-q", "-p", "no:cacheprovider"],
        env={**os.environ, "QT_QPA_PLATFORM": "minimal"},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_a_tagged_priority_is_not_deleted_and_says_why(on_sample, beside):
    officer = on_sample
    screen = on_screen(officer)
    before = len(codes(screen))
    tagged = next(each for each in screen.tree.frame.rows if each.own)
    go_to(officer, screen, tagged.row.code)
    officer.press("Delete")
    officer.wait(lambda: f"{tagged.row.code} has" in officer.told())
    assert len(rows(beside(), Priority)) >= before
    assert len(codes(screen)) == before


def test_the_menu_of_the_box_on_ctrl_k_leads_to_a_priority(on_sample):
    officer = on_sample
    screen = on_screen(officer)
    last = screen.tree.frame.rows[-1].row
    officer.workspace.go_to("priorities", last.id)
    officer.wait(lambda: screen.tree.current().row.id == last.id)
