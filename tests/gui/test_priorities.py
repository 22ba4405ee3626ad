"""The coding frame: numbered, formed by keys and by dragging, with its excerpts beside it."""

import os
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from lisdesk.clock import fixed_clock
from lisdesk.edits.priorities import PriorityDraft, add_priority
from lisdesk.edits.priority_merging import merge_priority
from lisdesk.edits.tag_changes import TagMarks, tag_many
from lisdesk.exchange.refi.reading import read_coded_project
from lisdesk.outcome import Kind
from lisdesk.queries.frame_history import frame_at
from lisdesk.rules.vocabulary import PriorityColour, Stance
from lisdesk.store.entities import Call, Priority, Tag
from lisdesk.store.work import Desk
from lisdesk.ui.priorities.delete_dialog import DeletePriorityDialog
from lisdesk.ui.priorities.frame_tree import ALL
from lisdesk.ui.priorities.merge_dialog import MergePriorityDialog
from lisdesk.ui.priorities.priority_dialog import EditPriorityDialog, NewPriorityDialog
from lisdesk.ui.priorities.split_dialog import SplitPriorityDialog
from lisdesk.ui.priorities.then_dialog import CountsThenDialog
from lisdesk.ui.theme import priority_colour
from tests.desk_work import DESK, content, count, do, first, log, rows, tag
from tests.window_driver import shown

J11_MOST = 4


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
    officer.comes_to("reading")


def test_a_priority_is_added_renamed_and_both_are_undone(on_sample, beside, journey):
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
    journey("J11, rename a priority", officer.actions, J11_MOST)
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


def test_priorities_move_by_keys_down_into_and_out_again(on_sample, journey):
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
    officer.actions = 0
    officer.press("Alt+Right")
    officer.wait(lambda: at(screen, second).row.parent == first)
    journey("J11, move a priority", officer.actions, J11_MOST)
    officer.press("Alt+Left")
    officer.wait(lambda: codes(screen) == start)
    for _ in range(4):
        officer.press("Ctrl+Z", on=officer.window)
        officer.settle()
    officer.wait(lambda: codes(screen) == start)


@pytest.mark.thorough
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


def choose(officer, box, words):
    """Choose from a box by the keys: its first letters, as far as they are needed."""
    while QApplication.focusWidget() is not box:
        officer.press("Tab", on=QApplication.focusWidget())
    for _ in range(box.count()):
        if box.currentText().strip().startswith(words):
            return
        officer.press("Down", on=box)
    raise AssertionError(f"{words} is not among what can be chosen")


def with_tags_and_children(officer, screen):
    """Hang a new priority below one that has tags; return the two, and one that takes them over."""
    tagged, taker = [each for each in screen.tree.siblings(None) if each.row.tags][:2]
    go_to(officer, screen, tagged.row.code)
    officer.press("Shift+Insert")
    dialog = shown(officer, NewPriorityDialog)
    officer.type("A closer look")
    officer.press("Enter", on=dialog)
    officer.wait(lambda: f"{tagged.row.code}.1" in dict(codes(screen)))
    officer.window.activateWindow()
    screen.tree.setFocus()
    go_to(officer, screen, tagged.row.code)
    return at(screen, tagged.row.code), at(screen, f"{tagged.row.code}.1"), taker


def test_tags_and_children_of_a_deleted_priority_move_and_one_undo_brings_all_back(
    on_sample, beside
):
    officer = on_sample
    screen = on_screen(officer)
    gone, child, taker = with_tags_and_children(officer, screen)
    database = beside()
    before = content(database)
    tags = count(database, Tag, Tag.priority_id.in_([gone.row.id, taker.row.id]))
    officer.press("Delete")
    dialog = shown(officer, DeletePriorityDialog)
    assert f"{gone.row.tags:,} tags" in dialog.words.text()
    assert "1 priority below it" in dialog.words.text()
    assert not dialog.go.isEnabled()
    choose(officer, dialog.tags, f"Move them to {taker.row.code} ")
    choose(officer, dialog.below, f"Hang them below {taker.row.code} ")
    assert dialog.go.isEnabled()
    officer.press("Enter", on=dialog)
    officer.wait(lambda: gone.row.code not in dict(codes(screen)))
    assert at(screen, child.row.code).row.parent == taker.row.code
    assert count(database, Tag, Tag.priority_id == taker.row.id) == tags
    assert f"Deleted the priority {gone.row.code}" in officer.window.status.last_edit.text()
    assert "moved" in officer.window.status.last_edit.text()
    officer.press("Ctrl+Z", on=officer.window)
    officer.wait(lambda: gone.row.code in dict(codes(screen)))
    officer.settle()
    assert content(database) == before


