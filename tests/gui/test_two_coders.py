"""Two officers code a sample blind in the window, one after the other; work is shared out."""

import re
import shutil

import pytest

from lisdesk.edits.double_coding import draw_sample
from lisdesk.queries.reading_list import Shelf
from lisdesk.queries.register import RegisterColumn
from lisdesk.rules.vocabulary import Settled, Stance
from lisdesk.store.entities import (
    Assignment,
    Call,
    CodingSample,
    SampleItem,
    Settlement,
    Submission,
    Tag,
)
from lisdesk.store.opening import open_database
from lisdesk.ui.coding.dialog import COMPARE, PROGRESS, DoubleCodingDialog
from lisdesk.ui.go_to import GoToBox
from lisdesk.ui.submissions.share_dialog import ShareDialog
from tests.desk_work import DESK, do, first, log, rows, tag
from tests.window_driver import open_dialogs

ANN, BEN = DESK.officer, "Ben Clerk"
WORDS = "Skills gaps hold us back. Buses run too rarely."


@pytest.fixture
def file(one_call_file, tmp_path):
    """Return a file with twenty letters that say the same."""
    path = tmp_path / "one.lisdesk"
    shutil.copy(one_call_file, path)
    database = open_database(path)

    call = first(database, Call)
    for number in range(20):
        log(database, call, respondent=f"R{number}", letter=f"{WORDS} {number}")
    database.close()
    return path


@pytest.fixture
def sit_down(open_window, file):
    """Return a function that opens the file as an officer, after whoever had it has left."""
    opened = []

    def sit(name):
        for driver in opened:
            driver.window.close()
        opened.append(open_window(file, now="2019-01-07T10:00", officer=name))
        return opened[-1]

    return sit


def dialog_of(officer, kind=DoubleCodingDialog):
    officer.wait(lambda: any(isinstance(each, kind) for each in open_dialogs()))
    officer.settle()
    return next(each for each in open_dialogs() if isinstance(each, kind))


def open_double_coding(officer):
    officer.press("Ctrl+Shift+B", on=officer.window)
    return dialog_of(officer)


def shelf_of_sample(officer):
    """Show the sample in Reading, and return the screen."""
    screen = officer.go("reading")
    officer.click(screen.list.shelves[Shelf.SAMPLE])
    officer.wait(lambda: screen.list.model.rowCount() == 2)
    officer.settle()
    return screen


def code(database):
    """Let both tag the sample, the first one alike and the second one not; return its numbers."""
    ids = [each.submission_id for each in rows(database, SampleItem)]
    ben = DESK._replace(officer=BEN)
    for number, code, quote in zip(ids, ("P2", "P4"), ("gaps hold", "Skills gaps"), strict=True):
        tag(database, submission_of(database, number), code, desk=ben, quote=quote)
    for number, code in zip(ids, ("P2", "P3"), strict=True):
        tag(database, submission_of(database, number), code, quote="Skills gaps")
    return ids


def assert_shown_with_words_around(page):
    """Check that a disagreement in hand says where it stands, within the whole short letter."""
    assert "%" not in page.figures.text()
    page.list.setCurrentCell(0, 0)
    quote = page.list.item(0, 3).text()
    assert quote == "Skills gaps"
    assert page.list.item(0, 1).text() == "Letter"
    assert re.fullmatch(
        re.escape(WORDS.replace(quote, f"[{quote}]")) + " [0-9]+", page.around.text()
    )
    assert page.around.isVisible()


def shown_tags(officer, submission_id):
    """Return whose tags Reading shows on a submission of the sample."""
    screen = shelf_of_sample(officer)
    officer.workspace.go_to("reading", submission_id)
    shown = screen.tagging
    officer.wait(lambda: shown.page is not None and shown.page.head.id == submission_id)
    officer.settle()
    return {mark.officer for mark in screen.tagging.page.tags}


