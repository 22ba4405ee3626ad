"""Submissions: what is chosen may go by undo, or by somebody else, before it has been read."""

from time import sleep

import pytest
from PySide6.QtWidgets import QApplication

from lisdesk.edits.history import take_back
from lisdesk.edits.submissions import SubmissionDraft, add_submission
from lisdesk.queries.register_rows import register_head, register_ids
from lisdesk.store.entities import AuditEntry, Submission
from lisdesk.ui.submissions.correct_form import CorrectForm
from tests.desk_work import count, do, rows
from tests.gui.test_submissions import dialog


@pytest.fixture
def on_last_line(on_one_call, beside):
    """Return an officer at the register, at the second of two lines, which was logged last; and the
    mistakes of the program that the window meets, in place of its crash dialog.
    """
    officer, database = on_one_call, beside()
    for words in ("One.", "Two."):
        do(database, add_submission, call_id=1, draft=SubmissionDraft(letter=words))
    officer.settle()
    screen = officer.go("submissions")
    officer.wait(lambda: screen.lists is not None and len(screen.model.ids()) == 2)
    officer.wait(lambda: officer.workspace.history.stack.canUndo())
    bugs = []
    officer.workspace.bug_met.disconnect()
    officer.workspace.bug_met.connect(bugs.append)
    screen.table.point_at(2)
    officer.wait(lambda: screen.preview.shown and screen.preview.shown.page.row.id == 2)
    officer.settle()
    return officer, screen, database, bugs


def taken_back(database):
    entry_id = max(entry.id for entry in rows(database, AuditEntry))
    do(database, take_back, entry_id=entry_id)
    assert count(database, Submission) == 1


def test_the_line_in_hand_may_go_by_undo_while_the_list_takes_long(on_last_line, monkeypatch):
    officer, screen, database, bugs = on_last_line

    def slowly(query):
        def read(*arguments):
            sleep(0.3)
            return query(*arguments)

        return read

    for query in (register_ids, register_head):
        name = f"lisdesk.ui.submissions.screen.{query.__name__}"
        monkeypatch.setattr(name, slowly(query))
    officer.press("Ctrl+Z", on=officer.window)
    officer.wait(lambda: list(screen.model.ids()) == [1])
    officer.wait(lambda: screen.preview.shown and screen.preview.shown.page.row.id == 1)
    assert count(database, Submission) == 1
    assert bugs == []


@pytest.mark.parametrize("key", ["Ctrl+Shift+S", "Ctrl+Shift+P", "F2"])
def test_what_has_just_gone_is_neither_decided_about_nor_corrected(on_last_line, key):
    officer, screen, database, bugs = on_last_line
    taken_back(database)
    officer.press(key, on=screen.table)
    officer.wait(lambda: "no more" in officer.told())
    assert QApplication.activeModalWidget() is None
    assert bugs == []


def test_a_form_says_so_if_its_submission_has_gone(on_last_line):
    officer, screen, database, bugs = on_last_line
    officer.press("F2", on=screen.table)
    form = dialog(officer, CorrectForm)
    officer.settle()
    officer.type("!", on=form.texts.fields[0])
    taken_back(database)
    officer.press("Ctrl+Enter", on=form.texts.fields[0])
    officer.wait(form.empty.isVisible)
    officer.click(form.empty)
    officer.wait(lambda: "is no more" in form.fault.text())
    assert form.texts.fields[0].toPlainText() == "!Two."
    assert bugs == []