def test_tags_come_off_and_children_move_up_only_if_that_is_chosen(on_sample, beside):
    officer = on_sample
    screen = on_screen(officer)
    gone, child, _taker = with_tags_and_children(officer, screen)
    database = beside()
    before = content(database)
    officer.press("Delete")
    dialog = shown(officer, DeletePriorityDialog)
    officer.press("Esc", on=dialog)
    officer.settle()
    assert content(database) == before
    officer.window.activateWindow()
    screen.tree.setFocus()
    officer.press("Delete")
    dialog = shown(officer, DeletePriorityDialog)
    choose(officer, dialog.tags, "Take them off")
    officer.click(dialog.go)
    officer.wait(lambda: gone.row.code not in dict(codes(screen)))
    assert at(screen, child.row.code).row.parent == ""
    assert count(database, Tag, Tag.priority_id == gone.row.id) == 0
    officer.press("Ctrl+Z", on=officer.window)
    officer.wait(lambda: gone.row.code in dict(codes(screen)))
    officer.settle()
    assert content(database) == before


def test_priorities_take_the_colours_of_another_theme(on_sample, theme_after):
    officer = on_sample
    screen = on_screen(officer)
    officer.settle()
    for theme in ("dark", "light"):
        officer.window.choose_theme(theme)
        QApplication.processEvents()
        second = screen.tree.topLevelItem(1)
        for item in (second, second.child(0)):
            colour = item.icon(0).pixmap(12, 12).toImage().pixelColor(6, 6)
            assert colour == priority_colour(1), theme


@pytest.mark.thorough
def test_a_priority_that_nothing_hangs_on_is_deleted_at_once(on_sample):
    officer = on_sample
    screen = on_screen(officer)
    _gone, child, _taker = with_tags_and_children(officer, screen)
    go_to(officer, screen, child.row.code)
    officer.press("Delete")
    officer.wait(lambda: child.row.code not in dict(codes(screen)))
    officer.press("Ctrl+Z", on=officer.window)
    officer.wait(lambda: child.row.code in dict(codes(screen)))


@pytest.mark.thorough
def test_the_menu_of_the_box_on_ctrl_k_leads_to_a_priority(on_sample):
    officer = on_sample
    screen = on_screen(officer)
    last = screen.tree.frame.rows[-1].row
    officer.workspace.go_to("priorities", last.id)
    officer.wait(lambda: screen.tree.current().row.id == last.id)


def tagged(screen):
    """Return two priorities at the top that have tags, the one with more of them first."""
    found = [each for each in screen.tree.siblings(None) if each.row.tags]
    return sorted(found, key=lambda each: -each.row.tags)[:2]


@pytest.mark.thorough
def test_two_priorities_are_merged_in_four_actions_and_one_undo_parts_them(
    on_sample, beside, journey
):
    officer = on_sample
    screen = on_screen(officer)
    into, gone = tagged(screen)
    database = beside()
    before = content(database)
    tags = count(database, Tag, Tag.priority_id.in_([into.row.id, gone.row.id]))
    go_to(officer, screen, gone.row.code)
    officer.actions = 0
    officer.press("Ctrl+M")
    dialog = shown(officer, MergePriorityDialog)
    assert not dialog.go.isEnabled()
    officer.type(into.row.code, on=dialog.into)
    officer.wait(dialog.go.isEnabled)
    assert f"{gone.row.tags} tags will move to {into.row.code}." in dialog.moving.text()
    officer.press("Enter", on=dialog)
    officer.wait(lambda: gone.row.code not in dict(codes(screen)))
    assert officer.actions == 3
    journey("J11, merge two priorities", officer.actions, J11_MOST)
    assert count(database, Tag, Tag.priority_id == into.row.id) == tags
    told = officer.window.status.last_edit.text()
    assert told == f"Merged {gone.row.code} into {into.row.code} with {gone.row.tags} tags"
    officer.press("Ctrl+Z", on=officer.window)
    officer.wait(lambda: gone.row.code in dict(codes(screen)))
    officer.settle()
    assert content(database) == before