def test_journey_12_a_sample_is_drawn_coded_blind_compared_and_settled(sit_down, file, journey):
    ann = sit_down(ANN)
    ann.actions = 0
    dialog = open_double_coding(ann)
    ann.wait(lambda: dialog.draw.officers.text() == f"{ANN}, ")
    ann.type(BEN)
    ann.press("Enter")
    ann.wait(lambda: dialog.tabs.currentIndex() == PROGRESS)
    journey("J12, draw a sample", ann.actions, 4)
    assert not dialog.tabs.isTabEnabled(COMPARE)
    ann.press("Esc", on=dialog)

    database = open_database(file)
    ids = code(database)
    assert shown_tags(ann, ids[1]) == {ANN}

    ann.actions = 0
    dialog = open_double_coding(ann)
    ann.press("Alt+D", on=dialog)
    ann.wait(lambda: not dialog.progress.done.isEnabled() and not dialog.is_saving)
    journey("J12, say to be done", ann.actions, 4)
    assert first(database, CodingSample).ended_at is None

    ben = sit_down(BEN)
    assert shown_tags(ben, ids[1]) == {BEN}
    ben.actions = 0
    dialog = open_double_coding(ben)
    ben.press("Alt+D", on=dialog)
    ben.wait(lambda: dialog.tabs.currentIndex() == COMPARE)
    ben.wait(lambda: dialog.compare.list.rowCount() == 2)
    journey("J12, be done and compare", ben.actions, 4)
    assert "Agreed: 4 of 6 decisions on coded text" in dialog.compare.figures.text()
    assert_shown_with_words_around(dialog.compare)

    ben.actions = 0
    ben.press("Alt+W", on=dialog)
    ben.type("Skills, not infrastructure")
    ben.press("Alt+T", on=dialog)
    ben.wait(lambda: rows(database, Settlement))
    cell = dialog.compare.list.item
    ben.wait(lambda: cell(0, 6).text() == "The tag comes off" and not dialog.is_saving)
    journey("J12, settle a difference", ben.actions, 4)
    [settled] = rows(database, Settlement)
    assert (settled.choice, settled.reason, settled.officer, settled.priority) == (
        Settled.DROP,
        "Skills, not infrastructure",
        BEN,
        "P3",
    )
    assert len(rows(database, Tag)) == 3
    assert dialog.compare.list.currentRow() == 1
    assert dialog.compare.keep.isEnabled()
    dialog.compare.list.setCurrentCell(0, 0)
    assert not dialog.compare.keep.isEnabled()
    assert f"decided by {BEN}" in dialog.compare.words.text()
    ben.press("Esc", on=dialog)
    ben.press("Ctrl+Z", on=ben.window)
    ben.wait(lambda: len(rows(database, Tag)) == 4)
    assert rows(database, Settlement) == []
    database.close()


def submission_of(database, number):
    return first(database, Submission, Submission.id == number)


def test_revealing_asks_why_and_a_refusal_stands_in_the_dialog(sit_down, file):
    ann = sit_down(ANN)
    dialog = open_double_coding(ann)
    ann.wait(lambda: dialog.draw.officers.text())
    ann.press("Enter", on=dialog.draw.officers)
    ann.wait(lambda: dialog.fault.isVisible())
    assert "two officers or more" in dialog.fault.text()
    assert not dialog.draw.strangers.isVisible()
    ann.type(BEN, on=dialog.draw.officers)
    assert f"“{BEN}” has done nothing in this call yet" in dialog.draw.strangers.text()
    assert dialog.draw.strangers.isVisible()
    ann.press("Enter", on=dialog.draw.officers)
    ann.wait(lambda: dialog.tabs.currentIndex() == PROGRESS)
    assert not dialog.fault.isVisible()
    ann.type("The panel meets", on=dialog.progress.reason)
    ann.press("Alt+R", on=dialog)
    ann.wait(lambda: dialog.tabs.currentIndex() == COMPARE)
    ann.wait(lambda: "did not differ" in dialog.compare.words.text())
    assert "kappa: not defined" in dialog.compare.figures.text()
    assert "Revealed by Ann Officer" in dialog.progress.state.text()


def test_work_is_shared_out_from_the_register_and_mine_is_a_chip(sit_down, file):
    ann = sit_down(ANN)
    screen = ann.go("submissions")
    ann.wait(lambda: screen.model.rowCount() == 20)
    assert not screen.filters.marks["is_mine"].isVisible()
    ann.press("Ctrl+Shift+W", on=ann.window)
    dialog = dialog_of(ann, ShareDialog)
    ann.wait(lambda: dialog.officers.text())
    ann.type(f"{ANN}; {BEN}", on=dialog.officers)
    ann.press("Enter", on=dialog.officers)
    ann.wait(lambda: not open_dialogs())
    assert ann.window.status.last_edit.text() == (f"Shared out 20 submissions: {ANN} 10, {BEN} 10")
    chip = screen.filters.marks["is_mine"]
    ann.wait(chip.isVisible)
    ann.click(chip)
    ann.wait(lambda: screen.model.rowCount() == 10)
    home = ann.go("home")
    ann.wait(lambda: "Ben Clerk: 10 assigned" in home.body.officers.text())
    ann.press("Ctrl+Z", on=ann.window)
    database = open_database(file)
    ann.wait(lambda: not rows(database, Assignment))
    database.close()


