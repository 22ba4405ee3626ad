"""Coverage on the screen: targets, who was not heard, acknowledgements, and the event log."""

import csv
from datetime import date
from time import sleep

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from lisdesk.edits.contacting import mark_acknowledged, mark_chased
from lisdesk.edits.submissions import SubmissionDraft, add_submission
from lisdesk.edits.targets import TargetDraft, remove_target, set_target
from lisdesk.exchange.mail import drafts
from lisdesk.exchange.mail.drafts import draft_bytes
from lisdesk.store.entities import (
    Acknowledgement,
    AcknowledgementText,
    Chase,
    ContactExport,
    CoverageTarget,
    Question,
    StakeholderType,
)
from lisdesk.ui.coverage import screen as coverage_screen
from lisdesk.ui.coverage.acknowledge_tab import TextDialog
from lisdesk.ui.coverage.chase_tab import ChasedDialog
from lisdesk.ui.coverage.rows_table import RowColumn, RowsTable
from lisdesk.ui.coverage.target_dialog import TargetDialog
from lisdesk.ui.event_log import EventDialog, EventLogDialog
from lisdesk.ui.plain_table import PlainTable
from tests.desk_work import DESK, at, count, do, first, open_call, rows
from tests.window_driver import database_of, shown


@pytest.fixture
def officer(on_sample):
    return on_sample


@pytest.fixture
def screen(officer):
    return officer.go("coverage")


def lines_of(officer, tab):
    """Return all rows of acknowledgements, once they have been read."""
    lines = tab.table.lines
    officer.wait(lambda: lines.rowCount() > 3)
    places = range(lines.rowCount())
    officer.wait(lambda: None not in [lines.row_at(place) for place in places])
    return [lines.row_at(place) for place in places]


def cannot_be_sent(number):
    return f"; {number:,} due cannot be sent by e-mail" if number else " sent"


def test_a_target_is_set_changed_and_removed_by_keyboard_and_comes_back_by_undo(officer, screen):
    tab = screen.targets
    officer.wait(tab.empty.isVisible)
    assert [each.text() for each in tab.empty.buttons] == ["Add a target…", "Import targets…"]
    officer.press("Ctrl+D")
    dialog = shown(officer, TargetDialog)
    officer.type("Health", on=dialog.type)
    chosen = dialog.type.currentText().strip()
    dialog.wanted.setFocus()
    dialog.wanted.selectAll()
    officer.type("90", on=dialog.wanted)
    officer.press("Enter", on=dialog.wanted)
    officer.wait(lambda: len(tab.table.rows) == 1)
    (line,) = tab.table.rows
    assert (line.type, line.area, line.wanted) == (chosen, "", 90)
    officer.press("F2", on=tab.table)
    dialog = shown(officer, TargetDialog)
    assert dialog.type.currentText() == chosen
    assert not dialog.type.isEnabled()
    dialog.wanted.setValue(95)
    officer.press("Ctrl+Enter", on=dialog.wanted)
    officer.wait(lambda: [each.wanted for each in tab.table.rows] == [95])
    assert "0 of 1 target met" in tab.words.text()
    tab.remove.trigger()
    officer.wait(lambda: not tab.table.rows)
    officer.press("Ctrl+Z", on=officer.window)
    officer.wait(lambda: len(tab.table.rows) == 1)


def test_targets_sort_by_the_number_of_their_question_and_empty_cells_come_last_both_ways(
    officer, screen
):
    database, tab = database_of(officer), screen.targets
    for number in (None, 10, 2, 1):
        asked = Question.call_id == 1, Question.number == number
        question = first(database, Question, *asked).id if number else None
        do(database, set_target, call_id=1, draft=TargetDraft(3, question_id=question))
    officer.wait(lambda: len(tab.table.rows) == 4)
    for order in (["", "Q1", "Q2", "Q10"], ["Q10", "Q2", "Q1", ""]):
        tab.table.sort_by(2)
        assert [row.question for row in tab.table.rows] == order
    column = RowColumn("Word", lambda row: row, 0)
    table = RowsTable("Words", (column,), lambda: None, lambda row: row, sorts=True)
    officer.qtbot.addWidget(table)
    table.show_rows(["b", "", "A"])
    for order in (["A", "b", ""], ["b", "A", ""]):
        table.sort_by(0)
        assert table.rows == order


