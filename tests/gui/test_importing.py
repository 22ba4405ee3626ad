"""Importing: seen and counted before anything is written, known again the next day, taken back."""

import csv
import os

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from lisdesk.edits.submissions import SubmissionDraft, add_submission
from lisdesk.store.entities import Import, Question, Submission
from lisdesk.ui.importing.dialog import ImportDialog
from lisdesk.ui.workspace import edit_with
from tests.desk_work import count, rows

HEADINGS = ["Ref", "Who are you with?", "Sent in", "Skills", "Anything else"]
FIRST_SAVED = 1_546_509_600  # 3 January 2019, 10:00
MONDAY = [
    ["1", "Acme Ltd", "03/01/2019", "We cannot find welders anywhere in the county.", "No"],
    ["2", "Oadby Parish Council", "04/01/2019", "Young people leave for Birmingham.", ""],
]
TUESDAY = [
    *MONDAY[:1],
    ["2", "Oadby Parish Council", "04/01/2019", "Young people leave for Nottingham.", ""],
    ["3", "Loughborough College", "05/01/2019", "Our courses are full and our staff leave.", ""],
]


def write_export(folder, answers, headings=HEADINGS, name="portal-export.csv", day=0):
    path = folder / name
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([headings, *answers])
    saved_at = FIRST_SAVED + day * 86_400
    os.utime(path, (saved_at, saved_at))
    return path


def dialog_of(officer):
    found = []

    def is_open():
        dialogs = officer.window.findChildren(ImportDialog)
        found[:] = [dialog for dialog in dialogs if dialog.isVisible()]
        return found

    officer.wait(is_open)
    return found[-1]


def walk_to(officer, widget):
    """Go to a widget of the dialog by the Tab key, as often as it takes."""
    officer.wait(widget.isVisible)
    for _ in range(60):
        if QApplication.focusWidget() is widget:
            return
        officer.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    raise AssertionError(f"the Tab key does not come to {widget.accessibleName()}")


def choose(officer, box, letters):
    """Choose from a list by typing the beginning of its entry: one field filled."""
    walk_to(officer, box)
    officer.type(letters)


def column(dialog, heading):
    table = dialog.columns
    places = {table.item(row, 0).text(): row for row in range(table.rowCount())}
    return table.box(places[heading])


def counted(officer, dialog):
    officer.wait(lambda: dialog.go.isEnabled())
    return dialog.counts.text()


def import_first_day(officer, path):
    officer.drop(path)
    dialog = dialog_of(officer)
    officer.wait(lambda: dialog.columns.rowCount() == 5)
    choose(officer, column(dialog, "Who are you with?"), "Org")
    choose(officer, column(dialog, "Sent in"), "Rec")
    choose(officer, column(dialog, "Skills"), "Q2")
    officer.wait(lambda: dialog.every_row.day_first.isVisible())
    assert not dialog.go.isEnabled()
    officer.click(dialog.every_row.day_first)
    assert counted(officer, dialog) == "2 new, 0 changed, 0 already here, 0 problems"
    officer.press("Enter", on=dialog)
    officer.wait(lambda: "2 new" in officer.told())
    officer.settle()


def test_j2_the_first_export_is_mapped_and_the_next_days_export_takes_two_actions(
    on_one_call, beside, tmp_path, journey
):
    officer = on_one_call
    import_first_day(officer, write_export(tmp_path, MONDAY))
    journey("J2, the first import", officer.actions, 8)
    database = beside()
    [first, second] = rows(database, Submission)
    assert (first.received_at.day, first.received_at.month) == (3, 1)
    officer.actions = 0
    officer.drop(write_export(tmp_path, TUESDAY))
    dialog = dialog_of(officer)
    assert counted(officer, dialog) == "1 new, 1 changed, 1 already here, 0 problems"
    assert "as at your last import" in dialog.note.text()
    officer.press("Enter", on=dialog)
    officer.wait(lambda: "1 new, 1 changed" in officer.told())
    journey("J2, each later day", officer.actions, 2)
    officer.settle()
    assert count(database, Submission) == 3
    officer.actions = 0
    officer.click(officer.window.notices.action)
    officer.wait(lambda: count(database, Submission) == 2)
    journey("J2, undo it", officer.actions, 1)
    officer.settle()
    assert count(database, Import) == 1
    officer.press("Ctrl+Y", on=officer.window)
    officer.wait(lambda: count(database, Submission) == 3)