@pytest.mark.thorough
def test_tags_that_say_otherwise_are_told_before_two_priorities_are_merged(on_sample, beside):
    officer = on_sample
    screen = on_screen(officer)
    into, gone = tagged(screen)
    database = beside()
    own = rows(database, Tag, Tag.priority_id == gone.row.id)[0]
    same = {"excerpt_ids": [own.excerpt_id]} if own.excerpt_id else {}
    same = same or {"submission_ids": [own.submission_id]}
    stance = Stance.OPPOSE if own.stance is not Stance.OPPOSE else Stance.SUPPORT
    marks = TagMarks(stance)
    desk = Desk(own.officer, DESK.clock)
    do(database, tag_many, desk=desk, priority_id=into.row.id, marks=marks, **same)
    officer.workspace.jobs.changed.emit(frozenset({Kind.TAG}))
    officer.settle()
    go_to(officer, screen, gone.row.code)
    officer.press("Ctrl+M")
    dialog = shown(officer, MergePriorityDialog)
    officer.type(into.row.code, on=dialog.into)
    officer.wait(dialog.go.isEnabled)
    assert "1 of them stands on words" in dialog.moving.text()
    assert "1 of those says something else" in dialog.moving.text()
    officer.press("Enter", on=dialog)
    officer.wait(lambda: gone.row.code not in dict(codes(screen)))
    (kept,) = rows(database, Tag, Tag.note.contains(f"On {gone.row.code}: {own.stance.label}"))
    assert (kept.priority_id, kept.stance) == (into.row.id, stance)


@pytest.mark.thorough
def test_a_priority_is_split_by_words_in_four_actions(on_sample, beside, journey):
    officer = on_sample
    screen = on_screen(officer)
    source, _ = tagged(screen)
    database = beside()
    before, tags = content(database), source.row.tags
    go_to(officer, screen, source.row.code)
    officer.actions = 0
    officer.press("Ctrl+Shift+P")
    dialog = shown(officer, SplitPriorityDialog)
    officer.wait(lambda: dialog.count.text() == f"{tags} of {tags} tags will move")
    officer.type("the", on=dialog.words_field)
    officer.wait(lambda: dialog.count.text() != f"{tags} of {tags} tags will move")
    moved = dialog.table.rows.rowCount()
    assert dialog.count.text() == f"{moved} of {tags} tags will move"
    assert 0 < moved < tags
    officer.press("Enter", on=dialog)
    officer.wait(lambda: screen.tree.frame.rows[-1].row.name == "The")
    assert officer.actions == 3
    journey("J11, split a priority", officer.actions, J11_MOST)
    new = screen.tree.frame.rows[-1].row
    assert (new.tags, at(screen, source.row.code).row.tags) == (moved, tags - moved)
    assert officer.window.status.last_edit.text().endswith(f"tags moved to {new.code}")
    officer.press("Ctrl+Z", on=officer.window)
    officer.wait(lambda: screen.tree.frame.rows[-1].row.id != new.id)
    officer.settle()
    assert content(database) == before


@pytest.mark.thorough
def test_a_priority_is_split_by_hand_into_one_that_is_there(on_sample, beside):
    officer = on_sample
    screen = on_screen(officer)
    source, into = tagged(screen)
    go_to(officer, screen, source.row.code)
    officer.press("Ctrl+Shift+P")
    dialog = shown(officer, SplitPriorityDialog)
    officer.wait(lambda: dialog.table.rows.rowCount() == source.row.tags)
    officer.wait(lambda: dialog.table.rows.row_at(1) is not None)
    officer.click(dialog.none)
    assert dialog.count.text() == f"0 of {source.row.tags} tags will move"
    assert not dialog.go.isEnabled()
    dialog.table.setFocus()
    officer.press("Down", on=dialog.table)
    officer.press("Space", on=dialog.table)
    officer.press("Down", on=dialog.table)
    officer.press("Space", on=dialog.table)
    assert dialog.count.text() == f"2 of {source.row.tags} tags will move"
    officer.type(into.row.code, on=dialog.into)
    assert not dialog.new.isVisible()
    officer.press("Enter", on=dialog)
    officer.wait(lambda: at(screen, source.row.code).row.tags == source.row.tags - 2)
    assert at(screen, into.row.code).row.tags == into.row.tags + 2


