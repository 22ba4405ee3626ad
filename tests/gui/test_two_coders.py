"""Two officers code a sample blind in the window, one after the other; work is shared out."""

import re
import shutil

import pytest
from PySide6.QtWidgets import QApplication

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
J12_MOST = 4
SENTENCE = "Skills gaps hold us back."
WORDS = f"{SENTENCE} Buses run too rarely."


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


def read_the_sample(officer, dialog):
    """Go from the sample to its first submission by keys, with nothing else in the list."""
    officer.press("Alt+E", on=dialog)
    officer.comes_to("reading")
    officer.settle()
    screen = officer.window.current_screen()
    if not screen.list.shelves[Shelf.SAMPLE].isChecked():  # kept from the one before, on one PC
        officer.press("L", on=screen.view)
        officer.wait(QApplication.activePopupWidget)
        officer.press("S", on=QApplication.activePopupWidget())
    officer.wait(lambda: screen.list.model.rowCount() == 2 and screen.tagging.page is not None)
    officer.settle()
    screen.view.setFocus()
    return screen


def code_by_keys(officer, screen, keys):
    """Tag the first sentence of each submission of the sample to the priority of a key, and go on
    to the next that is not tagged; return the submissions in their order.
    """
    coded = []
    for place, key in enumerate(keys):
        coded.append(screen.tagging.page.head.id)
        officer.press(".")
        officer.press(key)
        officer.wait(lambda: len(screen.view.highlights) == 1)
        if place + 1 < len(keys):
            officer.press("N")
            officer.wait(lambda: screen.tagging.page.head.id not in coded)
            officer.settle()
    return coded


def assert_shown_with_words_around(page):
    """Check that a disagreement in hand says where it stands, within the whole short letter."""
    assert "%" not in page.figures.text()
    page.list.setCurrentCell(0, 0)
    quote = page.list.item(0, 3).text()
    assert quote == SENTENCE
    assert page.list.item(0, 1).text() == "Letter"
    assert re.fullmatch(
        re.escape(WORDS.replace(quote, f"[{quote}]")) + " [0-9]+", page.around.text()
    )
    assert page.around.isVisible()


def drawn_by(ann, journey):
    """Draw a sample by keys; return the dialog."""
    ann.actions = 0
    dialog = open_double_coding(ann)
    ann.wait(lambda: dialog.draw.officers.text() == f"{ANN}, ")
    ann.type(BEN)
    ann.press("Enter")
    ann.wait(lambda: dialog.tabs.currentIndex() == PROGRESS)
    journey("J12, draw a sample", ann.actions, J12_MOST)
    assert not dialog.tabs.isTabEnabled(COMPARE)
    return dialog


def coded_by(officer, dialog, keys, journey):
    """Code the sample blind by keys, two actions an excerpt and one to the next submission; return
    the submissions in their order.
    """
    officer.actions = 0
    screen = read_the_sample(officer, dialog)
    journey("J12, from the sample to its first submission", officer.actions, J12_MOST)
    officer.actions = 0
    ids = code_by_keys(officer, screen, keys)
    journey(f"J12, code {len(ids)} submissions blind", officer.actions, 3 * len(ids) - 1)
    assert [mark.officer for mark in screen.tagging.page.tags] == [officer.workspace.officer]
    return ids


def done_by(officer, journey, name):
    """Say by keys that the coding is done; return the dialog."""
    officer.actions = 0
    dialog = open_double_coding(officer)
    officer.press("Alt+D", on=dialog)
    officer.wait(lambda: not dialog.progress.done.isEnabled() and not dialog.is_saving)
    journey(name, officer.actions, J12_MOST)
    return dialog


def settled_by(ben, dialog, database, journey):
    """Settle the first difference by keys; return what was put on record."""
    ben.actions = 0
    ben.press("Alt+W", on=dialog)
    ben.type("Skills, not infrastructure")
    ben.press("Alt+T", on=dialog)
    ben.wait(lambda: rows(database, Settlement))
    cell = dialog.compare.list.item
    ben.wait(lambda: cell(0, 6).text() == "The tag comes off" and not dialog.is_saving)
    journey("J12, settle a difference", ben.actions, J12_MOST)
    [settled] = rows(database, Settlement)
    return settled


def test_journey_12_a_sample_is_drawn_coded_blind_compared_and_settled(sit_down, file, journey):
    database = open_database(file)
    ann = sit_down(ANN)
    ids = coded_by(ann, drawn_by(ann, journey), "23", journey)
    assert sorted(ids) == [each.submission_id for each in rows(database, SampleItem)]
    done_by(ann, journey, "J12, say to be done")
    assert first(database, CodingSample).ended_at is None

    ben = sit_down(BEN)
    assert coded_by(ben, open_double_coding(ben), "24", journey) == ids
    coded = {(each.officer, each.submission_id) for each in rows(database, Tag)}
    assert coded == {(officer, number) for officer in (ANN, BEN) for number in ids}
    dialog = done_by(ben, journey, "J12, be done and compare")
    ben.wait(lambda: dialog.tabs.currentIndex() == COMPARE)
    ben.wait(lambda: dialog.compare.list.rowCount() == 2)
    assert "Agreed: 4 of 6 decisions on coded text" in dialog.compare.figures.text()
    assert_shown_with_words_around(dialog.compare)

    settled = settled_by(ben, dialog, database, journey)
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