def test_j2_by_keys_the_newest_export_is_offered_where_the_last_one_lay(
    on_one_call, beside, tmp_path, journey
):
    officer = on_one_call
    import_first_day(officer, write_export(tmp_path, MONDAY, name="portal-export 3 Jan.csv"))
    write_export(tmp_path, TUESDAY[:2], name="portal-export 4 Jan (1).csv", day=1)
    newest = write_export(tmp_path, TUESDAY, name="portal-export 5 February.csv", day=2)
    write_export(tmp_path, TUESDAY, name="~$portal-export.csv", day=3)
    write_export(tmp_path, TUESDAY, name="staff list 5 February.csv", day=3)
    officer.actions = 0
    officer.press("Ctrl+I")
    dialog = dialog_of(officer)
    assert counted(officer, dialog) == "1 new, 1 changed, 1 already here, 0 problems"
    officer.wait(lambda: QApplication.focusWidget() is dialog.go)
    assert newest.name in dialog.name.text()
    said = dialog.note.text()
    assert said.startswith(f"The newest export in “{tmp_path.name}”, saved 5 Jan 2019, 10:00.")
    assert "as at your last import" in said
    assert count(beside(), Submission) == 2
    officer.press("Enter", on=dialog)
    officer.wait(lambda: "1 new, 1 changed" in officer.told())
    journey("J2, each later day by keys", officer.actions, 2)
    officer.settle()
    assert count(beside(), Submission) == 3


def test_another_file_can_be_chosen_than_the_one_that_is_offered(on_one_call, ask, tmp_path):
    officer = on_one_call
    import_first_day(officer, write_export(tmp_path, MONDAY))
    write_export(tmp_path, TUESDAY, name="portal-export-2.csv", day=1)
    wanted = write_export(tmp_path, MONDAY, name="by hand.csv")
    ask.open = [[wanted]]
    officer.press("Ctrl+I")
    offered = dialog_of(officer)
    counted(officer, offered)
    officer.press("Alt+A", on=offered)
    officer.wait(lambda: "by hand.csv" in dialog_of(officer).name.text())
    assert ask.folders == [tmp_path]
    assert not dialog_of(officer).other.isVisible()


@pytest.mark.parametrize("later", ["nothing", "other headings", "no sheet"])
def test_without_a_newer_export_of_the_portal_the_officer_is_asked(
    on_one_call, ask, tmp_path, later
):
    officer = on_one_call
    import_first_day(officer, write_export(tmp_path, MONDAY))
    if later == "other headings":
        names = ["Name", "Salary"]
        write_export(tmp_path, [["Ann", "1"]], names, name="portal-export-2.csv", day=1)
    elif later == "no sheet":
        path = write_export(tmp_path, [], [], name="portal-export-2.csv", day=1)
        path.write_bytes(b"%PDF-1.7")
        os.utime(path, (FIRST_SAVED + 9, FIRST_SAVED + 9))
    ask.open = [[]]
    officer.press("Ctrl+I")
    officer.wait(lambda: ask.open == [])
    assert ask.folders == [tmp_path]
    officer.wait(
        lambda: not any(each.isVisible() for each in officer.window.findChildren(ImportDialog))
    )