def test_no_screen_tells_a_coder_what_the_other_one_tagged(sit_down, file):
    database = open_database(file)
    do(database, draw_sample, call_id=1, officers=[ANN, BEN], size=1, seed="1")
    [item] = rows(database, SampleItem)
    entry, ben = submission_of(database, item.submission_id), DESK._replace(officer=BEN)
    draft = {"stance": Stance.OPPOSE, "note": "Zyxel.", "quote": "Skills gaps"}
    tag(database, entry, "P2", desk=ben, **draft)
    database.close()

    ann = sit_down(ANN)
    screen = ann.go("submissions")
    ann.wait(lambda: screen.filters.priorities._choices and screen.preview.shown)
    assert {choice.count for choice in screen.filters.priorities._choices} == {0}
    screen.table.sort_by(RegisterColumn.TAGS)
    screen.table.sort_by(RegisterColumn.TAGS)
    ann.settle()
    assert screen.model.rowCount() == 20
    assert {screen.model.row_at(row).tags for row in range(20)} == {0}
    screen.table.point_at(entry.id)
    ann.wait(lambda: screen.preview.shown.page.row.id == entry.id)
    assert screen.preview.tags.count() == 0
    ann.click(screen.filters.marks["is_untagged"])
    ann.settle()
    assert screen.model.rowCount() == 20
    screen.filters.line.setFocus()
    ann.type("zyxel", on=screen.filters.line)
    ann.wait(lambda: screen.model.rowCount() == 0)
    ann.press("Ctrl+K", on=ann.window)
    box = dialog_of(ann, GoToBox)
    ann.type("zyxel", on=box.line)
    ann.settle()
    assert box.lines() == []
    ann.press("Esc", on=box.line)

    reading = ann.go("reading")
    ann.wait(lambda: reading.tree.rows)
    assert {row.tags for row in reading.tree.rows} == {0}
    priorities = ann.go("priorities")
    ann.wait(lambda: priorities.tree.topLevelItemCount())
    p2 = next(row for row in priorities.tree.frame.rows if row.row.code == "P2")
    assert (p2.own, p2.submissions) == (0, 0)
    priorities.tree.point_at(p2.row.id)
    ann.settle()
    assert priorities.excerpts.rows.rowCount() == 0
    home = ann.go("home")
    ann.wait(lambda: home.page is not None)
    [number] = [each.submissions for each in home.page.priorities if each.code == "P2"]
    assert number == 1  # of the whole call, the same for everybody

    cy = sit_down("Cy Third")
    screen = cy.go("priorities")
    cy.wait(lambda: screen.tree.topLevelItemCount())
    screen.tree.point_at(p2.row.id)
    cy.wait(lambda: screen.excerpts.rows.rowCount() == 1)


@pytest.mark.parametrize(
    ("unit", "amount", "told", "drawn"),
    [("submissions", "7", "7 of 20", 7), ("% of them", "12.5", "3 of 20", 3)],
)
def test_a_sample_is_drawn_as_a_number_or_a_percentage(sit_down, file, unit, amount, told, drawn):
    ann = sit_down(ANN)
    page = open_double_coding(ann).draw
    ann.wait(lambda: page.comes_to.text() == "2 of 20")
    ann.type(f"{ANN}, {BEN}", on=page.officers)
    page.unit.setFocus()
    ann.type(unit[0], on=page.unit)
    assert page.unit.currentText() == unit
    page.amount.selectAll()
    ann.type(amount, on=page.amount)
    assert page.comes_to.text() == told
    ann.press("Enter", on=page.amount)
    database = open_database(file)
    ann.wait(lambda: len(rows(database, SampleItem)) == drawn)
    database.close()


@pytest.mark.thorough
def test_more_than_there_are_is_told_before_and_refused(sit_down, file):
    ann = sit_down(ANN)
    dialog = open_double_coding(ann)
    page = dialog.draw
    ann.type(f"{ANN}, {BEN}", on=page.officers)
    page.unit.setFocus()
    ann.type("s", on=page.unit)
    page.amount.selectAll()
    ann.type("21", on=page.amount)
    ann.wait(lambda: page.comes_to.text() == "more than the 20 there are")
    ann.press("Enter", on=page.amount)
    ann.wait(lambda: "21 cannot be drawn" in dialog.fault.text())