def test_targets_come_in_from_a_list_and_home_says_who_was_not_heard(officer, screen, tmp_path):
    ask, tab = officer.window.ask, screen.targets
    silent = first(database_of(officer), StakeholderType, StakeholderType.key == "health-care")
    path = tmp_path / "targets.csv"
    path.write_text("type,target\nall,5\nhealth-care,nothing\n", encoding="utf-8")
    ask.open.append([path])
    tab.bring_in.trigger()
    officer.wait(lambda: "In row 3, target is not a whole number." in officer.told())
    path.write_text("type,target\nall,5\nhealth-care,900\n", encoding="utf-8")
    ask.open.append([path])
    tab.bring_in.trigger()
    officer.wait(lambda: len(tab.table.rows) == 2)
    assert officer.told() == "Targets: 2 added, 0 changed, 0 as before."
    ask.save.append(tmp_path / "out")
    tab.export.trigger()
    officer.wait(lambda: (tmp_path / "out.csv").exists())
    with (tmp_path / "out.csv").open(encoding="utf-8-sig") as file:
        assert [line["type"] for line in csv.DictReader(file)] == ["all", silent.label]
    home = officer.go("home")
    officer.wait(lambda: "1 of 2 targets met" in home.body.not_heard_from.text())
    assert silent.label in home.body.not_heard_from.text()


def test_who_was_not_heard_is_marked_together_exported_and_undone(officer, screen, tmp_path):
    database = database_of(officer)
    for name in ("Silent College", "Silent Trust"):
        draft = SubmissionDraft(respondent=name, type_token="health-care")  # blank: not counted
        do(database, add_submission, call_id=1, draft=draft)
    screen.tabs.setCurrentIndex(1)
    tab = screen.chase
    officer.wait(lambda: len(tab.table.rows) > 1)
    every = len(tab.table.rows)
    assert f"{every:,} not heard from" in tab.count.text()
    health = first(database, StakeholderType, StakeholderType.key == "health-care")
    tab.type.setCurrentIndex(tab.type.findData(health.id))
    officer.settle()
    names = [row.name for row in tab.table.rows]
    assert {"Silent College", "Silent Trust"} <= set(names)
    tab.table.setFocus()
    tab.table.selectAll()
    officer.press("F3", on=tab.table)
    dialog = shown(officer, ChasedDialog)
    officer.type("Sent the prospectus.", on=dialog.note)
    officer.press("Enter", on=dialog.note)
    officer.wait(lambda: count(database, Chase) == len(names))
    officer.wait(lambda: all(row.chases == 1 for row in tab.table.rows))
    tab.never.setChecked(True)
    officer.wait(lambda: not tab.table.rows)
    tab.never.setChecked(False)
    officer.wait(lambda: len(tab.table.rows) == len(names))
    officer.window.ask.save.append(tmp_path / "chase.csv")
    tab.type.setCurrentIndex(0)
    tab.export.trigger()  # before the list of all is there: what is shown goes out
    officer.wait(lambda: count(database, ContactExport) == 1)
    officer.wait(lambda: "on record" in officer.told())
    with (tmp_path / "chase.csv").open(encoding="utf-8-sig", newline="") as stream:
        assert [row["Name"] for row in csv.DictReader(stream)] == names
    tab.type.setCurrentIndex(tab.type.findData(health.id))
    officer.wait(lambda: len(tab.table.rows) == len(names))
    tab.show_choices(screen.targets.page._replace(types=()))  # the type has gone
    officer.wait(lambda: len(tab.table.rows) == every)
    officer.press("Ctrl+Z", on=officer.window)
    officer.wait(lambda: count(database, Chase) == 0)
    assert count(database, ContactExport) == 1