def test_the_preview_follows_the_columns_and_nothing_is_written_before_import(
    on_one_call, beside, tmp_path
):
    officer = on_one_call
    officer.drop(write_export(tmp_path, MONDAY))
    dialog = dialog_of(officer)
    counted(officer, dialog)
    shown = dialog.first_rows.rows

    def tops():
        return [
            shown.headerData(place, Qt.Orientation.Horizontal)
            for place in range(shown.columnCount())
        ]

    assert tops()[:2] == ["Id", "Who are you with?"]
    choose(officer, column(dialog, "Anything else"), "Ign")
    officer.wait(lambda: len(tops()) == 4)
    choose(officer, column(dialog, "Skills"), "New")
    officer.wait(lambda: "New question" in tops())
    counted(officer, dialog)
    officer.press("Esc", on=dialog)
    officer.settle()
    database = beside()
    assert count(database, Submission) == 0
    assert count(database, Question) == 10


def test_a_value_for_every_row_is_given_by_keyboard(on_one_call, beside, tmp_path):
    officer = on_one_call
    officer.drop(write_export(tmp_path, MONDAY))
    dialog = dialog_of(officer)
    counted(officer, dialog)
    choose(officer, dialog.every_row.permission, "Pub")
    choose(officer, dialog.every_row.channel, "Post")
    walk_to(officer, dialog.every_row.received)
    officer.type("2019-01-05")
    officer.press("Tab")
    officer.wait(lambda: not dialog.go.isEnabled())
    counted(officer, dialog)
    officer.press("Enter", on=dialog)
    officer.wait(lambda: "2 new" in officer.told())
    [first, _] = rows(beside(), Submission)
    assert (first.permission.key, first.channel.key) == ("named", "post")
    assert first.received_at.day == 5


def test_a_fault_of_the_sheet_stands_in_the_dialog_and_another_sheet_can_be_chosen(
    on_one_call, beside, tmp_path
):
    officer = on_one_call
    book = openpyxl.Workbook()
    book.active.title = "Cover"
    book.active.append(["Response ID", "Organisation"])
    sheet = book.create_sheet("Responses")
    for line in (["Response ID", "Organisation", "Skills"], ["1", "Acme Ltd", "No welders"]):
        sheet.append(line)
    book.save(tmp_path / "survey.xlsx")
    officer.drop(tmp_path / "survey.xlsx")
    dialog = dialog_of(officer)
    officer.wait(lambda: "has no responses" in dialog.fault.text())
    assert not dialog.go.isEnabled()
    choose(officer, dialog.options.sheet, "Res")
    officer.press("Enter", on=dialog.options.sheet)
    officer.wait(lambda: dialog.columns.rowCount() == 3)
    assert counted(officer, dialog).startswith("1 new")
    assert not dialog.fault.isVisible()


def test_a_file_that_cannot_be_read_says_so_and_changes_nothing(on_one_call, beside, tmp_path):
    officer = on_one_call
    (tmp_path / "broken.xlsx").write_bytes(b"PK\x03\x04 nothing")
    officer.drop(tmp_path / "broken.xlsx")
    dialog = dialog_of(officer)
    officer.wait(lambda: dialog.fault.isVisible())
    assert not dialog.go.isEnabled()
    assert dialog.width() >= 600
    assert dialog.name.toolTip() == ""  # all of it is seen
    officer.press("Esc", on=dialog)
    officer.settle()
    assert count(beside(), Import) == 0