@pytest.mark.thorough
def test_a_split_of_what_is_not_there_is_refused_and_nothing_typed_is_lost(on_sample):
    officer = on_sample
    screen = on_screen(officer)
    source, _ = tagged(screen)
    go_to(officer, screen, source.row.code)
    officer.press("Ctrl+Shift+P")
    dialog = shown(officer, SplitPriorityDialog)
    officer.type("zebras", on=dialog.words_field)
    officer.press("Enter", on=dialog)
    officer.wait(dialog.fault.isVisible)
    assert "was chosen" in dialog.fault.text()
    assert (dialog.words_field.text(), dialog.name.text()) == ("zebras", "Zebras")


@pytest.mark.thorough
def test_the_history_and_the_counts_of_an_earlier_day_are_shown(on_sample, beside):
    officer = on_sample
    screen = on_screen(officer)
    into, gone = tagged(screen)
    go_to(officer, screen, gone.row.code)
    officer.press("Ctrl+M")
    dialog = shown(officer, MergePriorityDialog)
    officer.type(into.row.code, on=dialog.into)
    officer.wait(dialog.go.isEnabled)
    officer.type("One theme", on=dialog.reason)
    officer.press("Enter", on=dialog)
    officer.wait(lambda: gone.row.code not in dict(codes(screen)))
    officer.window.activateWindow()
    screen.tree.setFocus()
    go_to(officer, screen, into.row.code)
    officer.press("Ctrl+H")
    officer.wait(lambda: screen.heading.words.text() == "1 change")
    told = screen.history.topLevelItem(0).text(1)
    assert told.startswith(f"{gone.row.code} {gone.row.name}: Merged into {into.row.code}")
    assert told.endswith(f"with {gone.row.tags} tags (One theme)")
    officer.press("Ctrl+H")
    officer.wait(lambda: screen.heading.words.text().endswith("excerpts"))
    officer.press("Ctrl+D")
    dialog = shown(officer, CountsThenDialog)
    officer.wait(lambda: dialog.list.topLevelItemCount() == len(screen.tree.frame.rows) + 1)
    assert "since 17 Feb 2019" in dialog.told.text()
    lines = [dialog.list.topLevelItem(at) for at in range(dialog.list.topLevelItemCount())]
    by_code = {line.text(0).split()[0]: line for line in lines}
    line = by_code[gone.row.code]
    shown_then = [line.text(column) for column in (2, 3, 4, 5)]
    assert shown_then == [f"{gone.own}", "–", f"{gone.submissions}", "–"]
    with beside().reading() as session:
        then = frame_at(session, officer.workspace.call_id, datetime(2019, 2, 17, tzinfo=UTC)).rows
    [restated] = [each for each in then if each.code == gone.row.code]
    supporting, opposing = restated.stances.support, restated.stances.oppose
    assert [line.text(column) for column in (6, 7)] == [f"{supporting} → –", f"{opposing} → –"]
    [restated] = [each for each in then if each.code == into.row.code]
    line = by_code[into.row.code]
    assert line.text(6).split(" → ") == [
        f"{each}"
        for each in dict.fromkeys((restated.stances.support, restated.stances_now.support))
    ]
    assert line.text(2) == f"{into.own}"
    assert line.text(3) == f"{at(screen, into.row.code).own}"
    officer.type("nonsense", on=dialog.day)
    officer.wait(lambda: dialog.list.topLevelItemCount() == 0)
    assert "Write the day as" in dialog.told.text()