def test_the_list_of_those_not_heard_sorts_by_each_heading_and_says_what_to_do_when_it_is_empty(
    officer, screen
):
    database = database_of(officer)
    for name in ("silent college", "Silent Trust"):
        draft = SubmissionDraft(respondent=name, type_token="health-care")  # blank: not counted
        do(database, add_submission, call_id=1, draft=draft)
    screen.tabs.setCurrentIndex(1)
    tab = screen.chase
    officer.wait(lambda: len(tab.table.rows) > 2)
    given = [row.name for row in tab.table.rows]
    tab.table.selectRow(given.index("Silent Trust"))
    header = tab.table.horizontalHeader()
    for place in range(header.count()):
        middle = QPoint(header.sectionViewportPosition(place) + 20, header.height() // 2)
        orders = []
        for _turn in range(2):
            officer.click(header.viewport(), middle)
            orders.append([row.id for row in tab.table.rows])
            assert [row.name for row in tab.table.chosen()] == ["Silent Trust"]
        assert sorted(orders[0]) == sorted(orders[1])
        if place in (0, 5):  # the names differ, and so do the last contacts
            assert orders[0] != orders[1]
    tab.table.sort_by(5)
    contacts = [row.last_touch.on for row in tab.table.rows if row.last_touch]
    assert contacts == sorted(contacts)
    [by_name] = [each for each in tab.table.actions() if each.text() == "Sort by “Name”"]
    by_name.trigger()
    names = [row.name for row in tab.table.rows]
    assert names == sorted(given, key=str.casefold) != sorted(given)
    do(database, mark_chased, call_id=1, chased_on=date(2018, 12, 6),
       stakeholder_ids=[row.id for row in tab.table.rows])  # fmt: skip
    tab.never.setChecked(True)
    officer.wait(tab.empty.isVisible)
    assert screen.start_with() is tab.empty
    everybody, register, target = tab.empty.buttons
    assert everybody.isVisible()
    assert not register.isVisible()
    officer.click(everybody)
    officer.wait(lambda: len(tab.table.rows) == len(given))
    tab.show_rows([])
    assert not everybody.isVisible()
    officer.click(target)
    shown(officer, TargetDialog)
    assert screen.tabs.currentWidget() is screen.targets


@pytest.mark.parametrize("keys", ["Ctrl+J", "Ctrl+Shift+J"])
def test_the_line_in_hand_stays_chosen_when_a_list_comes_while_keys_are_held(officer, screen, keys):
    screen.tabs.setCurrentIndex(2)
    table = screen.acknowledge.table
    officer.wait(lambda: table.lines.rowCount() > 5)
    ids = list(table.lines.ids())
    plain = PlainTable("Words", ("Word",), (0,))
    officer.qtbot.addWidget(plain)
    plain.fill([("One",), ("Two",)])
    plain.setCurrentCell(1, 0)
    table.selectRow(2)
    officer.press(keys, on=table)  # Qt goes by these keys until others come
    for _ in range(2):
        table.lines.reload(lambda _session: ids[::-1])
        officer.settle()
        table.lines.reload(lambda _session: ids)
        officer.settle()
        table.selectRow(2)
        plain.fill([("One",), ("Two",)])
    assert table.selected_ids() == [ids[2]]
    assert plain.selected_rows() == [1]
    for row, held, chosen in ((4, "Shift", [2, 3, 4]), (3, "Control", [2, 4])):
        place = table.visualRect(table.model().index(row, 0)).center()
        keys_held = getattr(Qt.KeyboardModifier, f"{held}Modifier")
        officer.qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, keys_held, place)
        assert table.selected_ids() == [ids[each] for each in chosen]
    officer.press("Home", on=table)
    table.selectRow(1)
    officer.press("Shift+Down", on=table)
    assert table.selected_ids() == ids[1:3]