@pytest.mark.thorough
def test_cells_that_cannot_be_read_are_listed_before_the_import_and_their_rows_come_in(
    on_one_call, tmp_path
):
    officer = on_one_call
    headings = ["Response ID", "Organisation", "Received", "Type"]
    write_export(tmp_path, [["1", "Acme", "soon", "business-small"]], headings)
    officer.drop(tmp_path / "portal-export.csv")
    dialog = dialog_of(officer)
    assert counted(officer, dialog) == "1 new, 0 changed, 0 already here, 1 problem"
    listed = [dialog.problems.item(row).text() for row in range(dialog.problems.count())]
    assert any(line.startswith("Row 2, Received:") for line in listed)
    shown = dialog.first_rows.rows
    assert "Not read: soon" in [shown.index(0, place).data() for place in range(4)]


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("headings", "cells"),
    [
        (["Response ID", "Organisation", "Shoes"], ["1", "Acme", "9"]),
        (["Response ID", "Organisation", "Received"], ["1", "Acme", "03/04/2019"]),
        (["Response ID", "Organisation", ""], ["1", "Acme", "We cannot find any welders. " * 5]),
        (["Response ID", "Type of organisation", "Skills"], ["1", "Circus", "No"]),
    ],
)
def test_what_is_to_be_known_is_told_in_the_words_of_the_window(
    on_one_call, tmp_path, headings, cells
):
    officer = on_one_call
    officer.drop(write_export(tmp_path, [cells, [*"2", *cells[1:]]], headings))
    dialog = dialog_of(officer)
    officer.wait(lambda: not dialog.busy.isVisible() and dialog.columns.rowCount() == 3)
    told = [dialog.problems.item(row).text() for row in range(dialog.problems.count())]
    assert told
    assert not [line for line in told if " map" in line or "[" in line or "= " in line]


@pytest.mark.thorough
def test_what_is_to_be_known_is_seen_to_its_last_line(on_one_call, tmp_path):
    officer = on_one_call
    headings = ["Response ID", "Organisation", "Received", "Sent", "Channel", "Permission"]
    write_export(tmp_path, [["1", "Acme", "soon", "late", "pigeon", "perhaps"]], headings)
    officer.drop(tmp_path / "portal-export.csv")
    dialog = dialog_of(officer)
    counted(officer, dialog)
    notes = dialog.problems
    last = notes.visualItemRect(notes.item(notes.count() - 1))
    assert notes.count() > 4
    assert 0 < last.bottom() <= notes.viewport().height()


@pytest.mark.thorough
def test_that_the_rest_was_cancelled_is_told_until_the_next_thing_succeeds(on_one_call, tmp_path):
    officer = on_one_call
    write_export(tmp_path, MONDAY, name="a.csv")
    write_export(tmp_path, TUESDAY, name="b.csv")
    officer.drop(tmp_path / "a.csv", tmp_path / "b.csv")
    dialog = dialog_of(officer)
    counted(officer, dialog)
    officer.press("Esc", on=dialog)
    officer.wait(lambda: "Nothing was imported of “b.csv” either" in officer.told())
    draft = SubmissionDraft(letter="Dear all")
    officer.workspace.do(edit_with(add_submission, call_id=1, draft=draft), "Logged LLEP-0001")
    officer.settle()
    assert officer.told() == ""


@pytest.mark.thorough
def test_a_window_that_closes_takes_an_open_dialog_with_it(on_one_call, tmp_path, qtbot):
    on_one_call.window.file_commands.import_files([write_export(tmp_path, MONDAY)])
    on_one_call.wait(lambda: on_one_call.window.findChildren(ImportDialog))
    with qtbot.captureExceptions() as met:
        on_one_call.window.close()  # before what the import would give has been counted
        qtbot.wait(600)
    assert met == []
    assert not on_one_call.window.findChildren(ImportDialog)


@pytest.mark.thorough
def test_the_row_that_a_submission_came_in_with_stands_beside_it(on_one_call, tmp_path):
    officer = on_one_call
    import_first_day(officer, write_export(tmp_path, MONDAY))
    screen = officer.go("submissions")
    officer.press("End", on=screen.table)
    officer.wait(lambda: screen.preview.shown is not None)
    officer.settle()
    assert "Row 2 of “portal-export.csv” (IMP-0001, " in words_of(screen.preview)
    officer.click(screen.preview.open)
    officer.settle()
    reading = officer.window.current_screen()
    officer.wait(lambda: "Row 2 of “portal-export.csv”" in words_of(reading.panes.beside.details))


def words_of(widget):
    return "\n".join(label.text() for label in widget.findChildren(QLabel))