@pytest.mark.thorough
def test_counts_are_restated_as_of_any_day_in_four_actions(on_sample, beside, journey):
    officer = on_sample
    screen = on_screen(officer)
    into, gone = tagged(screen)
    ends = {"priority_id": gone.row.id, "into_id": into.row.id}
    merged_at = officer.workspace.clock.now() - timedelta(days=9)
    do(beside(), merge_priority, desk=Desk(DESK.officer, fixed_clock(merged_at)), **ends)
    officer.wait(lambda: gone.row.code not in dict(codes(screen)))
    officer.settle()
    officer.actions = 0
    officer.press("Ctrl+D")
    dialog = shown(officer, CountsThenDialog)
    officer.wait(lambda: dialog.list.topLevelItemCount() == len(screen.tree.frame.rows))
    journey("J11, restate the counts as of yesterday", officer.actions, J11_MOST)
    officer.type("2019-02-01")
    officer.wait(lambda: dialog.list.topLevelItemCount() == len(screen.tree.frame.rows) + 1)
    journey("J11, restate the counts as of a day", officer.actions, J11_MOST)
    lines = [dialog.list.topLevelItem(at) for at in range(dialog.list.topLevelItemCount())]
    by_code = {line.text(0).split()[0]: [line.text(2), line.text(4)] for line in lines}
    for each in (gone, into):
        assert by_code[each.row.code] == [f"{each.own}", f"{each.submissions}"]


@pytest.mark.thorough
def test_examples_and_a_hue_are_given_and_shown_everywhere(on_sample):
    officer = on_sample
    screen = on_screen(officer)
    first = screen.tree.siblings(None)[0]
    go_to(officer, screen, first.row.code)
    officer.press("F2")
    dialog = shown(officer, EditPriorityDialog)
    officer.type("Such as a makerspace.", on=dialog.examples)
    officer.type("Te", on=dialog.colour)
    officer.press("Enter", on=dialog)
    officer.wait(lambda: at(screen, first.row.code).row.colour is PriorityColour.TEAL)
    assert "Examples: Such as a makerspace." in screen.card.words.text()
    wanted = priority_colour(list(PriorityColour).index(PriorityColour.TEAL))
    item = screen.tree.topLevelItem(0)
    assert item.icon(0).pixmap(12, 12).toImage().pixelColor(6, 6) == wanted
    reading = officer.go("reading")
    officer.wait(lambda: reading.tree.rows)
    assert reading.tree.colour_of(first.row.id) == wanted
    officer.press("Ctrl+Z", on=officer.window)
    officer.wait(lambda: reading.tree.colour_of(first.row.id) == priority_colour(0))


@pytest.mark.thorough
def test_renaming_and_moving_take_at_most_four_actions(on_sample):
    officer = on_sample
    screen = on_screen(officer)
    second = screen.tree.siblings(None)[1].row
    go_to(officer, screen, second.code)
    officer.actions = 0
    officer.press("F2")
    shown(officer, EditPriorityDialog)
    officer.type("People and skills")
    officer.press("Enter", on=QApplication.activeModalWidget())
    officer.wait(lambda: at(screen, second.code).row.name == "People and skills")
    assert officer.actions == 3
    officer.window.activateWindow()
    screen.tree.setFocus()
    officer.actions = 0
    officer.press("Alt+Right")
    officer.wait(lambda: at(screen, second.code).parent_id is not None)
    assert officer.actions == 1


@pytest.mark.thorough
def test_a_frame_is_written_changed_in_a_list_and_brought_in_as_one_step(
    on_sample, beside, ask, tmp_path
):
    officer = on_sample
    screen = on_screen(officer)
    start, before = codes(screen), content(beside())
    path = tmp_path / "frame.csv"
    ask.save.append(path)
    officer.press("Ctrl+Shift+S")
    officer.wait(lambda: "Wrote" in officer.told())
    text = path.read_text(encoding="utf-8-sig")
    ask.open.append([path])
    officer.press("Ctrl+Shift+O")
    officer.wait(lambda: "says what stands" in officer.told())
    first = screen.tree.frame.rows[0].row
    lines = text.replace(first.name, f"{first.name} and more", 1) + "P77,A new one\n"
    path.write_text(lines, encoding="utf-8-sig")
    for agrees in (False, True):
        ask.open.append([path])
        ask.agree.append(agrees)
        officer.press("Ctrl+Shift+O")
        officer.wait(lambda: not ask.agree)
        officer.settle()
        if not agrees:
            assert codes(screen) == start
    assert ask.asked[-1].words.startswith("1 priority will be added, 1 will be changed")
    assert ask.asked[-1].detail == f"Added: P77\nChanged: {first.code}"
    officer.wait(lambda: "P77" in dict(codes(screen)))
    assert at(screen, first.code).row.name == f"{first.name} and more"
    officer.press("Ctrl+Z", on=officer.window)
    officer.wait(lambda: codes(screen) == start)
    officer.settle()
    assert content(beside()) == before