@pytest.mark.thorough
def test_acknowledgements_sort_by_their_headings_and_what_is_chosen_stays(officer, screen):
    screen.tabs.setCurrentIndex(2)
    tab = screen.acknowledge
    given = [row.id for row in lines_of(officer, tab)]
    tab.table.selectRow(3)
    for heading in ("Submission", "Name", "Address", "Received"):
        [action] = [each for each in tab.table.actions() if each.text() == f"Sort by “{heading}”"]
        orders = []
        for _turn in range(2):
            action.trigger()
            officer.settle()
            orders.append([row.id for row in lines_of(officer, tab)])
            assert tab.table.selected_ids() == [given[3]]
        assert sorted(orders[0]) == sorted(orders[1]) == sorted(given)
        assert orders[0] != orders[1]
    assert orders[0] == given
    header = tab.table.horizontalHeader()
    workspace, bugs = officer.workspace, []
    workspace.bug_met.connect(bugs.append)
    screen.tabs.setCurrentIndex(0)
    officer.settle()
    held, workspace.call = workspace.call, None  # it goes while a page is being read
    tab.table.lines.refresh_rows()
    tab.table.lines.row_at(0)
    officer.settle()
    workspace.call = held
    assert not bugs
    screen.tabs.setCurrentIndex(2)
    officer.settle()
    arrow = header.sortIndicatorSection(), header.sortIndicatorOrder()
    officer.click(header.viewport(), QPoint(header.sectionViewportPosition(4) + 20, 8))
    assert (header.sortIndicatorSection(), header.sortIndicatorOrder()) == arrow


@pytest.mark.thorough
def test_acknowledgements_are_written_as_drafts_and_marked_as_one_step(
    officer, screen, tmp_path, monkeypatch
):
    database = database_of(officer)
    screen.tabs.setCurrentIndex(2)
    tab = screen.acknowledge
    due_rows = lines_of(officer, tab)
    fit = [row for row in due_rows if not row.fault]
    left_out = len(due_rows) - len(fit)
    officer.wait(lambda: tab.words.text().endswith(cannot_be_sent(left_out)))
    assert tab.words.text().startswith(f"{len(due_rows):,} due, 0 sent")
    tab.table.setFocus()
    tab.table.clearSelection()
    tab.table.selectRow(due_rows.index(fit[1]))
    officer.window.ask.chosen_folders.append(tmp_path)
    tab.write.trigger()
    officer.wait(lambda: "Wrote 1 draft to" in officer.told())
    assert [path.stem for path in tmp_path.glob("*.eml")] == [fit[1].reference]
    tab.table.selectAll()
    cut_short = tmp_path / "cut short"
    cut_short.mkdir()
    with monkeypatch.context() as slow:
        slow.setattr(drafts, "draft_bytes", lambda draft: sleep(0.05) or draft_bytes(draft))
        officer.window.ask.chosen_folders.append(cut_short)
        tab.write.trigger()
        strip = officer.window.progress
        officer.wait(lambda: strip.isVisible() and any(cut_short.glob("*.eml")))
        officer.click(strip.cancel)
        officer.wait(lambda: "Cancelled. Drafts that were written until then" in officer.told())
    tab.table.selectAll()
    officer.window.ask.chosen_folders.append(tmp_path)
    tab.write.trigger()
    officer.wait(lambda: f"Wrote {len(fit):,} drafts" in officer.told())
    assert (f"{left_out:,} left out" in officer.told()) is bool(left_out)
    assert len(list(tmp_path.glob("*.eml"))) == len(fit)
    assert count(database, Acknowledgement) == 0
    assert "Mark them once they are sent." in officer.told()
    button = officer.window.notices.action
    assert button.text() == f"Mark these {len(fit):,} as sent"
    officer.click(button)
    officer.wait(lambda: count(database, Acknowledgement) == len(fit))
    officer.press("Ctrl+Z", on=officer.window)
    officer.wait(lambda: count(database, Acknowledgement) == 0)
    officer.settle()
    mark_all_by_key(officer, tab)


