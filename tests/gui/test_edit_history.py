"""The history of edits in the window: look through it, and take back from there."""

import pytest
from PySide6.QtWidgets import QApplication

from lisdesk.edits.submissions import SubmissionDraft, add_submission
from lisdesk.edits.tag_changes import TagCorrection, edit_tag
from lisdesk.rules.vocabulary import Stance
from lisdesk.store.entities import Tag
from lisdesk.ui.edit_history.dialog import HistoryDialog
from tests.desk_work import BOB, DESK, do, rows, submission, tag

pytestmark = pytest.mark.thorough


@pytest.fixture
def with_edits(on_one_call, beside):
    """Return an officer at the window, on whose call they logged one and tagged it thrice, and Bob
    once.
    """
    database = beside()
    do(database, add_submission, call_id=1, draft=SubmissionDraft(letter="Dear all."))
    entry = submission(database, "LLEP-0001")
    for code in ("P1", "P2", "P3"):
        tag(database, entry, code)
    tag(database, entry, "P4", desk=BOB)
    on_one_call.wait(lambda: on_one_call.workspace.call.submissions == 1)
    on_one_call.settle()
    return on_one_call, database


def opened(officer):
    officer.press("Ctrl+Shift+H", on=officer.window)
    officer.wait(lambda: isinstance(QApplication.activeModalWidget(), HistoryDialog))
    dialog = QApplication.activeModalWidget()
    officer.wait(dialog.isActiveWindow)
    officer.wait(lambda: dialog.model.rowCount() and dialog.one.isEnabled())
    return dialog


def cells(dialog, row):
    model = dialog.model
    return [model.data(model.index(row, column)) for column in range(1, model.columnCount())]


def tags_of(database):
    return sorted(each.priority_id for each in rows(database, Tag))


def test_everything_is_listed_and_the_one_in_hand_told(with_edits):
    officer, _ = with_edits
    dialog = opened(officer)
    assert cells(dialog, 0) == ["Bob Officer", "Tagged LLEP-0001", "Stands"]
    assert cells(dialog, 1) == [DESK.officer, "Tagged LLEP-0001", "Stands"]
    officer.press("Down")
    told = f"Tagged LLEP-0001\n{DESK.officer}, 10 Dec 2018, 09:00"
    officer.wait(lambda: dialog.told.toPlainText().startswith(told))
    assert "Stands.\n\nTag added\n   officer: " in dialog.told.toPlainText()
    officer.press("Ctrl+End")
    officer.wait(lambda: "Stays on record" in dialog.told.toPlainText())
    assert not dialog.one.isEnabled()


def test_one_edit_is_taken_back_and_done_again(with_edits):
    officer, database = with_edits
    before = tags_of(database)
    dialog = opened(officer)
    officer.press("Down")
    officer.press("Down")
    officer.wait(lambda: dialog.one.isEnabled() and "edit" in dialog.told.toPlainText())
    officer.press("Alt+B")
    officer.wait(lambda: cells(dialog, 2)[2] == f"Taken back by {DESK.officer}")
    assert len(tags_of(database)) == len(before) - 1
    assert officer.window.status.last_edit.text() == "Undone: Tagged LLEP-0001"
    officer.wait(lambda: dialog.one.isEnabled() and dialog.one.text() == "Do it &again")
    officer.press("Alt+A")
    officer.wait(lambda: cells(dialog, 2)[2] == f"Done again by {DESK.officer}")
    assert tags_of(database) == before
    assert officer.window.status.last_edit.text() == "Redone: Tagged LLEP-0001"


def test_back_to_an_edit_leaves_what_others_did(with_edits):
    officer, database = with_edits
    dialog = opened(officer)
    for _ in range(2):
        officer.press("Down")
    officer.wait(lambda: dialog.all_since.text() == "Take back my 2 edits &from here")
    officer.press("Alt+F")
    officer.wait(lambda: cells(dialog, 2)[2].startswith("Taken back"))
    assert [cells(dialog, row)[2].split(" by")[0] for row in range(4)] == [
        "Stands", "Taken back", "Taken back", "Stands",
    ]  # fmt: skip
    assert len(tags_of(database)) == 2


def test_anothers_edit_is_taken_back_after_a_question_only(with_edits, ask):
    officer, database = with_edits
    dialog = opened(officer)
    ask.agree = [False, True]
    officer.press("Alt+B")
    officer.wait(lambda: ask.agree == [True])
    officer.settle()
    assert len(tags_of(database)) == 4
    officer.press("Alt+B")
    officer.wait(lambda: not ask.agree)
    officer.wait(lambda: cells(dialog, 0)[2] == f"Taken back by {DESK.officer}")
    assert [question.words for question in ask.asked] == [
        "Bob Officer did this: Tagged LLEP-0001."
    ] * 2
    assert len(tags_of(database)) == 3


def test_what_anothers_later_edit_stands_in_the_way_of_is_refused_by_name(with_edits):
    officer, database = with_edits
    third = rows(database, Tag)[2]
    correction = TagCorrection(stance=Stance.OPPOSE)
    do(database, edit_tag, desk=BOB, tag_id=third.id, correction=correction)
    dialog = opened(officer)
    officer.wait(lambda: dialog.model.rowCount() == 8 and cells(dialog, 0)[1])
    for _ in range(2):
        officer.press("Down")
    officer.wait(lambda: dialog.one.isEnabled() and "edit" in dialog.told.toPlainText())
    officer.press("Alt+B")
    officer.wait(dialog.fault.isVisible)
    assert "Bob Officer changed what it wrote" in dialog.fault.text()
    assert len(tags_of(database)) == 4


@pytest.mark.thorough
def test_the_list_is_searched_and_narrowed(with_edits):
    officer, _ = with_edits
    dialog = opened(officer)
    officer.type("bob", on=dialog.search)
    officer.wait(lambda: dialog.count.text() == "1 edit")
    dialog.search.clear()
    officer.wait(lambda: dialog.model.rowCount() == 7)
    officer.press("Down", on=dialog.officer)
    officer.press("Down", on=dialog.officer)
    officer.wait(lambda: dialog.count.text() == "1 edit")
    assert dialog.officer.currentText() == "Bob Officer"