@pytest.mark.thorough
@pytest.mark.parametrize("words", ["Name\nCulture\n", "\x00\x01\x02", "code,name\nP 9,Spaced\n"])
def test_a_list_that_does_not_fit_is_refused_in_a_sentence(on_sample, ask, tmp_path, words):
    officer = on_sample
    screen = on_screen(officer)
    start = codes(screen)
    path = tmp_path / "frame.csv"
    path.write_text(words)
    ask.open.append([path])
    officer.press("Ctrl+Shift+O")
    officer.wait(officer.told)
    assert codes(screen) == start
    assert not ask.asked


@pytest.mark.thorough
def test_counts_of_many_submissions_are_read_whole_and_quotations_keep_their_room(on_sample):
    officer = on_sample
    officer.window.resize(1280, 720)
    screen = officer.go("priorities")
    officer.wait(lambda: screen.tree.frame.rows)
    shown = screen.tree.frame
    many = tuple(replace(each, own=228_000, submissions=1_228_000) for each in shown.rows)
    screen.tree.show_frame(replace(shown, rows=many))
    officer.settle()
    for column, words in ((2, "228,000"), (3, "1,228,000")):
        assert screen.tree.topLevelItem(0).text(column) == words
        assert screen.tree.sizeHintForColumn(column) <= screen.tree.columnWidth(column)
    assert screen.excerpts.columnWidth(0) >= 240


@pytest.mark.thorough
def test_the_frame_is_written_as_a_codebook_that_other_programs_read(on_sample, ask, tmp_path):
    officer = on_sample
    screen = on_screen(officer)
    ask.save += [tmp_path / "frame", tmp_path / "none" / "frame.qdc"]
    officer.press("Ctrl+Shift+X")
    officer.wait(lambda: "Wrote" in officer.told())
    count = len(screen.tree.frame.rows)
    assert officer.told() == f"Wrote {count} priorities to frame.qdc."
    codes_read = read_coded_project(tmp_path / "frame.qdc").codes
    assert [code.name for code in codes_read] == [row.row.name for row in screen.tree.frame.rows]
    officer.press("Ctrl+Shift+X")
    officer.wait(lambda: "folder" in officer.told())


def test_a_priority_that_rests_on_one_group_is_marked_in_the_tree_and_said(on_sample, beside):
    officer, role = on_sample, Qt.ItemDataRole.AccessibleTextRole
    screen = on_screen(officer)
    tree = screen.tree
    new = PriorityDraft("P9", "Canals")
    do(beside(), add_priority, call_id=officer.workspace.call_id, draft=new)
    officer.wait(lambda: tree.frame.rows[-1].row.code == "P9")
    item = tree.item_of(at(screen, "P9").row.id)
    assert (item.icon(ALL).isNull(), item.data(ALL, role)) == (True, None)
    call = first(beside(), Call, Call.id == officer.workspace.call_id)
    written = {"received_at": datetime(2019, 1, 7, tzinfo=UTC), "letter": "Locks!"}
    for number in range(5):
        entry = log(beside(), call, respondent=f"Boat {number}", type_token="school", **written)
        tag(beside(), entry, "P9")
    officer.wait(lambda: at(screen, "P9").one_group)
    item = tree.item_of(at(screen, "P9").row.id)
    told = "rests on one group: 5 of 5 are School"
    assert not item.icon(ALL).isNull()
    assert told in item.toolTip(ALL)
    assert told in item.toolTip(0)
    assert item.data(ALL, role) == f"5, {told}"
    assert item.data(0, role) == f"P9  Canals, {told}"
    assert "one group" in tree.headerItem().toolTip(ALL)
    for each in tree.frame.rows:
        assert tree.item_of(each.row.id).icon(ALL).isNull() is not bool(each.one_group)
    go_to(officer, screen, "P9")
    assert screen.card.one_group.text() == f"It {told}."