def mark_all_by_key(officer, tab):
    database = database_of(officer)
    due = tab.table.lines.rowCount()
    tab.table.setFocus()
    tab.table.selectAll()
    officer.press("F4", on=tab.table)
    officer.wait(lambda: count(database, Acknowledgement) == due)
    officer.wait(tab.empty.isVisible)
    tab.sent.setChecked(True)
    officer.wait(lambda: tab.table.lines.rowCount() == due)
    assert tab.words.text() == f"{due:,} sent"
    tab.sent.setChecked(False)  # those sent stand there until those due have been read
    tab._show_head(1, tab.head)  # as in a long list, where it is read before
    assert tab.words.text() == f"{due:,} sent"
    assert not tab.mark.isEnabled()
    assert not tab.write.isEnabled()
    officer.wait(tab.empty.isVisible)
    assert tab.words.text() == f"0 due, {due:,} sent"
    tab.sent.setChecked(True)
    officer.wait(lambda: tab.table.lines.rowCount() == due)
    officer.press("Ctrl+Z", on=officer.window)
    officer.wait(lambda: count(database, Acknowledgement) == 0)


@pytest.mark.thorough
def test_targets_are_not_read_while_acknowledgements_are_in_view(officer, screen, monkeypatch):
    database = database_of(officer)
    officer.settle()
    read, page = [], coverage_screen.coverage_page

    def noted(*given, **named):
        read.append("targets")
        return page(*given, **named)

    monkeypatch.setattr(coverage_screen, "coverage_page", noted)
    screen.tabs.setCurrentIndex(2)
    lines_of(officer, screen.acknowledge)
    screen.acknowledge.mark.trigger()
    officer.wait(lambda: count(database, Acknowledgement) > 0)
    officer.settle()
    assert read == []
    screen.tabs.setCurrentIndex(0)
    officer.wait(lambda: read == ["targets"])


@pytest.mark.thorough
def test_the_text_of_acknowledgements_is_checked_while_it_is_edited(officer, screen):
    database = database_of(officer)
    screen.tabs.setCurrentIndex(2)
    tab = screen.acknowledge
    officer.wait(lambda: tab.table.lines.rowCount() > 3)
    tab.text.trigger()
    dialog = shown(officer, TextDialog)
    dialog.text.setPlainText("Dear {nmae}")
    officer.press("Ctrl+Enter", on=dialog.text)
    officer.wait(dialog.fault.isVisible)
    assert "{nmae}" in dialog.fault.text()
    dialog.text.setPlainText("Dear {name}")
    officer.press("Ctrl+Enter", on=dialog.text)
    officer.wait(lambda: [each.body for each in rows(database, AcknowledgementText)] == [
        "Dear {name}\n"
    ])  # fmt: skip
    officer.settle()
    assert tab.head.text.body == "Dear {name}\n"
    workspace, other = officer.workspace, open_call(database, title="Another one")
    officer.wait(lambda: len(workspace.calls) == 2)
    officer.settle()
    workspace.choose_call(1)
    officer.settle()
    workspace.choose_call(other.id)
    assert tab.head is None  # the words of the first call are not offered for the other
    assert not any(each.isEnabled() for each in tab.actions_of_tab())
    officer.settle()
    assert not tab.head.is_own_text
    assert tab.text.isEnabled()


@pytest.mark.thorough
def test_keys_of_a_tab_that_is_hidden_do_nothing_to_what_it_lists(officer, screen):
    database = database_of(officer)
    for place in (2, 1, 0):  # each has been read, and has a line in hand
        screen.tabs.setCurrentIndex(place)
        officer.settle()
    assert screen.acknowledge.table.lines.ids()
    for beside in (screen.tabs.tabBar(), screen.targets.table):
        beside.setFocus()
        for keys in ("Ctrl+Shift+D", "F3", "F4"):
            officer.press(keys, on=beside)
            officer.settle()
    assert count(database, Acknowledgement) == 0
    assert not officer.window.findChildren(ChasedDialog)
    assert screen.acknowledge.mark not in screen.commands()
    screen.tabs.setCurrentIndex(2)
    officer.settle()
    screen.tabs.tabBar().setFocus()
    officer.press("Ctrl+D", on=screen.tabs.tabBar())
    officer.settle()
    assert not officer.window.findChildren(TargetDialog)
    officer.press("F4", on=screen.tabs.tabBar())
    officer.wait(lambda: count(database, Acknowledgement) == 1)


@pytest.mark.thorough
def test_the_event_log_of_the_call_is_opened_by_keys_and_begins_with_the_newest(officer):
    newest = at(2019, 3, 1, 9)
    do(database_of(officer), set_target, desk=newest, call_id=1, draft=TargetDraft(7))
    officer.press("Ctrl+Alt+H", on=officer.window)
    dialog = shown(officer, EventLogDialog)
    officer.wait(lambda: len(dialog.table.rows) > 1)
    assert dialog.table.rows[0].words.endswith(": 7 wanted")
    assert dialog.table.rows[-1].words.startswith("Made the call")
    assert count(database_of(officer), CoverageTarget) == 1


@pytest.mark.thorough
def test_an_event_is_opened_in_full_and_the_lines_that_are_chosen_are_copied(officer):
    officer.press("Ctrl+Alt+H", on=officer.window)
    dialog = shown(officer, EventLogDialog)
    table = dialog.table
    officer.wait(lambda: len(table.rows) > 1)
    place = next(at for at, row in enumerate(table.rows) if "more like it" in row.words)
    run = table.rows[place]
    table.selectRow(place)
    table.setFocus()
    officer.press("Enter", on=table)
    event = shown(officer, EventDialog)
    lines = event.told.toPlainText().splitlines()
    assert len(lines) == run.edits > 1
    assert lines[0].endswith(run.each[0][1])
    officer.press("Esc", on=event.told)
    officer.wait(lambda: not officer.window.findChildren(EventDialog))
    assert dialog.isVisible()
    table.selectAll()
    officer.press("Ctrl+C", on=table)
    copied = [line.split("\t") for line in QApplication.clipboard().text().splitlines()]
    assert len(copied) == len(table.rows)
    assert copied[place][1:] == [run.officer, run.words]
    table.selectRow(0)
    middle = table.visualRect(table.currentIndex()).center()
    officer.click(table.viewport(), middle)
    officer.qtbot.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert shown(officer, EventDialog).told.toPlainText()


@pytest.mark.thorough
def test_what_is_chosen_stays_chosen_while_others_log_and_mark(officer, screen):
    database, colleague = database_of(officer), DESK._replace(officer="Sam Colleague")
    for number in (30, 40, 50):
        do(database, set_target, call_id=1, draft=TargetDraft(number, question_id=number // 10 - 2))
    table = screen.targets.table
    officer.wait(lambda: len(table.rows) == 3)
    table.selectRow(1)
    first_one, chosen, _last = [each.target_id for each in table.rows]
    do(database, remove_target, desk=colleague, target_id=first_one)
    officer.wait(lambda: len(table.rows) == 2)
    screen.targets.remove.trigger()
    officer.wait(lambda: len(table.rows) == 1)
    assert chosen not in [each.target_id for each in table.rows]

    screen.tabs.setCurrentIndex(2)
    table = screen.acknowledge.table
    officer.wait(lambda: table.lines.rowCount() > 4)
    ids = list(table.lines.ids())
    table.selectRow(1)
    do(database, mark_acknowledged, desk=colleague, call_id=1, submission_ids=ids[:1])
    officer.wait(lambda: table.lines.rowCount() == len(ids) - 1)
    assert table.selected_ids() == [ids[1]]
    table.setFocus()
    table.selectAll()
    do(database, mark_acknowledged, desk=colleague, call_id=1, submission_ids=[ids[2]])
    officer.wait(lambda: table.lines.rowCount() == len(ids) - 2)
    assert table.selected_ids() == [ids[1], *ids[3:]]
    table.selectRow(0)
    do(database, mark_acknowledged, desk=colleague, call_id=1, submission_ids=[ids[1]])
    officer.wait(lambda: table.lines.rowCount() == len(ids) - 3)
    assert table.current_id() == ids[3]  # the next one
